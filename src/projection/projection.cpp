#include "projection/projection.hpp"

#include <future>

#include "base/log.hpp"
#include "projection/ledger_tables.hpp"
#include "projection/rebuild.hpp"
#include "projection/sql.hpp"
#include "projection/store_state.hpp"

namespace tillwatch::projection {
namespace {

constexpr std::string_view refused = "the database refused what it would store";
constexpr std::string_view deadly = "projecting it ended the process 3 times";

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

}  // namespace

Parser parser_of_deliveries() {
    return [payloads = shopify::Payloads()](std::string_view topic, std::string_view body,
                                            std::optional<Instant> triggered_at,
                                            Currency currency) mutable {
        return payloads.parse_delivery(topic, body, triggered_at, currency);
    };
}

struct Projection::Round {
    const std::stop_token& stop;
    const std::function<std::int64_t()>& batch_size;
    std::map<std::int64_t, std::vector<StoreId>> stores;  // by partition
    Worked worked;
    std::exception_ptr trouble;  // one store's is not the next one's: told at the end
};

Projection::Projection(db::Database& state, db::Database& inbox, stores::Stores& stores,
                       std::int64_t holder, Parser parse)
    : state_(state),
      inbox_(inbox),
      stores_(stores),
      parse_(std::move(parse)),
      leases_(state, holder),
      first_partition_(holder % partitions_count) {}

Projection::~Projection() {
    for (const auto& [store_id, count] : careful_) leases_.abandon(partition_of(store_id));
}

std::set<StoreId> Projection::list_pending_stores() {
    const auto in_log = inbox_.read([](db::Transaction& transaction) {
        return transaction.all<intake::sql::ListPendingStores>({});
    });
    std::map<std::int64_t, std::int64_t> positions;
    if (state_.engine() == db::Engine::sqlite)
        state_.read([&](db::Transaction& transaction) {
            for (const auto& row : transaction.all<sql::ListPositions>({}))
                positions[row.store_id] = row.position;
        });
    std::set<StoreId> pending;
    for (const auto& row : in_log)
        if (row.newest > positions[row.store_id]) pending.insert({row.store_id});
    state_.read([&](db::Transaction& transaction) {
        for (const auto& row : transaction.all<sql::ListReplayStores>({}))
            pending.insert({row.store_id});
        for (const auto& row : transaction.all<sql::ListOutdatedStores>({ledger_version}))
            pending.insert({row.store_id});
    });
    return pending;
}

std::int64_t Projection::drain() {
    std::int64_t projected = 0;
    for (auto due = list_pending_stores(); !due.empty();) {
        auto worked = work(due);
        projected += worked.projected;
        due = std::move(worked.left);
    }
    return projected;
}

Projection::Worked Projection::work(const std::set<StoreId>& due, const std::stop_token& stop,
                                    const std::function<std::int64_t()>& batch_size) {
    Round round{.stop = stop, .batch_size = batch_size, .stores = {}, .worked = {}, .trouble = {}};
    for (const auto store_id : due) round.stores[partition_of(store_id)].push_back(store_id);
    const auto first = first_partition_++;
    for (std::int64_t i = 0; i < partitions_count && !stop.stop_requested(); ++i) {
        const auto partition = (first + i) % partitions_count;
        if (!round.stores.contains(partition)) continue;
        try {
            work_on(partition, round);
        } catch (const std::exception&) {
            round.trouble = std::current_exception();
        }
    }
    if (round.trouble) std::rethrow_exception(round.trouble);
    return std::move(round.worked);
}

void Projection::work_on(std::int64_t partition, Round& round) {
    const auto lease = claim(partition);
    if (!lease) return;
    for (const auto store_id : round.stores.at(partition)) {
        try {
            const auto store = stores_.find(store_id);
            if (!store)
                careful_.erase(store_id);
            else if (take_turn(*lease, *store, round))
                round.worked.left.insert(store_id);
        } catch (const Failure& failure) {
            // Deleted meanwhile: there is nothing to be done.
            if (failure.code() != Code::not_found) round.trouble = std::current_exception();
        } catch (const std::exception&) {
            round.trouble = std::current_exception();
        }
    }
    if (!is_careful(partition)) leases_.give_back(*lease);
}

bool Projection::is_careful(std::int64_t partition) const {
    return std::ranges::any_of(
        careful_, [&](const auto& entry) { return partition_of(entry.first) == partition; });
}

/// Of a partition that was abandoned, what is pending is looked at carefully: it may be what ended
/// the process.
std::optional<Lease> Projection::claim(std::int64_t partition) {
    const auto claimed = leases_.claim(partition);
    if (!claimed) return std::nullopt;
    if (claimed->before == Leases::Before::own) return claimed->lease;
    std::erase_if(careful_,
                  [&](const auto& entry) { return partition_of(entry.first) == partition; });
    if (claimed->before == Leases::Before::abandoned)
        for (const auto store_id : list_pending_stores())
            if (partition_of(store_id) == partition) careful_[store_id] = 2 * batch_deliveries_max;
    return claimed->lease;
}

/// Answers whether the store has more. Who is careful goes on until it is through: the next holder
/// would not know.
bool Projection::take_turn(const Lease& lease, const stores::Store& store, Round& round) {
    if (bring_up_to_date(state_, {store.id, store.currency}))
        log::info("the sums of a store were rebuilt", {{"store", opaque_text(store.id)}});
    int batches = 0;
    while (batches < turn_batches_max && !round.stop.stop_requested()) {
        if (!careful_.contains(store.id)) ++batches;
        const auto projected = take_step(lease, store, round.batch_size());
        if (projected.value_or(0) == 0) return false;
        round.worked.projected += *projected;
    }
    return true;
}

/// A batch of what is new and one of what is to be projected again: neither waits for the other.
Projection::Step Projection::take_step(const Lease& lease, const stores::Store& store,
                                       std::int64_t batch_size) {
    if (careful_.contains(store.id)) return project_carefully(lease, store);
    const auto projected = project(lease, store, Source::log, batch_size);
    if (!projected) return projected;
    return *projected + project(lease, store, Source::replays, batch_size).value_or(0);
}

Projection::Step Projection::project(const Lease& lease, const stores::Store& store, Source source,
                                     std::int64_t batch_size) {
    try {
        const auto judged = next_judged(lease, store, source, batch_size);
        return write_and_look_ahead(lease, store, judged, batch_size);
    } catch (const db::DatabaseError& error) {
        ahead_.reset();
        if (!is_fault_of_delivery(error.kind())) throw;
        log::warning("a batch was refused by the database; going on one by one",
                     {{"store", opaque_text(store.id)}, {"detail", error.detail()}});
    }
    std::int64_t projected = 0;
    while (projected < batch_size) {
        const auto step = project_one(lease, store, list(store.id, source, 1));
        if (!step) return step;
        if (*step == 0) break;
        projected += *step;
    }
    return projected;
}

Judged Projection::next_judged(const Lease& lease, const stores::Store& store, Source source,
                               std::int64_t batch_size) {
    const bool ready = source == Source::log && ahead_ && ahead_->store_id == store.id &&
                       ahead_->fence == lease.fence;
    if (ready) return std::move(std::exchange(ahead_, std::nullopt)->judged);
    return judge(list(store.id, source, batch_size), store, parse_);
}

/// While a whole batch is written, the one behind it is read and judged.
Projection::Step Projection::write_and_look_ahead(const Lease& lease, const stores::Store& store,
                                                  const Judged& judged, std::int64_t batch_size) {
    const bool whole = std::ssize(judged.delivery_ids) >= batch_size;
    if (judged.source != Source::log || !whole) return write(lease, store, judged);
    auto writing = std::async(std::launch::async, [&] { return write(lease, store, judged); });
    auto next = judge(list_log(store.id, judged.delivery_ids.back(), batch_size), store, parse_);
    const auto step = writing.get();
    if (step && !next.delivery_ids.empty())
        ahead_.emplace(Ahead{store.id, lease.fence, std::move(next)});
    return step;
}

Projection::Step Projection::project_carefully(const Lease& lease, const stores::Store& store) {
    auto batch = list(store.id, Source::log, 1);
    if (batch.rows.empty()) batch = list(store.id, Source::replays, 1);
    if (batch.rows.empty()) {
        careful_.erase(store.id);
        return 0;
    }
    const auto attempts = count_attempt(lease, store.id, batch.rows.front().delivery_id);
    if (!attempts) return std::nullopt;
    const auto step = *attempts > attempts_max ? write(lease, store, give_up(batch, deadly))
                                               : project_one(lease, store, batch);
    if (step && --careful_[store.id] == 0) careful_.erase(store.id);
    return step;
}

Projection::Step Projection::project_one(const Lease& lease, const stores::Store& store,
                                         const Batch& batch) {
    try {
        return write(lease, store, judge(batch, store, parse_));
    } catch (const db::DatabaseError& error) {
        if (!is_fault_of_delivery(error.kind())) throw;
        return write(lease, store, give_up(batch, refused));
    }
}

Projection::Step Projection::write(const Lease& lease, const stores::Store& store,
                                   const Judged& judged) {
    if (judged.delivery_ids.empty()) return 0;
    const bool careful = careful_.contains(store.id);
    Applied applied;
    const auto body = [&](db::Transaction& transaction) -> Step {
        if (!leases_.confirm(transaction, lease)) return std::nullopt;
        if (!try_lock_store(transaction, store.id)) return std::nullopt;
        applied = write_judged(transaction, store, judged);
        if (careful)
            transaction.send<sql::DeleteAttempts>({store.id.value, judged.delivery_ids.back()});
        return static_cast<std::int64_t>(judged.delivery_ids.size());
    };
    // What a crash of the machine undoes is pending again: the log is flushed.
    auto work = applying_work;
    work.flushed = false;
    const auto step = state_.write(body, work);
    if (applied.stores_generation) stores_.learn(*applied.stores_generation);
    return step;
}

Batch Projection::list(StoreId store_id, Source source, std::int64_t limit) {
    if (source == Source::replays)
        return state_.read([&](db::Transaction& transaction) {
            return list_replays(transaction, store_id, limit);
        });
    const auto position =
        state_.engine() == db::Engine::sqlite ? find_position(state_, store_id) : 0;
    return list_log(store_id, position, limit);
}

/// Durable: the id of a delivery that a crash of the machine takes back is given away once more.
Batch Projection::list_log(StoreId store_id, std::int64_t after, std::int64_t limit) {
    auto batch = inbox_.read([&](db::Transaction& transaction) {
        return projection::list_pending(transaction, store_id, after, limit);
    });
    inbox_.flush();
    return batch;
}

/// Durable before the attempt, so that it counts whatever the attempt does.
Projection::Step Projection::count_attempt(const Lease& lease, StoreId store_id,
                                           std::int64_t delivery_id) {
    const auto body = [&](db::Transaction& transaction) -> Step {
        if (!leases_.confirm(transaction, lease)) return std::nullopt;
        return transaction.one<sql::CountAttempt>({store_id.value, delivery_id, leases_.holder()})
            ->attempts;
    };
    return state_.write(body, applying_work);
}

void settle(db::Database& state, StoreId store_id) {
    state.write([&](db::Transaction& transaction) {
        transaction.run<sql::KeepProgress>({store_id.value});
    });
}

std::int64_t find_position(db::Database& state, StoreId store_id) {
    const auto row = state.read([&](db::Transaction& transaction) {
        return transaction.one<sql::FindPosition>({store_id.value});
    });
    return row ? row->position : 0;
}

}  // namespace tillwatch::projection
