// How many deliveries of a store wait to be projected. On SQLite nothing tells it but counting
// them, and of a long backlog that takes long: only what came and what was done since the last
// count is counted. All functions are safe in all threads.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>

#include "base/id.hpp"
#include "db/transaction.hpp"

namespace tillwatch::intake {

class PendingCount {
  public:
    /// A backlog of no more ids than this is counted whole each time.
    static constexpr std::int64_t counted_whole_max = 8'192;

    explicit PendingCount(std::int64_t whole_max = counted_whole_max) : whole_max_(whole_max) {}

    /// Those that are to be projected again count too. On SQLite `state` has the inbox attached.
    std::int64_t count(db::Transaction& state, StoreId store_id);

  private:
    struct Counted {
        std::int64_t position = 0;  // up to which all is projected
        std::int64_t newest = 0;
        std::int64_t deliveries = 0;
    };

    std::int64_t count_on(db::Transaction& state, StoreId store_id, std::int64_t position,
                          std::int64_t newest);

    const std::int64_t whole_max_;
    std::mutex mutex_;
    std::map<StoreId, Counted> last_;
};

}  // namespace tillwatch::intake
