#include "insights/leader_boards.hpp"

#include <algorithm>
#include <chrono>

#include "base/log.hpp"
#include "base/this_thread.hpp"
#include "insights/sql.hpp"

namespace tillwatch::insights {
namespace {

constexpr int board_timeout_ms = 600'000;
/// Boards that are there are made anew in at most one part in so many of the time.
constexpr int share = 20;
constexpr int hurried_share = 4;  // of those that somebody waits for

}  // namespace

Board make_board(db::Transaction& transaction, StoreId store_id) {
    Board board;
    const auto progress = transaction.one<sql::FindStoreVersion>({store_id.value});
    board.changes = progress ? progress->changes : 0;
    const auto days = transaction.one<sql::FindCustomerDays>({store_id.value});
    if (!days || !days->first_day || !days->last_day) return board;
    LeadersBuilder builder({{static_cast<std::int32_t>(*days->first_day)},
                            {static_cast<std::int32_t>(*days->last_day)}});
    CustomerId customer;
    std::vector<LeadersBuilder::Purchase> purchases;
    transaction.each<sql::ListCustomerDays>({store_id.value}, [&](const auto& row) {
        if (row.customer_id != customer.value) {
            builder.add(customer, purchases);
            purchases.clear();
            customer = {row.customer_id};
        }
        purchases.push_back({{static_cast<std::int32_t>(row.day)}, row.net_sales});
    });
    builder.add(customer, purchases);
    board.blocks = builder.take();
    return board;
}

LeaderBoards::LeaderBoards(db::Database& state)
    : state_(state), thread_([this](const std::stop_token& stop) { run(stop); }) {}

LeaderBoards::~LeaderBoards() = default;

std::shared_ptr<const Board> LeaderBoards::find(StoreId store_id, std::int64_t changes) {
    const std::lock_guard lock(mutex_);
    const auto found = kept_.find(store_id);
    if (found == kept_.end()) {
        missing_.insert(store_id);
        wake_.notify_one();
        return nullptr;
    }
    if (found->second.board->changes != changes) {
        outdated_.insert(store_id);
        wake_.notify_one();
    }
    found->second.asked = ++asked_;
    return found->second.board;
}

void LeaderBoards::hurry(StoreId store_id) {
    const std::lock_guard lock(mutex_);
    const auto kept = kept_.find(store_id);
    const bool rests =
        kept != kept_.end() && std::chrono::steady_clock::now() < kept->second.rested;
    (rests ? outdated_ : missing_).insert(store_id);
    wake_.notify_one();
}

void LeaderBoards::run(const std::stop_token& stop) {
    using Clock = std::chrono::steady_clock;
    name_this_thread("leader-boards");
    lower_this_threads_priority();
    request_large();
    Clock::time_point rested;
    std::unique_lock lock(mutex_);
    const auto any = [&] { return !missing_.empty() || !outdated_.empty(); };
    while (!stop.stop_requested() && wake_.wait(lock, stop, any)) {
        const bool first = wake_.wait_until(lock, stop, rested, [&] { return !missing_.empty(); });
        auto& due = first ? missing_ : outdated_;
        if (stop.stop_requested() || due.empty()) continue;
        const auto store_id = *due.begin();
        lock.unlock();
        const auto started = Clock::now();
        make(store_id);
        if (!first) rested = Clock::now() + (Clock::now() - started) * (share - 1);
        lock.lock();
        missing_.erase(store_id);
        outdated_.erase(store_id);
    }
}

void LeaderBoards::request_large() {
    try {
        const auto rows = state_.read([](db::Transaction& transaction) {
            return transaction.all<sql::ListLargeStores>({board_orders_min});
        });
        const std::lock_guard lock(mutex_);
        for (const auto& row : rows) missing_.insert({row.store_id});
    } catch (const db::DatabaseError&) {
        // The first question of each will ask for it.
    }
}

void LeaderBoards::make(StoreId store_id) {
    const auto started = std::chrono::steady_clock::now();
    try {
        auto board = state_.read(
            [&](db::Transaction& transaction) { return make_board(transaction, store_id); },
            {.statement_timeout_ms = board_timeout_ms});
        const std::lock_guard lock(mutex_);
        auto& kept = kept_[store_id];
        kept.board = std::make_shared<const Board>(std::move(board));
        kept.asked = ++asked_;
        const auto now = std::chrono::steady_clock::now();
        kept.rested = now + (now - started) * (hurried_share - 1);
        keep_within_budget();
    } catch (const db::DatabaseError& error) {
        log::warning("who bought most could not be listed",
                     {{"store", opaque_text(store_id)}, {"detail", error.detail()}});
    }
}

void LeaderBoards::keep_within_budget() {
    const auto bytes = [&] {
        std::size_t sum = 0;
        for (const auto& [id, kept] : kept_) sum += kept.board->blocks.bytes();
        return sum;
    };
    while (kept_.size() > 1 && bytes() > boards_bytes_max)
        kept_.erase(std::ranges::min_element(kept_, {},
                                             [](const auto& entry) { return entry.second.asked; }));
}

}  // namespace tillwatch::insights
