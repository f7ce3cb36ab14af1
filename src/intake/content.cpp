#include "intake/content.hpp"

#include "base/encoding.hpp"

namespace tillwatch::intake {
namespace {

std::unexpected<Error> damaged() {
    return fail(Code::malformed, "the stored body is damaged");
}

Content packed(std::string_view headers, std::string_view kept_body, std::string_view body,
               compression::Effort effort) {
    auto encoded = compression::compress(headers, kept_body, effort);
    return {.encoding = std::string(encoded.encoding),
            .packed = std::move(encoded.bytes),
            .headers_bytes = static_cast<std::int64_t>(headers.size()),
            .body_bytes = static_cast<std::int64_t>(body.size()),
            .body_sha256 = crypto::sha256(bytes_of(body))};
}

}  // namespace

Content pack(std::string_view headers, std::string_view body, compression::Effort effort) {
    return packed(headers, body, body, effort);
}

Content pack_without_body(std::string_view headers, std::string_view body) {
    return packed(headers, {}, body, compression::Effort::usual);
}

Result<Unpacked> unpack(std::string_view encoding, std::string_view packed,
                        std::int64_t headers_bytes, std::string_view body_sha256) {
    auto whole = compression::decompress(encoding, packed, headers_bytes_max + body_bytes_max);
    const auto split = static_cast<std::size_t>(headers_bytes);
    if (!whole || split > whole->size()) return damaged();
    Unpacked unpacked{whole->substr(0, split), {}};
    whole->erase(0, split);
    unpacked.body = std::move(*whole);
    if (text_of(crypto::sha256(bytes_of(unpacked.body))) != body_sha256) return damaged();
    return unpacked;
}

}  // namespace tillwatch::intake
