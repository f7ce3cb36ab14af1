#include "intake/content.hpp"

#include "base/encoding.hpp"

namespace tillwatch::intake {
namespace {

constexpr std::string_view plain = "plain";

std::unexpected<Error> damaged() {
    return fail(Code::malformed, "the stored body is damaged");
}

}  // namespace

Content pack(std::string_view headers, std::string_view body) {
    auto content = pack_without_body(headers, body);
    content.packed.append(body);
    return content;
}

Content pack_without_body(std::string_view headers, std::string_view body) {
    return {.encoding = std::string(plain),
            .packed = std::string(headers),
            .headers_bytes = static_cast<std::int64_t>(headers.size()),
            .body_bytes = static_cast<std::int64_t>(body.size()),
            .body_sha256 = crypto::sha256(bytes_of(body))};
}

Result<Unpacked> unpack(std::string_view encoding, std::string_view packed,
                        std::int64_t headers_bytes, std::string_view body_sha256) {
    if (encoding != plain) return damaged();
    std::string whole(packed);
    const auto split = static_cast<std::size_t>(headers_bytes);
    if (split > whole.size()) return damaged();
    Unpacked unpacked{whole.substr(0, split), {}};
    whole.erase(0, split);
    unpacked.body = std::move(whole);
    if (text_of(crypto::sha256(bytes_of(unpacked.body))) != body_sha256) return damaged();
    return unpacked;
}

}  // namespace tillwatch::intake
