#include "base/secret_input.hpp"

#include <cerrno>

#include <fmt/format.h>
#include <string.h>
#include <unistd.h>

namespace tillwatch {

Result<Secret> read_secret(int descriptor, std::string_view what) {
    // One byte more than is allowed (and a newline) shows that there is too much.
    std::string buffer(secret_input_bytes_max + 2, '\0');
    std::size_t size = 0;
    while (size < buffer.size()) {
        const ssize_t got = ::read(descriptor, buffer.data() + size, buffer.size() - size);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return fail(Code::invalid, fmt::format("the {} cannot be read", what));
        if (got == 0) break;
        size += static_cast<std::size_t>(got);
    }
    if (size > 0 && buffer[size - 1] == '\n') --size;
    Secret secret(buffer.substr(0, size));
    ::explicit_bzero(buffer.data(), buffer.size());
    if (size == 0) return fail(Code::invalid, fmt::format("the {} is empty", what));
    if (size > secret_input_bytes_max) {
        return fail(Code::invalid,
                    fmt::format("the {} is longer than {} bytes", what, secret_input_bytes_max));
    }
    return secret;
}

}  // namespace tillwatch
