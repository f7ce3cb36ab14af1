// One database, SQLite or PostgreSQL, behind one interface. Thread-safe; read and write block their
// caller, so they are not called on an I/O thread.
//
// read(f): f(Transaction&) sees one consistent snapshot and cannot change anything. SQLite: it may
//   see what is not durable yet, for the length of a flush.
// write(f): returns what f returned, once that is durable. If f throws, nothing of it stays. f may
//   run more than once (PostgreSQL: a conflict, a lost connection) and on another thread (SQLite:
//   the writer's), so it has no effect but through its transaction. A write that was sent and not
//   answered is Kind::unavailable: it may have happened.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "db/listening.hpp"
#include "db/transaction.hpp"
#include "db/url.hpp"

namespace tillwatch::db {

struct Options {
    int statement_timeout_ms = 2'000;
    int wait_timeout_ms = 2'000;  // for a free connection

    std::size_t readers = 4;              // SQLite: read-only connections
    std::size_t write_queue_max = 4'096;  // SQLite: writes that wait; beyond it: unavailable
    bool background = false;        // SQLite: while the cores are busy, other threads go first
    int writer_cache_kib = 16'384;  // SQLite: pages that the writer keeps in memory
    /// SQLite: further files of the directory whose tables read() sees too, so that one text reads
    /// both on either engine. They exist already and outlive this. The two snapshots are not of one
    /// instant: that of each file begins with the first statement that names a table of it, the
    /// database's own first. write() sees none of them.
    std::vector<std::string> attached;

    std::size_t connections = 8;  // PostgreSQL
    int connect_timeout_ms = 3'000;

    /// Called once, from any thread, when the storage failed (Kind::broken): every later write is
    /// refused, and the server should stop.
    std::function<void(const DatabaseError&)> on_broken;
    /// SQLite: called from the writer's thread when a write found no space left (Kind::full).
    std::function<void()> on_full;
};

/// PostgreSQL: what a transaction may see of others that commit meanwhile. SQLite: always a
/// snapshot, and writes one after the other.
enum class Isolation { snapshot, read_committed };

/// What one transaction needs other than usual.
struct Work {
    int statement_timeout_ms = 0;  // 0: the Options' one
    Isolation isolation = Isolation::snapshot;
    /// False answers a write that a crash of the machine may still undo, whole, and with it later
    /// ones that were not flushed either: for what can be done again.
    bool flushed = true;
    /// SQLite: in a transaction of its own, for a write that changes many pages: beside others it
    /// would have the old ones kept in memory, to be taken back without them.
    bool alone = false;
    /// SQLite: alone, and what does not fit into 32 MiB goes into files instead of into memory
    /// ($SQLITE_TMPDIR, /var/tmp, /tmp): for making an index of many rows.
    bool sorts = false;
};

using TransactionBody = FunctionRef<void(Transaction&)>;

class Database {
  public:
    /// `name` is the file in SQLite's directory: "state" or "inbox". PostgreSQL keeps both in one
    /// database. Throws if it cannot be opened or reached.
    static std::unique_ptr<Database> open(const Url& url, std::string_view name,
                                          const Options& options = {});
    virtual ~Database() = default;

    virtual Engine engine() const = 0;

    template <class F>
    auto read(F&& f, Work work = {}) {
        return answer(f, [&](TransactionBody body) { run_read(body, work); });
    }

    template <class F>
    auto write(F&& f, Work work = {}) {
        return answer(f, [&](TransactionBody body) { run_write(body, work); });
    }

    /// Hears what is told (Transaction::tell) until the answer goes, which it does before this.
    virtual std::unique_ptr<Listening> listen(Ears ears) = 0;

    /// Returns when all that was read before is durable: before something is made of it that is to
    /// last no longer than it does. PostgreSQL shows nothing sooner. Throws Kind::broken.
    virtual void flush() = 0;

    /// SQLite: brings what was deleted out of the files too; waits for readers a moment.
    virtual void scrub() = 0;

  protected:
    virtual void run_read(TransactionBody body, Work work) = 0;
    virtual void run_write(TransactionBody body, Work work) = 0;

  private:
    template <class F, class Run>
    static auto answer(F& f, Run run) {
        using R = std::invoke_result_t<F&, Transaction&>;
        if constexpr (std::is_void_v<R>) {
            run([&](Transaction& transaction) { f(transaction); });
        } else {
            std::optional<R> result;
            run([&](Transaction& transaction) { result.emplace(f(transaction)); });
            return R(*std::move(result));
        }
    }
};

}  // namespace tillwatch::db
