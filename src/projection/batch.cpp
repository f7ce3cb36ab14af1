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

using Row = intake::sql::ListPendingDeliveries::Row;

void append(shopify::Snapshots& all, shopify::Snapshots&& more) {
    std::ranges::move(more.orders, std::back_inserter(all.orders));
    std::ranges::move(more.refunds, std::back_inserter(all.refunds));
    std::ranges::move(more.customers, std::back_inserter(all.customers));
    std::ranges::move(more.edits, std::back_inserter(all.edits));
    std::ranges::move(more.agreements, std::back_inserter(all.agreements));
    std::ranges::move(more.milestones, std::back_inserter(all.milestones));
    std::ranges::move(more.products, std::back_inserter(all.products));
    std::ranges::move(more.checkouts, std::back_inserter(all.checkouts));
    std::ranges::move(more.merges, std::back_inserter(all.merges));
    std::ranges::move(more.deletions, std::back_inserter(all.deletions));
    std::ranges::move(more.shop_changes, std::back_inserter(all.shop_changes));
}

shopify::Parsed failed(std::string_view reason) {
    return std::unexpected(
        shopify::Rejection{shopify::Rejection::State::failed, std::string(reason)});
}

shopify::Parsed parse_one(const Row& delivery, const stores::Store& store, Parser& parse) {
    if (!delivery.encoding) return failed("its body is no longer kept");
    const auto content = intake::unpack(*delivery.encoding, *delivery.content,
                                        delivery.headers_bytes, delivery.body_sha256);
    if (!content) return failed(content.error().message);
    std::optional<Instant> triggered_at;
    if (delivery.triggered_at) triggered_at = Instant{*delivery.triggered_at};
    return parse(delivery.topic, content->body, triggered_at, store.currency);
}

void add(Judged& judged, const Row& delivery, shopify::Parsed parsed) {
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
    else
        judged.without_outcome.push_back(id);
}

/// It is done; what came of it the first time stands.
void pass_over(Judged& judged, const Row& delivery) {
    judged.delivery_ids.push_back(delivery.delivery_id);
}

void finish_replays(db::Transaction& transaction, std::int64_t store_id, const Judged& judged) {
    std::vector<sql::DeleteOutcome::Params> without_outcome;
    for (const auto id : judged.without_outcome) without_outcome.push_back({store_id, id});
    if (!without_outcome.empty()) transaction.send_batch<sql::DeleteOutcome>(without_outcome);
    std::vector<sql::FinishReplay::Params> finished;
    for (const auto id : judged.delivery_ids) finished.push_back({store_id, id});
    transaction.send_batch<sql::FinishReplay>(finished);
}

void finish_deliveries(db::Transaction& transaction, std::int64_t store_id, const Judged& judged) {
    std::vector<sql::FinishDelivery::Params> finished;
    for (const auto id : judged.delivery_ids) finished.push_back({store_id, id});
    // On SQLite the position is one row a store: of a batch only the last delivery moves it.
    if (transaction.engine() == db::Engine::sqlite) finished.assign(1, finished.back());
    transaction.send_batch<sql::FinishDelivery>(finished);
    const sql::AdvanceThrough::Params progress[] = {{store_id, judged.through.ms}};
    transaction.send_batch<sql::AdvanceThrough>(progress);
}

void tell_of(db::Transaction& transaction, StoreId store_id, const Judged& judged,
             const Applied& applied) {
    auto through = applied.through;
    if (judged.source == Source::log) through = std::max(through, std::optional(judged.through));
    tell(transaction, {store_id, through, applied.days});
}

}  // namespace

Batch list_pending(db::Transaction& inbox, StoreId store_id, std::int64_t position,
                   std::int64_t limit) {
    return {Source::log, inbox.all<intake::sql::ListPendingDeliveries>({.store_id = store_id.value,
                                                                        .after = position,
                                                                        .limit = limit,
                                                                        .bytes = batch_bytes_max})};
}

Batch list_replays(db::Transaction& state, StoreId store_id, std::int64_t limit) {
    Batch batch{Source::replays, {}};
    for (auto& row : state.all<sql::ListReplays>(
             {.store_id = store_id.value, .limit = limit, .bytes = batch_bytes_max}))
        batch.rows.push_back({.delivery_id = row.delivery_id,
                              .topic = std::move(row.topic),
                              .triggered_at = row.triggered_at,
                              .received_at = row.received_at,
                              .id_reused = row.id_reused,
                              .headers_bytes = row.headers_bytes,
                              .body_sha256 = std::move(row.body_sha256).value_or(""),
                              .encoding = std::move(row.encoding),
                              .content = std::move(row.content)});
    return batch;
}

Judged judge(const Batch& batch, const stores::Store& store, Parser& parse) {
    Judged judged{.source = batch.source};
    for (const auto& delivery : batch.rows) {
        // Its body went after somebody asked.
        if (batch.source == Source::replays && !delivery.encoding)
            pass_over(judged, delivery);
        else
            add(judged, delivery, parse_one(delivery, store, parse));
    }
    return judged;
}

Judged give_up(const Batch& batch, std::string_view reason) {
    Judged judged{.source = batch.source};
    for (const auto& delivery : batch.rows) add(judged, delivery, failed(reason));
    return judged;
}

Applied write_judged(db::Transaction& transaction, const stores::Store& store,
                     const Judged& judged) {
    const auto store_id = store.id.value;
    auto applied = apply(transaction, {store.id, store.currency}, judged.snapshots);
    std::vector<sql::PutOutcome::Params> outcomes;
    for (const auto& outcome : judged.outcomes)
        outcomes.push_back({.store_id = store_id,
                            .delivery_id = outcome.delivery_id,
                            .state = outcome.state,
                            .reason = outcome.reason});
    if (!outcomes.empty()) transaction.send_batch<sql::PutOutcome>(outcomes);
    if (judged.source == Source::replays)
        finish_replays(transaction, store_id, judged);
    else
        finish_deliveries(transaction, store_id, judged);
    tell_of(transaction, store.id, judged, applied);
    return applied;
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
