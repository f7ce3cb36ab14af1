#include <atomic>

#include <gmock/gmock.h>

#include "accounts/lost_second_factor.hpp"
#include "conformance/signing.hpp"
#include "crypto/totp.hpp"

namespace tillwatch::test {
namespace {

class SecondFactor : public Signing {
  protected:
    SecondFactor() : user_(add_user()) {}

    template <class F>
    auto within(F f) {
        return state().write(f);
    }
    std::string code(std::int64_t steps_later = 0) {
        return crypto::totp_code(secret_, crypto::totp_step(clock_.now()) + steps_later);
    }
    void begin() {
        secret_ = from_base32(
            within([&](auto& transaction) { return factors().begin(transaction, user_); }));
    }
    bool confirm(const std::string& entered) {
        return within(
            [&](auto& transaction) { return factors().confirm(transaction, user_, entered); });
    }
    std::vector<std::string> set_up() {
        begin();
        EXPECT_TRUE(confirm(code()));
        clock_.advance_ms(60'000);
        return within(
            [&](auto& transaction) { return factors().renew_recovery_codes(transaction, user_); });
    }
    accounts::SecondFactors& factors() { return desk_.second_factors; }
    Secret ticket() {
        return std::get<accounts::SecondFactorNeeded>(
                   desk_.sign_in.by_password(ann, Secret(good_password), device_))
            .ticket;
    }
    bool enters(const Secret& ticket, const std::string& entered) {
        try {
            desk_.sign_in.by_ticket(ticket, entered, device_);
            return true;
        } catch (const Failure& failure) {
            EXPECT_EQ(failure.code(), Code::unauthenticated) << failure.what();
            return false;
        }
    }

    void remove_lost(std::string_view email) {
        accounts::remove_lost_second_factor(state(), clock_, outbox_, email);
    }

    UserId user_;
    Secret secret_;
};

TEST_P(SecondFactor, is_asked_for_once_its_first_code_was_entered) {
    begin();
    EXPECT_TRUE(is_password(good_password));
    sign_in();
    EXPECT_FALSE(confirm(wrong(code())));
    sign_in();
    EXPECT_TRUE(confirm(code()));
    const auto needed = ticket();
    clock_.advance_ms(30'000);
    EXPECT_FALSE(enters(needed, wrong(code())));
    EXPECT_TRUE(enters(needed, code()));
    EXPECT_FALSE(enters(needed, code(1)));
}

TEST_P(SecondFactor, takes_no_code_twice) {
    set_up();
    EXPECT_TRUE(enters(ticket(), code()));
    EXPECT_FALSE(enters(ticket(), code()));
    EXPECT_FALSE(enters(ticket(), code(-1)));
    EXPECT_TRUE(enters(ticket(), code(1)));
}

TEST_P(SecondFactor, takes_each_of_ten_recovery_codes_once) {
    const auto codes = set_up();
    ASSERT_EQ(codes.size(), 10U);
    EXPECT_THAT(codes[0], testing::MatchesRegex("[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}"));
    for (const auto& one : codes) {
        std::string bare = one;
        std::erase(bare, '-');
        EXPECT_FALSE(holds(bare));
    }
    EXPECT_TRUE(enters(ticket(), codes[3]));
    EXPECT_FALSE(enters(ticket(), codes[3]));
    std::string typed = codes[4];
    std::erase(typed, '-');
    for (auto& c : typed) c = static_cast<char>(std::toupper(c));
    EXPECT_TRUE(enters(ticket(), typed));
    const auto state_of = [&] {
        return within([&](auto& transaction) { return factors().state(transaction, user_); });
    };
    EXPECT_EQ(state_of().recovery_codes_left, 8);
    within([&](auto& transaction) { return factors().renew_recovery_codes(transaction, user_); });
    EXPECT_FALSE(enters(ticket(), codes[5]));
    EXPECT_EQ(state_of().recovery_codes_left, 10);
}

TEST_P(SecondFactor, takes_a_code_of_one_of_several_who_enter_it_at_once) {
    const auto codes = set_up();
    for (const auto& entered : {code(), codes[0]}) {
        std::vector<Secret> tickets;
        for (int i = 0; i < 4; ++i) tickets.push_back(ticket());
        std::atomic<std::size_t> next = 0;
        EXPECT_EQ(count_at_once([&] { return enters(tickets[next++], entered); }), 1) << entered;
        clock_.advance_ms(accounts::attempts_forgotten_ms);
    }
}

TEST_P(SecondFactor, is_no_other_persons) {
    set_up();
    const auto mine = secret_;
    const auto ann_id = user_;
    user_ = add_user("bo@example.com");
    const auto codes = set_up();
    secret_ = mine;
    user_ = ann_id;
    EXPECT_FALSE(enters(ticket(), codes[0]));
    EXPECT_TRUE(enters(ticket(), code()));
}

TEST_P(SecondFactor, is_guessed_at_slowly_whatever_the_ticket) {
    set_up();
    for (int i = 0; i < 5; ++i) EXPECT_FALSE(enters(ticket(), "000000x"));
    EXPECT_EQ(wait_of([&] { desk_.sign_in.by_ticket(ticket(), "000000x", device_); }), 1);
    clock_.advance_ms(1'000);
    EXPECT_TRUE(enters(ticket(), code()));
}

TEST_P(SecondFactor, is_not_passed_by_setting_another_password) {
    set_up();
    const auto before = ticket();
    desk_.passwords.forgot(ann);
    desk_.passwords.reset(take_token(), Secret(other_password), device_);
    EXPECT_FALSE(enters(before, code()));
    const auto outcome = desk_.sign_in.by_password(ann, Secret(other_password), device_);
    EXPECT_TRUE(std::holds_alternative<accounts::SecondFactorNeeded>(outcome));
}

TEST_P(SecondFactor, has_tickets_for_five_minutes) {
    set_up();
    const auto needed = ticket();
    clock_.advance_ms(accounts::totp_ticket.valid_ms);
    EXPECT_FALSE(enters(needed, code()));
    EXPECT_FALSE(enters(Secret("made up"), code()));
}

TEST_P(SecondFactor, in_use_gives_way_to_no_other_and_is_taken_away_whole) {
    const auto codes = set_up();
    EXPECT_EQ(code_of([&] { begin(); }), Code::conflict);
    within([&](auto& transaction) {
        factors().remove(transaction, user_);
        return 0;
    });
    sign_in();
    begin();
    EXPECT_TRUE(confirm(code()));
    EXPECT_FALSE(enters(ticket(), codes[0]));
}

TEST_P(SecondFactor, that_is_lost_is_taken_away_by_an_operator_and_a_mail_says_so) {
    EXPECT_EQ(code_of([&] { remove_lost("bo@example.com"); }), Code::not_found);
    EXPECT_EQ(code_of([&] { remove_lost(ann); }), Code::conflict);
    const auto signed_in = sign_in();
    const auto codes = set_up();
    const auto before = ticket();
    remove_lost("Ann@example.com");
    EXPECT_FALSE(caller_of(signed_in));
    EXPECT_FALSE(enters(before, codes[0]));
    EXPECT_TRUE(is_password(good_password));
    const auto mail = take_mail();
    EXPECT_EQ(mail.to, ann);
    EXPECT_THAT(mail.text, testing::HasSubstr("the password alone"));
    const auto told = events(user_, "second_factor.removed");
    ASSERT_EQ(told.size(), 1U);
    EXPECT_FALSE(told[0].actor || told[0].address);
}

TEST_P(SecondFactor, has_a_secret_that_nobody_reads_in_the_database) {
    begin();
    EXPECT_FALSE(holds(secret_.reveal()));
    EXPECT_EQ(secret_.reveal().size(), 20U);
    EXPECT_EQ(accounts::otpauth_uri("ABC", "a+b@example.com"),
              "otpauth://totp/Tillwatch:a%2Bb@example.com?secret=ABC&issuer=Tillwatch"
              "&algorithm=SHA1&digits=6&period=30");
}

ON_BOTH_ENGINES(SecondFactor);

}  // namespace
}  // namespace tillwatch::test
