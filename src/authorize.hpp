// Who may call a route: the one place where a route's access level meets a request. It leaves what
// it found with the request: stores::Membership on a store's routes, accounts::Caller on the others
// that need a key.
#pragma once

#include <optional>

#include "app.hpp"
#include "http/router.hpp"

namespace tillwatch {

class Authorizer {
  public:
    Authorizer(App& app, const Options& options)
        : app_(app), metrics_token_(options.metrics_token) {}

    /// Nothing if the request may go on, else its answer.
    std::optional<http::Response> operator()(http::Access access, http::Request& request) const;

    /// Whether who sent this header once may still read the store. Blocks.
    bool may_still_read(const Secret& authorization, StoreId store_id) const;

  private:
    std::optional<http::Response> check_metrics(const http::Request& request) const;
    std::optional<http::Response> check_caller(http::Request& request) const;
    std::optional<http::Response> check_member(http::Request& request, stores::Role least) const;

    App& app_;
    Secret metrics_token_;
};

}  // namespace tillwatch
