#include "support/local_server.hpp"

#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "base/ensure.hpp"

namespace tillwatch::test {

LocalServer::LocalServer(Script script)
    : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    ENSURE(::bind(listener_.get(), generic, sizeof(address)) == 0);
    ENSURE(::listen(listener_.get(), 16) == 0);
    socklen_t size = sizeof(address);
    ENSURE(::getsockname(listener_.get(), generic, &size) == 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::jthread([this, script = std::move(script)] { run(script); });
}

void LocalServer::stop() {
    if (!listener_.is_open()) return;
    ::shutdown(listener_.get(), SHUT_RDWR);  // ends accept
    thread_.join();
    listener_ = Descriptor();
}

std::string LocalServer::url(std::string_view path) const {
    return fmt::format("http://127.0.0.1:{}{}", port_, path);
}

void LocalServer::run(const Script& script) {
    for (;;) {
        const Descriptor connection(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
        if (!connection.is_open()) return;
        ++connections_;
        script(connection.get());
    }
}

std::string read_request(int connection) {
    std::string text;
    std::size_t whole = std::string::npos;
    char buffer[4096];
    while (text.size() < whole) {
        const ssize_t got = ::recv(connection, buffer, sizeof(buffer), 0);
        if (got <= 0) return {};
        text.append(buffer, static_cast<std::size_t>(got));
        const auto head = text.find("\r\n\r\n");
        if (head == std::string::npos) continue;
        const auto length = text.find("Content-Length: ");
        whole = head + 4 + (length < head ? std::stoul(text.substr(length + 16)) : 0);
    }
    return text;
}

bool send_text(int connection, std::string_view text) {
    while (!text.empty()) {
        const ssize_t sent = ::send(connection, text.data(), text.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

}  // namespace tillwatch::test
