// Fuzzes what reads bytes from strangers: heads, their finder, chunks, hosts, queries. The first
// byte says how the rest is split; whatever the split, the outcome must be the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "http/chunked.hpp"
#include "http/gate.hpp"
#include "http/request.hpp"
#include "http/target.hpp"

namespace {

using namespace tillwatch::http;

void require(bool condition) {
    if (!condition) std::abort();
}

struct Chunks {
    std::string body;
    bool done = false;
    int status = 0;
    bool operator==(const Chunks&) const = default;
};

Chunks decode(std::string_view bytes, std::size_t step) {
    ChunkedDecoder decoder;
    Chunks outcome;
    while (!bytes.empty() && !decoder.done()) {
        auto part = bytes.substr(0, step);
        while (!part.empty() && !decoder.done()) {
            const auto piece = decoder.decode(part);
            if (!piece) {
                outcome.status = piece.error().status;
                return outcome;
            }
            outcome.body += piece->data;
            part.remove_prefix(piece->consumed);
            bytes.remove_prefix(piece->consumed);
        }
    }
    outcome.done = decoder.done();
    return outcome;
}

void check_finder(std::string_view bytes, std::size_t step) {
    HeadFinder whole;
    const auto expected = whole.find(bytes);
    HeadFinder finder;
    std::size_t length = 0;
    std::expected<std::optional<std::size_t>, Refusal> found = std::nullopt;
    while (found && !*found && length < bytes.size()) {
        length = std::min(bytes.size(), length + step);
        found = finder.find(bytes.substr(0, length));
    }
    require(found.has_value() == expected.has_value());
    if (found) require(*found == *expected);
    if (!found) require(found.error().status == expected.error().status);
}

void check_head(std::string_view bytes) {
    HeadFinder finder;
    const auto found = finder.find(bytes);
    if (!found || !*found) return;
    Head head;
    if (!parse_head(bytes.substr(finder.head_start(), **found), head)) return;
    require(head.field_count <= fields_max);
    require(head.count("host") <= 1 && head.count("content-length") <= 1);
    require(head.count("transfer-encoding") + head.count("content-length") <= 1);
    require((head.framing == Framing::chunked) == (head.count("transfer-encoding") == 1));
    require(head.framing != Framing::length || head.count("content-length") == 1);
    require(!head.http_1_1 || head.count("host") == 1);
    require(head.path == "*" || head.path.starts_with('/'));
    const Request request(head, Request::Origin{});
    require(request.path().find('\0') == std::string_view::npos);
    require(request.path().find("/../") == std::string_view::npos);
    require(request.path().find("//") == std::string_view::npos);
    require(request.query_parameters().size() <= target_bytes_max);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::size_t step = data[0] % 64U + 1;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    check_finder(bytes, step);
    check_head(bytes);
    require(decode(bytes, step) == decode(bytes, bytes.size()));
    static_cast<void>(parse_host(bytes));
    return 0;
}
