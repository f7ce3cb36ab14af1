// Keeps, for stores with many customers, who bought most by blocks of days (insights/leaders.hpp).
// A board is made in a thread of its own from one snapshot of the database, first for the largest
// stores when the program starts, then for those that are asked for. It stays true of the days that
// have not changed since. Thread-safe.
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <set>
#include <thread>
#include <unordered_map>

#include "db/database.hpp"
#include "insights/leaders.hpp"

namespace tillwatch::insights {

/// For all boards together; whose was not asked for the longest goes first.
inline constexpr std::size_t boards_bytes_max = std::size_t{24} << 20;
/// Boards of stores with as many orders are made at the start, before anybody asks.
inline constexpr std::int64_t board_orders_min = 20'000;

struct Board {
    LeadersByBlock blocks;
    std::int64_t changes = 0;  // the store's count of changes (store_versions) that it is true of
};

/// From one snapshot: the transaction's.
Board make_board(db::Transaction& transaction, StoreId store_id);

class LeaderBoards {
  public:
    explicit LeaderBoards(db::Database& state);
    ~LeaderBoards();
    LeaderBoards(const LeaderBoards&) = delete;
    LeaderBoards& operator=(const LeaderBoards&) = delete;

    /// None where it is still to be made: the thread does so. `changes` is the store's count now;
    /// where it has gone on since the board was made, it is made anew some time soon.
    std::shared_ptr<const Board> find(StoreId store_id, std::int64_t changes);
    /// The one that is there, if any, is too old for what was asked: the next one is made soon,
    /// though making them takes no more than a quarter of the time.
    void hurry(StoreId store_id);
    /// Makes it now, in the caller's thread.
    void make(StoreId store_id);

  private:
    struct Kept {
        std::shared_ptr<const Board> board;
        std::uint64_t asked = 0;
        std::chrono::steady_clock::time_point rested;  // no sooner is it hurried
    };

    void run(const std::stop_token& stop);
    void request_large();
    void keep_within_budget();

    db::Database& state_;
    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::set<StoreId> missing_;   // of which somebody waits for a board
    std::set<StoreId> outdated_;  // whose board is to be made anew
    std::unordered_map<StoreId, Kept> kept_;
    std::uint64_t asked_ = 0;
    std::jthread thread_;
};

}  // namespace tillwatch::insights
