// One server a data directory: SQLite's files have one writer, in one process. The lock is the
// operating system's, on the open file DIRECTORY/lock: it goes with its process however that ends,
// so a file left behind means nothing.
#pragma once

#include <string>

namespace tillwatch::db {

class DirectoryLock {
  public:
    /// Makes the directory, for its owner alone, if it is not there. Failure with Code::locked if
    /// another server holds it, with Code::unavailable if it cannot be used.
    explicit DirectoryLock(const std::string& directory);
    ~DirectoryLock();
    DirectoryLock(const DirectoryLock&) = delete;
    DirectoryLock& operator=(const DirectoryLock&) = delete;

  private:
    int file_ = -1;
};

}  // namespace tillwatch::db
