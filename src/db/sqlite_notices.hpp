// Notices within this process, from the writer of a SQLite file to those who listen to it; each has
// a thread and a queue of its own, so none holds up the writer. Internal to db. Thread-safe.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "db/listening.hpp"

namespace tillwatch::db {

class SqliteNotices {
  public:
    /// For one who listens; beyond it all that wait are dropped, which is told as a gap.
    static constexpr std::size_t waiting_max = 1'024;

    std::unique_ptr<Listening> listen(Ears ears);
    /// Of one commit.
    void hand_on(std::vector<std::string> notices);

  private:
    class Listener;

    std::mutex mutex_;
    std::set<Listener*> listeners_;
};

}  // namespace tillwatch::db
