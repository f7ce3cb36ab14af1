#include "base/secret_input.hpp"

#include <fmt/format.h>
#include <string.h>

#include "base/cancellable_wait.hpp"

namespace tillwatch {

Result<Secret> read_secret(int descriptor, std::string_view what, std::stop_token cancelled) {
    // One byte more than is allowed (and a newline) shows that there is too much.
    std::string buffer(secret_input_bytes_max + 2, '\0');
    std::size_t size = 0;
    const CancellableWait input(std::move(cancelled));
    while (size < buffer.size()) {
        const auto got = input.read(descriptor, std::span(buffer).subspan(size));
        if (!got) {
            ::explicit_bzero(buffer.data(), buffer.size());
            if (got.error().code == Code::unavailable) return std::unexpected(got.error());
            return fail(Code::invalid, fmt::format("the {} cannot be read", what));
        }
        if (*got == 0) break;
        size += *got;
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
