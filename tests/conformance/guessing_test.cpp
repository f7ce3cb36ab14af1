#include <gmock/gmock.h>

#include "conformance/signing.hpp"
#include "crypto/totp.hpp"

namespace tillwatch::test {
namespace {

/// From an address from which nobody is signed in.
class Guessing : public Signing {
  protected:
    Guessing() : user_(add_user()) {}

    static constexpr std::int64_t day_ms = 86'400'000;
    const accounts::Device elsewhere_{"A browser", "198.51.100.1"};

    void wait() { clock_.advance_ms(accounts::attempts_wait_s_max * 1'000); }
    /// Whether it is taken, after the longest wait there is; else the answer has this code.
    bool is_taken(const std::function<void()>& attempt, Code refused = Code::unauthenticated) {
        wait();
        try {
            attempt();
            return true;
        } catch (const Failure& failure) {
            EXPECT_EQ(failure.code(), refused) << failure.what();
            last_words_ = failure.what();
            return false;
        }
    }
    bool is_taken(const char* password, const std::string& email = ann) {
        return is_taken([&] { desk_.sign_in.by_password(email, Secret(password), elsewhere_); });
    }
    void guess(int times, const std::string& email = ann) {
        for (int i = 0; i < times; ++i) ASSERT_FALSE(is_taken("wrong", email)) << i;
    }

    UserId user_;
    std::string last_words_;
};

TEST_P(Guessing, is_over_after_a_hundred_failures_in_a_row_even_for_what_is_right) {
    guess(99);
    EXPECT_FALSE(has_mail());
    EXPECT_TRUE(is_taken(good_password));
    desk_.sign_in.end_sessions(user_, elsewhere_);
    guess(100);
    const auto to_what_is_wrong = last_words_;
    EXPECT_FALSE(is_taken(good_password));
    EXPECT_EQ(last_words_, to_what_is_wrong);
    clock_.advance_ms(2 * day_ms);
    EXPECT_FALSE(is_taken(good_password));
}

TEST_P(Guessing, begins_anew_a_day_after_the_last_failure_of_less_than_a_hundred) {
    guess(99);
    clock_.advance_ms(day_ms);
    guess(1);
    EXPECT_TRUE(is_taken(good_password));
    EXPECT_FALSE(has_mail());
}

TEST_P(Guessing, that_is_over_is_told_to_the_owner_once) {
    guess(100);
    const auto mail = take_mail();
    EXPECT_EQ(mail.to, ann);
    EXPECT_THAT(mail.text, testing::HasSubstr("https://tillwatch.example/forgot"));
    guess(3);
    EXPECT_FALSE(is_taken(good_password));
    EXPECT_FALSE(has_mail());
    EXPECT_EQ(events(user_, "password.reset_needed").size(), 1U);
}

TEST_P(Guessing, is_not_all_that_takes_the_time_of_those_who_hash) {
    const auto right = [&] { desk_.sign_in.by_password(ann, Secret(good_password), device_); };
    right();  // from now on the address is one that is signed in from, and counted apart
    for (unsigned i = 0; i < accounts::hashes_burst; ++i) right();
    EXPECT_EQ(wait_of(right), 1);
    clock_.advance_ms(1'000);
    EXPECT_EQ(wait_of(right), 0);
    EXPECT_EQ(sessions_.list(user_).size(), static_cast<std::size_t>(accounts::sessions_max));
}

TEST_P(Guessing, is_in_the_log_of_the_account_and_of_nobody_elses) {
    const Instant later{clock_.now().ms + 1'000 * day_ms};
    audit::forget_old(state(), later);
    guess(2);
    guess(1, "no@example.com");
    const auto failed = events(user_, "sign_in.failed");
    ASSERT_EQ(failed.size(), 2U);
    EXPECT_EQ(failed.at(0).address, elsewhere_.address);
    EXPECT_FALSE(failed.at(0).actor);
    EXPECT_EQ(failed.at(0).details, R"({"by":"password"})");
    EXPECT_EQ(audit::forget_old(state(), later), 2);
}

TEST_P(Guessing, that_is_over_is_so_until_the_password_is_set_by_a_mailed_link) {
    guess(100);
    take_mail();
    EXPECT_FALSE(is_taken(good_password));
    desk_.passwords.forgot(ann);
    desk_.passwords.reset(take_token(), Secret(other_password), elsewhere_);
    take_mail();
    EXPECT_FALSE(is_taken(good_password));
    EXPECT_TRUE(is_taken(other_password));
}

TEST_P(Guessing, that_is_over_is_so_until_an_operator_sets_the_password) {
    guess(100);
    accounts_.set_password(ann, Secret(other_password));
    EXPECT_EQ(events(user_, "password.changed").size(), 1U);
    EXPECT_TRUE(is_taken(other_password));
}

TEST_P(Guessing, at_an_address_without_an_account_ends_alike_and_mails_nobody) {
    constexpr auto nobody = "no@example.com";
    guess(100, nobody);
    EXPECT_FALSE(has_mail());
    EXPECT_EQ(wait_of([&] { desk_.sign_in.by_password(nobody, Secret("x"), elsewhere_); }), 900);
    clock_.advance_ms(2 * day_ms);
    guess(1, nobody);
    EXPECT_EQ(wait_of([&] { desk_.sign_in.by_password(nobody, Secret("x"), elsewhere_); }), 900);
    EXPECT_TRUE(is_taken(good_password));
}

TEST_P(Guessing, elsewhere_does_not_keep_out_who_is_signed_in) {
    const auto mine = sign_in();
    guess(100);
    EXPECT_FALSE(is_taken(good_password));
    EXPECT_TRUE(is_password(good_password));
    EXPECT_TRUE(refresh(mine.grant.refresh_token));
}

TEST_P(Guessing, where_the_owner_is_signed_in_has_no_end) {
    sign_in();
    const auto here = [&](const char* password) {
        return is_taken([&] { desk_.sign_in.by_password(ann, Secret(password), device_); });
    };
    for (int i = 0; i < 101; ++i) ASSERT_FALSE(here("wrong"));
    EXPECT_TRUE(here(good_password));
    EXPECT_FALSE(has_mail());
}

TEST_P(Guessing, of_who_has_a_session_ends_too) {
    const auto confirms = [&](const char* password) {
        return is_taken([&] { desk_.sign_in.confirm(user_, Secret(password), device_); },
                        Code::forbidden);
    };
    for (int i = 0; i < 100; ++i) ASSERT_FALSE(confirms("wrong"));
    EXPECT_EQ(take_mail().to, ann);
    EXPECT_FALSE(confirms(good_password));
    EXPECT_TRUE(is_taken(good_password));
    accounts_.set_password(ann, Secret(other_password));
    EXPECT_TRUE(confirms(other_password));
}

TEST_P(Guessing, at_the_second_factor_ends_too) {
    const auto secret = state().write([&](db::Transaction& transaction) {
        return from_base32(desk_.second_factors.begin(transaction, user_));
    });
    const auto code = [&] { return crypto::totp_code(secret, crypto::totp_step(clock_.now())); };
    state().write([&](db::Transaction& transaction) {
        return desk_.second_factors.confirm(transaction, user_, code());
    });
    const char* password = good_password;
    const auto enters = [&](bool right) {
        return is_taken([&] {
            const auto asked = desk_.sign_in.by_password(ann, Secret(password), device_);
            const auto& ticket = std::get<accounts::SecondFactorNeeded>(asked).ticket;
            desk_.sign_in.by_ticket(ticket, right ? code() : wrong(code()), device_);
        });
    };
    for (int i = 0; i < 100; ++i) ASSERT_FALSE(enters(false));
    EXPECT_EQ(take_mail().to, ann);
    EXPECT_FALSE(enters(true));
    accounts_.set_password(ann, Secret(other_password));
    password = other_password;
    EXPECT_TRUE(enters(true));
}

ON_BOTH_ENGINES(Guessing);

}  // namespace
}  // namespace tillwatch::test
