// One engine's connection while a transaction is open on it: what Transaction's typed calls become.
// Internal to db. Not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "db/function_ref.hpp"
#include "db/statement.hpp"

namespace tillwatch::db {

using RowSink = FunctionRef<void(const RowReader&)>;

/// Many sets of parameters for one statement; `bind` writes those of one row.
struct ParameterRows {
    std::size_t count;
    FunctionRef<void(std::size_t row, std::span<Value> values)> bind;
};

class Session {
  public:
    virtual ~Session() = default;

    virtual Engine engine() const = 0;
    virtual void query(const Statement& statement, std::span<const Value> values, RowSink sink) = 0;
    /// As query, but rows are handed on while they arrive.
    virtual void stream(const Statement& statement, std::span<const Value> values,
                        RowSink sink) = 0;
    virtual void query_batch(const Statement& statement, const ParameterRows& rows,
                             RowSink sink) = 0;
    /// With `affected` null nobody waits for the outcome: an error shows at a later call.
    virtual void run(const Statement& statement, std::span<const Value> values,
                     std::int64_t* affected) = 0;
    virtual void run_batch(const Statement& statement, const ParameterRows& rows,
                           std::int64_t* affected) = 0;
    /// Prepares all texts of the statement and compares its columns with the declared ones.
    virtual void prepare(const Statement& statement) = 0;
    /// What those hear who listen (listening.hpp), once this transaction is committed.
    virtual void tell(std::string_view notice) = 0;
    /// Any number of statements without parameters.
    virtual void script(const char* statements) = 0;
};

}  // namespace tillwatch::db
