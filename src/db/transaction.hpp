// One open transaction: the only way to run a query. It exists while the function given to
// Database::read or write runs and is used by that thread alone.
// After a DatabaseError nothing more can be done in it and it will not commit, whatever the caller
// does with the error: that is PostgreSQL's rule, kept on SQLite too.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "db/error.hpp"
#include "db/session.hpp"

namespace tillwatch::db {

inline constexpr std::size_t notice_bytes_max = 7'900;  // PostgreSQL takes less than 8,000

template <class Q>
concept ReturnsRows = requires { typename Q::Row; };

class Transaction {
  public:
    explicit Transaction(Session& session) : session_(session) {}
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    Engine engine() const { return session_.engine(); }

    template <ReturnsRows Q>
    std::vector<typename Q::Row> all(const typename Q::Params& params) {
        std::vector<typename Q::Row> rows;
        query(Q::statement, bound<Q>(params),
              [&](const RowReader& row) { rows.push_back(Q::read(row)); });
        return rows;
    }

    /// None or the row; two rows are a bug of the statement.
    template <ReturnsRows Q>
    std::optional<typename Q::Row> one(const typename Q::Params& params) {
        std::optional<typename Q::Row> found;
        query(Q::statement, bound<Q>(params), [&](const RowReader& row) {
            if (found) throw more_than_one(Q::statement);
            found = Q::read(row);
        });
        return found;
    }

    /// Hands on row by row and keeps none. `f` must not use the transaction.
    template <ReturnsRows Q, class F>
    void each(const typename Q::Params& params, F&& f) {
        stream(Q::statement, bound<Q>(params), [&](const RowReader& row) { f(Q::read(row)); });
    }

    /// Answers how many rows were inserted, updated or deleted.
    template <class Q>
        requires(!ReturnsRows<Q>)
    std::int64_t run(const typename Q::Params& params) {
        std::int64_t affected = 0;
        run(Q::statement, bound<Q>(params), &affected);
        return affected;
    }

    /// As run for who needs no count: on PostgreSQL it costs no round trip of its own, and an error
    /// shows at a later call, at the latest when the transaction ends.
    template <class Q>
        requires(!ReturnsRows<Q>)
    void send(const typename Q::Params& params) {
        run(Q::statement, bound<Q>(params), nullptr);
    }

    /// Runs a `batch` statement for every element, in any order; answers the rows affected.
    template <class Q>
        requires(!ReturnsRows<Q>)
    std::int64_t batch(std::span<const typename Q::Params> all_params) {
        std::int64_t affected = 0;
        run_batch(Q::statement, all_params.size(), binder<Q>(all_params), &affected);
        return affected;
    }

    template <class Q>
        requires(!ReturnsRows<Q>)
    void send_batch(std::span<const typename Q::Params> all_params) {
        run_batch(Q::statement, all_params.size(), binder<Q>(all_params), nullptr);
    }

    /// The rows of a `batch` select in the order of the elements. What an insert, update or delete
    /// returns comes in any order.
    template <ReturnsRows Q>
    std::vector<typename Q::Row> batch_all(std::span<const typename Q::Params> all_params) {
        std::vector<typename Q::Row> rows;
        query_batch(Q::statement, all_params.size(), binder<Q>(all_params),
                    [&](const RowReader& row) { rows.push_back(Q::read(row)); });
        return rows;
    }

    /// Within a write: once it is committed, and only then, everybody hears `notice` who listens to
    /// this database, in this process and, on PostgreSQL, in every other. At most notice_bytes_max.
    void tell(std::string_view notice);

    /// Has the engine prepare the statement and compares its columns with the declaration.
    void prepare(const Statement& statement);

    /// Runs statements of a schema, which need not be prepared nor have parameters.
    void script(const char* statements);

    /// Throws the error that ended this transaction, if one did.
    void throw_if_failed() const;

  private:
    template <class Q>
    static auto bound(const typename Q::Params& params) {
        std::array<Value, Q::parameter_count> values;
        Q::bind(params, values);
        return values;
    }
    template <class Q>
    static auto binder(std::span<const typename Q::Params> all_params) {
        return [all_params](std::size_t row, std::span<Value> values) {
            Q::bind(all_params[row], values);
        };
    }

    using Bind = FunctionRef<void(std::size_t row, std::span<Value> values)>;

    void query(const Statement& statement, std::span<const Value> values, RowSink sink);
    void stream(const Statement& statement, std::span<const Value> values, RowSink sink);
    void query_batch(const Statement& statement, std::size_t count, Bind bind, RowSink sink);
    void run(const Statement& statement, std::span<const Value> values, std::int64_t* affected);
    void run_batch(const Statement& statement, std::size_t count, Bind bind,
                   std::int64_t* affected);
    void guarded(FunctionRef<void()> work);
    static DatabaseError more_than_one(const Statement& statement);

    Session& session_;
    std::optional<DatabaseError> failed_;
    bool streaming_ = false;
};

}  // namespace tillwatch::db
