// The program's parts on a database of either engine, as the app wires them.
#pragma once

#include <memory>

#include "accounts/accounts.hpp"
#include "base/clock.hpp"
#include "conformance/engines.hpp"
#include "crypto/random.hpp"
#include "crypto/sealer.hpp"
#include "insights/overview.hpp"
#include "intake/delivery.hpp"
#include "intake/figures.hpp"
#include "stores/stores.hpp"

namespace tillwatch::test {

class Program : public testing::TestWithParam<db::Engine> {
  protected:
    Program();

    db::Database& state() { return *state_; }
    db::Database& inbox() { return inbox_ ? *inbox_ : *state_; }

    UserId add_user(std::string email = "ann@example.com");
    stores::Store add_store(std::string domain = "one.myshopify.com");

    /// Hands bodies to an inbox, each with its topic, and projects them. Answers the receipts'
    /// count of `stored`.
    struct Sent {
        std::string topic;
        std::string body;
        std::string webhook_id = {};  // empty: one of its own
    };
    std::int64_t deliver(const stores::Store& store, const std::vector<Sent>& sent);

    /// All figures of 2026.
    insights::Overview overview(const stores::Store& store);
    /// The figures of a day of 2026, "07-01".
    ledger::Measures day(const stores::Store& store, std::string_view day);

  private:
    EmptyDatabase empty_;
    std::unique_ptr<db::Database> state_;
    std::unique_ptr<db::Database> inbox_;
    std::int64_t sent_ = 0;

  protected:
    ManualClock clock_{Instant{1'790'000'000'000}};
    crypto::SystemRandom random_;
    crypto::PasswordHasher hasher_{{.passes = 1, .memory_bytes = 8192}};
    crypto::Sealer sealer_{Secret(std::string(crypto::master_key_bytes, 'k'))};
    http::Metrics metrics_;
    intake::Figures figures_{metrics_};
    accounts::Accounts accounts_;
    stores::Stores stores_;
};

/// The code of the Failure that `action` throws; fails the test if it throws none.
Code code_of(const std::function<void()>& action);

}  // namespace tillwatch::test
