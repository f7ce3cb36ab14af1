// Flushes the WAL of a SQLite file on a thread of its own, so that the writer writes the next
// commit meanwhile. What has been committed by the time a flush begins is durable when it ends: one
// flush is for all who wait. A flush that failed is never tried again, as the system may have
// dropped what it could not write: all later ones fail too. Internal to db. Thread-safe.
#pragma once

#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace tillwatch::db {

class WalFlusher {
  public:
    /// Called on the flusher's thread, in order: with null when all that was committed before is
    /// durable, else with the DatabaseError (Kind::broken).
    using Done = std::function<void(const std::exception_ptr& failure)>;

    /// Of the database at `path`, whose WAL exists.
    explicit WalFlusher(const std::string& path);
    /// Flushes for those who wait yet.
    ~WalFlusher();
    WalFlusher(const WalFlusher&) = delete;
    WalFlusher& operator=(const WalFlusher&) = delete;

    void after_flush(Done done);
    /// Returns when what was committed before is durable; throws if it cannot be.
    void flush();

  private:
    void serve();
    std::exception_ptr flush_file();

    const std::string path_;  // of the WAL
    const int file_;
    std::mutex mutex_;
    std::condition_variable asked_;
    std::vector<Done> waiting_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace tillwatch::db
