// Somebody who listens to a database and remembers what was heard.
#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "conformance/wait_until.hpp"
#include "db/database.hpp"

namespace tillwatch::test {

class Ear {
  public:
    /// Listens when this returns.
    explicit Ear(db::Database& database)
        : listening_(database.listen({.on_notice =
                                          [this](std::string_view notice) {
                                              const std::lock_guard lock(mutex_);
                                              heard_.emplace_back(notice);
                                          },
                                      .on_gap =
                                          [this] {
                                              const std::lock_guard lock(mutex_);
                                              ++gaps_;
                                          }})) {
        wait_until([this] { return gaps() == 1; });
    }

    /// All that was heard when `last` has been.
    std::vector<std::string> heard_until(std::string_view last) {
        wait_until([&] {
            const std::lock_guard lock(mutex_);
            return !heard_.empty() && heard_.back() == last;
        });
        const std::lock_guard lock(mutex_);
        return heard_;
    }
    int gaps() {
        const std::lock_guard lock(mutex_);
        return gaps_;
    }

  private:
    std::mutex mutex_;
    std::vector<std::string> heard_;
    int gaps_ = 0;
    std::unique_ptr<db::Listening> listening_;  // goes before what it writes to
};

}  // namespace tillwatch::test
