// What every command works with: the databases, opened, migrated and, for the embedded one, locked
// against a second process; and the parts that need nothing more than those. The service
// (service.hpp) builds on it. Making one throws a Failure; Code::locked if another server holds the
// data directory.
#pragma once

#include <memory>
#include <optional>

#include "accounts/accounts.hpp"
#include "accounts/api_keys.hpp"
#include "accounts/sessions.hpp"
#include "base/clock.hpp"
#include "base/options.hpp"
#include "crypto/random.hpp"
#include "crypto/sealer.hpp"
#include "db/database.hpp"
#include "db/directory_lock.hpp"
#include "intake/disk_reserve.hpp"
#include "mail/outbox.hpp"
#include "stores/members.hpp"
#include "stores/stores.hpp"

namespace tillwatch {

class App {
  public:
    /// A command that works alone has the machine to itself.
    enum class For { service, command };
    /// `on_broken`: the storage failed, from any thread; the process should end.
    App(const Options& options, For whom, const std::function<void()>& on_broken = [] {});

    /// Reading it reads the inbox as well.
    db::Database& state() { return *state_; }
    /// The same as state() on PostgreSQL.
    db::Database& inbox() { return inbox_ ? *inbox_ : *state_; }

    /// Nobody else writes to the databases meanwhile.
    bool alone() const { return alone_; }

    /// Of the embedded database, else null.
    intake::DiskReserve* reserve() { return reserve_ ? &*reserve_ : nullptr; }

  private:
    std::unique_ptr<db::Database> open(const Options& options, For whom, std::string_view name,
                                       const std::function<void()>& on_broken,
                                       std::vector<std::string> attached = {});

    const bool alone_;
    std::optional<db::DirectoryLock> lock_;
    std::optional<intake::DiskReserve> reserve_;
    std::unique_ptr<db::Database> inbox_;
    std::unique_ptr<db::Database> state_;  // attaches the inbox

  public:
    SystemClock clock;
    crypto::SystemRandom random;
    crypto::PasswordHasher hasher;
    crypto::Sealer sealer;
    mail::Outbox outbox;
    accounts::Accounts accounts;
    accounts::ApiKeys api_keys;
    accounts::Sessions sessions;
    stores::Stores stores;
    stores::Members members;
};

}  // namespace tillwatch
