#include "projection/batch.hpp"

#include "intake/content.hpp"
#include "projection/sql.hpp"

namespace tillwatch::projection {
namespace {

/// What it says counts by its version, as everything does (docs/metrics.md).
constexpr std::string_view reused_id = "the webhook id came before with another body";

std::string_view text_of(shopify::Rejection::State state) {
    switch (state) {
        case shopify::Rejection::State::ignored: return "ignored";
        case shopify::Rejection::State::failed: return "failed";
    }
    return "failed";
}

void append(shopify::Snapshots& all, shopify::Snapshots&& more) {
    std::ranges::move(more.orders, std::back_inserter(all.orders));
    std::ranges::move(more.refunds, std::back_inserter(all.refunds));
    std::ranges::move(more.customers, std::back_inserter(all.customers));
}

shopify::Parsed failed(std::string_view reason) {
    return std::unexpected(
        shopify::Rejection{shopify::Rejection::State::failed, std::string(reason)});
}

shopify::Parsed parse_one(const Batch::value_type& delivery, const stores::Store& store,
                          Parser& parse) {
    if (!delivery.encoding) return failed("its body is no longer kept");
    const auto content = intake::unpack(*delivery.encoding, *delivery.content,
                                        delivery.headers_bytes, delivery.body_sha256);
    if (!content) return failed(content.error().message);
    std::optional<Instant> triggered_at;
    if (delivery.triggered_at) triggered_at = Instant{*delivery.triggered_at};
    return parse(delivery.topic, content->body, triggered_at, store.currency);
}

void add(Judged& judged, const Batch::value_type& delivery, shopify::Parsed parsed) {
    const auto id = delivery.delivery_id;
    judged.delivery_ids.push_back(id);
    judged.through = std::max(judged.through, Instant{delivery.received_at});
    if (!parsed) {
        judged.outcomes.push_back(
            {id, text_of(parsed.error().state), std::move(parsed.error().reason)});
        return;
    }
    append(judged.snapshots, std::move(*parsed));
    if (delivery.id_reused != 0)
        judged.outcomes.push_back({id, "duplicate", std::string(reused_id)});
}

}  // namespace

Batch list_pending(db::Transaction& inbox, StoreId store_id, std::int64_t position,
                   std::int64_t limit) {
    return inbox.all<intake::sql::ListPendingDeliveries>(
        {.store_id = store_id.value, .after = position, .limit = limit, .bytes = batch_bytes_max});
}

Judged judge(const Batch& batch, const stores::Store& store, Parser& parse) {
    Judged judged;
    for (const auto& delivery : batch) add(judged, delivery, parse_one(delivery, store, parse));
    return judged;
}

Judged give_up(const Batch& batch, std::string_view reason) {
    Judged judged;
    for (const auto& delivery : batch) add(judged, delivery, failed(reason));
    return judged;
}

void write_judged(db::Transaction& transaction, const stores::Store& store, const Judged& judged) {
    const auto store_id = store.id.value;
    apply(transaction, {store.id, store.currency, store.zone}, judged.snapshots);
    std::vector<sql::PutOutcome::Params> outcomes;
    for (const auto& outcome : judged.outcomes)
        outcomes.push_back({.store_id = store_id,
                            .delivery_id = outcome.delivery_id,
                            .state = outcome.state,
                            .reason = outcome.reason});
    if (!outcomes.empty()) transaction.send_batch<sql::PutOutcome>(outcomes);
    std::vector<sql::FinishDelivery::Params> finished;
    for (const auto id : judged.delivery_ids) finished.push_back({store_id, id});
    // On SQLite the position is one row a store: of a batch only the last delivery moves it.
    if (transaction.engine() == db::Engine::sqlite) finished.assign(1, finished.back());
    transaction.send_batch<sql::FinishDelivery>(finished);
    const sql::AdvanceThrough::Params progress[] = {{store_id, judged.through.ms}};
    transaction.send_batch<sql::AdvanceThrough>(progress);
}

void forget_outcomes(db::Database& state, StoreId store_id,
                     std::span<const std::int64_t> deliveries) {
    std::vector<sql::DeleteOutcome::Params> outcomes;
    for (const auto delivery_id : deliveries) outcomes.push_back({store_id.value, delivery_id});
    state.write([&](db::Transaction& transaction) {
        transaction.send_batch<sql::DeleteOutcome>(outcomes);
    });
}

}  // namespace tillwatch::projection
