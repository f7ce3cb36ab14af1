// A batch of one store's deliveries: read from the log, or of those that are to be projected again,
// judged (what is to be applied, what is to
// be said of the others), and written. Reading and judging need no transaction that writes, so the
// writer is held for the writing alone.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "intake/sql.hpp"
#include "projection/apply.hpp"
#include "shopify/payload.hpp"
#include "stores/stores.hpp"

namespace tillwatch::projection {

inline constexpr std::int64_t batch_deliveries_max = 2'048;
inline constexpr std::int64_t batch_bytes_max = std::int64_t{16} << 20;  // of bodies

/// What is new, or what somebody asked to have projected again.
enum class Source { log, replays };

/// As they stand in the log, their bodies packed.
struct Batch {
    Source source = Source::log;
    std::vector<intake::sql::ListPendingDeliveries::Row> rows;
};

/// shopify::Payloads::parse_delivery, or what a test puts in its place.
using Parser = std::move_only_function<shopify::Parsed(
    std::string_view topic, std::string_view body, std::optional<Instant> triggered_at,
    Currency currency)>;

/// What a batch comes to.
struct Judged {
    struct Outcome {
        std::int64_t delivery_id = 0;
        std::string_view state;
        std::string reason;
    };
    Source source = Source::log;
    shopify::Snapshots snapshots;
    std::vector<Outcome> outcomes;
    std::vector<std::int64_t> without_outcome;
    std::vector<std::int64_t> delivery_ids;
    Instant through;
};

/// The oldest deliveries after the position that are not projected, at most `limit`.
Batch list_pending(db::Transaction& inbox, StoreId store_id, std::int64_t position,
                   std::int64_t limit);

/// The oldest deliveries that are to be projected again. Reads both state and inbox.
Batch list_replays(db::Transaction& state, StoreId store_id, std::int64_t limit);

Judged judge(const Batch& batch, const stores::Store& store, Parser& parse);
/// None of them is applied, all are failed, for this reason.
Judged give_up(const Batch& batch, std::string_view reason);

/// Within a transaction of applying_work.
Applied write_judged(db::Transaction& transaction, const stores::Store& store,
                     const Judged& judged);

/// These deliveries leave the log; with them goes what came of them.
void forget_outcomes(db::Database& state, StoreId store_id,
                     std::span<const std::int64_t> deliveries);

}  // namespace tillwatch::projection
