#include "accounts/requests.hpp"

#include "base/storable_text.hpp"
#include "base/text.hpp"

namespace tillwatch::accounts {
namespace {

constexpr std::size_t secret_bytes_max = 1'024;

Failure from_elsewhere() {
    return Failure(Code::forbidden, "this is for pages of this server only");
}

std::string_view without_scheme(std::string_view origin) {
    const auto slashes = origin.find("://");
    return slashes == std::string_view::npos ? origin : origin.substr(slashes + 3);
}

std::string_view beginning(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    // Not in the middle of a character.
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
    return text.substr(0, bytes);
}

}  // namespace

Device device_of(const http::Request& request) {
    auto name = request.header("user-agent").value_or("");
    if (has_control(name) || !is_storable_text(name)) name = {};
    return {std::string(beginning(name, device_bytes_max)), request.client().text()};
}

std::optional<std::string_view> find_cookie(const http::Request& request, std::string_view name) {
    auto rest = request.header("cookie").value_or("");
    while (!rest.empty()) {
        const auto pair = rest.substr(0, rest.find(';'));
        rest.remove_prefix(std::min(pair.size() + 1, rest.size()));
        rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
        const auto equals = pair.find('=');
        if (equals != std::string_view::npos && pair.substr(0, equals) == name)
            return pair.substr(equals + 1);
    }
    return std::nullopt;
}

void refuse_other_sites(const http::Request& request, std::string_view public_url) {
    if (const auto site = request.header("sec-fetch-site")) {
        if (*site != "same-origin" && *site != "none") throw from_elsewhere();
        return;
    }
    const auto origin = request.header("origin");
    if (!origin || *origin == public_url) return;
    if (without_scheme(*origin) != request.header("host").value_or("")) throw from_elsewhere();
}

bool is_of_our_scripts(const http::Request& request) {
    return request.header("x-tillwatch") == "1";
}

void refuse_all_but_our_scripts(const http::Request& request) {
    if (!is_of_our_scripts(request))
        throw Failure(Code::forbidden, "the header X-Tillwatch: 1 is missing");
}

Result<Secret> parse_secret(std::string_view text) {
    if (text.size() > secret_bytes_max) return fail(Code::invalid, "is too long");
    return Secret(std::string(text));
}

Result<std::string> parse_any(std::string_view text) {
    if (text.size() > secret_bytes_max) return fail(Code::invalid, "is too long");
    if (!is_storable_text(text)) return fail(Code::invalid, "holds what no text holds");
    return std::string(text);
}

}  // namespace tillwatch::accounts
