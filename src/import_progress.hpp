// The progress of an import on a person's terminal: one line that is written over and over, at
// most five times a second. Nothing where the error stream is no terminal.
#pragma once

#include <chrono>
#include <cstdint>

#include "control/server.hpp"

namespace tillwatch {

class ImportProgress {
  public:
    explicit ImportProgress(control::Streams streams);

    void show(std::int64_t lines, std::int64_t bytes_read);
    /// Takes the line away, so that other output stands alone.
    void clear();

  private:
    int err_;
    bool terminal_;
    std::int64_t bytes_total_ = 0;  // 0: not known
    std::chrono::steady_clock::time_point started_;
    std::chrono::steady_clock::time_point shown_;
    bool visible_ = false;
};

}  // namespace tillwatch
