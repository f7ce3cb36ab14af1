#include "bench/load_loop.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstring>
#include <optional>
#include <stdexcept>
#include <string>
#include <system_error>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace tillwatch::bench {
namespace {

using Clock = std::chrono::steady_clock;

[[noreturn]] void fail(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

double seconds_of(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

struct Answer {
    int status = 0;
    bool closes = false;  ///< the server ends the connection after it
};

/// The value of a field, in lower case; empty if it is not there.
std::string field(std::string_view head, std::string_view name) {
    for (std::size_t at = head.find("\r\n"); at < head.size(); at = head.find("\r\n", at + 2)) {
        const auto line = head.substr(at + 2, head.find("\r\n", at + 2) - at - 2);
        if (line.size() <= name.size() || line[name.size()] != ':') continue;
        if (::strncasecmp(line.data(), name.data(), name.size()) != 0) continue;
        std::string value(
            line.substr(std::min(line.find_first_not_of(' ', name.size() + 1), line.size())));
        std::ranges::transform(value, value.begin(),
                               [](unsigned char c) { return std::tolower(c); });
        return value;
    }
    return {};
}

/// An answer once it is there as a whole. Answers are small and have a Content-Length.
std::optional<Answer> whole_answer(std::string_view bytes) {
    const auto end = bytes.find("\r\n\r\n");
    if (end == std::string_view::npos) return std::nullopt;
    if (!bytes.starts_with("HTTP/1.1 ")) throw std::runtime_error("an answer that is no HTTP/1.1");
    const auto head = bytes.substr(0, end);
    const auto length_text = field(head, "content-length");
    std::size_t length = 0;
    std::from_chars(length_text.data(), length_text.data() + length_text.size(), length);
    if (bytes.size() < end + 4 + length) return std::nullopt;
    Answer answer;
    std::from_chars(bytes.data() + 9, bytes.data() + 12, answer.status);
    answer.closes = field(head, "connection") == "close";
    return answer;
}

class Load {
  public:
    Load(const LoadOptions& options, const NextRequest& next)
        : options_(options), next_(next), connections_(options.connections) {
        epoll_ = ::epoll_create1(EPOLL_CLOEXEC);
        if (epoll_ < 0) fail("epoll_create1");
        for (std::uint32_t i = 0; i < options_.connections; ++i) connect(i);
        if (options_.rate > 0) {
            const auto expected = options_.rate * options_.seconds;
            result_.latencies_us.reserve(static_cast<std::size_t>(expected) + 1);
            due_max_ = static_cast<std::uint64_t>(std::llround(expected));
        }
    }
    ~Load() {
        for (const auto& connection : connections_)
            if (connection.socket >= 0) ::close(connection.socket);
        ::close(epoll_);
    }
    Load(const Load&) = delete;
    Load& operator=(const Load&) = delete;

    LoadResult run() {
        rusage before{}, after{};
        ::getrusage(RUSAGE_SELF, &before);
        start_ = last_answer_ = Clock::now();
        end_ = start_ + std::chrono::duration_cast<Clock::duration>(
                            std::chrono::duration<double>(options_.seconds));
        while (step()) {
        }
        result_.unanswered = waiting_;
        result_.seconds = std::chrono::duration<double>(last_answer_ - start_).count();
        ::getrusage(RUSAGE_SELF, &after);
        result_.user_cpu_seconds = seconds_of(after.ru_utime) - seconds_of(before.ru_utime);
        result_.system_cpu_seconds = seconds_of(after.ru_stime) - seconds_of(before.ru_stime);
        return std::move(result_);
    }

  private:
    struct Connection {
        int socket = -1;
        bool waiting = false;
        std::string_view unsent;
        Clock::time_point since;
        std::size_t received = 0;
        std::array<char, 2048> answer;
    };

    void connect(std::uint32_t index) {
        auto& connection = connections_[index];
        connection.socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (connection.socket < 0) fail("socket");
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(options_.port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(connection.socket, reinterpret_cast<sockaddr*>(&address), sizeof address) !=
            0)
            fail("connect to 127.0.0.1");
        const int on = 1;
        ::setsockopt(connection.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        epoll_event event{};
        event.events = EPOLLIN | EPOLLOUT | EPOLLET;
        event.data.u32 = index;
        if (::epoll_ctl(epoll_, EPOLL_CTL_ADD, connection.socket, &event) != 0) fail("epoll_ctl");
        connection.waiting = false;
        connection.received = 0;
        connection.unsent = {};
        free_.push_back(index);
    }

    /// The server ended it: one that waited for an answer is not counted as answered.
    void reconnect(std::uint32_t index) {
        auto& connection = connections_[index];
        ::close(connection.socket);
        if (connection.waiting) {
            ++result_.broken;
            --waiting_;
        } else {
            std::erase(free_, index);
        }
        connect(index);
    }

    Clock::time_point due(std::uint64_t number) const {
        return start_ + std::chrono::nanoseconds(static_cast<std::int64_t>(
                            static_cast<double>(number) * 1e9 / options_.rate));
    }

    /// When the next request is to leave; nothing if none is left.
    std::optional<Clock::time_point> next_due(Clock::time_point now) const {
        if (used_up_) return std::nullopt;
        if (options_.rate <= 0) return now < end_ ? std::optional(now) : std::nullopt;
        return result_.sent < due_max_ ? std::optional(due(result_.sent)) : std::nullopt;
    }

    void send_due() {
        auto now = Clock::now();
        for (auto at = next_due(now); !free_.empty() && at && *at <= now; at = next_due(now)) {
            const auto index = free_.back();
            const auto request = next_();
            if (request.empty()) {
                used_up_ = true;
                return;
            }
            free_.pop_back();
            auto& connection = connections_[index];
            connection.waiting = true;
            connection.unsent = request;
            connection.received = 0;
            ++waiting_;
            ++result_.sent;
            now = Clock::now();
            connection.since = options_.rate > 0 ? *at : now;
            send_more(index);
        }
    }

    void send_more(std::uint32_t index) {
        auto& connection = connections_[index];
        while (!connection.unsent.empty()) {
            const auto sent = ::send(connection.socket, connection.unsent.data(),
                                     connection.unsent.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
            if (sent < 0 && errno == EINTR) continue;
            // An end of the connection shows when it is read.
            if (sent < 0) return;
            connection.unsent.remove_prefix(static_cast<std::size_t>(sent));
        }
    }

    void receive(std::uint32_t index) {
        auto& connection = connections_[index];
        const auto room = connection.answer.size() - connection.received;
        const auto got = ::recv(connection.socket, connection.answer.data() + connection.received,
                                room, MSG_DONTWAIT);
        if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
        if (got <= 0) return reconnect(index);
        connection.received += static_cast<std::size_t>(got);
        const auto answer = whole_answer({connection.answer.data(), connection.received});
        if (answer) return take(index, *answer);
        if (connection.received == connection.answer.size())
            throw std::runtime_error("an answer longer than 2 kB");
    }

    void take(std::uint32_t index, Answer answer) {
        auto& connection = connections_[index];
        last_answer_ = Clock::now();
        ++result_.statuses[answer.status];
        const auto taken = (last_answer_ - connection.since) / std::chrono::microseconds(1);
        if (answer.status == 200) result_.latencies_us.push_back(static_cast<std::uint32_t>(taken));
        connection.waiting = false;
        connection.received = 0;
        connection.unsent = {};
        --waiting_;
        free_.push_back(index);
        if (answer.closes) reconnect(index);
    }

    /// Until something happens or something is due.
    int wait() {
        const auto now = Clock::now();
        const auto next = next_due(now);
        auto until = end_ + std::chrono::seconds(drain_seconds);
        if (next && !free_.empty()) until = std::min(until, *next);
        const auto left = std::max<std::int64_t>((until - now) / std::chrono::nanoseconds(1), 0);
        const timespec timeout{left / 1'000'000'000, left % 1'000'000'000};
        const int count = ::epoll_pwait2(epoll_, events_.data(), static_cast<int>(events_.size()),
                                         &timeout, nullptr);
        if (count < 0 && errno != EINTR) fail("epoll_pwait2");
        return std::max(count, 0);
    }

    bool step() {
        send_due();
        const auto now = Clock::now();
        if (!next_due(now) && waiting_ == 0) return false;
        if (now >= end_ + std::chrono::seconds(drain_seconds)) return false;
        const int count = wait();
        for (int i = 0; i < count; ++i) {
            const auto& event = events_[static_cast<std::size_t>(i)];
            const auto index = event.data.u32;
            if (!connections_[index].unsent.empty()) send_more(index);
            if ((event.events & ~static_cast<std::uint32_t>(EPOLLOUT)) != 0) receive(index);
        }
        return true;
    }

    LoadOptions options_;
    const NextRequest& next_;
    std::vector<Connection> connections_;
    std::vector<std::uint32_t> free_;
    std::array<epoll_event, 256> events_;
    int epoll_ = -1;
    LoadResult result_;
    Clock::time_point start_, end_, last_answer_;
    std::uint64_t waiting_ = 0, due_max_ = 0;
    bool used_up_ = false;
};

}  // namespace

LoadResult run_load(const LoadOptions& options, const NextRequest& next) {
    ::prctl(PR_SET_TIMERSLACK, 1UL);  // else a request is due up to 50 µs before it leaves
    return Load(options, next).run();
}

}  // namespace tillwatch::bench
