// The webhook edge: finds the store by the shop header, checks the signature over the raw body in
// constant time, hands the delivery to the inbox, and answers once it is durable. No JSON is read
// here and nothing is thrown on hostile input (docs/shopify.md, "Deliveries").
// Called on the I/O threads. A store's keys come from memory; a delivery waits for the database
// where they are not there, are older than trusted_time, or do not fit (intake/webhook_keys.hpp).
#pragma once

#include <boost/asio/awaitable.hpp>

#include "http/router.hpp"
#include "intake/inbox.hpp"
#include "intake/webhook_keys.hpp"

namespace tillwatch::intake {

class WebhookEdge {
  public:
    WebhookEdge(WebhookKeys& keys, Inbox& inbox, http::Workers& workers, const Clock& clock)
        : keys_(keys), inbox_(inbox), workers_(workers), clock_(clock) {}

    boost::asio::awaitable<http::Response> receive(http::Request& request);

  private:
    boost::asio::awaitable<std::shared_ptr<const StoreKeys>> find_signer(
        const http::Request& request, std::string domain, crypto::Digest signature);

    WebhookKeys& keys_;
    Inbox& inbox_;
    http::Workers& workers_;
    const Clock& clock_;
};

std::span<const http::Route<WebhookEdge>> routes();

}  // namespace tillwatch::intake
