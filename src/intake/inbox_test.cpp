#include "intake/inbox.hpp"

#include <future>
#include <latch>

#include <gtest/gtest.h>

#include "db/migration.hpp"
#include "db/migrations.hpp"
#include "support/temporary_directory.hpp"

namespace tillwatch::intake {
namespace {

using namespace std::chrono_literals;

/// A database whose commits are durable at once and told of only when it is let go.
class HangingCommit final : public db::Database {
  public:
    explicit HangingCommit(db::Database& inner) : inner_(inner) {}
    ~HangingCommit() override { let_go(); }
    void let_go() {
        if (!let_go_.try_wait()) let_go_.count_down();
    }
    db::Engine engine() const override { return inner_.engine(); }
    std::unique_ptr<db::Listening> listen(db::Ears ears) override {
        return inner_.listen(std::move(ears));
    }
    void flush() override { inner_.flush(); }
    void scrub() override { inner_.scrub(); }

  protected:
    void run_read(db::TransactionBody body, db::Work work) override { inner_.read(body, work); }
    void run_write(db::TransactionBody body, db::Work work) override {
        inner_.write(body, work);
        let_go_.wait();
    }

  private:
    db::Database& inner_;
    std::latch let_go_{1};
};

/// An inbox whose database is busy until it is let go.
class BusyInbox : public testing::Test {
  protected:
    BusyInbox() {
        db::migrate(*database_, db::migrations::inbox, SystemClock());
        blocker_ = std::thread([this] {
            database_->write([this](db::Transaction&) {
                held_.count_down();
                let_go_.wait();
            });
        });
        held_.wait();
    }

    ~BusyInbox() override {
        if (blocker_.joinable()) let_go();
    }

    void let_go() {
        let_go_.count_down();
        blocker_.join();
    }

    static std::future<Receipt> append(Inbox& inbox, std::string webhook_id,
                                       std::string_view body = "{}") {
        auto promise = std::make_shared<std::promise<Receipt>>();
        auto receipt = promise->get_future();
        inbox.append({.store_id = StoreId{1},
                      .topic = "orders/create",
                      .webhook_id = std::move(webhook_id),
                      .content = pack("", body)},
                     [promise](Receipt told) { promise->set_value(told); });
        return receipt;
    }

    static void ignore(std::span<const StoreId>) {}

    test::TemporaryDirectory directory_;
    std::unique_ptr<db::Database> database_ = db::Database::open(
        value_or_throw(db::parse_database_url("sqlite:" + directory_.path().string())), "inbox");
    http::Metrics metrics_;
    Figures figures_{metrics_};
    Crowd crowd_;

  private:
    std::latch held_{1};
    std::latch let_go_{1};
    std::thread blocker_;
};

TEST_F(BusyInbox, refuses_at_once_what_its_queue_does_not_hold) {
    Inbox inbox(*database_, figures_, crowd_, nullptr, ignore, {.queue_deliveries = 2});
    auto first = append(inbox, "a");
    auto second = append(inbox, "b");
    auto third = append(inbox, "c");
    ASSERT_EQ(third.wait_for(0s), std::future_status::ready);
    EXPECT_EQ(third.get(), Receipt::queue_full);
    let_go();
    EXPECT_EQ(first.get(), Receipt::stored);
    EXPECT_EQ(second.get(), Receipt::stored);
    EXPECT_EQ(append(inbox, "c").get(), Receipt::stored);
}

TEST_F(BusyInbox, counts_the_bytes_that_wait_too) {
    Inbox inbox(*database_, figures_, crowd_, nullptr, ignore, {.queue_bytes = 10});
    auto first = append(inbox, "a", "12345678");
    auto second = append(inbox, "b", "123");
    ASSERT_EQ(second.wait_for(0s), std::future_status::ready);
    EXPECT_EQ(second.get(), Receipt::queue_full);
    auto third = append(inbox, "c", "12");
    let_go();
    EXPECT_EQ(first.get(), Receipt::stored);
    EXPECT_EQ(third.get(), Receipt::stored);
}

TEST_F(BusyInbox, answers_for_a_database_that_does_not_come_to_write) {
    Inbox inbox(*database_, figures_, crowd_, nullptr, ignore, {.answer_time = 300ms});
    auto first = append(inbox, "a");
    auto second = append(inbox, "b");
    EXPECT_EQ(first.get(), Receipt::overdue);
    EXPECT_EQ(second.get(), Receipt::overdue);
    let_go();
    // They had not been taken: this is the first that is stored of them.
    EXPECT_EQ(append(inbox, "a").get(), Receipt::stored);
}

TEST_F(BusyInbox, answers_for_a_commit_that_does_not_come_back) {
    let_go();
    HangingCommit hanging(*database_);
    Inbox inbox(hanging, figures_, crowd_, nullptr, ignore, {.answer_time = 300ms});
    auto first = append(inbox, "a");
    EXPECT_EQ(first.get(), Receipt::overdue);
    hanging.let_go();
    // It was stored all the same.
    EXPECT_EQ(append(inbox, "a").get(), Receipt::duplicate);
}

TEST_F(BusyInbox, commits_together_what_waited) {
    Inbox inbox(*database_, figures_, crowd_, nullptr, ignore);
    std::vector<std::future<Receipt>> receipts;
    for (int i = 0; i < 100; ++i) receipts.push_back(append(inbox, std::to_string(i)));
    EXPECT_EQ(figures_.queue_deliveries.value(), 100);
    let_go();
    for (auto& receipt : receipts) EXPECT_EQ(receipt.get(), Receipt::stored);
    // One commit, in the bucket of up to 128.
    EXPECT_EQ(figures_.commit_deliveries.bucket(7), 1u);
    EXPECT_EQ(figures_.commit_deliveries.sum(), 100);
}

TEST_F(BusyInbox, has_what_comes_soon_after_a_commit_share_the_next) {
    let_go();
    Inbox inbox(*database_, figures_, crowd_, nullptr, ignore, {.pace = 500ms});
    EXPECT_EQ(append(inbox, "a").get(), Receipt::stored);
    std::vector<std::future<Receipt>> receipts;
    for (int i = 0; i < 5; ++i) receipts.push_back(append(inbox, std::to_string(i)));
    for (auto& receipt : receipts) EXPECT_EQ(receipt.get(), Receipt::stored);
    EXPECT_EQ(figures_.commit_deliveries.bucket(0), 1u);
    EXPECT_EQ(figures_.commit_deliveries.bucket(3), 1u);  // of up to 8
}

TEST_F(BusyInbox, waits_for_no_pace_where_enough_wait) {
    let_go();
    Inbox inbox(*database_, figures_, crowd_, nullptr, ignore,
                {.answer_time = 1h, .pace = 1h, .commit_deliveries_enough = 3});
    EXPECT_EQ(append(inbox, "a").get(), Receipt::stored);
    std::vector<std::future<Receipt>> receipts;
    for (int i = 0; i < 3; ++i) receipts.push_back(append(inbox, std::to_string(i)));
    for (auto& receipt : receipts) EXPECT_EQ(receipt.get(), Receipt::stored);
    EXPECT_EQ(figures_.commit_deliveries.bucket(2), 1u);  // of up to 4
}

TEST_F(BusyInbox, takes_a_large_commit_for_a_crowd) {
    const auto now = std::chrono::steady_clock::now();
    {
        Inbox inbox(*database_, figures_, crowd_, nullptr, ignore);
        std::vector<std::future<Receipt>> receipts;
        for (int i = 0; i < Crowd::deliveries_min * Crowd::commits_averaged; ++i)
            receipts.push_back(append(inbox, std::to_string(i)));
        let_go();
        for (auto& receipt : receipts) EXPECT_EQ(receipt.get(), Receipt::stored);
    }
    EXPECT_TRUE(crowd_.is_here(now));
    EXPECT_FALSE(crowd_.is_here(now + 1h));
}

TEST(a_crowd, is_what_comes_on_and_on) {
    Crowd crowd;
    Crowd::Moment now{};
    for (int commit = 1; commit <= 20; ++commit) {
        EXPECT_EQ(crowd.is_here(now), commit > 9) << commit;
        crowd.committing(12, now += 2ms);  // their average is 8 and more from the ninth on
    }
    for (int commit = 1; commit <= 60; ++commit) crowd.committing(1, now += 2ms);
    EXPECT_FALSE(crowd.is_here(now)) << "it is over";
}

TEST(a_crowd, is_no_burst_and_no_stream_below_it) {
    Crowd crowd;
    Crowd::Moment now{};
    crowd.committing(60, now += 1s);
    EXPECT_FALSE(crowd.is_here(now));
    for (int commit = 1; commit <= 20; ++commit) crowd.committing(60, now += 150ms);
    EXPECT_FALSE(crowd.is_here(now)) << "each comes after a pause";
    for (int commit = 1; commit <= 100; ++commit) crowd.committing(7, now += 2ms);
    EXPECT_FALSE(crowd.is_here(now));
}

TEST_F(BusyInbox, commits_what_it_took_before_it_ends) {
    std::vector<std::future<Receipt>> receipts;
    {
        Inbox inbox(*database_, figures_, crowd_, nullptr, ignore);
        for (int i = 0; i < 10; ++i) receipts.push_back(append(inbox, std::to_string(i)));
        let_go();
    }
    for (auto& receipt : receipts) EXPECT_EQ(receipt.get(), Receipt::stored);
}

}  // namespace
}  // namespace tillwatch::intake
