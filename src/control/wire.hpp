// What crosses the control socket: a SOCK_SEQPACKET unix socket, so a message is a packet.
//   request: version (1 byte), then each argument as its length (4 bytes, little endian) and bytes;
//            standard input, output and error of the caller travel with it (SCM_RIGHTS)
//   reply:   the exit code (1 byte)
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/descriptor.hpp"

namespace tillwatch::control {

/// Well below what a unix socket takes in one packet.
inline constexpr std::size_t request_bytes_max = std::size_t{64} << 10;
inline constexpr std::size_t streams = 3;

/// None if it would be larger than request_bytes_max.
std::optional<std::string> write_request(std::span<const std::string> arguments);
/// None if it is not exactly what write_request makes.
std::optional<std::vector<std::string>> parse_request(std::string_view packet);

/// The address of a socket file. A path of any length is reached through /proc/self/fd, since a
/// socket's own address holds no more than 107 bytes.
class SocketAddress {
  public:
    /// Not open if the directory is not there.
    explicit SocketAddress(const std::string& path);
    bool is_open() const { return directory_.is_open(); }
    int bind(int socket) const;
    int connect(int socket) const;

  private:
    Descriptor directory_;
    std::string reachable_;
};

/// A packet and the descriptors that came with it.
struct Packet {
    std::string bytes;
    std::vector<Descriptor> descriptors;
};

/// False if not all was sent; never raises SIGPIPE.
bool send_packet(int socket, std::string_view bytes, std::span<const int> descriptors);
/// None at the end, on an error, a time-out of the socket, or a packet that is too large.
std::optional<Packet> receive_packet(int socket);

}  // namespace tillwatch::control
