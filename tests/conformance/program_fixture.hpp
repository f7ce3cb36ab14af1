// The program's parts on a database of either engine, as the app wires them.
#pragma once

#include <future>
#include <memory>

#include "accounts/accounts.hpp"
#include "base/clock.hpp"
#include "conformance/engines.hpp"
#include "crypto/random.hpp"
#include "crypto/sealer.hpp"
#include "insights/overview.hpp"
#include "intake/figures.hpp"
#include "intake/inbox.hpp"
#include "stores/stores.hpp"

namespace tillwatch::test {

/// A database that can be closed for a while, for another process to work with its files.
class ClosableDatabase final : public db::Database {
  public:
    using Open = std::function<std::unique_ptr<db::Database>()>;
    explicit ClosableDatabase(Open open) : open_(std::move(open)), inner_(open_()) {}

    void close() { inner_.reset(); }
    void open_again() { inner_ = open_(); }

    db::Engine engine() const override { return inner_->engine(); }
    std::unique_ptr<db::Listening> listen(db::Ears ears) override {
        return inner_->listen(std::move(ears));
    }
    void flush() override { inner_->flush(); }
    void scrub() override { inner_->scrub(); }

  protected:
    void run_read(db::TransactionBody body, db::Work work) override { inner_->read(body, work); }
    void run_write(db::TransactionBody body, db::Work work) override { inner_->write(body, work); }

  private:
    Open open_;
    std::unique_ptr<db::Database> inner_;
};

class Program : public testing::TestWithParam<db::Engine> {
  protected:
    Program();

    db::Database& state() { return state_; }
    db::Database& inbox() { return inbox_ ? *inbox_ : state_; }

    UserId add_user(std::string email = "ann@example.com");
    stores::Store add_store(std::string domain = "one.myshopify.com");

    struct Sent {
        std::string topic;
        std::string body;
        std::string webhook_id = {};  // empty: one of its own
    };
    /// Hands bodies to an inbox, each with its topic. Answers the receipts' count of `stored`.
    std::int64_t take_in(const stores::Store& store, const std::vector<Sent>& sent);
    /// Projects whatever is pending.
    void project();
    /// Both.
    std::int64_t deliver(const stores::Store& store, const std::vector<Sent>& sent);

    /// One as the edge hands it on, and what the inbox says to it.
    intake::Delivery delivery(const stores::Store& store, std::string webhook_id,
                              std::string_view body = "{}");
    static std::future<intake::Receipt> append(intake::Inbox& log, intake::Delivery delivery);

    /// All figures of 2026.
    insights::Overview overview(const stores::Store& store);
    /// The figures of a day of 2026, "07-01".
    ledger::Measures day(const stores::Store& store, std::string_view day);
    /// Those of one value of a dimension.
    ledger::Measures rollup(const stores::Store& store, ledger::Dimension dimension,
                            std::string_view value, std::string_view day);

    /// "state,reason" of each delivery that had no effect, oldest first.
    std::vector<std::string> outcomes(const stores::Store& store);

    /// Between the two nothing here may touch the databases.
    void close_databases();
    void open_databases();
    /// As another process opens it.
    std::unique_ptr<db::Database> open_again() const {
        return empty_.open({.attached = {"inbox"}});
    }
    const db::Url& url() const { return empty_.url(); }

  private:
    EmptyDatabase empty_;
    ClosableDatabase state_;
    std::optional<ClosableDatabase> inbox_;
    std::int64_t sent_ = 0;

  protected:
    ManualClock clock_{Instant{1'790'000'000'000}};
    crypto::SystemRandom random_;
    crypto::PasswordHasher hasher_{{.passes = 1, .memory_bytes = 8192}};
    crypto::Sealer sealer_{Secret(std::string(crypto::master_key_bytes, 'k'))};
    http::Metrics metrics_;
    intake::Figures figures_{metrics_};
    intake::Crowd crowd_;
    accounts::Accounts accounts_;
    stores::Stores stores_;
};

/// The code of the Failure that `action` throws; fails the test if it throws none.
Code code_of(const std::function<void()>& action);

}  // namespace tillwatch::test
