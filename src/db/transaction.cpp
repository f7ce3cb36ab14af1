#include "db/transaction.hpp"

#include <fmt/format.h>

#include "base/ensure.hpp"
#include "base/storable_text.hpp"

namespace tillwatch::db {
namespace {

void check_texts(const Statement& statement, std::span<const Value> values) {
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto* text = std::get_if<std::string_view>(&values[i]);
        if (text == nullptr || is_storable_text(*text)) continue;
        throw DatabaseError(Kind::constraint,
                            fmt::format("{}: {} is not UTF-8 without NUL", statement.name,
                                        statement.parameters[i].name));
    }
}

}  // namespace

void Transaction::query(const Statement& statement, std::span<const Value> values, RowSink sink) {
    guarded([&] {
        check_texts(statement, values);
        session_.query(statement, values, sink);
    });
}

void Transaction::stream(const Statement& statement, std::span<const Value> values, RowSink sink) {
    guarded([&] {
        check_texts(statement, values);
        streaming_ = true;
        session_.stream(statement, values, sink);
        streaming_ = false;
    });
}

void Transaction::query_batch(const Statement& statement, std::size_t count, Bind bind,
                              RowSink sink) {
    ENSURE(statement.postgres_batch != nullptr);
    if (count == 0) return;
    const auto bind_checked = [&](std::size_t row, std::span<Value> values) {
        bind(row, values);
        check_texts(statement, values);
    };
    guarded([&] { session_.query_batch(statement, {count, bind_checked}, sink); });
}

void Transaction::run(const Statement& statement, std::span<const Value> values,
                      std::int64_t* affected) {
    guarded([&] {
        check_texts(statement, values);
        session_.run(statement, values, affected);
    });
}

void Transaction::run_batch(const Statement& statement, std::size_t count, Bind bind,
                            std::int64_t* affected) {
    ENSURE(statement.postgres_batch != nullptr);
    if (count == 0) return;
    const auto bind_checked = [&](std::size_t row, std::span<Value> values) {
        bind(row, values);
        check_texts(statement, values);
    };
    guarded([&] { session_.run_batch(statement, {count, bind_checked}, affected); });
}

void Transaction::prepare(const Statement& statement) {
    guarded([&] { session_.prepare(statement); });
}

void Transaction::tell(std::string_view notice) {
    ENSURE(notice.size() <= notice_bytes_max);
    guarded([&] { session_.tell(notice); });
}

void Transaction::script(const char* statements) {
    guarded([&] { session_.script(statements); });
}

void Transaction::throw_if_failed() const {
    if (failed_) throw DatabaseError(*failed_);
}

void Transaction::guarded(FunctionRef<void()> work) {
    ENSURE(!streaming_);
    throw_if_failed();
    try {
        work();
    } catch (const DatabaseError& error) {
        streaming_ = false;
        failed_ = error;
        throw;
    } catch (...) {
        streaming_ = false;
        failed_ = DatabaseError(Kind::bug, "a row was not taken");
        throw;
    }
}

DatabaseError Transaction::more_than_one(const Statement& statement) {
    return {Kind::bug, fmt::format("{}: more than one row", statement.name)};
}

}  // namespace tillwatch::db
