#include "intake/webhook_edge.hpp"

#include <algorithm>

#include "base/encoding.hpp"
#include "base/log.hpp"
#include "http/characters.hpp"
#include "http/offload.hpp"
#include "http/problem.hpp"
#include "http/suspend.hpp"

namespace tillwatch::intake {
namespace {

namespace asio = boost::asio;

constexpr std::size_t header_value_bytes_max = 255;
constexpr std::size_t body_bytes_at_once = std::size_t{256} << 10;  // more is a worker's
constexpr int tries_max = 3;  // where stores change while a delivery is stored
constexpr std::string_view signature_header = "x-shopify-hmac-sha256";
constexpr std::string_view domain_header = "x-shopify-shop-domain";
constexpr std::string_view topic_header = "x-shopify-topic";
constexpr std::string_view webhook_id_header = "x-shopify-webhook-id";

http::Response refuse(int status, std::string_view detail, const http::Request& request) {
    return http::problem(status, detail, request.id());
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

/// Stands for a webhook id that Shopify did not give (CONTRACT: SHA-256 of topic, body and
/// triggered-at).
std::string digest_id(std::string_view topic, std::string_view body,
                      std::string_view triggered_at) {
    crypto::Sha256 sha;
    for (const auto piece : {topic, body, triggered_at}) sha.update(bytes_of(piece));
    return hex(sha.finish());
}

bool is_kept(std::string_view name) {
    return name.starts_with("x-shopify-") || name.starts_with("shopify-") ||
           name == "content-type" || name == "user-agent";
}

/// The headers that a delivery keeps, as intake/content.hpp packs them.
std::string kept_headers(const http::Head& head) {
    std::string kept;
    for (const auto& field : std::span(head.fields).first(head.field_count)) {
        const auto start = kept.size();
        std::ranges::transform(field.name, std::back_inserter(kept), http::lower);
        if (is_kept(std::string_view(kept).substr(start)))
            kept.append(": ").append(field.value).append("\n");
        else
            kept.resize(start);
    }
    return kept.append("\n");
}

Delivery read_delivery(const http::Request& request, StoreId store_id, SignedBy signed_by,
                       Instant now, compression::Effort effort) {
    Delivery delivery;
    delivery.store_id = store_id;
    delivery.signed_by = signed_by;
    delivery.topic = *single_header(request, topic_header);
    delivery.event_id = optional_header(request, "x-shopify-event-id");
    delivery.api_version = optional_header(request, "x-shopify-api-version");
    delivery.received_at = now;
    const auto triggered_at = single_header(request, "x-shopify-triggered-at").value_or("");
    // The header is not signed: an instant before there was any Shopify is none.
    if (const auto instant = Instant::parse(triggered_at); instant && instant->ms >= 0)
        delivery.triggered_at = *instant;
    const auto webhook_id = single_header(request, webhook_id_header);
    delivery.webhook_id = webhook_id ? std::string(*webhook_id)
                                     : digest_id(delivery.topic, request.body(), triggered_at);
    const auto headers = kept_headers(request.head());
    delivery.content = store_id == no_store ? pack_without_body(headers, request.body())
                                            : pack(headers, request.body(), effort);
    return delivery;
}

asio::awaitable<http::Response> receive(WebhookEdge& edge, http::Request& request) {
    return edge.receive(request, std::nullopt);
}

asio::awaitable<http::Response> receive_by_key(WebhookEdge& edge, http::Request& request) {
    return edge.receive(request, request.parameter("key"));
}

constexpr http::Route<WebhookEdge> table[] = {
    {http::Method::post, "/webhooks/shopify", http::Access::signed_webhook, body_bytes_max,
     http::Coroutine<WebhookEdge>{receive}},
    {http::Method::post, "/webhooks/shopify/{key}", http::Access::signed_webhook, body_bytes_max,
     http::Coroutine<WebhookEdge>{receive_by_key}},
};

}  // namespace

std::span<const http::Route<WebhookEdge>> routes() {
    return table;
}

WebhookEdge::WebhookEdge(WebhookKeys& keys, Inbox& inbox, Figures& figures, Refusals& refusals,
                         http::Workers& workers, const Clock& clock, const Secret& app_secret)
    : keys_(keys),
      inbox_(inbox),
      figures_(figures),
      refusals_(refusals),
      workers_(workers),
      clock_(clock) {
    if (!app_secret.empty()) app_key_.emplace(bytes_of(app_secret.reveal()));
}

/// Runs what costs time by the byte: here, or for a large body on a worker.
template <class Work>
asio::awaitable<std::invoke_result_t<Work&>> WebhookEdge::by_size(const http::Request& request,
                                                                  Work work) {
    if (request.body().size() <= body_bytes_at_once) co_return work();
    co_return co_await http::offload(workers_, std::move(work));
}

asio::awaitable<std::optional<WebhookEdge::Signer>> WebhookEdge::find_signer(
    const http::Request& request, std::string domain, crypto::Digest signature, Trust trust) {
    auto found = trust == Trust::cache ? keys_.find(domain) : WebhookKeys::Found{};
    auto check = [&]() -> std::optional<Signer> {
        if (!found.keys) return std::nullopt;
        const auto signed_by = found.keys->find_signer(request.body(), signature, clock_.now());
        if (!signed_by) return std::nullopt;
        return Signer{found.keys, *signed_by, found.generation};
    };
    auto check_app = [&]() -> std::optional<Signer> {
        if (!app_key_ || !app_key_->verifies(bytes_of(request.body()), signature))
            return std::nullopt;
        return Signer{found.keys, SignedBy::app, found.generation};
    };
    auto signer = co_await by_size(request, check);
    if (signer) co_return signer;
    if (!found.certain) {
        auto ask = [&] { return keys_.get_current(domain); };
        found = co_await http::offload(workers_, ask);
        signer = co_await by_size(request, check);
        if (signer) co_return signer;
    }
    co_return co_await by_size(request, check_app);
}

asio::awaitable<Receipt> WebhookEdge::store(Delivery delivery) {
    auto start = [this, &delivery](http::Resume<Receipt> resume) {
        auto shared = std::make_shared<http::Resume<Receipt>>(std::move(resume));
        inbox_.append(std::move(delivery), [shared](Receipt receipt) { (*shared)(receipt); });
    };
    co_return co_await http::suspend<Receipt>(start);
}

asio::awaitable<http::Response> WebhookEdge::receive(const http::Request& request,
                                                     std::optional<std::string_view> key) {
    figures_.received.add();
    const auto signature = read_signature(request);
    const auto domain_text = single_header(request, domain_header);
    const auto domain = stores::parse_domain(domain_text.value_or(""));
    const Named named{key.value_or(""), domain ? std::string_view(*domain) : ""};
    if (!signature || request.body().empty()) co_return refuse_signature(request, named);
    if (!domain_text) co_return refuse_headers(request, named, "a delivery has one shop domain");
    if (!domain) co_return refuse_signature(request, named);

    auto receipt = Receipt::outdated;
    bool connected = true;
    for (int tries = 0; tries < tries_max && receipt == Receipt::outdated; ++tries) {
        const auto trust = tries == 0 ? Trust::cache : Trust::database;
        const auto signer = co_await find_signer(request, *domain, *signature, trust);
        if (!signer || !fits(*signer, key)) co_return refuse_signature(request, named);
        if (!single_header(request, topic_header) || request.header_count(webhook_id_header) > 1)
            co_return refuse_headers(request, named, "a delivery has one topic and at most one id");
        connected = signer->keys != nullptr;
        const auto store_id = connected ? signer->keys->store_id : no_store;
        auto read = [&] {
            const auto effort =
                inbox_.is_crowded() ? compression::Effort::quick : compression::Effort::usual;
            return read_delivery(request, store_id, signer->signed_by, clock_.now(), effort);
        };
        auto delivery = co_await by_size(request, read);
        delivery.generation = signer->generation;
        receipt = co_await store(std::move(delivery));
    }
    co_return answer(receipt, connected, request);
}

http::Response WebhookEdge::answer(Receipt receipt, bool connected, const http::Request& request) {
    const auto refused = [&](http::Counter& reason, std::string_view why) {
        reason.add();
        return refuse(503, why, request);
    };
    switch (receipt) {
        case Receipt::stored:
            (connected ? figures_.stored : figures_.unconnected).add();
            return http::json(200, "{}");
        case Receipt::duplicate: figures_.duplicate.add(); return http::json(200, "{}");
        case Receipt::queue_full:
            return refused(figures_.refused_queue_full, "too many deliveries wait; send it again");
        case Receipt::disk_full:
            return refused(figures_.refused_disk_full, "the disk is full; send it again");
        case Receipt::overdue:
            return refused(figures_.refused_overdue, "storing takes too long; send it again");
        case Receipt::stopping:
            return refused(figures_.refused_stopping, "the server is stopping; send it again");
        case Receipt::outdated:
        case Receipt::database_failed: break;
    }
    return refused(figures_.refused_database, "the delivery could not be stored; send it again");
}

/// The same words for a bad signature, a missing one and an unknown shop: they tell nobody which
/// shops there are.
http::Response WebhookEdge::refuse_signature(const http::Request& request, const Named& named) {
    figures_.refused_signature.add();
    refusals_.note(named.key, named.shop, Refusals::Fault::signature, clock_.now());
    return refuse(401, "the signature does not fit", request);
}

http::Response WebhookEdge::refuse_headers(const http::Request& request, const Named& named,
                                           std::string_view detail) {
    figures_.refused_headers.add();
    refusals_.note(named.key, named.shop, Refusals::Fault::headers, clock_.now());
    return refuse(400, detail, request);
}

/// Whether the address that the delivery came to belongs to the shop that its header names.
bool WebhookEdge::fits(const Signer& signer, std::optional<std::string_view> key) {
    if (!key) return true;
    return signer.keys &&
           crypto::constant_time_equal(bytes_of(*key), bytes_of(signer.keys->path_key));
}

}  // namespace tillwatch::intake
