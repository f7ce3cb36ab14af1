#include <future>
#include <set>

#include <gmock/gmock.h>

#include "accounts/expiry.hpp"
#include "conformance/signing.hpp"

namespace tillwatch::test {
namespace {

class Sessions : public Signing {
  protected:
    Sessions() { add_user(); }
};

TEST_P(Sessions, begin_with_the_password_and_let_their_access_tokens_in) {
    const auto signed_in = sign_in();
    EXPECT_EQ(signed_in.profile.email, ann);
    const auto caller = caller_of(signed_in);
    ASSERT_TRUE(caller);
    EXPECT_EQ(caller->user_id, signed_in.profile.id);
    EXPECT_TRUE(caller->session_id);
    EXPECT_TRUE(caller->scopes.read && caller->scopes.write && caller->scopes.export_);
    clock_.advance_ms(600'000);
    EXPECT_FALSE(caller_of(signed_in));
}

TEST_P(Sessions, codes_and_links_leave_nothing_behind_when_their_time_is_over) {
    const auto caller = *caller_of(sign_in());
    ask_for_account("bo@example.com");
    take_mail();
    desk_.email_changes.begin(caller, "cy@example.com", Secret(good_password), device_);
    take_mail();
    desk_.passwords.forgot(ann);
    take_mail();
    EXPECT_FALSE(is_password("a wrong one, and long"));
    const auto rows = [&] {
        return state().read([](db::Transaction& transaction) {
            return transaction.all<dump::sql::DumpAccountBytes>({}).size();
        });
    };
    const auto before = rows();
    EXPECT_GE(before, 8U);
    accounts::forget_expired(state(), clock_.now());
    EXPECT_EQ(rows(), before);
    clock_.advance_ms(accounts::session_idle_ms);
    accounts::forget_expired(state(), clock_.now());
    EXPECT_EQ(rows(), 0U);
    EXPECT_TRUE(is_password(good_password));
}

TEST_P(Sessions, go_on_with_a_new_token_each_time) {
    const auto first = sign_in();
    clock_.advance_ms(500'000);
    const auto second = refresh(first.grant.refresh_token);
    ASSERT_TRUE(second);
    EXPECT_NE(second->grant.refresh_token.reveal(), first.grant.refresh_token.reveal());
    clock_.advance_ms(500'000);
    EXPECT_TRUE(caller_of(*second));
    ASSERT_TRUE(refresh(second->grant.refresh_token));
    EXPECT_FALSE(refresh(Secret(std::string(43, 'A'))));
    EXPECT_FALSE(refresh(Secret("")));
}

TEST_P(Sessions, give_all_who_refresh_at_once_the_same_next_token) {
    const auto first = sign_in();
    std::vector<std::future<std::optional<accounts::SignedIn>>> answers;
    for (int i = 0; i < 20; ++i)
        answers.push_back(
            std::async(std::launch::async, [&] { return refresh(first.grant.refresh_token); }));
    std::set<std::string> next;
    for (auto& answer : answers) {
        const auto got = answer.get();
        ASSERT_TRUE(got);
        next.emplace(got->grant.refresh_token.reveal());
    }
    ASSERT_EQ(next.size(), 1U);
    clock_.advance_ms(10'000);
    EXPECT_EQ(refresh(first.grant.refresh_token)->grant.refresh_token.reveal(), *next.begin());
    EXPECT_TRUE(refresh(Secret(*next.begin())));
    EXPECT_EQ(sessions_.list(first.profile.id).size(), 1U);
}

TEST_P(Sessions, end_where_an_old_token_comes_again_and_a_mail_says_so) {
    const auto first = sign_in();
    const auto second = refresh(first.grant.refresh_token);
    const auto third = refresh(second->grant.refresh_token);
    ASSERT_TRUE(caller_of(*third));
    clock_.advance_ms(10'001);
    EXPECT_FALSE(refresh(first.grant.refresh_token));
    EXPECT_FALSE(caller_of(*third));
    EXPECT_FALSE(refresh(third->grant.refresh_token));
    EXPECT_TRUE(sessions_.list(first.profile.id).empty());
    EXPECT_EQ(take_mail().to, ann);
}

TEST_P(Sessions, of_the_others_stay_where_one_ends_for_reuse) {
    const auto mine = sign_in();
    const auto other = sign_in();
    refresh(mine.grant.refresh_token);
    clock_.advance_ms(10'001);
    EXPECT_FALSE(refresh(mine.grant.refresh_token));
    EXPECT_TRUE(caller_of(other));
    EXPECT_TRUE(refresh(other.grant.refresh_token));
}

TEST_P(Sessions, end_after_fourteen_days_without_use) {
    const auto signed_in = sign_in();
    clock_.advance_ms(accounts::session_idle_ms - 1);
    const auto next = refresh(signed_in.grant.refresh_token);
    ASSERT_TRUE(next);
    clock_.advance_ms(accounts::session_idle_ms);
    EXPECT_FALSE(refresh(next->grant.refresh_token));
    EXPECT_TRUE(sessions_.list(signed_in.profile.id).empty());
}

TEST_P(Sessions, end_after_thirty_days_however_much_used) {
    auto token = sign_in().grant.refresh_token;
    for (int day = 10; day < 30; day += 10) {
        clock_.advance_ms(accounts::session_absolute_ms / 3);
        const auto next = refresh(token);
        ASSERT_TRUE(next);
        token = next->grant.refresh_token;
    }
    clock_.advance_ms(accounts::session_absolute_ms / 3 - 1);
    const auto last = refresh(token);
    ASSERT_TRUE(last);
    clock_.advance_ms(1);
    EXPECT_FALSE(refresh(last->grant.refresh_token));
    EXPECT_FALSE(caller_of(*last));
}

TEST_P(Sessions, end_at_once_for_who_signs_out) {
    const auto mine = sign_in();
    const auto other = sign_in();
    desk_.sign_in.sign_out(mine.grant.refresh_token, device_);
    EXPECT_FALSE(caller_of(mine));
    EXPECT_FALSE(refresh(mine.grant.refresh_token));
    EXPECT_TRUE(caller_of(other));
    desk_.sign_in.sign_out(mine.grant.refresh_token, device_);
    EXPECT_TRUE(caller_of(other));
}

TEST_P(Sessions, are_listed_with_device_and_address_and_ended_by_their_owner_alone) {
    const auto mine = sign_in();
    clock_.advance_ms(1'000);
    const auto later = sign_in();
    add_user("bo@example.com");
    const auto bo = sign_in("bo@example.com");
    const auto list = sessions_.list(mine.profile.id);
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list[0].id, *caller_of(later)->session_id);
    EXPECT_EQ(list[0].device, "A browser");
    EXPECT_EQ(list[0].address, "192.0.2.1");
    EXPECT_EQ(code_of([&] { desk_.sign_in.end_session(bo.profile.id, list[0].id, device_); }),
              Code::not_found);
    EXPECT_TRUE(caller_of(later));
    desk_.sign_in.end_session(mine.profile.id, list[0].id, device_);
    EXPECT_FALSE(caller_of(later));
    EXPECT_TRUE(caller_of(mine));
}

TEST_P(Sessions, all_end_where_an_operator_sets_the_password) {
    const auto signed_in = sign_in();
    accounts_.set_password(ann, Secret(other_password));
    EXPECT_FALSE(caller_of(signed_in));
    EXPECT_FALSE(refresh(signed_in.grant.refresh_token));
}

TEST_P(Sessions, leave_no_token_that_could_be_read_in_the_database) {
    const auto first = sign_in();
    const auto second = refresh(first.grant.refresh_token);
    for (const auto& secret : {first.grant.refresh_token, second->grant.refresh_token})
        EXPECT_FALSE(holds(secret.reveal()));
}

ON_BOTH_ENGINES(Sessions);

class SigningIn : public Signing {
  protected:
    SigningIn() { add_user(); }

    std::int64_t wait_after_wrong() {
        return wait_of([&] { desk_.sign_in.by_password(ann, Secret("wrong"), device_); });
    }
};

TEST_P(SigningIn, takes_the_password_of_that_account_and_no_other) {
    EXPECT_TRUE(is_password(good_password));
    EXPECT_FALSE(is_password("a password of some lengtH"));
    EXPECT_FALSE(is_password("a password of some length "));
    EXPECT_FALSE(is_password(good_password, "bo@example.com"));
}

TEST_P(SigningIn, is_slowed_down_after_five_failures_and_never_beyond_a_quarter_of_an_hour) {
    for (int i = 0; i < 5; ++i) EXPECT_EQ(wait_after_wrong(), 0);
    std::int64_t longest = 0;
    for (const std::int64_t expected : {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900}) {
        longest = wait_after_wrong();
        EXPECT_EQ(longest, expected);
        clock_.advance_ms(longest * 1'000 - 1);
        EXPECT_EQ(wait_of([&] { sign_in(); }), 1);
        clock_.advance_ms(1);
        EXPECT_EQ(wait_after_wrong(), 0);
    }
    clock_.advance_ms(longest * 1'000);
    EXPECT_TRUE(is_password(good_password));
    for (int i = 0; i < 5; ++i) EXPECT_EQ(wait_after_wrong(), 0);
}

TEST_P(SigningIn, slows_down_who_guesses_at_an_address_without_an_account_alike) {
    const auto guess = [&] {
        return wait_of([&] { desk_.sign_in.by_password("no@example.com", Secret("x"), device_); });
    };
    for (int i = 0; i < 5; ++i) EXPECT_EQ(guess(), 0);
    EXPECT_EQ(guess(), 1);
    EXPECT_EQ(wait_of([&] { sign_in(); }), 0);
}

TEST_P(SigningIn, judges_no_more_guesses_at_once_than_one_after_the_other) {
    std::vector<std::future<std::int64_t>> guesses;
    for (int i = 0; i < 20; ++i)
        guesses.push_back(std::async(std::launch::async, [&] { return wait_after_wrong(); }));
    int judged = 0;
    for (auto& guess : guesses) judged += guess.get() == 0 ? 1 : 0;
    EXPECT_EQ(judged, 5);
}

TEST_P(SigningIn, is_not_held_up_where_one_is_signed_in_by_who_guesses_elsewhere) {
    sign_in();
    const accounts::Device elsewhere{"A browser", "198.51.100.1"};
    const auto guess = [&] {
        return wait_of([&] { desk_.sign_in.by_password(ann, Secret("wrong"), elsewhere); });
    };
    for (int i = 0; i < 5; ++i) EXPECT_EQ(guess(), 0);
    EXPECT_EQ(guess(), 1);
    EXPECT_TRUE(is_password(good_password));
    EXPECT_EQ(guess(), 1);
    for (int i = 0; i < 5; ++i) EXPECT_EQ(wait_after_wrong(), 0);
    EXPECT_EQ(wait_after_wrong(), 1);
}

TEST_P(SigningIn, makes_the_hash_anew_where_it_has_become_stronger) {
    crypto::PasswordHasher stronger({.passes = 2, .memory_bytes = 8192});
    accounts::Desk desk({state(), clock_, random_, stronger, sealer_, outbox_, public_url},
                        sessions_, cursors_, Signup::open, invitations_);
    desk.sign_in.by_password(ann, Secret(good_password), device_);
    EXPECT_FALSE(holds("t=1,"));
    EXPECT_TRUE(holds("t=2,"));
    EXPECT_TRUE(is_password(good_password));
}

ON_BOTH_ENGINES(SigningIn);

}  // namespace
}  // namespace tillwatch::test
