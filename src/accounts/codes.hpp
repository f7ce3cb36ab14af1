// The six digits that prove an address: mailed to it, good for ten minutes, five tries and one use,
// for one purpose and the flow that asked for them. Kept as HMAC(pepper, salt | code): whoever
// reads the database cannot try them out. All of it happens in the caller's transaction; a wrong
// try is counted only if that commits. Thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/random.hpp"
#include "crypto/digest.hpp"
#include "crypto/sealer.hpp"
#include "db/database.hpp"

namespace tillwatch::accounts {

inline constexpr std::int64_t code_valid_ms = 10 * 60'000;
inline constexpr std::int64_t code_tries = 5;

enum class CodePurpose { sign_up, email_change };

class Codes {
  public:
    Codes(const Clock& clock, Random& random, const crypto::Sealer& sealer)
        : clock_(clock), random_(random), pepper_(sealer.token("key", "codes")) {}

    /// The code to be mailed; one that was issued before for the same is good no more.
    std::string issue(db::Transaction& transaction, CodePurpose purpose, std::string_view address,
                      std::int64_t flow_id);
    /// Whether the code is right, in time, and the flow's; it is used up then.
    bool redeem(db::Transaction& transaction, CodePurpose purpose, std::string_view address,
                std::int64_t flow_id, std::string_view code) const;

  private:
    crypto::Digest hash(std::string_view salt, std::string_view code) const;

    const Clock& clock_;
    Random& random_;
    crypto::HmacKey pepper_;
};

/// How often mail may be asked for: so often in a quarter of an hour and in a day, and again only
/// after half a minute where it cools down.
struct MailBudget {
    std::int64_t short_max = 3;
    std::int64_t long_max = 10;
    bool cools_down = false;
};
inline constexpr std::int64_t mail_budget_short_ms = 15 * 60'000;
inline constexpr std::int64_t mail_budget_long_ms = std::int64_t{86'400} * 1'000;
inline constexpr std::int64_t mail_cool_down_ms = 30'000;

/// To one address, whether or not anyone has it.
inline constexpr MailBudget to_address{};
inline constexpr MailBudget again_to_address{.cools_down = true};
/// To one address as an invitation, from all stores together.
inline constexpr MailBudget invitations_to_address{.short_max = 10, .long_max = 20};
/// To any addresses, for one account that says to which.
inline constexpr MailBudget for_account{.short_max = 30, .long_max = 100};

/// TryAgain beyond the budget. `what` with `whose` is what has it.
void count_mail(db::Transaction& transaction, Instant now, std::string_view what,
                std::string_view whose, const MailBudget& budget);
/// The same for an account that has a mail sent to an address of its choice.
void count_mail_for(db::Transaction& transaction, Instant now, UserId user_id);

}  // namespace tillwatch::accounts
