// Who may project which stores. Stores are grouped in partitions; a process claims one, works on
// its stores and gives it back. On PostgreSQL a lease expires unless it is renewed, by the
// database's clock, so that the work of a process that died or stopped goes on elsewhere; every
// transaction that projects confirms its lease, so that one who comes late writes nothing. On
// SQLite there is one process: it keeps what it claimed until it ends.
// A lease that was never given back tells that its holder ended in the middle of its work.
// Used by one thread.
#pragma once

#include <map>
#include <optional>

#include "base/id.hpp"
#include "db/database.hpp"

namespace tillwatch::projection {

inline constexpr std::int64_t partitions_count = 64;  // as many as projection_leases has rows
inline constexpr std::int64_t lease_ms = 10'000;      // PostgreSQL; from each confirmation on
/// PostgreSQL: a session that holds what others wait for, and says nothing for so long, is ended.
/// As long as a transaction may be idle (db/postgres_connection.cpp).
inline constexpr std::int64_t holder_silent_ms_max = 5'000;

inline std::int64_t partition_of(StoreId store_id) {
    return store_id.value % partitions_count;
}

struct Lease {
    std::int64_t partition = 0;
    std::int64_t fence = 0;
};

class Leases {
  public:
    /// `holder` is a random id of the process, never used twice.
    Leases(db::Database& state, std::int64_t holder) : state_(state), holder_(holder) {}
    /// Gives back what is held, if the database is there.
    ~Leases();
    Leases(const Leases&) = delete;
    Leases& operator=(const Leases&) = delete;

    std::int64_t holder() const { return holder_; }

    /// How the one before left the partition.
    enum class Before { given_back, abandoned, own };
    struct Claim {
        Lease lease;
        Before before = Before::own;
    };
    /// None while another holds it.
    std::optional<Claim> claim(std::int64_t partition);
    /// Within the transaction that does the work, before anything else: false if the lease is
    /// another's or expired, then nothing may be written.
    bool confirm(db::Transaction& transaction, const Lease& lease) const;
    /// The work on the partition is done for now.
    void give_back(const Lease& lease);
    /// Is not given back at the end either: the next holder is to find it abandoned.
    void abandon(std::int64_t partition) { held_.erase(partition); }

  private:
    void release_all();

    db::Database& state_;
    const std::int64_t holder_;
    std::map<std::int64_t, Lease> held_;
};

}  // namespace tillwatch::projection
