#include <gmock/gmock.h>

#include "conformance/program_fixture.hpp"
#include "mail/letter.hpp"
#include "mail/sender.hpp"

namespace tillwatch::test {
namespace {

constexpr std::int64_t minute_ms = 60'000;

class Outbox : public Program {
  protected:
    void post(std::string_view code = "314159") {
        mail::Letter letter("Your code");
        letter.code(code);
        const auto message =
            letter.to("ann@example.com", "signup", {clock_.now().ms + 10 * minute_ms});
        state().write([&](db::Transaction& transaction) { outbox_.post(transaction, message); });
    }

    /// What a look at the outbox hands on, while the mail server says `fate`.
    std::vector<std::string> send(mail::Fate fate) {
        std::vector<std::string> texts;
        mail::Sender sender(
            outbox_,
            [&](const mail::Message& message, std::string_view, const std::stop_token&) {
                texts.push_back(message.text);
                return mail::Delivered{fate, "test"};
            },
            [this](mail::Outcome outcome) { outcomes_.push_back(outcome); });
        sender.send_due();
        return texts;
    }

    mail::Outbox outbox_{state(), clock_, random_, sealer_};
    std::vector<mail::Outcome> outcomes_;
};

TEST_P(Outbox, hands_on_a_mail_once) {
    post();
    EXPECT_THAT(send(mail::Fate::sent), testing::ElementsAre(testing::HasSubstr("314159")));
    EXPECT_THAT(send(mail::Fate::sent), testing::IsEmpty());
    clock_.advance_ms(9 * minute_ms);
    EXPECT_THAT(send(mail::Fate::sent), testing::IsEmpty());
}

TEST_P(Outbox, keeps_no_mail_of_a_transaction_that_failed) {
    mail::Letter letter("x");
    const auto message = letter.to("ann@example.com", "signup", {clock_.now().ms + minute_ms});
    EXPECT_THROW(state().write([&](db::Transaction& transaction) {
        outbox_.post(transaction, message);
        throw Failure(Code::conflict, "no");
    }),
                 Failure);
    EXPECT_THAT(send(mail::Fate::sent), testing::IsEmpty());
}

TEST_P(Outbox, tries_again_after_longer_and_longer_pauses) {
    post();
    EXPECT_EQ(send(mail::Fate::failed).size(), 1U);
    EXPECT_EQ(send(mail::Fate::failed).size(), 0U);
    clock_.advance_ms(mail::first_pause_ms);
    EXPECT_EQ(send(mail::Fate::failed).size(), 1U);
    clock_.advance_ms(mail::first_pause_ms);
    EXPECT_EQ(send(mail::Fate::failed).size(), 0U);
    clock_.advance_ms(mail::first_pause_ms);
    EXPECT_EQ(send(mail::Fate::sent).size(), 1U);
    clock_.advance_ms(minute_ms);
    EXPECT_EQ(send(mail::Fate::sent).size(), 0U);
}

TEST_P(Outbox, leaves_the_others_waiting_where_the_server_is_away) {
    post("1");
    post("2");
    EXPECT_EQ(send(mail::Fate::failed).size(), 1U);
    EXPECT_EQ(send(mail::Fate::sent).size(), 1U);
    clock_.advance_ms(mail::first_pause_ms);
    EXPECT_EQ(send(mail::Fate::sent).size(), 1U);
}

TEST_P(Outbox, goes_on_to_the_others_where_the_server_cannot_take_one) {
    post("1");
    post("2");
    EXPECT_EQ(send(mail::Fate::deferred).size(), 2U);
    EXPECT_EQ(send(mail::Fate::deferred).size(), 0U);
    clock_.advance_ms(mail::first_pause_ms);
    EXPECT_EQ(send(mail::Fate::sent).size(), 2U);
}

TEST_P(Outbox, sends_the_others_where_one_was_sealed_by_another_key) {
    const crypto::Sealer another(Secret(std::string(crypto::master_key_bytes, 'x')));
    mail::Outbox foreign(state(), clock_, random_, another);
    mail::Letter letter("x");
    const auto message = letter.to("ann@example.com", "signup", {clock_.now().ms + minute_ms});
    state().write([&](db::Transaction& transaction) { foreign.post(transaction, message); });
    post();
    EXPECT_EQ(send(mail::Fate::sent).size(), 1U);
    EXPECT_EQ(outbox_.count(), 1);
    clock_.advance_ms(10 * minute_ms);
    EXPECT_EQ(send(mail::Fate::sent).size(), 0U);
    EXPECT_EQ(outbox_.count(), 0);
}

TEST_P(Outbox, gives_up_what_the_server_refuses) {
    post();
    EXPECT_EQ(send(mail::Fate::refused).size(), 1U);
    clock_.advance_ms(minute_ms);
    EXPECT_EQ(send(mail::Fate::sent).size(), 0U);
}

TEST_P(Outbox, sends_nothing_that_has_expired) {
    post();
    EXPECT_EQ(send(mail::Fate::failed).size(), 1U);
    clock_.advance_ms(10 * minute_ms);
    EXPECT_EQ(send(mail::Fate::sent).size(), 0U);
    clock_.advance_ms(-minute_ms);  // nor is it kept
    EXPECT_EQ(send(mail::Fate::sent).size(), 0U);
}

TEST_P(Outbox, tells_how_many_wait_and_what_became_of_the_others) {
    using enum mail::Outcome;
    for (int i = 0; i < 4; ++i) post();
    EXPECT_EQ(outbox_.count(), 4);
    send(mail::Fate::failed);
    EXPECT_EQ(outbox_.count(), 4);
    send(mail::Fate::refused);
    EXPECT_EQ(outbox_.count(), 1);
    clock_.advance_ms(10 * minute_ms);
    send(mail::Fate::sent);
    post();
    send(mail::Fate::sent);
    EXPECT_EQ(outbox_.count(), 0);
    EXPECT_THAT(outcomes_, testing::ElementsAre(retried, refused, refused, refused, expired, sent));
}

TEST_P(Outbox, hands_on_no_mail_to_nobody_and_keeps_none) {
    mail::Letter letter("x");
    const auto message = letter.to("", "signup", {clock_.now().ms + minute_ms});
    state().write([&](db::Transaction& transaction) { outbox_.pretend(transaction, message); });
    EXPECT_EQ(outbox_.count(), 1);
    EXPECT_THAT(send(mail::Fate::sent), testing::IsEmpty());
    EXPECT_EQ(outbox_.count(), 0);
    EXPECT_THAT(outcomes_, testing::IsEmpty());
}

TEST_P(Outbox, gives_a_mail_to_one_of_several_processes) {
    post();
    const auto other_database = open_again();
    mail::Outbox other(*other_database, clock_, random_, sealer_);
    const auto claimed = outbox_.claim();
    ASSERT_TRUE(claimed);
    EXPECT_FALSE(other.claim());
    clock_.advance_ms(mail::claim_ms);  // the one that had it has ended
    const auto again = other.claim();
    ASSERT_TRUE(again);
    EXPECT_EQ(again->attempts, 2);
    outbox_.postpone(*claimed);  // comes too late to say anything
    EXPECT_FALSE(outbox_.claim());
}

TEST_P(Outbox, seals_what_it_keeps_for_its_own_key_alone) {
    post();
    const crypto::Sealer wrong(Secret(std::string(crypto::master_key_bytes, 'w')));
    mail::Outbox other(state(), clock_, random_, wrong);
    EXPECT_FALSE(other.claim());
}

ON_BOTH_ENGINES(Outbox);

}  // namespace
}  // namespace tillwatch::test
