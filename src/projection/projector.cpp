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

Result<intake::Unpacked> unpack(const intake::sql::ListPendingDeliveries::Row& row) {
    if (!row.encoding) return fail(Code::not_found, "its body is no longer kept");
    return intake::unpack(*row.encoding, *row.content, row.headers_bytes, row.body_sha256);
}

}  // namespace

struct Projector::Pending {
    std::int64_t delivery_id = 0;
    std::string topic;
    std::optional<Instant> triggered_at;
    Instant received_at;
    bool id_reused = false;
    Result<intake::Unpacked> content;
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
    const auto pending = inbox_.read([](db::Transaction& transaction) {
        return transaction.all<intake::sql::ListPendingStores>({});
    });
    std::int64_t projected = 0;
    std::exception_ptr trouble;
    for (const auto& row : pending) {
        try {
            projected += drain_store({row.store_id}, row.newest);
        } catch (const std::exception&) {
            // One store's trouble is not the next one's; it is told when all have had their turn.
            trouble = std::current_exception();
        }
    }
    if (trouble) std::rethrow_exception(trouble);
    return projected;
}

std::int64_t Projector::drain_store(StoreId store_id, std::int64_t newest) {
    if (newest <= position_of(store_id)) return 0;
    const auto store = stores_.find(store_id);
    if (!store) return 0;
    std::int64_t projected = 0;
    while (const auto count = project(*store)) projected += count;
    return projected;
}

std::int64_t Projector::position_of(StoreId store_id) {
    const auto row = state_.read([&](db::Transaction& transaction) {
        return transaction.one<sql::FindPosition>({store_id.value});
    });
    return row ? row->position : 0;
}

std::int64_t Projector::project(const stores::Store& store) {
    try {
        return project_batch(store, batch_deliveries_max, Effect::applied);
    } catch (const db::DatabaseError& error) {
        if (!is_fault_of_delivery(error.kind())) throw;
        log::warning("a batch was refused by the database; going on one by one",
                     {{"store", opaque_text(store.id)}, {"detail", error.detail()}});
    }
    std::int64_t projected = 0;
    while (projected < batch_deliveries_max) {
        const auto count = project_one(store);
        if (count == 0) break;
        projected += count;
    }
    return projected;
}

std::int64_t Projector::project_one(const stores::Store& store) {
    try {
        return project_batch(store, 1, Effect::applied);
    } catch (const db::DatabaseError& error) {
        if (!is_fault_of_delivery(error.kind())) throw;
        return project_batch(store, 1, Effect::given_up);
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
                                                              .bytes = batch_bytes_max})) {
        std::optional<Instant> triggered_at;
        if (row.triggered_at) triggered_at = Instant{*row.triggered_at};
        batch.push_back({row.delivery_id,
                         std::move(row.topic),
                         triggered_at,
                         {row.received_at},
                         row.id_reused != 0,
                         unpack(row)});
    }
    return batch;
}

std::int64_t Projector::project_batch(const stores::Store& store, std::int64_t limit,
                                      Effect effect) {
    if (state_.engine() == db::Engine::sqlite) {
        const auto position = position_of(store.id);
        const auto batch = inbox_.read([&](db::Transaction& transaction) {
            return list_pending(transaction, store.id, position, limit);
        });
        if (!batch.empty())
            state_.write([&](db::Transaction& transaction) {
                apply_batch(transaction, store, batch, effect);
            });
        return static_cast<std::int64_t>(batch.size());
    }
    const auto write = [&](db::Transaction& transaction) -> std::int64_t {
        if (!transaction.one<sql::TryLockStore>({store.id.value})) return 0;
        const auto batch = list_pending(transaction, store.id, 0, limit);
        if (!batch.empty()) apply_batch(transaction, store, batch, effect);
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
                            const std::vector<Pending>& batch, Effect effect) {
    shopify::Snapshots snapshots;
    std::vector<std::string> reasons;
    reasons.reserve(batch.size());  // the rows below look into it
    std::vector<sql::PutOutcome::Params> outcomes;
    std::vector<sql::FinishDelivery::Params> finished;
    Instant through;
    for (const auto& delivery : batch) {
        auto parsed = effect == Effect::applied ? parse(delivery, store) : given_up();
        if (parsed) {
            append(snapshots, std::move(*parsed));
            if (delivery.id_reused)
                outcomes.push_back({.store_id = store.id.value,
                                    .delivery_id = delivery.delivery_id,
                                    .state = "duplicate",
                                    .reason = reused_id});
        } else {
            reasons.push_back(std::move(parsed.error().reason));
            outcomes.push_back({.store_id = store.id.value,
                                .delivery_id = delivery.delivery_id,
                                .state = text_of(parsed.error().state),
                                .reason = reasons.back()});
        }
        finished.push_back({store.id.value, delivery.delivery_id});
        through = std::max(through, delivery.received_at);
    }
    apply(transaction, {store.id, store.currency, store.zone}, snapshots);
    if (!outcomes.empty()) transaction.send_batch<sql::PutOutcome>(outcomes);
    // On SQLite the position is one row a store: of a batch only the last delivery moves it.
    if (transaction.engine() == db::Engine::sqlite) finished.assign(1, finished.back());
    transaction.send_batch<sql::FinishDelivery>(finished);
    const sql::AdvanceThrough::Params progress[] = {{store.id.value, through.ms}};
    transaction.send_batch<sql::AdvanceThrough>(progress);
}

}  // namespace tillwatch::projection
