#include "db/postgres_pool.hpp"

namespace tillwatch::db {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

std::unique_ptr<PostgresConnection> PostgresPool::take(bool fresh) {
    std::vector<std::unique_ptr<PostgresConnection>> dropped;  // closed after the lock is released
    std::unique_lock lock(mutex_);
    const auto free = [&] { return !idle_.empty() || opened_ < options_.connections; };
    if (!returned_.wait_for(lock, milliseconds(options_.wait_timeout_ms), free)) {
        throw DatabaseError(Kind::unavailable, "all connections are busy");
    }
    while (!idle_.empty()) {
        auto connection = std::move(idle_.back());
        idle_.pop_back();
        if (!fresh && connection->still_there()) return connection;
        --opened_;
        dropped.push_back(std::move(connection));
    }
    if (steady_clock::now() < paused_until_) {
        throw DatabaseError(last_failure_.kind, last_failure_.detail);
    }
    ++opened_;
    lock.unlock();
    return connect();
}

std::unique_ptr<PostgresConnection> PostgresPool::connect() {
    try {
        return std::make_unique<PostgresConnection>(url_, options_);
    } catch (const DatabaseError& error) {
        {
            const std::lock_guard lock(mutex_);
            --opened_;
            last_failure_ = {error.kind(), error.detail()};
            paused_until_ = steady_clock::now() + milliseconds(pause_after_failure_ms);
        }
        returned_.notify_one();
        throw;
    }
}

void PostgresPool::give_back(std::unique_ptr<PostgresConnection> connection) noexcept {
    const bool good = connection->state() == PostgresConnection::State::good;
    {
        const std::lock_guard lock(mutex_);
        if (good) {
            idle_.push_back(std::move(connection));
        } else {
            --opened_;
        }
    }
    returned_.notify_one();
}

}  // namespace tillwatch::db
