// A Failure of which it is known when to try again: too many requests of one kind.
#pragma once

#include <cstdint>

#include "base/result.hpp"

namespace tillwatch {

class TryAgain : public Failure {
  public:
    /// `after_s`: at least one second.
    TryAgain(std::int64_t after_s, std::string message)
        : Failure(Code::too_many_requests, std::move(message)), after_s_(after_s) {}

    std::int64_t after_s() const noexcept { return after_s_; }

  private:
    std::int64_t after_s_;
};

}  // namespace tillwatch
