// Mails that wait to be sent. One is put in within the transaction of what it tells of, so that
// there is never the one without the other, and a mail server that is away holds up no request.
// What a mail says is sealed: no address, code or link can be read in the database. It goes once it
// is sent or expired. Thread-safe; of several processes one has a mail at a time.
#pragma once

#include <cstdint>
#include <optional>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "crypto/sealer.hpp"
#include "db/database.hpp"
#include "mail/message.hpp"

namespace tillwatch::mail {

/// How long a mail is its sender's; one that ended meanwhile leaves it to another. Beyond the time
/// that sending may take, and what the clocks of two machines may differ.
inline constexpr std::int64_t claim_ms = 60'000;
/// After a failure, doubled each time.
inline constexpr std::int64_t first_pause_ms = 2'000;
inline constexpr std::int64_t pause_max_ms = 600'000;

class Outbox {
  public:
    Outbox(db::Database& database, const Clock& clock, Random& random, const crypto::Sealer& sealer)
        : database_(database), clock_(clock), random_(random), sealer_(sealer) {}

    /// Sent after the commit, by a Sender. For code within Database::write.
    void post(db::Transaction& transaction, const Message& message) const;

    /// All the work of posting, and nobody gets it: for who must not see whether somebody does.
    void pretend(db::Transaction& transaction, Message message) const;

    struct Claimed {
        std::int64_t id = 0;
        std::int64_t attempts = 0;  // with the one that begins now
        Message message;
        bool expired = false;
    };
    /// One that is due, for claim_ms; none: nothing is.
    std::optional<Claimed> claim();
    /// It was sent, refused or has expired.
    void remove(const Claimed& mail);
    /// It is due again after a pause, and in any case when it expires.
    void postpone(const Claimed& mail);
    /// How many wait to be sent, with those that are being sent.
    std::int64_t count();

  private:
    void remove(std::int64_t mail_id);

    db::Database& database_;
    const Clock& clock_;
    Random& random_;
    const crypto::Sealer& sealer_;
};

}  // namespace tillwatch::mail
