#include "http/client_exchange.hpp"

#include <algorithm>
#include <array>
#include <new>

#include <fmt/format.h>

#include "base/ensure.hpp"

namespace tillwatch::http {
namespace {

template <class Value>
void set(CURL* handle, CURLoption option, Value value) {
    const CURLcode code = curl_easy_setopt(handle, option, value);
    if (code == CURLE_OUT_OF_MEMORY) throw std::bad_alloc();
    ENSURE(code == CURLE_OK);
}

/// The host of `url`; none if it is no http(s) URL or carries a user or password.
std::optional<std::string> host_of(const std::string& url) {
    const std::unique_ptr<CURLU, void (*)(CURLU*)> parsed(curl_url(), curl_url_cleanup);
    if (!parsed) throw std::bad_alloc();
    if (url.find('\0') != std::string::npos) return std::nullopt;
    if (curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), CURLU_DISALLOW_USER) != CURLUE_OK) {
        return std::nullopt;
    }
    const auto part = [&parsed](CURLUPart which) -> std::string {
        char* text = nullptr;
        if (curl_url_get(parsed.get(), which, &text, 0) != CURLUE_OK) return {};
        const std::unique_ptr<char, void (*)(void*)> owned(text, curl_free);
        return text;
    };
    const std::string scheme = part(CURLUPART_SCHEME);
    if (scheme != "http" && scheme != "https") return std::nullopt;
    return part(CURLUPART_HOST);
}

bool is_token(std::string_view text) {
    constexpr std::string_view allowed =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-.^_`|~";
    return !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos;
}

bool has_line_break(std::string_view text) {
    return text.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos;
}

std::string lower_case(std::string_view text) {
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return lower;
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

bool is_tls(CURLcode code) {
    constexpr std::array tls{
        CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM,
        CURLE_SSL_CIPHER,        CURLE_SSL_CACERT_BADFILE,       CURLE_SSL_ISSUER_ERROR,
        CURLE_SSL_CRL_BADFILE,   CURLE_SSL_INVALIDCERTSTATUS,    CURLE_SSL_PINNEDPUBKEYNOTMATCH};
    return std::ranges::find(tls, code) != tls.end();
}

bool is_malformed(CURLcode code) {
    constexpr std::array malformed{CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY,
                                   CURLE_BAD_CONTENT_ENCODING, CURLE_HTTP2, CURLE_HTTP2_STREAM};
    return std::ranges::find(malformed, code) != malformed.end();
}

}  // namespace

std::expected<ClientResponse, ClientError> ClientExchange::run(const ClientSettings& settings) {
    if (auto wrong = check_request()) return std::unexpected(std::move(*wrong));
    set_limits(settings);
    set_request();
    set_receivers();
    const CURLcode code = curl_easy_perform(handle_);
    if (code == CURLE_OUT_OF_MEMORY) throw std::bad_alloc();
    if (code != CURLE_OK) return std::unexpected(fault_of(code));
    long status = 0;
    curl_easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &status);
    response_.status = static_cast<int>(status);
    return std::move(response_);
}

std::optional<ClientError> ClientExchange::check_request() {
    const auto wrong = [](const char* what) {
        return ClientError{ClientFault::invalid_request, what};
    };
    if (!is_token(request_.method)) return wrong("the method is no token");
    for (const auto& [name, value] : request_.headers) {
        if (!is_token(name)) return wrong("the name of a header is no token");
        if (has_line_break(value)) return wrong("the value of a header has a line break");
    }
    auto host = host_of(request_.url);
    if (!host) return wrong("the URL is no http:// or https:// URL without a user");
    host_ = std::move(*host);
    return std::nullopt;
}

void ClientExchange::set_limits(const ClientSettings& settings) {
    set(handle_, CURLOPT_NOSIGNAL, 1L);
    set(handle_, CURLOPT_PROTOCOLS_STR, "http,https");
    set(handle_, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    set(handle_, CURLOPT_FOLLOWLOCATION, 0L);
    set(handle_, CURLOPT_CONNECTTIMEOUT_MS, request_.connect_timeout_ms);
    set(handle_, CURLOPT_TIMEOUT_MS, request_.total_timeout_ms);
    set(handle_, CURLOPT_SSL_VERIFYPEER, 1L);
    set(handle_, CURLOPT_SSL_VERIFYHOST, 2L);
    set(handle_, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!settings.ca_file.empty()) {
        set(handle_, CURLOPT_CAINFO, settings.ca_file.c_str());
        set(handle_, CURLOPT_CAPATH, static_cast<char*>(nullptr));
    }
    // An empty name turns off what http_proxy and its like say.
    if (!settings.proxy_from_environment) set(handle_, CURLOPT_PROXY, "");
}

void ClientExchange::set_request() {
    set(handle_, CURLOPT_URL, request_.url.c_str());
    set(handle_, CURLOPT_ACCEPT_ENCODING, "gzip");
    if (request_.method == "HEAD") {
        set(handle_, CURLOPT_NOBODY, 1L);
    } else if (request_.method != "GET" || !request_.body.empty()) {
        set(handle_, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body.size()));
        set(handle_, CURLOPT_POSTFIELDS, request_.body.data());
        set(handle_, CURLOPT_CUSTOMREQUEST, request_.method.c_str());
    }
    // A name with nothing behind it takes away what libcurl would send of itself; what is given
    // below comes back. "name;" sends an empty value.
    std::vector<std::string> lines{"Expect:"};
    bool typed = false;
    for (const auto& [name, value] : request_.headers) {
        typed = typed || lower_case(name) == "content-type";
        lines.push_back(value.empty() ? name + ";" : fmt::format("{}: {}", name, value));
    }
    if (!typed) lines.emplace_back("Content-Type:");
    for (const std::string& line : lines) {
        curl_slist* const longer = curl_slist_append(header_list_.get(), line.c_str());
        if (longer == nullptr) throw std::bad_alloc();
        if (!header_list_) header_list_.reset(longer);
    }
    set(handle_, CURLOPT_HTTPHEADER, header_list_.get());
}

void ClientExchange::set_receivers() {
    using Receive = std::size_t (*)(char*, std::size_t, std::size_t, void*);
    const Receive head = [](char* data, std::size_t size, std::size_t count, void* self) {
        const bool taken =
            static_cast<ClientExchange*>(self)->take_header_line({data, size * count});
        return taken ? size * count : std::size_t{0};
    };
    const Receive body = [](char* data, std::size_t size, std::size_t count, void* self) {
        const bool taken = static_cast<ClientExchange*>(self)->take_body({data, size * count});
        return taken ? size * count : std::size_t{0};
    };
    set(handle_, CURLOPT_HEADERFUNCTION, head);
    set(handle_, CURLOPT_HEADERDATA, static_cast<void*>(this));
    set(handle_, CURLOPT_WRITEFUNCTION, body);
    set(handle_, CURLOPT_WRITEDATA, static_cast<void*>(this));
}

bool ClientExchange::take_header_line(std::string_view line) {
    head_bytes_ += line.size();
    if (head_bytes_ > response_head_bytes_max) {
        too_large_ = true;
        return false;
    }
    // A "100 Continue" has a head of its own, before the one that counts.
    if (line.starts_with("HTTP/")) response_.headers.clear();
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || line.starts_with("HTTP/")) return true;
    response_.headers.emplace_back(lower_case(trimmed(line.substr(0, colon))),
                                   std::string(trimmed(line.substr(colon + 1))));
    return true;
}

bool ClientExchange::take_body(std::string_view piece) {
    if (piece.size() > request_.response_body_bytes_max - response_.body.size()) {
        too_large_ = true;
        return false;
    }
    response_.body += piece;
    return true;
}

ClientError ClientExchange::fault_of(CURLcode code) const {
    if (too_large_) {
        return {ClientFault::too_large, fmt::format("{}: the answer is too large", host_)};
    }
    if (code == CURLE_OPERATION_TIMEDOUT) {
        return {ClientFault::timed_out, fmt::format("{}: no answer in time", host_)};
    }
    const auto fault = is_tls(code)         ? ClientFault::untrusted
                       : is_malformed(code) ? ClientFault::malformed
                                            : ClientFault::unreachable;
    // libcurl's text for the code, unlike its text for this transfer, holds nothing of the request.
    return {fault, fmt::format("{}: {}", host_, curl_easy_strerror(code))};
}

}  // namespace tillwatch::http
