// What the routes of accounts read of a request.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "accounts/desk.hpp"
#include "http/offload.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace tillwatch::accounts {

Device device_of(const http::Request& request);

/// The value of a cookie; none where there is none of that name.
std::optional<std::string_view> find_cookie(const http::Request& request, std::string_view name);

/// A Failure forbidden where a page of another site sent this: by what the browser says of it
/// (Sec-Fetch-Site), else by its origin.
void refuse_other_sites(const http::Request& request, std::string_view public_url);
/// Whether a script of ours sent this: a form cannot set X-Tillwatch, nor can another site's
/// script.
bool is_of_our_scripts(const http::Request& request);
/// A Failure forbidden where none did.
void refuse_all_but_our_scripts(const http::Request& request);

/// What a text may be.
Result<Secret> parse_secret(std::string_view text);
Result<std::string> parse_any(std::string_view text);

/// For handlers that hash a password.
template <http::Response (*handler)(Desk&, http::Request&)>
boost::asio::awaitable<http::Response> on_hashing_thread(Desk& desk, http::Request& request) {
    return http::offload(desk.hashing, [&desk, &request] { return handler(desk, request); });
}

}  // namespace tillwatch::accounts
