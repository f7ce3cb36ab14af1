#include "control/client.hpp"

#include <array>
#include <cerrno>
#include <system_error>

#include <sys/socket.h>

#include "base/result.hpp"
#include "control/wire.hpp"

namespace tillwatch::control {
namespace {

/// Not open if nobody listens.
Descriptor connect_to(const std::filesystem::path& path) {
    const SocketAddress address(path.string());
    Descriptor socket(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0));
    if (!socket.is_open()) throw Failure(Code::unavailable, "no socket can be made");
    if (!address.is_open()) return {};
    if (address.connect(socket.get()) == 0) return socket;
    const int reason = errno;
    if (reason == ENOENT || reason == ECONNREFUSED) return {};
    throw Failure(Code::unavailable, "control socket " + path.string() + ": " +
                                         std::generic_category().message(reason));
}

}  // namespace

std::optional<int> run_remotely(const std::filesystem::path& path,
                                std::span<const std::string> arguments, Streams caller) {
    const Descriptor socket = connect_to(path);
    if (!socket.is_open()) return std::nullopt;
    const auto request = write_request(arguments);
    if (!request) throw Failure(Code::too_large, "the command line is too long");
    const std::array<int, streams> descriptors{caller.in, caller.out, caller.err};
    // A refusal is seen as a lost connection, perhaps before all is sent.
    send_packet(socket.get(), *request, descriptors);
    const auto reply = receive_packet(socket.get());
    if (!reply) {
        throw Failure(Code::unavailable,
                      "the running server refused the command or stopped before it was done");
    }
    return static_cast<unsigned char>(reply->bytes[0]);
}

}  // namespace tillwatch::control
