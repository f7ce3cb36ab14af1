// A PostgreSQL as a Database. Internal to db.
#pragma once

#include "db/database.hpp"
#include "db/postgres_pool.hpp"

namespace tillwatch::db {

class PostgresDatabase final : public Database {
  public:
    static constexpr int attempts_max = 8;    // of a write that meets conflicts
    static constexpr int first_pause_ms = 2;  // after the first; doubled after each
    static constexpr int pause_max_ms = 128;
    static constexpr int connections_lost_max = 1;  // by one transaction

    /// Connects once, so that a wrong URL is known at the start.
    PostgresDatabase(Url url, const Options& options);

    Engine engine() const override { return Engine::postgres; }
    std::unique_ptr<Listening> listen(Ears ears) override;
    void flush() override {}
    void scrub() override {}

  protected:
    void run_read(TransactionBody body, Work work) override { run(body, work, false); }
    void run_write(TransactionBody body, Work work) override { run(body, work, true); }

  private:
    void run(TransactionBody body, Work work, bool writes);

    const Url url_;
    const int connect_timeout_ms_;
    PostgresPool pool_;
};

}  // namespace tillwatch::db
