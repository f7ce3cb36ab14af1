#include "control/wire.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "base/ensure.hpp"

namespace tillwatch::control {
namespace {

constexpr char version = 1;
constexpr std::size_t length_bytes = 4;

sockaddr_un address_of(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    ENSURE(path.size() < sizeof(address.sun_path));
    std::memcpy(address.sun_path, path.data(), path.size());
    return address;
}

const sockaddr* generic(const sockaddr_un& address) {
    return reinterpret_cast<const sockaddr*>(&address);
}

/// Room for the descriptors of one packet, aligned as the kernel wants it.
struct ControlBuffer {
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int) * streams)> bytes{};
};

std::vector<Descriptor> descriptors_of(msghdr& message) {
    std::vector<Descriptor> all;
    for (cmsghdr* part = CMSG_FIRSTHDR(&message); part != nullptr;
         part = CMSG_NXTHDR(&message, part)) {
        if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS) continue;
        const std::size_t count = (part->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (std::size_t i = 0; i < count; ++i) {
            int number = -1;
            std::memcpy(&number, CMSG_DATA(part) + i * sizeof(int), sizeof(int));
            all.emplace_back(number);
        }
    }
    return all;
}

}  // namespace

std::optional<std::string> write_request(std::span<const std::string> arguments) {
    std::string packet(1, version);
    for (const std::string& argument : arguments) {
        if (packet.size() + length_bytes + argument.size() > request_bytes_max) return std::nullopt;
        for (std::size_t i = 0; i < length_bytes; ++i) {
            packet += static_cast<char>(argument.size() >> (8 * i) & 0xFF);
        }
        packet += argument;
    }
    return packet;
}

std::optional<std::vector<std::string>> parse_request(std::string_view packet) {
    if (!packet.starts_with(version)) return std::nullopt;
    packet.remove_prefix(1);
    std::vector<std::string> arguments;
    while (!packet.empty()) {
        if (packet.size() < length_bytes) return std::nullopt;
        std::size_t length = 0;
        for (std::size_t i = 0; i < length_bytes; ++i) {
            length |= static_cast<std::size_t>(static_cast<unsigned char>(packet[i])) << (8 * i);
        }
        packet.remove_prefix(length_bytes);
        if (packet.size() < length) return std::nullopt;
        arguments.emplace_back(packet.substr(0, length));
        packet.remove_prefix(length);
    }
    return arguments;
}

SocketAddress::SocketAddress(const std::string& path) {
    const std::filesystem::path full(path);
    const auto folder = full.has_parent_path() ? full.parent_path() : std::filesystem::path(".");
    directory_ = Descriptor(::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    reachable_ = fmt::format("/proc/self/fd/{}/{}", directory_.get(), full.filename().string());
}

int SocketAddress::bind(int socket) const {
    const sockaddr_un address = address_of(reachable_);
    return ::bind(socket, generic(address), sizeof(address));
}

int SocketAddress::connect(int socket) const {
    const sockaddr_un address = address_of(reachable_);
    return ::connect(socket, generic(address), sizeof(address));
}

bool send_packet(int socket, std::string_view bytes, std::span<const int> descriptors) {
    iovec piece{const_cast<char*>(bytes.data()), bytes.size()};
    msghdr message{};
    message.msg_iov = &piece;
    message.msg_iovlen = 1;
    ControlBuffer control;
    if (!descriptors.empty()) {
        message.msg_control = control.bytes.data();
        message.msg_controllen = CMSG_SPACE(descriptors.size_bytes());
        ENSURE(message.msg_controllen <= control.bytes.size());
        cmsghdr* const part = CMSG_FIRSTHDR(&message);
        part->cmsg_level = SOL_SOCKET;
        part->cmsg_type = SCM_RIGHTS;
        part->cmsg_len = CMSG_LEN(descriptors.size_bytes());
        std::memcpy(CMSG_DATA(part), descriptors.data(), descriptors.size_bytes());
    }
    ssize_t sent = -1;
    do {
        sent = ::sendmsg(socket, &message, MSG_NOSIGNAL);
    } while (sent < 0 && errno == EINTR);
    return sent == static_cast<ssize_t>(bytes.size());
}

std::optional<Packet> receive_packet(int socket) {
    Packet packet;
    packet.bytes.resize(request_bytes_max);
    iovec piece{packet.bytes.data(), packet.bytes.size()};
    ControlBuffer control;
    msghdr message{};
    message.msg_iov = &piece;
    message.msg_iovlen = 1;
    message.msg_control = control.bytes.data();
    message.msg_controllen = control.bytes.size();
    ssize_t got = -1;
    do {
        got = ::recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
    } while (got < 0 && errno == EINTR);
    if (got <= 0) return std::nullopt;
    packet.descriptors = descriptors_of(message);
    if ((message.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0) return std::nullopt;
    packet.bytes.resize(static_cast<std::size_t>(got));
    return packet;
}

}  // namespace tillwatch::control
