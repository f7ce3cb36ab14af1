#include "projection/leases.hpp"

#include "base/log.hpp"
#include "projection/sql.hpp"

namespace tillwatch::projection {
namespace {

constexpr std::int64_t nobody = 0;
/// Sees what others did a moment ago. Not flushed: of a server that crashed no session is left, so
/// a claim that was lost with it did no harm.
constexpr db::Work lease_work{.isolation = db::Isolation::read_committed, .flushed = false};

}  // namespace

Leases::~Leases() {
    try {
        release_all();
    } catch (const std::exception& error) {
        log::warning("leases could not be given back; they expire", {{"reason", error.what()}});
    }
}

std::optional<Leases::Claim> Leases::claim(std::int64_t partition) {
    // On PostgreSQL one that is held could not be given back, and may have expired since.
    if (state_.engine() == db::Engine::sqlite)
        if (const auto held = held_.find(partition); held != held_.end())
            return Claim{held->second, Before::own};
    const auto claimed = state_.write(
        [&](db::Transaction& transaction) -> std::optional<Claim> {
            const auto free = transaction.one<sql::FindFreeLease>({partition, holder_});
            if (!free) {
                transaction.one<sql::EndSilentClaimants>({partition, holder_silent_ms_max});
                return std::nullopt;
            }
            const bool own = free->holder == holder_;
            const Lease lease{partition, own ? free->fence : free->fence + 1};
            transaction.send<sql::TakeLease>({.partition = partition,
                                              .holder = holder_,
                                              .fence = lease.fence,
                                              .lease_ms = lease_ms});
            if (own) return Claim{lease, Before::own};
            return Claim{lease, free->holder == nobody ? Before::given_back : Before::abandoned};
        },
        lease_work);
    if (claimed) held_[partition] = claimed->lease;
    return claimed;
}

bool Leases::confirm(db::Transaction& transaction, const Lease& lease) const {
    return transaction
        .one<sql::ConfirmLease>({.partition = lease.partition,
                                 .holder = holder_,
                                 .fence = lease.fence,
                                 .lease_ms = lease_ms})
        .has_value();
}

void Leases::give_back(const Lease& lease) {
    if (state_.engine() == db::Engine::sqlite) return;  // nobody else wants it
    const sql::ReleaseLease::Params released[] = {{lease.partition, holder_, lease.fence}};
    state_.write(
        [&](db::Transaction& transaction) { transaction.send_batch<sql::ReleaseLease>(released); },
        lease_work);
    held_.erase(lease.partition);
}

void Leases::release_all() {
    if (held_.empty()) return;
    std::vector<sql::ReleaseLease::Params> released;
    for (const auto& [partition, lease] : held_)
        released.push_back({partition, holder_, lease.fence});
    state_.write(
        [&](db::Transaction& transaction) { transaction.send_batch<sql::ReleaseLease>(released); });
}

}  // namespace tillwatch::projection
