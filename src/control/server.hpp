// Commands for a running server. On the embedded database there is one writer, so a command that
// is given while a server runs is carried out by that server: the command's process hands over its
// arguments and its standard streams through a unix socket in the data directory.
// The socket has mode 0600, and a caller must be this process's user or root. A command runs on a
// thread of its own; clients_max at once, further callers wait. The process must ignore SIGPIPE.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <list>
#include <memory>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "base/descriptor.hpp"

namespace tillwatch::control {

inline constexpr std::size_t clients_max = 8;
/// A caller that connects and then says nothing is let go.
inline constexpr int request_timeout_ms = 5000;
/// Where a caller cannot be taken (no descriptor, no thread left), it waits this long.
inline constexpr int accept_pause_ms = 500;

/// The caller's standard streams, open as long as the handler runs. Do not make them non-blocking:
/// they are shared with the caller.
struct Streams {
    int in = 0;
    int out = 1;
    int err = 2;
};

class ControlServer {
  public:
    /// Gives the exit code, 0 to 255. `cancelled` is set when the caller has gone (Ctrl-C) or the
    /// server stops; the handler then ends soon.
    using Handler = std::function<int(std::vector<std::string> arguments, Streams streams,
                                      std::stop_token cancelled)>;

    /// Listens from now on. A socket that nobody listens on any more is replaced; a Failure with
    /// Code::locked if someone does, Code::unavailable if the socket cannot be made.
    ControlServer(std::filesystem::path path, Handler handler);
    /// Takes no more callers, cancels the commands at work and waits for them.
    ~ControlServer();
    ControlServer(const ControlServer&) = delete;
    ControlServer& operator=(const ControlServer&) = delete;

  private:
    struct Client;

    void run(const std::stop_token& stop);
    void wait_for_events();
    int accepting_in_ms() const;
    void accept_client();
    void start(Descriptor socket);
    void pause_accepting(std::string_view reason);
    void reap_finished();
    void serve(Client& client);
    int handle(Client& client, std::vector<std::string> arguments, Streams streams);
    void wake() const;

    std::filesystem::path path_;
    Handler handler_;
    Descriptor listener_;
    Descriptor wake_;
    std::list<std::unique_ptr<Client>> clients_;            // the loop's own
    std::chrono::steady_clock::time_point accepting_from_;  // the loop's own
    std::jthread loop_;
};

}  // namespace tillwatch::control
