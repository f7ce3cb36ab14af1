#include "stores/members.hpp"

#include <gmock/gmock.h>

#include "accounts/codes.hpp"
#include "audit/reading.hpp"
#include "base/encoding.hpp"
#include "conformance/program_fixture.hpp"

namespace tillwatch::test {
namespace {

using stores::Role;

class Members : public Program {
  protected:
    Members() : store_(add_store()), ann_(accounts_.get_id("ann@example.com")) {}

    audit::Actor by(UserId user) const { return {.user = user, .address = "192.0.2.1"}; }

    /// The token that is mailed.
    Secret invite(UserId inviter, const char* email, Role role, bool sees_personal_data = true) {
        members_.invite(store_, by(inviter), {email, role, sees_personal_data});
        while (const auto mail = outbox_.claim()) {
            outbox_.remove(*mail);
            if (mail->message.to != email) continue;
            const auto& text = mail->message.text;
            const auto begin = text.find("#token=") + 7;
            return Secret(text.substr(begin, text.find('\n', begin) - begin));
        }
        ADD_FAILURE() << "no mail";
        return Secret();
    }

    /// Somebody with an account who accepts.
    UserId join(const char* email, Role role, bool sees_personal_data = true) {
        const auto user = add_user(email);
        clock_.advance_ms(1);
        members_.accept(by(user), invite(ann_, email, role, sees_personal_data));
        return user;
    }

    void change(UserId actor, UserId whom, Role role) {
        members_.change(store_.id, by(actor), whom.value, {role, std::nullopt});
    }
    void remove(UserId actor, UserId whom) { members_.remove(store_.id, by(actor), whom.value); }

    std::vector<std::string> roles() {
        std::vector<std::string> texts;
        for (const auto& member : members_.list(store_.id))
            texts.push_back(member.email + " " + std::string(stores::text_of(member.role)));
        return texts;
    }

    mail::Outbox outbox_{state(), clock_, random_, sealer_};
    stores::Members members_{state(), clock_, random_, outbox_, "https://till.example"};
    stores::Store store_;
    UserId ann_;
};

TEST_P(Members, join_by_the_link_that_was_mailed) {
    const auto bo = add_user("bo@example.com");
    const auto token = invite(ann_, "bo@example.com", Role::viewer, false);
    EXPECT_FALSE(stores_.find_membership(bo, store_.id));
    EXPECT_EQ(members_.find_invited(token), "bo@example.com");
    EXPECT_EQ(members_.accept(by(bo), token), store_.id);
    const auto membership = stores_.find_membership(bo, store_.id);
    ASSERT_TRUE(membership);
    EXPECT_EQ(membership->role, Role::viewer);
    EXPECT_FALSE(membership->sees_personal_data);
    EXPECT_TRUE(stores_.find_membership(ann_, store_.id)->sees_personal_data);
    EXPECT_EQ(code_of([&] { members_.accept(by(bo), token); }), Code::not_found);
    EXPECT_TRUE(members_.list_invitations(store_.id).empty());
}

TEST_P(Members, join_with_the_address_that_was_invited_alone) {
    const auto token = invite(ann_, "bo@example.com", Role::viewer);
    const auto cy = add_user("cy@example.com");
    EXPECT_EQ(code_of([&] { members_.accept(by(cy), token); }), Code::forbidden);
    EXPECT_FALSE(stores_.find_membership(cy, store_.id));
    const auto bo = add_user("bo@example.com");
    EXPECT_EQ(members_.accept(by(bo), token), store_.id);
}

TEST_P(Members, do_not_join_by_a_link_that_is_old_replaced_or_withdrawn) {
    const auto bo = add_user("bo@example.com");
    const auto accept = [&](const Secret& token) {
        return code_of([&] { members_.accept(by(bo), token); });
    };
    const auto first = invite(ann_, "bo@example.com", Role::viewer);
    EXPECT_EQ(code_of([&] { invite(ann_, "bo@example.com", Role::viewer); }),
              Code::too_many_requests);
    clock_.advance_ms(stores::invitation_pause_ms);
    const auto second = invite(ann_, "bo@example.com", Role::viewer);
    EXPECT_EQ(accept(first), Code::not_found);
    const auto waiting = members_.list_invitations(store_.id);
    ASSERT_EQ(waiting.size(), 1U);
    members_.remove(store_.id, by(ann_), waiting[0].id.value);
    EXPECT_EQ(accept(second), Code::not_found);
    clock_.advance_ms(stores::invitation_pause_ms);
    const auto third = invite(ann_, "bo@example.com", Role::viewer);
    clock_.advance_ms(stores::invitation_valid_ms - 1);
    EXPECT_TRUE(members_.find_invited(third));
    clock_.advance_ms(1);
    EXPECT_EQ(accept(third), Code::not_found);
    members_.forget_expired();
    EXPECT_TRUE(members_.list_invitations(store_.id).empty());
}

TEST_P(Members, are_not_mailed_again_and_again_by_taking_invitations_back) {
    for (int i = 0; i < accounts::to_address.short_max; ++i) {
        invite(ann_, "bo@example.com", Role::viewer);
        const auto waiting = members_.list_invitations(store_.id);
        members_.remove(store_.id, by(ann_), waiting[0].id.value);
    }
    EXPECT_EQ(code_of([&] { invite(ann_, "bo@example.com", Role::viewer); }),
              Code::too_many_requests);
    EXPECT_TRUE(members_.list_invitations(store_.id).empty());
    invite(ann_, "cy@example.com", Role::viewer);
    clock_.advance_ms(accounts::mail_budget_short_ms);
    invite(ann_, "bo@example.com", Role::viewer);
}

TEST_P(Members, are_not_mailed_for_one_account_without_end) {
    const auto other = add_store("two.myshopify.com");
    for (int i = 0; i < accounts::for_account.short_max; ++i) {
        const auto invitation = members_.invite(i % 2 == 0 ? store_ : other, by(ann_),
                                                {.email = fmt::format("p{}@example.com", i)});
        members_.remove(i % 2 == 0 ? store_.id : other.id, by(ann_), invitation.id.value);
    }
    EXPECT_EQ(code_of([&] { invite(ann_, "bo@example.com", Role::viewer); }),
              Code::too_many_requests);
}

TEST_P(Members, are_not_let_in_by_who_may_not_let_them_in_any_more) {
    const auto bo = join("bo@example.com", Role::admin);
    const auto cy = join("cy@example.com", Role::owner);
    const auto eve = add_user("eve@example.com");
    const auto by_admin = invite(bo, "eve@example.com", Role::admin);
    change(ann_, bo, Role::viewer);
    EXPECT_FALSE(members_.find_invited(by_admin));
    EXPECT_EQ(code_of([&] { members_.accept(by(eve), by_admin); }), Code::not_found);
    change(ann_, bo, Role::admin);
    EXPECT_EQ(code_of([&] { members_.accept(by(eve), by_admin); }), Code::not_found);
    clock_.advance_ms(accounts::mail_budget_short_ms);
    const auto by_owner = invite(cy, "eve@example.com", Role::owner);
    EXPECT_TRUE(members_.find_invited(by_owner));
    remove(ann_, cy);
    EXPECT_EQ(code_of([&] { members_.accept(by(eve), by_owner); }), Code::not_found);
    EXPECT_TRUE(members_.list_invitations(store_.id).empty());
}

TEST_P(Members, are_invited_to_a_store_of_any_name) {
    std::string name;
    for (int i = 0; i < 200; ++i) name += "\u5e97";
    auto store = store_;
    store.name = name;
    EXPECT_NO_THROW(members_.invite(store, by(ann_), {.email = "bo@example.com"}));
}

TEST_P(Members, are_not_invited_twice) {
    join("bo@example.com", Role::viewer);
    EXPECT_EQ(code_of([&] { invite(ann_, "bo@example.com", Role::admin); }), Code::conflict);
}

TEST_P(Members, manage_others_up_to_their_own_role) {
    const auto bo = join("bo@example.com", Role::admin);
    const auto cy = join("cy@example.com", Role::viewer);
    const auto forbidden = [](const std::function<void()>& action) {
        return code_of(action) == Code::forbidden;
    };
    EXPECT_TRUE(forbidden([&] { change(bo, ann_, Role::viewer); }));
    EXPECT_TRUE(forbidden([&] { change(bo, cy, Role::owner); }));
    EXPECT_TRUE(forbidden([&] { change(bo, bo, Role::owner); }));
    EXPECT_TRUE(forbidden([&] { remove(bo, ann_); }));
    EXPECT_TRUE(forbidden([&] { invite(bo, "di@example.com", Role::owner); }));
    invite(ann_, "eve@example.com", Role::owner);
    clock_.advance_ms(stores::invitation_pause_ms);
    EXPECT_TRUE(forbidden([&] { invite(bo, "eve@example.com", Role::viewer); }));
    EXPECT_TRUE(forbidden([&] { change(cy, cy, Role::admin); }));
    EXPECT_TRUE(forbidden([&] { remove(cy, bo); }));
    EXPECT_TRUE(forbidden([&] { invite(cy, "di@example.com", Role::viewer); }));
    change(bo, cy, Role::admin);
    change(ann_, bo, Role::owner);
    EXPECT_THAT(roles(), testing::ElementsAre("ann@example.com owner", "bo@example.com owner",
                                              "cy@example.com admin"));
    remove(cy, cy);
    remove(bo, ann_);
    EXPECT_THAT(roles(), testing::ElementsAre("bo@example.com owner"));
}

TEST_P(Members, keep_the_last_owner) {
    EXPECT_EQ(code_of([&] { remove(ann_, ann_); }), Code::conflict);
    EXPECT_EQ(code_of([&] { change(ann_, ann_, Role::admin); }), Code::conflict);
    const auto bo = join("bo@example.com", Role::owner);
    change(ann_, ann_, Role::admin);
    EXPECT_EQ(code_of([&] { remove(bo, bo); }), Code::conflict);
    EXPECT_THAT(roles(), testing::ElementsAre("ann@example.com admin", "bo@example.com owner"));
}

TEST_P(Members, keep_the_last_owner_when_two_leave_at_once) {
    const auto bo = join("bo@example.com", Role::owner);
    for (int round = 0; round < 10; ++round) {
        std::atomic<int> left = 0;
        const auto leave = [&](UserId user) {
            try {
                remove(user, user);
                ++left;
            } catch (const Failure&) {
            }
        };
        {
            const std::jthread other([&] { leave(bo); });
            leave(ann_);
        }
        EXPECT_EQ(left, 1);
        const auto remaining = members_.list(store_.id);
        ASSERT_EQ(remaining.size(), 1U);
        const auto gone = remaining[0].id == ann_ ? "bo@example.com" : "ann@example.com";
        clock_.advance_ms(accounts::mail_budget_long_ms);
        members_.accept(by(accounts_.get_id(gone)), invite(remaining[0].id, gone, Role::owner));
    }
}

TEST_P(Members, may_not_see_personal_data_only_as_viewers) {
    const auto bo = join("bo@example.com", Role::viewer, false);
    EXPECT_EQ(
        code_of([&] { members_.change(store_.id, by(ann_), bo.value, {Role::admin, false}); }),
        Code::invalid);
    EXPECT_EQ(code_of([&] { invite(ann_, "cy@example.com", Role::admin, false); }), Code::invalid);
    change(ann_, bo, Role::admin);
    EXPECT_TRUE(stores_.find_membership(bo, store_.id)->sees_personal_data);
}

TEST_P(Members, of_another_store_are_not_there) {
    const auto bo = join("bo@example.com", Role::viewer);
    const auto cy = add_user("cy@example.com");
    const auto two =
        stores_.add({"two.myshopify.com", "Two", "GBP", "Europe/London", Secret("hush")}, cy);
    const auto not_found = [](const std::function<void()>& action) {
        return code_of(action) == Code::not_found;
    };
    EXPECT_TRUE(not_found([&] { members_.remove(two, by(cy), bo.value); }));
    EXPECT_TRUE(not_found([&] { members_.change(two, by(cy), bo.value, {Role::admin, {}}); }));
    EXPECT_TRUE(not_found([&] { members_.remove(store_.id, by(cy), bo.value); }));
    EXPECT_EQ(members_.list(store_.id).size(), 2U);
}

TEST_P(Members, leave_what_they_did_in_the_audit_log) {
    const auto bo = join("bo@example.com", Role::viewer);
    clock_.advance_ms(1);
    change(ann_, bo, Role::admin);
    clock_.advance_ms(1);
    remove(bo, bo);
    const auto read = [&](const audit::Filter& filter, std::int64_t limit,
                          const std::optional<audit::Place>& before = {}) {
        return state().read([&](db::Transaction& transaction) {
            return audit::read_of_store(transaction, store_.id, filter, before, limit);
        });
    };
    const auto page = read({}, 2);
    ASSERT_EQ(page.events.size(), 2U);
    EXPECT_EQ(page.events[0].action, "member.left");
    EXPECT_EQ(page.events[0].actor, bo);
    EXPECT_EQ(page.events[0].actor_email, "bo@example.com");
    EXPECT_EQ(page.events[0].subject, opaque_text(bo));
    EXPECT_EQ(page.events[0].address, "192.0.2.1");
    EXPECT_EQ(page.events[1].action, "member.changed");
    EXPECT_EQ(page.events[1].details,
              R"({"role_before":"viewer","role":"admin","personal_data":"true"})");
    ASSERT_TRUE(page.next);
    const auto rest = read({}, 10, page.next);
    ASSERT_EQ(rest.events.size(), 3U);  // in one instant: in the order of their ids
    EXPECT_FALSE(rest.next);
    EXPECT_EQ(read({.action = "member.invited"}, 10).events.size(), 1U);
    EXPECT_EQ(read({.actor = ann_}, 10).events.size(), 2U);
    EXPECT_EQ(read({.since = clock_.now()}, 10).events.size(), 1U);
    clock_.advance_ms(audit::retention_days * 86'400'000);
    EXPECT_EQ(audit::forget_old(state(), clock_.now()), 4);
    EXPECT_EQ(read({}, 10).events.size(), 1U);
}

ON_BOTH_ENGINES(Members);

}  // namespace
}  // namespace tillwatch::test
