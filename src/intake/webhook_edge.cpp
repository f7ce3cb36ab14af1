#include "intake/webhook_edge.hpp"

#include <algorithm>

#include "base/encoding.hpp"
#include "base/log.hpp"
#include "http/offload.hpp"
#include "http/problem.hpp"
#include "http/suspend.hpp"

namespace tillwatch::intake {
namespace {

namespace asio = boost::asio;

constexpr std::size_t header_value_bytes_max = 255;
constexpr std::string_view signature_header = "x-shopify-hmac-sha256";
constexpr std::string_view domain_header = "x-shopify-shop-domain";
constexpr std::string_view topic_header = "x-shopify-topic";
constexpr std::string_view webhook_id_header = "x-shopify-webhook-id";

http::Response refuse(int status, std::string_view detail, const http::Request& request) {
    return http::problem(status, detail, request.id());
}

/// The same words for a bad signature, a missing one and an unknown shop: they tell nobody which
/// shops there are.
http::Response refuse_signature(const http::Request& request) {
    return refuse(401, "the signature does not fit", request);
}

/// A header that stands once, with printable ASCII of a bounded length.
std::optional<std::string_view> single_header(const http::Request& request, std::string_view name) {
    if (request.header_count(name) != 1) return std::nullopt;
    const auto value = request.header(name);
    const bool printable = std::ranges::all_of(*value, [](char c) { return c > 0x20 && c < 0x7f; });
    if (value->empty() || value->size() > header_value_bytes_max || !printable) return std::nullopt;
    return value;
}

std::optional<std::string> optional_header(const http::Request& request, std::string_view name) {
    const auto value = single_header(request, name);
    if (!value) return std::nullopt;
    return std::string(*value);
}

std::optional<crypto::Digest> read_signature(const http::Request& request) {
    crypto::Digest signature{};
    const auto text = single_header(request, signature_header);
    if (!text || !parse_base64_into(*text, signature)) return std::nullopt;
    return signature;
}

/// Stands for a webhook id that Shopify did not give.
std::string digest_id(const Delivery& delivery, std::string_view triggered_at) {
    crypto::Sha256 sha;
    sha.update(bytes_of(delivery.topic));
    sha.update(bytes_of(delivery.body));
    sha.update(bytes_of(triggered_at));
    return hex(sha.finish());
}

Delivery read_delivery(http::Request& request, StoreId store_id, std::string_view topic,
                       Instant now) {
    Delivery delivery;
    delivery.store_id = store_id;
    delivery.topic = topic;
    delivery.event_id = optional_header(request, "x-shopify-event-id");
    delivery.api_version = optional_header(request, "x-shopify-api-version");
    delivery.received_at = now;
    delivery.body = request.take_body();
    const auto triggered_at = single_header(request, "x-shopify-triggered-at").value_or("");
    // The header is not signed: an instant before there was any Shopify is none.
    if (const auto instant = Instant::parse(triggered_at); instant && instant->ms >= 0)
        delivery.triggered_at = *instant;
    const auto webhook_id = single_header(request, webhook_id_header);
    delivery.webhook_id = webhook_id ? std::string(*webhook_id) : digest_id(delivery, triggered_at);
    return delivery;
}

http::Response answer(Receipt receipt, const http::Request& request) {
    switch (receipt) {
        case Receipt::stored:
        case Receipt::duplicate: return http::json(200, "{}");
        case Receipt::unavailable: break;
    }
    return refuse(503, "the delivery could not be stored; send it again", request);
}

asio::awaitable<http::Response> receive(WebhookEdge& edge, http::Request& request) {
    return edge.receive(request);
}

constexpr http::Route<WebhookEdge> table[] = {
    {http::Method::post, "/webhooks/shopify", http::Access::signed_webhook, body_bytes_max,
     http::Coroutine<WebhookEdge>{receive}},
};

}  // namespace

std::span<const http::Route<WebhookEdge>> routes() {
    return table;
}

/// Null unless a connected store's key signs the body.
asio::awaitable<std::shared_ptr<const StoreKeys>> WebhookEdge::find_signer(
    const http::Request& request, std::string domain, crypto::Digest signature) {
    auto keys = keys_.find_cached(domain);
    if (keys && keys->sign(request.body(), signature, clock_.now())) co_return keys;
    if (keys && !WebhookKeys::may_be_outdated(*keys)) co_return nullptr;
    auto load = [this, &domain] { return keys_.load(domain); };
    keys = co_await http::offload(workers_, load);
    if (keys && keys->sign(request.body(), signature, clock_.now())) co_return keys;
    co_return nullptr;
}

asio::awaitable<http::Response> WebhookEdge::receive(http::Request& request) {
    const auto signature = read_signature(request);
    if (!signature || request.body().empty()) co_return refuse_signature(request);
    const auto domain_text = single_header(request, domain_header);
    if (!domain_text) co_return refuse(400, "a delivery has one shop domain", request);
    const auto domain = stores::parse_domain(*domain_text);
    std::shared_ptr<const StoreKeys> signer;
    if (domain) signer = co_await find_signer(request, *domain, *signature);
    if (!signer) co_return refuse_signature(request);
    const auto topic = single_header(request, topic_header);
    if (!topic || request.header_count(webhook_id_header) > 1)
        co_return refuse(400, "a delivery has one topic and at most one id", request);

    auto delivery = read_delivery(request, signer->store_id, *topic, clock_.now());
    auto start = [this, &delivery](http::Resume<Receipt> resume) {
        auto shared = std::make_shared<http::Resume<Receipt>>(std::move(resume));
        inbox_.append(std::move(delivery), [shared](Receipt receipt) { (*shared)(receipt); });
    };
    const auto receipt = co_await http::suspend<Receipt>(start);
    co_return answer(receipt, request);
}

}  // namespace tillwatch::intake
