// A SQLite file as a Database: one writer (sqlite_writer.hpp) and a few read-only connections
// beside it. Internal to db.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "db/sqlite_writer.hpp"

namespace tillwatch::db {

class SqliteDatabase final : public Database {
  public:
    SqliteDatabase(std::string path, const Options& options);

    Engine engine() const override { return Engine::sqlite; }
    std::unique_ptr<Listening> listen(Ears ears) override {
        return writer_.listen(std::move(ears));
    }
    void flush() override { writer_.flush(); }
    void scrub() override;

  protected:
    void run_read(TransactionBody body, Work work) override;
    void run_write(TransactionBody body, Work work) override;

  private:
    class Lent;

    std::unique_ptr<SqliteConnection> borrow();
    void give_back(std::unique_ptr<SqliteConnection> reader);

    const std::string path_;
    const Options options_;
    SqliteWriter writer_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<std::unique_ptr<SqliteConnection>> readers_;
    std::size_t opened_ = 0;
};

}  // namespace tillwatch::db
