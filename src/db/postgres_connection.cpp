#include "db/postgres_connection.hpp"

#include <array>

#include <fmt/format.h>
#include <libpq-fe.h>
#include <poll.h>

#include "base/ensure.hpp"
#include "db/postgres_connecting.hpp"

namespace tillwatch::db {
namespace {

// What was set for a whole server must not lower what we promise: an answered write is on disk.
// A process that stopped within a transaction keeps its locks no longer than the time-outs, the
// second of which ends one that does not take its answer.
constexpr const char* session_settings = R"(
set timezone = 'UTC';
set jit = off;
set idle_in_transaction_session_timeout = '5s';
set tcp_user_timeout = '10s';
select set_config('synchronous_commit', 'on', false)
where current_setting('synchronous_commit') in ('off', 'local'))";

constexpr std::size_t statement_name_max = 60;  // PostgreSQL cuts names at 63

}  // namespace

PostgresConnection::PostgresConnection(const Url& url, const Options& options)
    : statement_timeout_ms_(options.statement_timeout_ms), allowance_ms_(statement_timeout_ms_) {
    try {
        connect(url, options.connect_timeout_ms);
        script(session_settings);
        script(fmt::format("set statement_timeout = {}", statement_timeout_ms_).c_str());
    } catch (...) {
        PQfinish(handle_);
        throw;
    }
}

PostgresConnection::~PostgresConnection() {
    PQfinish(handle_);
}

void PostgresConnection::connect(const Url& url, int timeout_ms) {
    deadline_ = std::chrono::steady_clock::now() + std::chrono::milliseconds(timeout_ms);
    handle_ = start_connecting(std::string(url.connection.reveal()));
    if (handle_ == nullptr) throw std::bad_alloc();
    auto status = PGRES_POLLING_WRITING;
    while (status != PGRES_POLLING_OK) {
        if (status == PGRES_POLLING_FAILED || PQstatus(handle_) == CONNECTION_BAD) {
            lose(State::lost, "connecting");
        }
        wait_for_socket(status == PGRES_POLLING_READING ? POLLIN : POLLOUT);
        status = PQconnectPoll(handle_);
    }
    if (PQsetnonblocking(handle_, 1) != 0 || PQenterPipelineMode(handle_) != 1) {
        lose(State::lost, "connecting");
    }
}

bool PostgresConnection::still_there() {
    pollfd socket{.fd = PQsocket(handle_), .events = POLLIN, .revents = 0};
    if (poll(&socket, 1, 0) == 0) return true;
    return PQconsumeInput(handle_) == 1 && PQstatus(handle_) == CONNECTION_OK;
}

void PostgresConnection::begin_read(Work work) {
    read_only_ = true;
    begin("begin isolation level repeatable read read only", work);
}

void PostgresConnection::begin_write(Work work) {
    read_only_ = false;
    begin(work.isolation == Isolation::snapshot ? "begin isolation level repeatable read read write"
                                                : "begin isolation level read committed read write",
          work);
}

void PostgresConnection::begin(const char* mode, Work work) {
    commit_in_doubt_ = false;
    failed_.reset();
    command(mode);
    if (work.statement_timeout_ms > 0) {
        command(fmt::format("set local statement_timeout = {}", work.statement_timeout_ms).c_str());
    }
    if (!work.flushed) command("set local synchronous_commit = off");
    allowance_ms_ =
        work.statement_timeout_ms > 0 ? work.statement_timeout_ms : statement_timeout_ms_;
}

void PostgresConnection::commit() {
    Result result;
    const char* text = "commit";
    queued(PQsendQueryParams(handle_, text, 0, nullptr, nullptr, nullptr, nullptr, 1) == 1,
           {.what = Expected::What::command, .into = &result});
    commit_in_doubt_ = true;
    sync();
    // In a transaction that had failed, `commit` rolls back and says so in its tag alone.
    if (std::string_view(PQcmdStatus(result.get())) != "COMMIT") {
        commit_in_doubt_ = false;
        throw DatabaseError(Kind::bug, "a failed transaction was to be committed");
    }
}

void PostgresConnection::end_read() {
    command("rollback");
    queued(PQpipelineSync(handle_) == 1, {.what = Expected::What::sync});
    if (PQflush(handle_) < 0) lose(State::lost, "ending a transaction");
}

void PostgresConnection::roll_back() noexcept {
    try {
        if (state_ != State::good) return;
        failed_.reset();
        // Who waited for these answers is gone.
        for (auto& expected : expected_) {
            expected.affected = nullptr;
            expected.into = nullptr;
            expected.stream = nullptr;
        }
        // A failure makes the server skip what follows up to the sync, a `rollback` too.
        if (!expected_.empty()) {
            try {
                sync();
            } catch (const DatabaseError&) {
                failed_.reset();
            }
        }
        if (state_ != State::good || PQtransactionStatus(handle_) == PQTRANS_IDLE) return;
        command("rollback");
        sync();
    } catch (...) {
        state_ = State::abandoned;
    }
}

void PostgresConnection::command(const char* text) {
    queued(PQsendQueryParams(handle_, text, 0, nullptr, nullptr, nullptr, nullptr, 1) == 1,
           {.what = Expected::What::command});
}

void PostgresConnection::query(const Statement& statement, std::span<const Value> values,
                               RowSink sink) {
    Result result;
    execute(statement, values, {.what = Expected::What::rows, .into = &result});
    sync();
    hand_on(statement, result, sink);
}

void PostgresConnection::stream(const Statement& statement, std::span<const Value> values,
                                RowSink sink) {
    execute(statement, values, {.what = Expected::What::rows, .stream = &sink});
    sync();
}

void PostgresConnection::query_batch(const Statement& statement, const ParameterRows& rows,
                                     RowSink sink) {
    for (std::size_t from = 0; from < rows.count;) {
        Result result;
        from =
            execute_batch(statement, rows, from, {.what = Expected::What::rows, .into = &result});
        sync();
        hand_on(statement, result, sink);
    }
}

void PostgresConnection::run(const Statement& statement, std::span<const Value> values,
                             std::int64_t* affected) {
    execute(statement, values, {.what = Expected::What::rows, .affected = affected});
    if (affected != nullptr || queued_bytes_ > queued_bytes_max) sync();
}

void PostgresConnection::run_batch(const Statement& statement, const ParameterRows& rows,
                                   std::int64_t* affected) {
    for (std::size_t from = 0; from < rows.count;) {
        from = execute_batch(statement, rows, from,
                             {.what = Expected::What::rows, .affected = affected});
        if (queued_bytes_ > queued_bytes_max) sync();
    }
    if (affected != nullptr) sync();
}

void PostgresConnection::prepare(const Statement& statement) {
    prepared(statement, statement.postgres, false);
    if (statement.postgres_batch != nullptr) prepared(statement, statement.postgres_batch, true);
    sync();
}

void PostgresConnection::tell(std::string_view notice) {
    wire::Parameters parameters;
    parameters.add(notice);
    queued(
        PQsendQueryParams(handle_, "select pg_notify('tillwatch', $1)", parameters.count(), nullptr,
                          parameters.values(), parameters.lengths(), parameters.formats(), 1) == 1,
        {.what = Expected::What::command});
    queued_bytes_ += parameters.bytes();
}

void PostgresConnection::script(const char* statements) {
    if (!expected_.empty()) sync();
    if (PQexitPipelineMode(handle_) != 1) lose(State::lost, "leaving the pipeline");
    allow(allowance_ms_);
    if (PQsendQuery(handle_, statements) != 1) lose(State::lost, "a script");
    while (auto result = next_result()) take({.what = Expected::What::command}, std::move(result));
    if (PQenterPipelineMode(handle_) != 1) lose(State::lost, "entering the pipeline");
    throw_failure();
}

PostgresConnection::Prepared& PostgresConnection::prepared(const Statement& statement,
                                                           const char* text, bool batch) {
    auto& found = prepared_[text];
    if (found.state != Prepared::State::absent) return found;
    if (found.name.empty()) {
        found.name = fmt::format("{}_{}{}", prepared_.size(), statement.name, batch ? "*" : "")
                         .substr(0, statement_name_max);
    }
    std::array<Oid, wire::Parameters::count_max> types;
    ENSURE(statement.parameters.size() <= types.size());
    for (std::size_t i = 0; i < statement.parameters.size(); ++i) {
        const auto type = statement.parameters[i].type;
        types[i] = batch ? wire::array_oid_of(type) : wire::oid_of(type);
    }
    queued(PQsendPrepare(handle_, found.name.c_str(), text,
                         static_cast<int>(statement.parameters.size()), types.data()) == 1,
           {.what = Expected::What::prepare, .statement = &statement, .prepared = &found});
    found.state = Prepared::State::queued;
    queued(PQsendDescribePrepared(handle_, found.name.c_str()) == 1,
           {.what = Expected::What::describe, .statement = &statement});
    return found;
}

void PostgresConnection::execute(const Prepared& prepared, const wire::Parameters& parameters,
                                 Expected expected) {
    queued(
        PQsendQueryPrepared(handle_, prepared.name.c_str(), parameters.count(), parameters.values(),
                            parameters.lengths(), parameters.formats(), 1) == 1,
        expected);
}

void PostgresConnection::execute(const Statement& statement, std::span<const Value> values,
                                 Expected expected) {
    wire::Parameters parameters;
    for (const auto& value : values) parameters.add(value);
    expected.statement = &statement;
    execute(prepared(statement, statement.postgres, false), parameters, expected);
    queued_bytes_ += parameters.bytes();
}

/// Sends rows from `from` on, as many as one statement takes; answers the next row.
std::size_t PostgresConnection::execute_batch(const Statement& statement, const ParameterRows& rows,
                                              std::size_t from, Expected expected) {
    const auto columns = statement.parameters.size();
    std::array<Value, wire::Parameters::count_max> space;
    ENSURE(columns <= space.size());
    const auto values = std::span(space).first(columns);
    if (arrays_.size() < columns) arrays_.resize(columns);
    for (std::size_t i = 0; i < columns; ++i) arrays_[i].start(statement.parameters[i].type);

    std::size_t bytes = 0;
    const auto end = std::min(rows.count, from + batch_rows_max);
    while (from < end && bytes < batch_bytes_max) {
        rows.bind(from++, values);
        bytes = 0;
        for (std::size_t i = 0; i < columns; ++i) {
            arrays_[i].add(values[i]);
            bytes += arrays_[i].size();
        }
    }
    wire::Parameters parameters;
    for (std::size_t i = 0; i < columns; ++i) parameters.add(arrays_[i].finish());
    expected.statement = &statement;
    execute(prepared(statement, statement.postgres_batch, true), parameters, expected);
    queued_bytes_ += bytes;
    return from;
}

}  // namespace tillwatch::db
