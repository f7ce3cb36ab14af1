// The work of the projector, without its thread: takes deliveries from the inbox in their order,
// store by store, and applies them. A batch, its outcomes and the position after it commit
// together, so each delivery has its effect exactly once. What cannot be parsed, what the database
// refuses and what ends the process is kept with its reason and blocks nobody.
// Used by one thread.
#pragma once

#include <exception>
#include <functional>
#include <map>
#include <set>
#include <stop_token>

#include "db/database.hpp"
#include "projection/batch.hpp"
#include "projection/leases.hpp"

namespace tillwatch::projection {

inline constexpr int turn_batches_max = 4;       // of a store, then others have their turn
inline constexpr std::int64_t attempts_max = 3;  // processes that a delivery may end

/// The parser that a Projection has unless it is given another.
Parser parser_of_deliveries();

class Projection {
  public:
    /// `state` and `inbox` are the same database on PostgreSQL; on SQLite the inbox is attached.
    /// `holder` is a random id.
    Projection(db::Database& state, db::Database& inbox, stores::Stores& stores,
               std::int64_t holder, Parser parse = parser_of_deliveries());
    /// Gives back its leases, but where it was careful and not yet through.
    ~Projection();
    Projection(const Projection&) = delete;
    Projection& operator=(const Projection&) = delete;

    /// The stores that have something pending or to be projected again, or whose sums are to be
    /// rebuilt, as the databases say.
    std::set<StoreId> list_pending_stores();

    struct Worked {
        std::int64_t projected = 0;
        std::set<StoreId> left;  // that have more, and whose partition was free
    };
    /// Gives each store a turn, partition by partition; leaves alone those whose partition another
    /// holds. Before each batch it asks `batch_size`, which may wait, how large it may be. Ends
    /// after the batch it is at when it is told to stop. Throws one of the troubles it met, after
    /// every store had its turn.
    Worked work(
        const std::set<StoreId>& due, const std::stop_token& stop = {},
        const std::function<std::int64_t()>& batch_size = [] { return batch_deliveries_max; });

    /// Projects all that is pending and free. Answers how many deliveries.
    std::int64_t drain();

  private:
    /// How many deliveries a step projected: 0 when none were left, none when it may not.
    using Step = std::optional<std::int64_t>;
    struct Round;

    void work_on(std::int64_t partition, Round& round);
    std::optional<Lease> claim(std::int64_t partition);
    bool is_careful(std::int64_t partition) const;
    bool take_turn(const Lease& lease, const stores::Store& store, Round& round);
    Step take_step(const Lease& lease, const stores::Store& store, std::int64_t batch_size);
    Step project(const Lease& lease, const stores::Store& store, Source source,
                 std::int64_t batch_size);
    Step project_carefully(const Lease& lease, const stores::Store& store);
    Step project_one(const Lease& lease, const stores::Store& store, const Batch& batch);
    Step write(const Lease& lease, const stores::Store& store, const Judged& judged);
    Judged next_judged(const Lease& lease, const stores::Store& store, Source source,
                       std::int64_t batch_size);
    Step write_and_look_ahead(const Lease& lease, const stores::Store& store, const Judged& judged,
                              std::int64_t batch_size);
    Batch list(StoreId store_id, Source source, std::int64_t limit);
    Batch list_log(StoreId store_id, std::int64_t after, std::int64_t limit);
    Step count_attempt(const Lease& lease, StoreId store_id, std::int64_t delivery_id);

    db::Database& state_;
    db::Database& inbox_;
    stores::Stores& stores_;
    Parser parse_;
    Leases leases_;
    std::int64_t first_partition_;  // of the next round: each begins behind where the last did
    /// How many deliveries of a store are yet to be taken one at a time.
    std::map<StoreId, std::int64_t> careful_;
    /// A batch of the log that is judged and not yet written; another holder's may be written
    /// twice, which changes nothing.
    struct Ahead {
        StoreId store_id;
        std::int64_t fence;
        Judged judged;
    };
    std::optional<Ahead> ahead_;
};

/// Up to which delivery the embedded database's log is projected for a store; 0 on PostgreSQL.
std::int64_t find_position(db::Database& state, StoreId store_id);

/// What is projected of a store so far outlasts a power cut when this returns: projecting does not
/// wait for its own flushes, as what is undone is pending again.
void settle(db::Database& state, StoreId store_id);

}  // namespace tillwatch::projection
