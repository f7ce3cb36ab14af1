#include "http/static_files.hpp"

#include <array>

#include "http/characters.hpp"

namespace tillwatch::http {
namespace {

constexpr std::string_view app = "/index.html";
// The app too, with what the pages of a store need named in it, so that it comes at once.
constexpr std::string_view app_of_stores = "/stores.html";
constexpr std::string_view pages_of_stores = "/stores/";
// Whoever asks for these wants no page, whatever else it accepts.
constexpr std::array<std::string_view, 4> never_the_app = {"/api/", "/webhooks/", "/oauth/",
                                                           "/_app/"};

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

/// Takes the next element off a list with commas.
std::string_view next_element(std::string_view& list) {
    const auto comma = list.find(',');
    const auto element = trimmed(list.substr(0, comma));
    list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 1);
    return element;
}

bool names_tag(std::string_view if_none_match, std::string_view tag) {
    while (!if_none_match.empty()) {
        auto element = next_element(if_none_match);
        if (element == "*") return true;
        if (element.starts_with("W/")) element.remove_prefix(2);
        if (element == tag) return true;
    }
    return false;
}

bool is_zero_quality(std::string_view parameters) {
    const auto quality = parameters.find("q=");
    if (quality == std::string_view::npos) return false;
    return parameters.substr(quality + 2).find_first_of("123456789") == std::string_view::npos;
}

struct Variant {
    std::string_view bytes;
    std::string_view coding;  // empty: none
};

Variant choose(const StaticFile& file, std::string_view accept_encoding) {
    if (!file.brotli.empty() && accepts_coding(accept_encoding, "br")) return {file.brotli, "br"};
    if (!file.gzip.empty() && accepts_coding(accept_encoding, "gzip")) return {file.gzip, "gzip"};
    return {file.plain, {}};
}

std::string_view caching_of(const StaticFile& file) {
    if (file.immutable) return "public, max-age=31536000, immutable";
    return file.content_type.starts_with("text/html") ? "no-store" : "no-cache";
}

Response serve(const StaticFile& file, const Request& request) {
    const auto variant = choose(file, request.header("accept-encoding").value_or(""));
    std::string tag = "\"";
    tag.append(file.hash);
    if (!variant.coding.empty()) tag.append("-").append(variant.coding);
    tag += '"';
    const bool known = names_tag(request.header("if-none-match").value_or(""), tag);
    auto response = known ? Response(304, {}, Constant{})
                          : Response(200, file.content_type, Constant{variant.bytes});
    response.header("ETag", tag);
    response.header("Cache-Control", std::string(caching_of(file)));
    response.header("Vary", "Accept-Encoding");
    if (!known && !variant.coding.empty()) {
        response.header("Content-Encoding", std::string(variant.coding));
    }
    return response;
}

bool wants_the_app(const Request& request) {
    for (const auto prefix : never_the_app) {
        if (request.path().starts_with(prefix)) return false;
    }
    return request.header("accept").value_or("").find("text/html") != std::string_view::npos;
}

}  // namespace

bool accepts_coding(std::string_view accept_encoding, std::string_view coding) {
    while (!accept_encoding.empty()) {
        const auto element = next_element(accept_encoding);
        const auto semicolon = element.find(';');
        if (!equals_ignoring_case(trimmed(element.substr(0, semicolon)), coding)) continue;
        return semicolon == std::string_view::npos || !is_zero_quality(element.substr(semicolon));
    }
    return false;
}

StaticFiles::StaticFiles(std::span<const StaticFile> files) {
    for (const auto& file : files) files_.emplace(file.path, file);
}

std::optional<Response> StaticFiles::answer(const Request& request) const {
    const auto found = files_.find(request.path() == "/" ? app : request.path());
    if (found != files_.end()) return serve(found->second, request);
    return wants_the_app(request) ? answer_app(request) : std::nullopt;
}

std::optional<Response> StaticFiles::answer_app(const Request& request) const {
    auto found = files_.end();
    if (request.path().starts_with(pages_of_stores)) found = files_.find(app_of_stores);
    if (found == files_.end()) found = files_.find(app);
    if (found == files_.end()) return std::nullopt;
    return serve(found->second, request);
}

}  // namespace tillwatch::http
