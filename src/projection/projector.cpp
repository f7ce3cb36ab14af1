#include "projection/projector.hpp"

#include <chrono>

#include "base/log.hpp"
#include "intake/content.hpp"
#include "intake/sql.hpp"
#include "projection/sql.hpp"

namespace tillwatch::projection {
namespace {

/// What it says counts by its version, as everything does (docs/metrics.md).
constexpr std::string_view reused_id = "the webhook id came before with another body";
constexpr auto pause_after_failure = std::chrono::milliseconds(500);

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

shopify::Parsed given_up() {
    return std::unexpected(shopify::Rejection{shopify::Rejection::State::failed,
                                              "the database refused what it would store"});
}

/// Whether the database refused what a delivery asked of it, rather than being away or in trouble.
bool is_fault_of_delivery(db::Kind kind) {
    switch (kind) {
        case db::Kind::unique:
        case db::Kind::constraint: return true;
        case db::Kind::bug:
        case db::Kind::conflict:
        case db::Kind::unavailable:
        case db::Kind::full:
        case db::Kind::broken: return false;
    }
    return false;
}

/// From any row that has the columns of a delivery's content.
template <class Row>
Result<intake::Unpacked> unpack(const Row& row) {
    if (!row.encoding) return fail(Code::not_found, "its body is no longer kept");
    const std::optional<std::string>& body_sha256 = row.body_sha256;
    return intake::unpack(*row.encoding, *row.content, row.headers_bytes, *body_sha256);
}

void finish_replays(db::Transaction& transaction,
                    const std::vector<sql::DeleteOutcome::Params>& applied,
                    const std::vector<sql::FinishDelivery::Params>& done) {
    if (!applied.empty()) transaction.send_batch<sql::DeleteOutcome>(applied);
    std::vector<sql::FinishReplay::Params> finished;
    for (const auto& delivery : done) finished.push_back({delivery.store_id, delivery.delivery_id});
    transaction.send_batch<sql::FinishReplay>(finished);
}

}  // namespace

void forget_outcomes(db::Database& state, StoreId store_id,
                     std::span<const std::int64_t> deliveries) {
    std::vector<sql::DeleteOutcome::Params> outcomes;
    for (const auto delivery_id : deliveries) outcomes.push_back({store_id.value, delivery_id});
    state.write([&](db::Transaction& transaction) {
        transaction.send_batch<sql::DeleteOutcome>(outcomes);
    });
}

struct Projector::Pending {
    std::int64_t delivery_id = 0;
    std::string topic;
    std::optional<Instant> triggered_at;
    Instant received_at;
    bool id_reused = false;
    Result<intake::Unpacked> content;

    bool gone() const { return !content && content.error().code == Code::not_found; }

    template <class Row>
    static Pending of(Row&& row) {
        std::optional<Instant> triggered_at;
        if (row.triggered_at) triggered_at = Instant{*row.triggered_at};
        auto content = unpack(row);
        return {row.delivery_id,   std::move(row.topic), triggered_at,
                {row.received_at}, row.id_reused != 0,   std::move(content)};
    }
};

Projector::Projector(db::Database& state, db::Database& inbox, stores::Stores& stores, int poll_ms)
    : state_(state), inbox_(inbox), stores_(stores), poll_ms_(poll_ms), thread_([this] {
          run();
      }) {}

Projector::~Projector() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    woken_.notify_one();
    thread_.join();
}

void Projector::wake() {
    {
        const std::lock_guard lock(mutex_);
        awake_ = true;
    }
    woken_.notify_one();
}

void Projector::run() {
    bool failed = false;
    for (;;) {
        {
            std::unique_lock lock(mutex_);
            const auto stopping = [this] { return stopping_; };
            const auto due = [this] { return stopping_ || awake_; };
            if (failed)
                woken_.wait_for(lock, pause_after_failure, stopping);
            else if (state_.engine() == db::Engine::sqlite)
                woken_.wait(lock, due);  // nobody else stores here
            else
                woken_.wait_for(lock, std::chrono::milliseconds(poll_ms_), due);
            if (stopping_) return;
            awake_ = false;
        }
        failed = !try_drain();
    }
}

/// Answers whether all went well; what went wrong is in the log and is tried again.
bool Projector::try_drain() {
    try {
        drain();
        return true;
    } catch (const db::DatabaseError& error) {
        log::error("deliveries could not be projected",
                   {{"reason", error.what()}, {"detail", error.detail()}});
    } catch (const std::exception& error) {
        log::error("deliveries could not be projected", {{"reason", error.what()}});
    }
    return false;
}

std::int64_t Projector::drain() {
    std::int64_t projected = 0;
    for (;;) {
        // One store's trouble is not the next one's; it is told when all have had their turn.
        std::exception_ptr trouble;
        projected += drain_log(trouble);
        const auto replayed = replay_batches(trouble);
        projected += replayed;
        if (replayed > 0) continue;
        if (trouble) std::rethrow_exception(trouble);
        return projected;
    }
}

std::int64_t Projector::drain_log(std::exception_ptr& trouble) {
    const auto pending = inbox_.read([](db::Transaction& transaction) {
        return transaction.all<intake::sql::ListPendingStores>({});
    });
    std::int64_t projected = 0;
    for (const auto& row : pending) {
        try {
            projected += drain_store({row.store_id}, row.newest);
        } catch (const std::exception&) {
            trouble = std::current_exception();
        }
    }
    return projected;
}

/// Of each store at most a batch: what is new does not wait for all that is old.
std::int64_t Projector::replay_batches(std::exception_ptr& trouble) {
    const auto asked = state_.read(
        [](db::Transaction& transaction) { return transaction.all<sql::ListReplayStores>({}); });
    std::int64_t replayed = 0;
    for (const auto& row : asked) {
        try {
            if (const auto store = stores_.find(StoreId{row.store_id}))
                replayed += project(*store, Source::replays);
        } catch (const std::exception&) {
            trouble = std::current_exception();
        }
    }
    return replayed;
}

std::int64_t Projector::drain_store(StoreId store_id, std::int64_t newest) {
    if (newest <= position_of(store_id)) return 0;
    const auto store = stores_.find(store_id);
    if (!store) return 0;
    std::int64_t projected = 0;
    while (const auto count = project(*store, Source::log)) projected += count;
    return projected;
}

std::int64_t Projector::position_of(StoreId store_id) {
    const auto row = state_.read([&](db::Transaction& transaction) {
        return transaction.one<sql::FindPosition>({store_id.value});
    });
    return row ? row->position : 0;
}

std::int64_t Projector::project(const stores::Store& store, Source source) {
    try {
        return project_batch(store, source, batch_deliveries_max, Effect::applied);
    } catch (const db::DatabaseError& error) {
        if (!is_fault_of_delivery(error.kind())) throw;
        log::warning("a batch was refused by the database; going on one by one",
                     {{"store", opaque_text(store.id)}, {"detail", error.detail()}});
    }
    std::int64_t projected = 0;
    while (projected < batch_deliveries_max) {
        const auto count = project_one(store, source);
        if (count == 0) break;
        projected += count;
    }
    return projected;
}

std::int64_t Projector::project_one(const stores::Store& store, Source source) {
    try {
        return project_batch(store, source, 1, Effect::applied);
    } catch (const db::DatabaseError& error) {
        if (!is_fault_of_delivery(error.kind())) throw;
        return project_batch(store, source, 1, Effect::given_up);
    }
}

std::vector<Projector::Pending> Projector::list_pending(db::Transaction& transaction,
                                                        StoreId store_id, std::int64_t position,
                                                        std::int64_t limit) {
    std::vector<Pending> batch;
    for (auto& row :
         transaction.all<intake::sql::ListPendingDeliveries>({.store_id = store_id.value,
                                                              .after = position,
                                                              .limit = limit,
                                                              .bytes = batch_bytes_max}))
        batch.push_back(Pending::of(std::move(row)));
    return batch;
}

std::vector<Projector::Pending> Projector::list_replays(db::Transaction& transaction,
                                                        StoreId store_id, std::int64_t limit) {
    std::vector<Pending> batch;
    for (auto& row : transaction.all<sql::ListReplays>(
             {.store_id = store_id.value, .limit = limit, .bytes = batch_bytes_max}))
        batch.push_back(Pending::of(std::move(row)));
    return batch;
}

std::int64_t Projector::project_batch(const stores::Store& store, Source source, std::int64_t limit,
                                      Effect effect) {
    const auto list = [&](db::Transaction& transaction, std::int64_t position) {
        return source == Source::log ? list_pending(transaction, store.id, position, limit)
                                     : list_replays(transaction, store.id, limit);
    };
    if (state_.engine() == db::Engine::sqlite) {
        const auto position = position_of(store.id);
        auto& from = source == Source::log ? inbox_ : state_;
        const auto batch =
            from.read([&](db::Transaction& transaction) { return list(transaction, position); });
        if (!batch.empty())
            state_.write([&](db::Transaction& transaction) {
                apply_batch(transaction, store, batch, source, effect);
            });
        return static_cast<std::int64_t>(batch.size());
    }
    const auto write = [&](db::Transaction& transaction) -> std::int64_t {
        if (!transaction.one<sql::TryLockStore>({store.id.value})) return 0;
        const auto batch = list(transaction, 0);
        if (!batch.empty()) apply_batch(transaction, store, batch, source, effect);
        return static_cast<std::int64_t>(batch.size());
    };
    return state_.write(write, applying_work);
}

shopify::Parsed Projector::parse(const Pending& delivery, const stores::Store& store) {
    if (!delivery.content)
        return std::unexpected(shopify::Rejection{shopify::Rejection::State::failed,
                                                  delivery.content.error().message});
    return payloads_.parse_delivery(delivery.topic, delivery.content->body, delivery.triggered_at,
                                    store.currency);
}

void Projector::apply_batch(db::Transaction& transaction, const stores::Store& store,
                            const std::vector<Pending>& batch, Source source, Effect effect) {
    shopify::Snapshots snapshots;
    std::vector<std::string> reasons;
    reasons.reserve(batch.size());  // the rows below look into it
    std::vector<sql::PutOutcome::Params> outcomes;
    std::vector<sql::DeleteOutcome::Params> applied;
    std::vector<sql::FinishDelivery::Params> finished;
    Instant through;
    for (const auto& delivery : batch) {
        finished.push_back({store.id.value, delivery.delivery_id});
        through = std::max(through, delivery.received_at);
        // Its body went after somebody asked: what came of it the first time stands.
        if (source == Source::replays && delivery.gone()) continue;
        auto parsed = effect == Effect::applied ? parse(delivery, store) : given_up();
        if (parsed) {
            append(snapshots, std::move(*parsed));
            if (delivery.id_reused)
                outcomes.push_back({.store_id = store.id.value,
                                    .delivery_id = delivery.delivery_id,
                                    .state = "duplicate",
                                    .reason = reused_id});
            else
                applied.push_back({store.id.value, delivery.delivery_id});
        } else {
            reasons.push_back(std::move(parsed.error().reason));
            outcomes.push_back({.store_id = store.id.value,
                                .delivery_id = delivery.delivery_id,
                                .state = text_of(parsed.error().state),
                                .reason = reasons.back()});
        }
    }
    apply(transaction, {store.id, store.currency, store.zone}, snapshots);
    if (!outcomes.empty()) transaction.send_batch<sql::PutOutcome>(outcomes);
    if (source == Source::replays) return finish_replays(transaction, applied, finished);
    // On SQLite the position is one row a store: of a batch only the last delivery moves it.
    if (transaction.engine() == db::Engine::sqlite) finished.assign(1, finished.back());
    transaction.send_batch<sql::FinishDelivery>(finished);
    const sql::AdvanceThrough::Params progress[] = {{store.id.value, through.ms}};
    transaction.send_batch<sql::AdvanceThrough>(progress);
}

}  // namespace tillwatch::projection
