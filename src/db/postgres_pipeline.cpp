// The waiting half of PostgresConnection: what was queued is sent, its answers are taken in order.
#include <fmt/format.h>
#include <libpq-fe.h>
#include <poll.h>

#include "base/ensure.hpp"
#include "db/postgres_connection.hpp"
#include "db/postgres_error.hpp"

namespace tillwatch::db {
namespace {

constexpr std::string_view stale_plan = "0A000";

class Row final : public RowReader {
  public:
    Row(const PGresult* result, int row, const Statement& statement)
        : result_(result), row_(row), statement_(statement) {}

    bool null(int column) const override { return PQgetisnull(result_, row_, column) == 1; }
    std::int64_t bigint(int column) const override { return wire::integer(bytes(column)); }
    std::string_view bytes(int column) const override {
        if (null(column)) {
            const auto& declared = statement_.columns[static_cast<std::size_t>(column)];
            throw DatabaseError(Kind::bug, fmt::format("{}: {} is null and was not declared so",
                                                       statement_.name, declared.name));
        }
        return {PQgetvalue(result_, row_, column),
                static_cast<std::size_t>(PQgetlength(result_, row_, column))};
    }

  private:
    const PGresult* result_;
    int row_;
    const Statement& statement_;
};

std::int64_t affected_rows(PGresult* result) {
    const std::string_view text = PQcmdTuples(result);
    std::int64_t count = 0;
    for (const char digit : text) count = count * 10 + (digit - '0');
    return count;
}

/// No values: the server's details quote them.
DatabaseError error_of(const PGresult* result, const Statement* statement, bool read_only) {
    const auto field = [&](int code) {
        const char* text = PQresultErrorField(result, code);
        return std::string_view(text == nullptr ? "" : text);
    };
    const auto sqlstate = field(PG_DIAG_SQLSTATE);
    return {
        kind_of_sqlstate(sqlstate, read_only),
        fmt::format("{}: {} (PostgreSQL {})", statement == nullptr ? "a command" : statement->name,
                    field(PG_DIAG_MESSAGE_PRIMARY), sqlstate)};
}

}  // namespace

void PostgresConnection::FreeResult::operator()(pg_result* result) const {
    PQclear(result);
}

void PostgresConnection::queued(bool sent, Expected expected) {
    if (!sent) lose(State::lost, "sending");
    expected_.push_back(expected);
}

void PostgresConnection::allow(int timeout_ms) {
    deadline_ = std::chrono::steady_clock::now() +
                std::chrono::milliseconds(timeout_ms + deadline_margin_ms);
}

/// Sends all that is queued and takes all answers; throws the first error among them.
void PostgresConnection::sync() {
    queued(PQpipelineSync(handle_) == 1, {.what = Expected::What::sync});
    allow(allowance_ms_);
    while (!expected_.empty()) {
        const auto expected = expected_.front();
        settle(expected);
        expected_.pop_front();
    }
    queued_bytes_ = 0;
    throw_failure();
}

void PostgresConnection::settle(const Expected& expected) {
    if (expected.what == Expected::What::sync) {
        const auto result = next_result();
        if (PQresultStatus(result.get()) == PGRES_PIPELINE_SYNC) return;
        lose(State::lost, PQresultErrorMessage(result.get()));
    }
    if (expected.stream != nullptr) ENSURE(PQsetSingleRowMode(handle_) == 1);
    while (auto result = next_result()) take(expected, std::move(result));
}

void PostgresConnection::take(const Expected& expected, Result result) {
    const auto status = PQresultStatus(result.get());
    if (status == PGRES_SINGLE_TUPLE) return hand_on_streamed(expected, result);
    const bool done = status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;
    if (expected.prepared != nullptr) {
        expected.prepared->state = done ? Prepared::State::ready : Prepared::State::absent;
    }
    if (status == PGRES_PIPELINE_ABORTED) return;  // skipped after the error that was taken before
    if (!done) return refused(expected, result);
    if (expected.what == Expected::What::describe) check_columns(*expected.statement, result);
    if (expected.affected != nullptr) *expected.affected += affected_rows(result.get());
    if (expected.into != nullptr) *expected.into = std::move(result);
}

void PostgresConnection::refused(const Expected& expected, const Result& result) {
    const char* sqlstate = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
    // libpq itself speaks so: the connection broke.
    if (sqlstate == nullptr) lose(State::lost, PQresultErrorMessage(result.get()));
    const char* severity = PQresultErrorField(result.get(), PG_DIAG_SEVERITY_NONLOCALIZED);
    // FATAL or PANIC: the server ends the connection, no further answer comes.
    if (severity == nullptr || std::string_view(severity) != "ERROR")
        lose(State::lost, PQresultErrorMessage(result.get()));
    commit_in_doubt_ = false;
    // The plan of a statement whose table was migrated; a new connection plans anew.
    if (std::string_view(sqlstate) == stale_plan) state_ = State::lost;
    if (!failed_) failed_ = error_of(result.get(), expected.statement, read_only_);
}

void PostgresConnection::throw_failure() {
    if (!failed_) return;
    const auto error = *failed_;
    failed_.reset();
    throw DatabaseError(error);
}

void PostgresConnection::check_columns(const Statement& statement, const Result& result) {
    const auto count = static_cast<std::size_t>(PQnfields(result.get()));
    bool same = count == statement.columns.size();
    for (std::size_t i = 0; same && i < count; ++i) {
        const int column = static_cast<int>(i);
        same = statement.columns[i].name == PQfname(result.get(), column) &&
               wire::readable(PQftype(result.get(), column), statement.columns[i].type);
    }
    if (same || failed_) return;
    failed_ = DatabaseError(
        Kind::bug, fmt::format("{}: its columns are not the declared ones", statement.name));
}

void PostgresConnection::hand_on(const Statement& statement, const Result& result, RowSink sink) {
    const int rows = PQntuples(result.get());
    for (int row = 0; row < rows; ++row) sink(Row(result.get(), row, statement));
}

void PostgresConnection::hand_on_streamed(const Expected& expected, const Result& result) {
    if (failed_) return;
    try {
        hand_on(*expected.statement, result, *expected.stream);
    } catch (...) {
        // The rest is on its way and nobody wants it.
        state_ = State::abandoned;
        throw;
    }
    allow(allowance_ms_);
}

PostgresConnection::Result PostgresConnection::next_result() {
    while (PQisBusy(handle_) == 1) {
        const int unsent = PQflush(handle_);
        if (unsent < 0) lose(State::lost, "sending");
        wait_for_socket(static_cast<short>(POLLIN | (unsent > 0 ? POLLOUT : 0)));
        if (PQconsumeInput(handle_) != 1) lose(State::lost, "receiving");
    }
    return Result(PQgetResult(handle_));
}

void PostgresConnection::wait_for_socket(short events) {
    using namespace std::chrono;
    for (;;) {
        const auto left = ceil<milliseconds>(deadline_ - steady_clock::now()).count();
        if (left <= 0) lose(State::abandoned, "no answer in time");
        pollfd socket{.fd = PQsocket(handle_), .events = events, .revents = 0};
        const auto wait_ms = static_cast<int>(std::min<std::int64_t>(left, 60'000));
        if (poll(&socket, 1, wait_ms) > 0) return;
    }
}

void PostgresConnection::lose(State state, std::string_view why) {
    state_ = state;
    auto message = fmt::format("{}: {}", why, PQerrorMessage(handle_));
    while (message.ends_with('\n')) message.pop_back();
    throw DatabaseError(Kind::unavailable, std::move(message));
}

}  // namespace tillwatch::db
