// One SQLite connection with its prepared statements; used by one thread at a time. Internal to db.
// A file has exactly one writing connection, which also runs every checkpoint: SQLite before 3.51.3
// can lose a WAL that two connections write or checkpoint at the same moment.
#pragma once

#include <chrono>
#include <string>
#include <unordered_map>
#include <vector>

#include "db/error.hpp"
#include "db/session.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace tillwatch::db {

/// What is sorted in memory, before it goes to files, where that is asked for (Work::sorts).
inline constexpr int sort_kib = 32'768;

class SqliteConnection final : public Session {
  public:
    enum class Mode { writer, reader };

    /// `cache_kib`: pages kept in memory, of a writer.
    SqliteConnection(const std::string& path, Mode mode, int cache_kib = 16'384);
    ~SqliteConnection() override;
    SqliteConnection(const SqliteConnection&) = delete;
    SqliteConnection& operator=(const SqliteConnection&) = delete;

    Engine engine() const override { return Engine::sqlite; }
    void query(const Statement& statement, std::span<const Value> values, RowSink sink) override;
    void stream(const Statement& statement, std::span<const Value> values, RowSink sink) override;
    void query_batch(const Statement& statement, const ParameterRows& rows, RowSink sink) override;
    void run(const Statement& statement, std::span<const Value> values,
             std::int64_t* affected) override;
    void run_batch(const Statement& statement, const ParameterRows& rows,
                   std::int64_t* affected) override;
    void prepare(const Statement& statement) override;
    void tell(std::string_view notice) override { notices_.emplace_back(notice); }
    void script(const char* statements) override;

    /// What was told and is for the writer to hand on after the commit, or to forget.
    std::vector<std::string>& notices() { return notices_; }

    /// Has this connection see another file's tables, under `name`; as its own, read-only or not.
    void attach(const std::string& path, std::string_view name);

    /// `begin`, `commit` and the like: prepared once.
    void control(const Statement& statement);
    /// Of a writer, between transactions: where what is sorted or kept for a while goes from now
    /// on.
    enum class Temporary { memory, files };
    void keep_temporary(Temporary where);
    bool in_transaction() const;

    /// Statements that run longer are interrupted (Kind::unavailable); 0: never.
    void limit_statements(int timeout_ms) { statement_timeout_ms_ = timeout_ms; }

    /// Pages in the WAL after the last commit.
    int wal_pages() const { return wal_pages_; }
    /// What a checkpoint does beyond copying what no reader holds back: nothing; have the next
    /// write begin the WAL anew; empty the WAL. The latter two wait for readers, at most `wait_ms`.
    enum class Checkpoint { passive, restart, truncate };
    struct Checkpointed {
        int pages;   // of the WAL that are now in the file
        bool whole;  // it did all that was asked for
    };
    Checkpointed checkpoint(Checkpoint how, int wait_ms = 0);

  private:
    class Use;

    void configure(Mode mode, int cache_kib);
    sqlite3_stmt* prepared(const Statement& statement, const char* text);
    std::size_t run_rows(const Statement& statement, const char* text, std::size_t rows_a_step,
                         const ParameterRows& rows, std::size_t first, std::int64_t& affected);
    DatabaseError error(std::string_view what) const;

    sqlite3* handle_ = nullptr;
    std::unordered_map<const char*, sqlite3_stmt*> statements_;  // by their text
    std::chrono::steady_clock::time_point deadline_;
    int statement_timeout_ms_ = 0;
    int wal_pages_ = 0;
    int cache_kib_ = 0;  // of a writer
    std::vector<std::string> notices_;
};

}  // namespace tillwatch::db
