#include "erasure/erasure.hpp"

#include "base/log.hpp"
#include "base/this_thread.hpp"
#include "erasure/sql.hpp"
#include "erasure/tables.hpp"
#include "projection/store_state.hpp"

namespace tillwatch::erasure {
namespace {

/// What a crash undoes is erased again: the mark of the store goes last, flushed.
constexpr db::Work erasing_work{.statement_timeout_ms = 30'000,
                                .isolation = db::Isolation::read_committed,
                                .flushed = false,
                                .alone = true};

}  // namespace

Erasure::~Erasure() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void Erasure::start() {
    thread_ = std::thread([this] { run(); });
}

void Erasure::wake() {
    {
        const std::lock_guard lock(mutex_);
        woken_ = true;
    }
    changed_.notify_all();
}

void Erasure::run() {
    name_this_thread("erasure");
    lower_this_threads_priority();
    do {
        try {
            const auto swept = sweep([this] { return pause(pause_between_steps); });
            if (swept.rows + swept.stores > 0)
                log::info("deleted stores are erased",
                          {{"rows", swept.rows}, {"done_with", swept.stores}});
        } catch (const std::exception& error) {
            log::warning("deleted stores could not be erased; tried again later",
                         {{"reason", error.what()}});
        }
    } while (wait());
}

/// False: it is time to stop.
bool Erasure::pause(std::chrono::milliseconds time) {
    std::unique_lock lock(mutex_);
    return !changed_.wait_for(lock, time, [this] { return stopping_; });
}

/// For the next round. False: it is time to stop.
bool Erasure::wait() {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, pause_between_rounds, [this] { return stopping_ || woken_; });
    woken_ = false;
    return !stopping_;
}

Erasure::Swept Erasure::sweep(const GoOn& go_on) {
    const auto marked = state_.read(
        [](db::Transaction& transaction) { return transaction.all<sql::ListErasures>({}); });
    Swept swept;
    for (const auto& row : marked) {
        const StoreId store_id{row.store_id};
        const auto before = swept.rows;
        const auto settled = clock_.now().ms >= row.asked_at + settle_ms;
        const bool through = erase(inbox_, tables_of_inbox(), store_id, go_on, swept.rows) &&
                             erase(state_, tables_of_state(), store_id, go_on, swept.rows);
        if (!through || !settled || swept.rows > before) continue;
        scrub();
        state_.write([&](db::Transaction& transaction) {
            transaction.run<sql::DeleteErasure>({store_id.value});
        });
        ++swept.stores;
    }
    if (swept.rows > 0) scrub();
    return swept;
}

/// Adds to `rows` what it erased; answers whether it came through all tables.
bool Erasure::erase(db::Database& database, std::span<const Table> tables, StoreId store_id,
                    const GoOn& go_on, std::int64_t& rows) {
    while (!tables.empty()) {
        const auto step = take_step(database, tables, store_id);
        if (!step) return false;
        rows += step->rows;
        tables = tables.subspan(step->tables);
        if (step->rows > 0 && !go_on()) return false;
    }
    return true;
}

/// None while another transaction works on the store.
std::optional<Erasure::Step> Erasure::take_step(db::Database& database,
                                                std::span<const Table> tables, StoreId store_id) {
    const auto rows_max =
        database.engine() == db::Engine::sqlite ? step_rows_sqlite : step_rows_postgres;
    return database.write(
        [&](db::Transaction& transaction) -> std::optional<Step> {
            // Whoever works on it finds it deleted, but for one that began before.
            if (!projection::try_lock_store(transaction, store_id)) return std::nullopt;
            Step step;
            for (const auto& erase_from : tables) {
                step.rows += erase_from(transaction, store_id, rows_max - step.rows);
                if (step.rows >= rows_max) break;
                ++step.tables;
            }
            return step;
        },
        erasing_work);
}

void Erasure::scrub() {
    inbox_.scrub();
    state_.scrub();
}

}  // namespace tillwatch::erasure
