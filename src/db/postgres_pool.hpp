// The connections to one PostgreSQL: opened when needed, lent for one transaction, thread-safe.
// When connecting fails the pool says so at once for a moment, instead of having every caller wait
// for the same server. Internal to db.
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "db/postgres_connection.hpp"

namespace tillwatch::db {

class PostgresPool {
  public:
    static constexpr int pause_after_failure_ms = 250;

    PostgresPool(Url url, const Options& options) : url_(std::move(url)), options_(options) {}

    /// A connection that goes back to the pool if it is good, and away if it is not.
    class Lent {
      public:
        Lent(PostgresPool& pool, std::unique_ptr<PostgresConnection> connection)
            : pool_(pool), connection_(std::move(connection)) {}
        ~Lent() { pool_.give_back(std::move(connection_)); }
        Lent(const Lent&) = delete;
        Lent& operator=(const Lent&) = delete;

        PostgresConnection& operator*() const { return *connection_; }
        PostgresConnection* operator->() const { return connection_.get(); }

      private:
        PostgresPool& pool_;
        std::unique_ptr<PostgresConnection> connection_;
    };

    /// `fresh`: not one that has been idle; who lost a connection has probably lost them all.
    Lent borrow(bool fresh = false) { return {*this, take(fresh)}; }

  private:
    /// Of what an error says, so that each thread throws one of its own: copies of one share a
    /// text.
    struct LastFailure {
        Kind kind = Kind::unavailable;
        std::string detail;
    };

    std::unique_ptr<PostgresConnection> take(bool fresh);
    std::unique_ptr<PostgresConnection> connect();
    void give_back(std::unique_ptr<PostgresConnection> connection) noexcept;

    const Url url_;
    const Options options_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<std::unique_ptr<PostgresConnection>> idle_;
    std::size_t opened_ = 0;
    std::chrono::steady_clock::time_point paused_until_;
    LastFailure last_failure_;
};

}  // namespace tillwatch::db
