// The webhook edge: finds the store by the shop header, checks the signature over the raw body in
// constant time, hands the delivery to the inbox, and answers once it is durable. No JSON is read
// here and nothing is thrown on hostile input (docs/shopify.md, "Deliveries").
// Called on the I/O threads. A store's keys come from memory; a delivery waits for the database
// where what is there may be outdated and does not fit (intake/webhook_keys.hpp).
#pragma once

#include <boost/asio/awaitable.hpp>

#include "http/router.hpp"
#include "intake/inbox.hpp"
#include "intake/refusals.hpp"
#include "intake/webhook_keys.hpp"

namespace tillwatch::intake {

class WebhookEdge {
  public:
    /// `app_secret`, the Shopify app's own, signs too; empty: there is none.
    WebhookEdge(WebhookKeys& keys, Inbox& inbox, Figures& figures, Refusals& refusals,
                http::Workers& workers, const Clock& clock, const Secret& app_secret);

    /// `key`: the last part of the address, where it has one.
    boost::asio::awaitable<http::Response> receive(const http::Request& request,
                                                   std::optional<std::string_view> key);

  private:
    /// Null keys: the shop is not connected, the app's secret signs.
    struct Signer {
        WebhookKeys::Keys keys;
        SignedBy signed_by;
        std::uint64_t generation;  // under which the keys were read
    };

    enum class Trust { cache, database };

    boost::asio::awaitable<std::optional<Signer>> find_signer(const http::Request& request,
                                                              std::string domain,
                                                              crypto::Digest signature,
                                                              Trust trust);
    boost::asio::awaitable<Receipt> store(Delivery delivery);
    template <class Work>
    boost::asio::awaitable<std::invoke_result_t<Work&>> by_size(const http::Request& request,
                                                                Work work);
    static bool fits(const Signer& signer, std::optional<std::string_view> key);
    /// What a delivery names before anything of it is believed.
    struct Named {
        std::string_view key;   // empty: the address of all stores
        std::string_view shop;  // empty: none
    };
    http::Response refuse_signature(const http::Request& request, const Named& named);
    http::Response refuse_headers(const http::Request& request, const Named& named,
                                  std::string_view detail);
    http::Response answer(Receipt receipt, bool connected, const http::Request& request);

    WebhookKeys& keys_;
    Inbox& inbox_;
    Figures& figures_;
    Refusals& refusals_;
    http::Workers& workers_;
    const Clock& clock_;
    std::optional<crypto::HmacKey> app_key_;
};

std::span<const http::Route<WebhookEdge>> routes();

}  // namespace tillwatch::intake
