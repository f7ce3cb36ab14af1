// Who may call a route, and how often: the one place where a route's access level meets a request
// (docs/access.md). It leaves what it found with the request: stores::Membership on a store's
// routes, accounts::Caller on the others that need a key.
#pragma once

#include <optional>
#include <string>

#include "app.hpp"
#include "base/rate_limit.hpp"
#include "http/router.hpp"

namespace tillwatch {

/// After a pause so many seconds' worth of requests may come at once: a script that reads a store's
/// lists is through before it is slowed.
inline constexpr unsigned rate_burst_seconds = 30;

class Authorizer {
  public:
    Authorizer(App& app, const Options& options)
        : app_(app),
          metrics_token_(options.metrics_token),
          public_url_(options.public_url.text()),
          of_users_(options.user_rate, rate_burst_seconds),
          of_stores_(options.store_rate, rate_burst_seconds) {}

    /// Nothing if the request may go on, else its answer. TryAgain for too many.
    std::optional<http::Response> operator()(http::Access access, http::Request& request);

    /// Whether who sent this header once may still read the store. Blocks.
    bool may_still_read(const Secret& authorization, StoreId store_id) const;
    /// Whether who had this membership may still download all that it let them: the session or the
    /// key by which they came is there, and so is the membership. Blocks.
    bool may_still_export(const stores::Membership& so_far) const;

  private:
    std::optional<http::Response> check_metrics(const http::Request& request) const;
    /// Whose access token or API key this is.
    std::optional<accounts::Caller> find_caller(std::string_view credentials) const;
    std::optional<http::Response> check_caller(http::Access access, http::Request& request);
    std::optional<http::Response> check_session(http::Request& request);
    std::optional<http::Response> check_member(http::Access access, http::Request& request);

    App& app_;
    const Secret metrics_token_;
    const std::string public_url_;
    RateLimit<UserId> of_users_;
    RateLimit<StoreId> of_stores_;
};

}  // namespace tillwatch
