#include "db/postgres_database.hpp"

#include <random>
#include <thread>

#include "db/postgres_listening.hpp"

namespace tillwatch::db {
namespace {

/// Why a transaction may be run again.
enum class Again { no, after_conflict, after_loss };

Again again_after(const DatabaseError& error, const PostgresConnection& connection) {
    using enum PostgresConnection::State;
    if (connection.commit_in_doubt()) return Again::no;
    if (connection.state() == lost) return Again::after_loss;
    const bool conflict = error.kind() == Kind::conflict && connection.state() == good;
    return conflict ? Again::after_conflict : Again::no;
}

void once(PostgresConnection& connection, TransactionBody body, Work work, bool writes) {
    writes ? connection.begin_write(work) : connection.begin_read(work);
    Transaction transaction(connection);
    body(transaction);
    transaction.throw_if_failed();
    writes ? connection.commit() : connection.end_read();
}

/// Those who met do not meet again at once: the pause grows and is never the same.
void pause_after(int attempt) {
    thread_local std::minstd_rand random(std::random_device{}());
    const int middle_ms =
        std::min(PostgresDatabase::first_pause_ms << (attempt - 1), PostgresDatabase::pause_max_ms);
    std::uniform_int_distribution<int> around(middle_ms * 500, middle_ms * 1'500);
    std::this_thread::sleep_for(std::chrono::microseconds(around(random)));
}

}  // namespace

PostgresDatabase::PostgresDatabase(Url url, const Options& options)
    : url_(std::move(url)), connect_timeout_ms_(options.connect_timeout_ms), pool_(url_, options) {
    pool_.borrow();
}

std::unique_ptr<Listening> PostgresDatabase::listen(Ears ears) {
    return std::make_unique<PostgresListening>(url_, connect_timeout_ms_, std::move(ears));
}

void PostgresDatabase::run(TransactionBody body, Work work, bool writes) {
    int losses = 0;
    for (int attempt = 1;; ++attempt) {
        {
            const auto connection = pool_.borrow(losses > 0);
            try {
                return once(*connection, body, work, writes);
            } catch (const DatabaseError& error) {
                connection->roll_back();
                const auto again = again_after(error, *connection);
                if (again == Again::no || attempt == attempts_max) throw;
                if (again == Again::after_loss && ++losses > connections_lost_max) throw;
            } catch (...) {
                connection->roll_back();
                throw;
            }
        }
        pause_after(attempt);
    }
}

}  // namespace tillwatch::db
