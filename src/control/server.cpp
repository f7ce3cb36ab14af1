#include "control/server.hpp"

#include <array>
#include <atomic>
#include <cerrno>
#include <exception>
#include <system_error>

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include "base/log.hpp"
#include "base/result.hpp"
#include "control/wire.hpp"

namespace tillwatch::control {
namespace {

[[noreturn]] void fail_to_listen(const std::filesystem::path& path, int reason) {
    throw Failure(Code::unavailable, "control socket " + path.string() + ": " +
                                         std::generic_category().message(reason));
}

Descriptor new_socket() {
    return Descriptor(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0));
}

void remove_stale(const std::filesystem::path& path, const SocketAddress& address) {
    struct stat status{};
    if (::lstat(path.c_str(), &status) != 0) return;
    if (!S_ISSOCK(status.st_mode)) fail_to_listen(path, EEXIST);
    const Descriptor probe = new_socket();
    if (address.connect(probe.get()) == 0) {
        throw Failure(Code::locked, "another server listens on " + path.string());
    }
    ::unlink(path.c_str());
}

Descriptor listen_on(const std::filesystem::path& path) {
    const SocketAddress address(path.string());
    if (!address.is_open()) fail_to_listen(path, errno);
    remove_stale(path, address);
    Descriptor socket = new_socket();
    // Nobody can connect before listen, so the mode is right before the first caller.
    if (!socket.is_open() || address.bind(socket.get()) != 0 ||
        ::chmod(path.c_str(), S_IRUSR | S_IWUSR) != 0 ||
        ::listen(socket.get(), static_cast<int>(clients_max)) != 0) {
        fail_to_listen(path, errno);
    }
    return socket;
}

bool may_command(int socket) {
    ucred peer{};
    socklen_t size = sizeof(peer);
    if (::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0) return false;
    return peer.uid == ::geteuid() || peer.uid == 0;
}

void limit_waiting(int socket) {
    const timeval patience{request_timeout_ms / 1000, request_timeout_ms % 1000 * 1000L};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
}

}  // namespace

struct ControlServer::Client {
    Descriptor socket;
    std::stop_source cancel;
    bool gone = false;  // the loop's own
    std::atomic<bool> finished = false;
    std::jthread thread;
};

ControlServer::ControlServer(std::filesystem::path path, Handler handler)
    : path_(std::move(path)),
      handler_(std::move(handler)),
      listener_(listen_on(path_)),
      wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (!wake_.is_open()) fail_to_listen(path_, errno);
    loop_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

ControlServer::~ControlServer() {
    loop_.request_stop();
    wake();
    loop_.join();
    ::unlink(path_.c_str());
}

void ControlServer::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        wait_for_events();
        reap_finished();
    }
    for (const auto& client : clients_) client->cancel.request_stop();
    clients_.clear();  // joins
}

void ControlServer::wait_for_events() {
    std::vector<pollfd> watched{{wake_.get(), POLLIN, 0}};
    const bool room = clients_.size() < clients_max;
    const int pause_ms = room ? accepting_in_ms() : 0;
    watched.push_back({room && pause_ms == 0 ? listener_.get() : -1, POLLIN, 0});
    std::vector<Client*> present;
    for (const auto& client : clients_) {
        if (client->gone) continue;
        present.push_back(client.get());
        watched.push_back({client->socket.get(), POLLRDHUP, 0});
    }
    if (::poll(watched.data(), watched.size(), pause_ms > 0 ? pause_ms : -1) <= 0) return;
    if (watched[0].revents != 0) {
        eventfd_t ignored = 0;
        ::eventfd_read(wake_.get(), &ignored);
    }
    for (std::size_t i = 0; i < present.size(); ++i) {
        if (watched[i + 2].revents == 0) continue;
        present[i]->gone = true;
        present[i]->cancel.request_stop();
    }
    if (watched[1].revents != 0) accept_client();
}

/// 0: now.
int ControlServer::accepting_in_ms() const {
    const auto left = accepting_from_ - std::chrono::steady_clock::now();
    const auto left_ms = std::chrono::ceil<std::chrono::milliseconds>(left).count();
    return static_cast<int>(std::max<std::int64_t>(left_ms, 0));
}

void ControlServer::accept_client() {
    Descriptor socket(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
    // The caller that could not be taken stays in the queue, and the listener ready.
    if (!socket.is_open()) return pause_accepting(std::generic_category().message(errno));
    if (!may_command(socket.get())) {
        log::warning("a command of another user was refused");
        return;
    }
    limit_waiting(socket.get());
    start(std::move(socket));
}

void ControlServer::start(Descriptor socket) {
    auto client = std::make_unique<Client>();
    client->socket = std::move(socket);
    Client& served = *client;
    clients_.push_back(std::move(client));
    try {
        served.thread = std::jthread([this, &served] {
            serve(served);
            served.finished = true;
            wake();
        });
    } catch (const std::system_error& error) {
        clients_.pop_back();
        pause_accepting(error.code().message());
    }
}

void ControlServer::pause_accepting(std::string_view reason) {
    log::warning("a command cannot be taken", {{"reason", reason}});
    accepting_from_ = std::chrono::steady_clock::now() + std::chrono::milliseconds(accept_pause_ms);
}

void ControlServer::reap_finished() {
    clients_.remove_if([](const auto& client) { return client->finished.load(); });
}

void ControlServer::serve(Client& client) {
    auto packet = receive_packet(client.socket.get());
    if (!packet || packet->descriptors.size() != streams) return;
    auto arguments = parse_request(packet->bytes);
    if (!arguments) return;
    const Streams caller{packet->descriptors[0].get(), packet->descriptors[1].get(),
                         packet->descriptors[2].get()};
    const char code = static_cast<char>(handle(client, std::move(*arguments), caller));
    // The caller's streams end before it learns that all is done.
    packet.reset();
    send_packet(client.socket.get(), {&code, 1}, {});
}

int ControlServer::handle(Client& client, std::vector<std::string> arguments, Streams caller) {
    constexpr int failed = 2;
    try {
        return handler_(std::move(arguments), caller, client.cancel.get_token());
    } catch (const std::exception& error) {
        log::error("a command ended by an exception", {{"reason", error.what()}});
        return failed;
    }
}

void ControlServer::wake() const {
    ::eventfd_write(wake_.get(), 1);
}

}  // namespace tillwatch::control
