#include <future>

#include <gmock/gmock.h>

#include "conformance/signing.hpp"

namespace tillwatch::test {
namespace {

class SigningUp : public Signing {
  protected:
    bool verifies(const std::string& code, std::optional<std::int64_t> flow = std::nullopt,
                  const std::string& email = ann) {
        try {
            desk_.sign_up.verify(email, code, flow, device_);
            return true;
        } catch (const Failure& failure) {
            EXPECT_EQ(failure.code(), Code::invalid) << failure.what();
            return false;
        }
    }
    accounts::SignUp sign_up_of(Signup policy) {
        return {desk_.environment(), desk_.sign_in, policy, invitations_};
    }
};

TEST_P(SigningUp, makes_an_account_once_the_code_that_was_mailed_is_entered) {
    ask_for_account();
    EXPECT_TRUE(accounts_.list().empty());
    const auto mail = take_mail();
    EXPECT_EQ(mail.to, ann);
    const auto code = found_in(mail, R"(\b(\d{6})\b)");
    const auto signed_in = desk_.sign_up.verify(ann, code, std::nullopt, device_);
    EXPECT_EQ(signed_in.profile.email, ann);
    EXPECT_EQ(signed_in.profile.name, "Ann");
    EXPECT_TRUE(caller_of(signed_in));
    EXPECT_TRUE(is_password(good_password));
    EXPECT_FALSE(verifies(code));
    EXPECT_EQ(accounts_.list().size(), 1U);
}

TEST_P(SigningUp, gives_an_account_to_one_of_two_who_enter_the_code_at_once) {
    ask_for_account();
    const auto code = take_code();
    EXPECT_EQ(count_at_once([&] { return verifies(code); }), 1);
    EXPECT_EQ(accounts_.list().size(), 1U);
}

TEST_P(SigningUp, takes_a_code_for_ten_minutes) {
    ask_for_account();
    const auto code = take_code();
    clock_.advance_ms(accounts::code_valid_ms);
    EXPECT_FALSE(verifies(code));
    ask_for_account();
    const auto next = take_code();
    clock_.advance_ms(accounts::code_valid_ms - 1);
    EXPECT_TRUE(verifies(next));
}

TEST_P(SigningUp, takes_five_tries_of_a_code) {
    ask_for_account();
    const auto code = take_code();
    for (int i = 0; i < 4; ++i) EXPECT_FALSE(verifies(wrong(code)));
    EXPECT_TRUE(verifies(code));
    ask_for_account("bo@example.com");
    const auto other = take_code();
    for (int i = 0; i < 5; ++i)
        EXPECT_FALSE(verifies(wrong(other), std::nullopt, "bo@example.com"));
    EXPECT_FALSE(verifies(other, std::nullopt, "bo@example.com"));
}

TEST_P(SigningUp, takes_a_code_for_its_address_alone) {
    ask_for_account();
    const auto code = take_code();
    ask_for_account("bo@example.com");
    const auto other = take_code();
    if (code != other) EXPECT_FALSE(verifies(other));
    EXPECT_TRUE(verifies(code));
}

TEST_P(SigningUp, takes_a_code_for_the_flow_that_is_shown_alone) {
    const auto mine = ask_for_account();
    const auto first = take_code();
    const auto theirs = ask_for_account(ann, other_password);
    const auto second = take_code();
    // Who signed up first would get an account with somebody else's password.
    EXPECT_FALSE(verifies(second, mine));
    if (first != second) EXPECT_FALSE(verifies(first, mine));
    EXPECT_TRUE(verifies(second, theirs));
    EXPECT_TRUE(is_password(other_password));
}

TEST_P(SigningUp, sends_another_code_on_request_and_the_last_one_counts) {
    ask_for_account();
    const auto first = take_code();
    EXPECT_EQ(wait_of([&] { desk_.sign_up.resend(ann); }), 30);
    clock_.advance_ms(30'000);
    desk_.sign_up.resend(ann);
    const auto second = take_code();
    if (first != second) EXPECT_FALSE(verifies(first));
    clock_.advance_ms(accounts::code_valid_ms - 1);
    EXPECT_TRUE(verifies(second));
}

TEST_P(SigningUp, sends_nothing_to_who_did_not_ask) {
    desk_.sign_up.resend(ann);
    EXPECT_FALSE(has_mail());
    EXPECT_EQ(wait_of([&] { desk_.sign_up.resend(ann); }), 30);
}

TEST_P(SigningUp, sends_three_mails_a_quarter_of_an_hour_and_ten_a_day) {
    const auto wait = [&] { return wait_of([&] { ask_for_account(); }); };
    for (int i = 0; i < 3; ++i) EXPECT_EQ(wait(), 0);
    EXPECT_EQ(wait(), 900);
    EXPECT_EQ(wait_of([&] { ask_for_account("bo@example.com"); }), 0);
    for (int i = 3; i < 10; ++i) {
        clock_.advance_ms(900'000);
        EXPECT_EQ(wait(), 0);
    }
    clock_.advance_ms(900'000);
    EXPECT_EQ(wait(), 86'400 - 8 * 900);
    clock_.advance_ms(86'400'000);
    EXPECT_EQ(wait(), 0);
}

TEST_P(SigningUp, tells_the_owner_of_a_known_address_and_nobody_else) {
    add_user();
    const auto flow = ask_for_account(ann, other_password);
    EXPECT_GT(flow, 0);
    const auto mail = take_mail();
    EXPECT_EQ(mail.to, ann);
    EXPECT_THAT(mail.text, testing::HasSubstr("already"));
    EXPECT_TRUE(is_password(good_password));
    EXPECT_FALSE(is_password(other_password));
    EXPECT_FALSE(verifies("000000"));
    clock_.advance_ms(accounts::mail_cool_down_ms);
    desk_.sign_up.resend(ann);
    EXPECT_THAT(take_mail().text, testing::HasSubstr("already"));
}

TEST_P(SigningUp, refuses_passwords_that_are_easily_guessed) {
    for (const auto* guessed : {"too short", "password1234", "ann-example-12", "tillwatch1234"})
        EXPECT_EQ(code_of([&] { ask_for_account(ann, guessed); }), Code::invalid) << guessed;
    EXPECT_FALSE(has_mail());
}

TEST_P(SigningUp, makes_who_comes_first_the_operator) {
    EXPECT_TRUE(sign_up().profile.is_operator);
    EXPECT_FALSE(sign_up("bo@example.com").profile.is_operator);
}

TEST_P(SigningUp, is_for_the_first_alone_where_it_is_not_open) {
    for (const auto policy : {Signup::invited, Signup::closed}) {
        auto limited = sign_up_of(policy);
        const accounts::SignUpRequest request{ann, "Ann", Secret(good_password)};
        if (accounts_.list().empty()) {
            limited.begin(request);
            limited.verify(ann, take_code(), std::nullopt, device_);
        }
        EXPECT_EQ(code_of([&] { limited.begin(request); }), Code::forbidden);
    }
}

TEST_P(SigningUp, makes_one_first_account_of_two_who_asked_before_there_was_any) {
    auto closed = sign_up_of(Signup::closed);
    const auto enter = [&](const char* email, const std::string& code) {
        try {
            closed.verify(email, code, std::nullopt, device_);
            return 1;
        } catch (const Failure&) {
            return 0;
        }
    };
    closed.begin({ann, "Ann", Secret(good_password)});
    const auto code = take_code();
    closed.begin({"bo@example.com", "Bo", Secret(good_password)});
    const auto other = take_code();
    auto one = std::async(std::launch::async, [&] { return enter(ann, code); });
    auto two = std::async(std::launch::async, [&] { return enter("bo@example.com", other); });
    EXPECT_EQ(one.get() + two.get(), 1);
    EXPECT_EQ(accounts_.list().size(), 1U);
}

TEST_P(SigningUp, is_for_who_was_invited_with_the_link_and_that_address) {
    const auto store = add_store();
    const audit::Actor owner{.user = accounts_.get_id(ann)};
    members_.invite(store, owner, {.email = "bo@example.com"});
    const auto token = take_token();
    const auto ask = [&](Signup policy, std::string email, std::optional<Secret> invitation) {
        sign_up_of(policy).begin({std::move(email), "", Secret(good_password), invitation});
    };
    for (const auto& refused : {std::optional<Secret>(), std::optional(Secret("made up"))})
        EXPECT_EQ(code_of([&] { ask(Signup::invited, "bo@example.com", refused); }),
                  Code::forbidden);
    EXPECT_EQ(code_of([&] { ask(Signup::invited, "eve@example.com", token); }), Code::forbidden);
    EXPECT_EQ(code_of([&] { ask(Signup::closed, "bo@example.com", token); }), Code::forbidden);
    ask(Signup::invited, "bo@example.com", token);
    const auto bo =
        sign_up_of(Signup::invited).verify("bo@example.com", take_code(), std::nullopt, device_);
    EXPECT_EQ(members_.accept({.user = bo.profile.id}, token), store.id);
}

TEST_P(SigningUp, ends_where_the_invitation_is_withdrawn_meanwhile) {
    const auto store = add_store();
    const audit::Actor owner{.user = accounts_.get_id(ann)};
    const auto invitation = members_.invite(store, owner, {.email = "bo@example.com"});
    auto invited = sign_up_of(Signup::invited);
    invited.begin({"bo@example.com", "", Secret(good_password), take_token()});
    const auto code = take_code();
    members_.remove(store.id, owner, invitation.id.value);
    EXPECT_EQ(code_of([&] { invited.verify("bo@example.com", code, std::nullopt, device_); }),
              Code::forbidden);
    EXPECT_EQ(accounts_.list().size(), 1U);
}

TEST_P(SigningUp, begins_with_no_failures_that_came_before_the_account) {
    for (int i = 0; i < 5; ++i) EXPECT_FALSE(is_password("a wrong one, and long"));
    ask_for_account();
    EXPECT_TRUE(verifies(take_code()));
    EXPECT_TRUE(is_password(good_password));
}

TEST_P(SigningUp, ends_where_an_operator_made_the_first_account_meanwhile) {
    auto closed = sign_up_of(Signup::closed);
    closed.begin({"bo@example.com", "Bo", Secret(good_password)});
    const auto code = take_code();
    add_user();
    EXPECT_EQ(code_of([&] { closed.verify("bo@example.com", code, std::nullopt, device_); }),
              Code::forbidden);
}

TEST_P(SigningUp, leaves_no_code_that_could_be_read_in_the_database) {
    ask_for_account();
    const auto code = take_code();
    EXPECT_FALSE(holds(code));
    EXPECT_TRUE(verifies(code));
}

ON_BOTH_ENGINES(SigningUp);

}  // namespace
}  // namespace tillwatch::test
