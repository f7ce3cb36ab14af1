// What may be guessed at, and how often: after five failures in a row each further one has to wait,
// one second at first, twice as long each time, never more than fifteen minutes. So nobody is
// locked out for good, and nobody guesses much. An attempt counts as failed before it is judged:
// of a thousand at once no more get through than one after the other would. Thread-safe; blocks.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/clock.hpp"
#include "db/database.hpp"

namespace tillwatch::accounts {

inline constexpr std::int64_t attempts_free = 5;
inline constexpr std::int64_t attempts_wait_s_max = 15 * 60;
inline constexpr std::int64_t attempts_forgotten_ms = std::int64_t{86'400} * 1'000;

class Attempts {
  public:
    Attempts(db::Database& database, const Clock& clock) : database_(database), clock_(clock) {}

    /// TryAgain if it may not be tried yet. `what` and `whose` name the attempt: "password" and an
    /// address, known or not.
    void count(std::string_view what, std::string_view whose);
    /// The attempt counted was none after all; in the caller's transaction.
    static void clear(db::Transaction& transaction, std::string_view what, std::string_view whose);

  private:
    db::Database& database_;
    const Clock& clock_;
};

}  // namespace tillwatch::accounts
