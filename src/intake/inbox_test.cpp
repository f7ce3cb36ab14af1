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

    /// Until it has taken what was appended so far into a commit.
    void wait_until_the_queue_is_empty() {
        while (figures_.queue_deliveries.value() != 0) std::this_thread::yield();
    }

    static void ignore(std::span<const StoreId>) {}

    test::TemporaryDirectory directory_;
    std::unique_ptr<db::Database> database_ = db::Database::open(
        value_or_throw(db::parse_database_url("sqlite:" + directory_.path().string())), "inbox");
    http::Metrics metrics_;
    Figures figures_{metrics_};

  private:
    std::latch held_{1};
    std::latch let_go_{1};
    std::thread blocker_;
};

TEST_F(BusyInbox, refuses_at_once_what_its_queue_does_not_hold) {
    Inbox inbox(*database_, figures_, nullptr, ignore, {.queue_deliveries = 2});
    auto committing = append(inbox, "a");
    wait_until_the_queue_is_empty();
    auto second = append(inbox, "b");
    auto third = append(inbox, "c");
    auto fourth = append(inbox, "d");
    ASSERT_EQ(fourth.wait_for(0s), std::future_status::ready);
    EXPECT_EQ(fourth.get(), Receipt::queue_full);
    let_go();
    EXPECT_EQ(committing.get(), Receipt::stored);
    EXPECT_EQ(second.get(), Receipt::stored);
    EXPECT_EQ(third.get(), Receipt::stored);
    EXPECT_EQ(append(inbox, "d").get(), Receipt::stored);
}

TEST_F(BusyInbox, counts_the_bytes_that_wait_too) {
    Inbox inbox(*database_, figures_, nullptr, ignore, {.queue_bytes = 10});
    auto committing = append(inbox, "a");
    wait_until_the_queue_is_empty();
    auto second = append(inbox, "b", "12345678");
    auto third = append(inbox, "c", "123");
    ASSERT_EQ(third.wait_for(0s), std::future_status::ready);
    EXPECT_EQ(third.get(), Receipt::queue_full);
    let_go();
    EXPECT_EQ(second.get(), Receipt::stored);
}

TEST_F(BusyInbox, answers_for_a_commit_that_does_not_come_back) {
    Inbox inbox(*database_, figures_, nullptr, ignore, {.answer_time = 1ms});
    auto committing = append(inbox, "a");
    EXPECT_EQ(committing.get(), Receipt::overdue);
    auto queued = append(inbox, "b");
    EXPECT_EQ(queued.get(), Receipt::overdue);
    let_go();
    // The first was in the commit, and comes again; the second had not been taken.
    auto again = append(inbox, "a");
    EXPECT_TRUE((std::set{Receipt::duplicate, Receipt::overdue}).contains(again.get()));
}

TEST_F(BusyInbox, commits_together_what_waited) {
    Inbox inbox(*database_, figures_, nullptr, ignore);
    auto first = append(inbox, "first");
    wait_until_the_queue_is_empty();
    std::vector<std::future<Receipt>> receipts;
    for (int i = 0; i < 100; ++i) receipts.push_back(append(inbox, std::to_string(i)));
    EXPECT_EQ(figures_.queue_deliveries.value(), 100);
    let_go();
    for (auto& receipt : receipts) EXPECT_EQ(receipt.get(), Receipt::stored);
    // One commit of one, one of a hundred: the buckets of up to 1 and of up to 128.
    EXPECT_EQ(figures_.commit_deliveries.bucket(0), 1u);
    EXPECT_EQ(figures_.commit_deliveries.bucket(7), 1u);
}

TEST_F(BusyInbox, commits_what_it_took_before_it_ends) {
    std::vector<std::future<Receipt>> receipts;
    {
        Inbox inbox(*database_, figures_, nullptr, ignore);
        for (int i = 0; i < 10; ++i) receipts.push_back(append(inbox, std::to_string(i)));
        let_go();
    }
    for (auto& receipt : receipts) EXPECT_EQ(receipt.get(), Receipt::stored);
}

}  // namespace
}  // namespace tillwatch::intake
