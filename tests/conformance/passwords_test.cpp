#include <gmock/gmock.h>

#include "conformance/signing.hpp"

namespace tillwatch::test {
namespace {

class Passwords : public Signing {
  protected:
    Passwords() { add_user(); }

    Secret ask_for_link() {
        desk_.passwords.forgot(ann);
        return take_token();
    }
    bool resets(const Secret& token, const char* password = other_password) {
        try {
            desk_.passwords.reset(token, Secret(password), device_);
            return true;
        } catch (const Failure& failure) {
            EXPECT_EQ(failure.code(), Code::invalid) << failure.what();
            return false;
        }
    }
};

TEST_P(Passwords, are_set_by_a_link_that_is_good_once) {
    const auto before = sign_in();
    desk_.passwords.forgot(ann);
    const auto mail = take_mail();
    EXPECT_THAT(mail.text, testing::HasSubstr("https://tillwatch.example/reset#token="));
    const Secret token(found_in(mail, "#token=([A-Za-z0-9_-]{43})"));
    EXPECT_FALSE(holds(token.reveal()));
    EXPECT_TRUE(resets(token));
    EXPECT_EQ(take_mail().to, ann);
    EXPECT_FALSE(caller_of(before));
    EXPECT_TRUE(is_password(other_password));
    EXPECT_FALSE(is_password(good_password));
    EXPECT_FALSE(resets(token, "yet another long password"));
}

TEST_P(Passwords, are_set_by_a_link_for_half_an_hour) {
    const auto late = ask_for_link();
    clock_.advance_ms(30 * 60'000);
    EXPECT_FALSE(resets(late));
    const auto token = ask_for_link();
    clock_.advance_ms(30 * 60'000 - 1);
    EXPECT_TRUE(resets(token));
}

TEST_P(Passwords, are_set_by_the_last_link_and_by_none_that_was_made_up) {
    const auto first = ask_for_link();
    const auto second = ask_for_link();
    EXPECT_FALSE(resets(first));
    EXPECT_FALSE(resets(Secret("")));
    EXPECT_FALSE(resets(Secret(std::string(43, 'A'))));
    EXPECT_TRUE(resets(second));
}

TEST_P(Passwords, are_set_by_one_of_several_who_come_with_a_link_at_once) {
    const auto token = ask_for_link();
    EXPECT_EQ(count_at_once([&] { return resets(token); }), 1);
}

TEST_P(Passwords, leave_a_link_good_where_the_new_one_is_refused) {
    const auto token = ask_for_link();
    EXPECT_FALSE(resets(token, "too short"));
    EXPECT_FALSE(resets(token, "password1234"));
    EXPECT_TRUE(resets(token));
}

TEST_P(Passwords, are_asked_for_without_telling_whether_there_is_an_account) {
    for (int i = 0; i < 3; ++i) desk_.passwords.forgot("no@example.com");
    EXPECT_FALSE(has_mail());
    EXPECT_EQ(wait_of([&] { desk_.passwords.forgot("no@example.com"); }), 900);
    for (int i = 0; i < 3; ++i) ask_for_link();
    EXPECT_EQ(wait_of([&] { desk_.passwords.forgot(ann); }), 900);
}

TEST_P(Passwords, are_asked_for_with_as_much_work_where_there_is_no_account) {
    desk_.passwords.forgot(ann);
    EXPECT_EQ(outbox_.count(), 1);
    take_token();
    desk_.passwords.forgot("no@example.com");
    EXPECT_EQ(outbox_.count(), 1);
    EXPECT_FALSE(has_mail());
}

TEST_P(Passwords, are_changed_by_who_knows_the_old_one) {
    const auto mine = sign_in();
    const auto other = sign_in();
    const auto change = [&](const char* so_far, const char* password) {
        desk_.passwords.change(*caller_of(mine), Secret(so_far), Secret(password), device_);
    };
    EXPECT_EQ(code_of([&] { change("not the old one", other_password); }), Code::forbidden);
    EXPECT_EQ(code_of([&] { change(good_password, "too short"); }), Code::invalid);
    EXPECT_TRUE(is_password(good_password));
    change(good_password, other_password);
    EXPECT_TRUE(caller_of(mine));
    EXPECT_FALSE(caller_of(other));
    EXPECT_TRUE(is_password(other_password));
    EXPECT_EQ(take_mail().to, ann);
}

TEST_P(Passwords, are_not_made_of_the_names_of_ones_own_stores) {
    add_store("potsandpans.myshopify.com");
    const auto mine = sign_in();
    EXPECT_EQ(code_of([&] {
                  desk_.passwords.change(*caller_of(mine), Secret(good_password),
                                         Secret("potsandpans12"), device_);
              }),
              Code::invalid);
}

TEST_P(Passwords, of_who_has_a_session_are_guessed_at_as_slowly) {
    const auto caller = *caller_of(sign_in());
    const auto guess = [&] {
        return wait_of([&] {
            desk_.passwords.change(caller, Secret("wrong"), Secret(other_password), device_);
        });
    };
    for (int i = 0; i < 5; ++i) EXPECT_EQ(guess(), 0);
    EXPECT_EQ(guess(), 1);
}

ON_BOTH_ENGINES(Passwords);

class EmailChange : public Signing {
  protected:
    EmailChange() { add_user(); }

    static constexpr auto new_address = "ann@new.example";
    accounts::SignedIn mine_ = {};
    accounts::Caller caller() { return *caller_of(mine_); }

    std::string ask() {
        mine_ = sign_in();
        desk_.email_changes.begin(caller(), new_address, Secret(good_password), device_);
        const auto mail = take_mail();
        EXPECT_EQ(mail.to, new_address);
        return found_in(mail, R"(\b(\d{6})\b)");
    }
    bool confirms(const std::string& code) {
        try {
            desk_.email_changes.confirm(caller(), code, device_);
            return true;
        } catch (const Failure& failure) {
            EXPECT_EQ(failure.code(), Code::invalid) << failure.what();
            return false;
        }
    }
    /// From the new address to a third; the link that undoes it.
    Secret change_once_more() {
        clock_.advance_ms(std::int64_t{60} * 60'000);
        const auto thief = sign_in(new_address);
        desk_.email_changes.begin(*caller_of(thief), "thief@new.example", Secret(good_password),
                                  device_);
        const auto code = found_in(take_mail(), R"(\b(\d{6})\b)");
        desk_.email_changes.confirm(*caller_of(thief), code, device_);
        return take_token();
    }
};

TEST_P(EmailChange, happens_once_the_code_that_went_to_the_new_address_is_entered) {
    const auto other = sign_in();
    const auto code = ask();
    EXPECT_TRUE(is_password(good_password));
    EXPECT_FALSE(confirms(wrong(code)));
    EXPECT_TRUE(confirms(code));
    EXPECT_FALSE(confirms(code));
    EXPECT_TRUE(caller_of(mine_));
    EXPECT_FALSE(caller_of(other));
    EXPECT_FALSE(is_password(good_password));
    EXPECT_TRUE(is_password(good_password, new_address));
    const auto notice = take_mail();
    EXPECT_EQ(notice.to, ann);
    EXPECT_THAT(notice.text, testing::HasSubstr("https://tillwatch.example/undo#token="));
}

TEST_P(EmailChange, is_undone_by_the_link_that_went_to_the_old_address) {
    confirms(ask());
    const auto token = take_token();
    clock_.advance_ms(accounts::undo_token.valid_ms - 1);
    const auto thief = sign_in(new_address);
    desk_.email_changes.undo(token, device_);
    EXPECT_FALSE(caller_of(thief));
    EXPECT_TRUE(is_password(good_password));
    EXPECT_FALSE(is_password(good_password, new_address));
    EXPECT_EQ(code_of([&] { desk_.email_changes.undo(token, device_); }), Code::invalid);
}

TEST_P(EmailChange, is_undone_with_those_that_came_after_it) {
    confirms(ask());
    const auto owners = take_token();
    const auto thiefs = change_once_more();
    desk_.email_changes.undo(owners, device_);
    EXPECT_EQ(code_of([&] { desk_.email_changes.undo(thiefs, device_); }), Code::invalid);
    EXPECT_TRUE(is_password(good_password));
}

TEST_P(EmailChange, is_undone_by_an_earlier_link_although_a_later_one_was_used) {
    confirms(ask());
    const auto owners = take_token();
    desk_.email_changes.undo(change_once_more(), device_);
    EXPECT_TRUE(is_password(good_password, new_address));
    desk_.email_changes.undo(owners, device_);
    EXPECT_TRUE(is_password(good_password));
}

TEST_P(EmailChange, can_be_undone_for_three_days) {
    confirms(ask());
    const auto token = take_token();
    clock_.advance_ms(accounts::undo_token.valid_ms);
    EXPECT_EQ(code_of([&] { desk_.email_changes.undo(token, device_); }), Code::invalid);
    EXPECT_TRUE(is_password(good_password, new_address));
}

TEST_P(EmailChange, is_not_for_a_session_that_ended_meanwhile) {
    mine_ = sign_in();
    const auto ended = caller();
    desk_.sign_in.end_sessions(mine_.profile.id, device_);
    EXPECT_EQ(code_of([&] {
                  desk_.email_changes.begin(ended, new_address, Secret(good_password), device_);
              }),
              Code::unauthenticated);
    EXPECT_EQ(code_of([&] {
                  desk_.passwords.change(ended, Secret(good_password), Secret(other_password),
                                         device_);
              }),
              Code::unauthenticated);
    EXPECT_FALSE(has_mail());
}

TEST_P(EmailChange, begins_with_no_failures_that_came_before_it_had_the_account) {
    for (int i = 0; i < 5; ++i) EXPECT_FALSE(is_password("a wrong one, and long", new_address));
    EXPECT_TRUE(confirms(ask()));
    EXPECT_TRUE(is_password(good_password, new_address));
}

TEST_P(EmailChange, asks_for_the_password) {
    mine_ = sign_in();
    EXPECT_EQ(code_of([&] {
                  desk_.email_changes.begin(caller(), new_address, Secret("wrong"), device_);
              }),
              Code::forbidden);
    EXPECT_FALSE(has_mail());
}

TEST_P(EmailChange, to_an_address_with_an_account_is_told_to_its_owner_alone) {
    add_user(new_address);
    mine_ = sign_in();
    desk_.email_changes.begin(caller(), new_address, Secret(good_password), device_);
    const auto mail = take_mail();
    EXPECT_EQ(mail.to, new_address);
    EXPECT_FALSE(std::regex_search(mail.text, std::regex(R"(\b\d{6}\b)")));
    EXPECT_FALSE(confirms("000000"));
}

TEST_P(EmailChange, does_not_take_a_code_of_signing_up_nor_of_another_account) {
    ask_for_account(new_address);
    const auto of_sign_up = take_code();
    const auto mine = ask();
    if (of_sign_up != mine) EXPECT_FALSE(confirms(of_sign_up));
    add_user("bo@example.com");
    const auto bo = sign_in("bo@example.com");
    EXPECT_EQ(code_of([&] { desk_.email_changes.confirm(*caller_of(bo), mine, device_); }),
              Code::invalid);
    EXPECT_TRUE(confirms(mine));
}

TEST_P(EmailChange, takes_a_code_for_ten_minutes_and_five_tries) {
    const auto late = ask();
    clock_.advance_ms(accounts::code_valid_ms);
    mine_ = sign_in();
    EXPECT_FALSE(confirms(late));
    const auto dead = ask();
    for (int i = 0; i < 5; ++i) EXPECT_FALSE(confirms(wrong(dead)));
    EXPECT_FALSE(confirms(dead));
    const auto good = ask();
    for (int i = 0; i < 4; ++i) EXPECT_FALSE(confirms(wrong(good)));
    EXPECT_TRUE(confirms(good));
}

TEST_P(EmailChange, happens_once_where_the_code_is_entered_several_times_at_once) {
    const auto code = ask();
    EXPECT_EQ(count_at_once([&] { return confirms(code); }), 1);
}

TEST_P(EmailChange, has_a_code_that_makes_no_account) {
    ask_for_account(new_address);
    take_code();
    const auto code = ask();
    EXPECT_EQ(code_of([&] { desk_.sign_up.verify(new_address, code, std::nullopt, device_); }),
              Code::invalid);
}

ON_BOTH_ENGINES(EmailChange);

}  // namespace
}  // namespace tillwatch::test
