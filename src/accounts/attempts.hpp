// What may be guessed at, and how often: after five failures in a row each further one has to wait,
// one second at first, twice as long each time, never more than fifteen minutes. After a hundred in
// a row none is right any more until a new password is set. An attempt counts as failed before it
// is judged: of a thousand at once no more get through than one after the other would. Thread-safe;
// blocks.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "db/database.hpp"

namespace tillwatch::accounts {

inline constexpr std::int64_t attempts_free = 5;
inline constexpr std::int64_t attempts_max = 100;
inline constexpr std::int64_t attempts_wait_s_max = 15 * 60;
inline constexpr std::int64_t attempts_forgotten_ms = std::int64_t{86'400} * 1'000;

inline constexpr std::string_view password_attempt = "password";
inline constexpr std::string_view code_attempt = "second factor";

/// What an attempt is worth.
enum class Attempt {
    judged,
    last,    // judged too; where it fails, no other will be
    refused  // whatever it is
};

class Attempts {
  public:
    Attempts(db::Database& database, const Clock& clock) : database_(database), clock_(clock) {}

    enum class End { attempts_max, never };

    /// TryAgain if it may not be tried yet. `what` and `whose` name the attempt: password_attempt
    /// and an address, known or not. Forgotten a day after the last one, unless there were
    /// attempts_max.
    Attempt count(std::string_view what, std::string_view whose, End end = End::attempts_max);
    /// The attempt counted was none after all; in the caller's transaction.
    static void clear(db::Transaction& transaction, std::string_view what, std::string_view whose);
    /// A new password was set, or an account made: nothing that was tried before counts; in the
    /// caller's transaction.
    static void clear_all(db::Transaction& transaction, UserId user_id, std::string_view email);

  private:
    db::Database& database_;
    const Clock& clock_;
};

}  // namespace tillwatch::accounts
