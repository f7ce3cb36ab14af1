// One PostgreSQL connection in pipeline mode; used by one thread at a time. Internal to db.
// What needs no answer is only queued; whatever needs one sends the queue, with one round trip for
// all of it, and waits no longer than a deadline of our own: a server that hangs costs us the
// connection, never a thread.
#pragma once

#include <chrono>
#include <deque>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "db/database.hpp"
#include "db/postgres_wire.hpp"
#include "db/session.hpp"

struct pg_conn;
struct pg_result;

namespace tillwatch::db {

class PostgresConnection final : public Session {
  public:
    static constexpr std::size_t batch_rows_max = 10'000;      // in one statement
    static constexpr std::size_t batch_bytes_max = 8'000'000;  // in one array
    static constexpr std::size_t queued_bytes_max = 16'000'000;
    static constexpr int deadline_margin_ms = 500;  // beyond the server's own time-out

    /// Kind::unavailable if there is no connection within the time-out.
    PostgresConnection(const Url& url, const Options& options);
    ~PostgresConnection() override;
    PostgresConnection(const PostgresConnection&) = delete;
    PostgresConnection& operator=(const PostgresConnection&) = delete;

    void begin_read(Work work);
    void begin_write(Work work);
    void commit();
    /// Ends a read-only transaction without waiting for the answer.
    void end_read();
    /// Leaves the connection usable, or not: then it is dropped.
    void roll_back() noexcept;

    enum class State { good, lost, abandoned };
    State state() const { return state_; }
    /// Whether the server was asked to commit and has not refused: then nobody may do it again.
    bool commit_in_doubt() const { return commit_in_doubt_; }
    /// A glance at an idle connection, without a round trip.
    bool still_there();

    Engine engine() const override { return Engine::postgres; }
    void query(const Statement& statement, std::span<const Value> values, RowSink sink) override;
    void stream(const Statement& statement, std::span<const Value> values, RowSink sink) override;
    void query_batch(const Statement& statement, const ParameterRows& rows, RowSink sink) override;
    void run(const Statement& statement, std::span<const Value> values,
             std::int64_t* affected) override;
    void run_batch(const Statement& statement, const ParameterRows& rows,
                   std::int64_t* affected) override;
    void prepare(const Statement& statement) override;
    void tell(std::string_view notice) override;
    void script(const char* statements) override;

  private:
    struct FreeResult {
        void operator()(pg_result* result) const;
    };
    using Result = std::unique_ptr<pg_result, FreeResult>;

    struct Prepared {
        std::string name;
        enum class State { absent, queued, ready } state = State::absent;
    };

    /// Something sent whose answer has not come yet.
    struct Expected {
        enum class What { command, prepare, describe, rows, sync } what;
        const Statement* statement = nullptr;
        Prepared* prepared = nullptr;
        std::int64_t* affected = nullptr;
        Result* into = nullptr;
        const RowSink* stream = nullptr;
    };

    void connect(const Url& url, int timeout_ms);
    void begin(const char* mode, Work work);
    void command(const char* text);
    Prepared& prepared(const Statement& statement, const char* text, bool batch);
    void execute(const Prepared& prepared, const wire::Parameters& parameters, Expected expected);
    void execute(const Statement& statement, std::span<const Value> values, Expected expected);
    std::size_t execute_batch(const Statement& statement, const ParameterRows& rows,
                              std::size_t from, Expected expected);
    void queued(bool sent, Expected expected);

    void sync();
    void settle(const Expected& expected);
    void take(const Expected& expected, Result result);
    void refused(const Expected& expected, const Result& result);
    void throw_failure();
    void check_columns(const Statement& statement, const Result& result);
    Result next_result();
    void wait_for_socket(short events);
    void allow(int timeout_ms);

    void hand_on(const Statement& statement, const Result& result, RowSink sink);
    void hand_on_streamed(const Expected& expected, const Result& result);
    [[noreturn]] void lose(State state, std::string_view why);

    pg_conn* handle_ = nullptr;
    State state_ = State::good;
    bool read_only_ = false;
    bool commit_in_doubt_ = false;
    const int statement_timeout_ms_;
    int allowance_ms_;  // for the answers to one sync
    std::chrono::steady_clock::time_point deadline_;
    std::deque<Expected> expected_;
    std::size_t queued_bytes_ = 0;
    std::optional<DatabaseError> failed_;
    std::unordered_map<const char*, Prepared> prepared_;
    std::vector<wire::Array> arrays_;
};

}  // namespace tillwatch::db
