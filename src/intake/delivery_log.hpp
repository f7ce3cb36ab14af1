// The log of deliveries as people read it: which came, what came of each, and what is kept of it.
// A delivery waits (pending) or is done: its effect is in the figures (applied), it came under the
// id of another one and counts by its version (duplicate), or it has none (failed, ignored).
// Thread-safe; reads only. On SQLite the log and what came of it are two files, read as of two
// instants, the log's the later one: a delivery that is done meanwhile may still show as pending,
// and none is missing.
#pragma once

#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "intake/delivery.hpp"
#include "intake/pending_count.hpp"

namespace tillwatch::intake {

/// Where few pass a filter: a page looks at so many and then has fewer items than it may.
inline constexpr std::int64_t page_scanned_max = 131'072;
/// The clocks of several nodes, and one that is set, may differ by so much: times are found by ids.
inline constexpr std::int64_t clocks_differ_ms_max = 3'600'000;

enum class DeliveryState { pending, applied, failed, ignored, duplicate };
std::string_view name_of(DeliveryState state);
Result<DeliveryState> parse_delivery_state(std::string_view text);

/// `since` inclusive, `until` exclusive. `search`, folded (base/text.hpp), is what the webhook's or
/// the event's id begins with, or a part of the reason.
struct DeliveryFilter {
    std::optional<DeliveryState> state;
    std::optional<std::string> topic;
    std::optional<std::string> search;
    Instant since{std::numeric_limits<std::int64_t>::min()};
    Instant until{std::numeric_limits<std::int64_t>::max()};
};

/// 1 to 255 printable ASCII characters, as the edge takes them.
Result<std::string> parse_topic(std::string_view text);

struct LoggedDelivery {
    DeliveryId id;
    std::string topic;
    std::string webhook_id;
    std::optional<std::string> event_id;
    std::optional<Instant> triggered_at;
    Instant received_at;
    DeliveryState state = DeliveryState::applied;
    std::optional<std::string> reason;
    std::int64_t bytes = 0;
};

/// Newest first. `next` is where the following page begins; none: there is nothing older.
struct DeliveryPage {
    std::vector<LoggedDelivery> items;
    std::optional<DeliveryId> next;
};

/// What is kept of a delivery's wire form.
struct KeptContent {
    std::string signed_by;
    std::string body_sha256;
    /// None: its body is no longer kept. An Error: it is damaged.
    std::optional<Result<Unpacked>> unpacked;
};

/// Of a store's log: those between two ids, both exclusive. Bounds that a filter's times give.
struct IdRange {
    std::int64_t after = 0;
    std::int64_t before = std::numeric_limits<std::int64_t>::max();
};

class DeliveryLog {
  public:
    /// On SQLite `state` has the inbox attached.
    explicit DeliveryLog(db::Database& state) : state_(state) {}

    DeliveryPage list(StoreId store_id, const DeliveryFilter& filter,
                      std::optional<DeliveryId> before, std::int64_t limit);
    std::optional<LoggedDelivery> find(StoreId store_id, DeliveryId id);
    std::optional<KeptContent> find_content(StoreId store_id, DeliveryId id);

    /// How many are stored and not yet projected, or are to be projected again.
    std::int64_t count_pending(StoreId store_id);
    /// The same as of a transaction of the state.
    std::int64_t count_pending(db::Transaction& transaction, StoreId store_id);

    /// The same of all stores, but for replays.
    struct Backlog {
        std::int64_t deliveries = 0;
        std::optional<Instant> oldest;  // received
    };
    Backlog read_backlog();

    /// A range outside of which no delivery passes the filter's times.
    IdRange range_of(StoreId store_id, const DeliveryFilter& filter);

  private:
    db::Database& state_;
    PendingCount pending_;
};

}  // namespace tillwatch::intake
