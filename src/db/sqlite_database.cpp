#include "db/sqlite_database.hpp"

#include <chrono>
#include <filesystem>
#include <thread>

namespace tillwatch::db {
namespace {

constexpr Statement begin{"db/begin_read", "begin", "", nullptr, {}, {}};
constexpr Statement end{"db/end_read", "rollback", "", nullptr, {}, {}};
constexpr auto scrub_pause = std::chrono::milliseconds(20);

}  // namespace

/// A reader for the length of one transaction.
class SqliteDatabase::Lent {
  public:
    explicit Lent(SqliteDatabase& database) : database_(database), reader_(database.borrow()) {}
    ~Lent() {
        try {
            if (reader_->in_transaction()) reader_->control(end);
        } catch (...) {
            reader_.reset();  // not to be lent again
        }
        database_.give_back(std::move(reader_));
    }
    Lent(const Lent&) = delete;
    Lent& operator=(const Lent&) = delete;

    SqliteConnection& operator*() const { return *reader_; }

  private:
    SqliteDatabase& database_;
    std::unique_ptr<SqliteConnection> reader_;
};

SqliteDatabase::SqliteDatabase(std::string path, const Options& options)
    : path_(std::move(path)), options_(options), writer_(path_, options_) {}

void SqliteDatabase::run_read(TransactionBody body, Work work) {
    const Lent reader(*this);
    (*reader).limit_statements(work.statement_timeout_ms > 0 ? work.statement_timeout_ms
                                                             : options_.statement_timeout_ms);
    (*reader).control(begin);
    Transaction transaction(*reader);
    body(transaction);
    transaction.throw_if_failed();
}

void SqliteDatabase::run_write(TransactionBody body, Work work) {
    writer_.write(body, work);
}

void SqliteDatabase::scrub() {
    using std::chrono::steady_clock;
    const auto deadline = steady_clock::now() + std::chrono::milliseconds(options_.wait_timeout_ms);
    while (!writer_.scrub()) {
        if (steady_clock::now() > deadline) {
            throw DatabaseError(Kind::unavailable, "a reader holds what is to be scrubbed");
        }
        std::this_thread::sleep_for(scrub_pause);
    }
}

std::unique_ptr<SqliteConnection> SqliteDatabase::borrow() {
    std::unique_lock lock(mutex_);
    const auto free = [&] { return !readers_.empty() || opened_ < options_.readers; };
    if (!returned_.wait_for(lock, std::chrono::milliseconds(options_.wait_timeout_ms), free)) {
        throw DatabaseError(Kind::unavailable, "all readers are busy");
    }
    if (!readers_.empty()) {
        auto reader = std::move(readers_.back());
        readers_.pop_back();
        return reader;
    }
    auto reader = std::make_unique<SqliteConnection>(path_, SqliteConnection::Mode::reader);
    const auto directory = std::filesystem::path(path_).parent_path();
    for (const auto& name : options_.attached)
        reader->attach((directory / (name + ".db")).string(), name);
    ++opened_;
    return reader;
}

void SqliteDatabase::give_back(std::unique_ptr<SqliteConnection> reader) {
    {
        const std::lock_guard lock(mutex_);
        if (reader) {
            readers_.push_back(std::move(reader));
        } else {
            --opened_;
        }
    }
    returned_.notify_one();
}

}  // namespace tillwatch::db
