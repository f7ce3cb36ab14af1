#include "support/raw_connection.hpp"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <stdexcept>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace tillwatch::test {
namespace {

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

}  // namespace

RawConnection::RawConnection(std::uint16_t port, int receive_buffer_bytes)
    : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    if (receive_buffer_bytes > 0) {
        setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer_bytes,
                   sizeof receive_buffer_bytes);
    }
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        ::close(socket_);
        throw std::runtime_error("connect failed");
    }
}

RawConnection::~RawConnection() {
    ::close(socket_);
}

bool RawConnection::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

void RawConnection::end_sending() {
    ::shutdown(socket_, SHUT_WR);
}

bool RawConnection::receive() {
    if (closed_) return false;
    pollfd wait{socket_, POLLIN, 0};
    if (::poll(&wait, 1, static_cast<int>(patience.count())) != 1) return false;
    char buffer[65536];
    const auto length = ::recv(socket_, buffer, sizeof buffer, 0);
    if (length <= 0) {
        closed_ = true;
        return false;
    }
    received_.append(buffer, static_cast<std::size_t>(length));
    return true;
}

bool RawConnection::fill_to(std::size_t bytes) {
    while (received_.size() < bytes) {
        if (!receive()) return false;
    }
    return true;
}

std::string RawConnection::read_chunks(bool& whole) {
    std::string body;
    for (;;) {
        auto line_end = received_.find("\r\n");
        while (line_end == std::string::npos) {
            if (!receive()) return body;
            line_end = received_.find("\r\n");
        }
        const auto size = std::stoul(received_.substr(0, line_end), nullptr, 16);
        if (!fill_to(line_end + 2 + size + 2)) return body;
        body += received_.substr(line_end + 2, size);
        received_.erase(0, line_end + 2 + size + 2);
        if (size == 0) break;
    }
    whole = true;
    return body;
}

RawAnswer RawConnection::read_answer(bool bodiless) {
    RawAnswer answer;
    auto head_end = received_.find("\r\n\r\n");
    while (head_end == std::string::npos) {
        if (!receive()) return answer;
        head_end = received_.find("\r\n\r\n");
    }
    answer.head = received_.substr(0, head_end + 2);
    received_.erase(0, head_end + 4);
    answer.status = std::stoi(answer.head.substr(9, 3));
    for (auto at = answer.head.find("\r\n") + 2; at < answer.head.size();) {
        const auto end = answer.head.find("\r\n", at);
        const auto colon = answer.head.find(": ", at);
        answer.headers[lower(answer.head.substr(at, colon - at))] =
            answer.head.substr(colon + 2, end - colon - 2);
        at = end + 2;
    }
    const bool none = answer.status == 204 || answer.status == 304 || answer.status == 100;
    if (bodiless || none) {
        answer.whole = true;
    } else if (answer.headers.contains("transfer-encoding")) {
        answer.body = read_chunks(answer.whole);
    } else if (answer.headers.contains("content-length")) {
        const auto length = std::stoul(answer.headers["content-length"]);
        answer.whole = fill_to(length);
        answer.body = received_.substr(0, length);
        received_.erase(0, length);
    } else {
        answer.body = read_all();
        answer.whole = closed_;
    }
    return answer;
}

std::string RawConnection::read_all() {
    while (receive()) continue;
    return std::exchange(received_, {});
}

bool RawConnection::wait_until_closed() {
    read_all();
    return closed_;
}

std::string RawConnection::read_some(std::size_t bytes) {
    fill_to(bytes);
    return std::exchange(received_, {});
}

}  // namespace tillwatch::test
