#include "accounts/api_keys.hpp"

#include <gmock/gmock.h>

#include "conformance/program_fixture.hpp"

namespace tillwatch::test {
namespace {

class ApiKeys : public Program {
  protected:
    accounts::ApiKeys keys_{state(), clock_, random_};
    UserId ann_ = add_user();
    audit::Actor by_{.user = ann_};

    std::optional<Instant> last_used() { return keys_.list(ann_).at(0).last_used_at; }
};

TEST_P(ApiKeys, are_listed_by_their_people_and_let_in_until_they_are_removed) {
    const auto bo = add_user("bo@example.com");
    const auto made = keys_.add(ann_, by_, "one", {.read = true, .export_ = true});
    clock_.advance_ms(1);
    keys_.add(ann_, by_, "two", {.write = true});
    const auto listed = keys_.list(ann_);
    ASSERT_EQ(listed.size(), 2U);
    EXPECT_EQ(listed[0].name, "two");
    EXPECT_EQ(listed[1].scopes.text(), "read,export");
    EXPECT_TRUE(keys_.list(bo).empty());
    const auto caller = accounts_.find_caller(made.text.reveal());
    ASSERT_TRUE(caller);
    EXPECT_EQ(caller->api_key_id, made.key.id);
    EXPECT_EQ(code_of([&] { keys_.remove(bo, {.user = bo}, made.key.id); }), Code::not_found);
    EXPECT_TRUE(accounts_.find_caller(made.text.reveal()));
    keys_.remove(ann_, by_, made.key.id);
    EXPECT_FALSE(accounts_.find_caller(made.text.reveal()));
    EXPECT_EQ(code_of([&] { keys_.remove(ann_, by_, made.key.id); }), Code::not_found);
}

TEST_P(ApiKeys, go_with_the_key_that_they_were_made_by) {
    const auto made_by = [&](std::optional<ApiKeyId> key) {
        return keys_.add(ann_, {.user = ann_, .api_key = key}, "", {.write = true});
    };
    const auto other = made_by(std::nullopt);
    const auto leaked = made_by(std::nullopt);
    const auto child = made_by(leaked.key.id);
    const auto grandchild = made_by(child.key.id);
    const auto cousin = made_by(other.key.id);
    keys_.remove(ann_, by_, leaked.key.id);
    for (const auto* gone : {&leaked, &child, &grandchild})
        EXPECT_FALSE(accounts_.find_caller(gone->text.reveal()));
    for (const auto* left : {&other, &cousin})
        EXPECT_TRUE(accounts_.find_caller(left->text.reveal()));
    EXPECT_EQ(code_of([&] { made_by(leaked.key.id); }), Code::unauthenticated);
    EXPECT_EQ(keys_.list(ann_).size(), 2U);
}

TEST_P(ApiKeys, tell_when_they_were_used_to_the_minute) {
    const auto made = keys_.add(ann_, by_, "one", {.read = true});
    EXPECT_FALSE(last_used());
    const auto use = [&] {
        keys_.note_use(made.key.id);
        keys_.write_uses();
    };
    use();
    const auto first = clock_.now();
    EXPECT_EQ(last_used(), first);
    clock_.advance_ms(accounts::use_written_every_ms - 1);
    use();
    EXPECT_EQ(last_used(), first);
    clock_.advance_ms(1);
    keys_.write_uses();
    EXPECT_EQ(last_used(), first);
    use();
    EXPECT_EQ(last_used(), clock_.now());
}

TEST_P(ApiKeys, are_at_most_so_many) {
    for (int i = 0; i < accounts::keys_max; ++i) keys_.add(ann_, by_, "", {.read = true});
    EXPECT_EQ(code_of([&] { keys_.add(ann_, by_, "", {.read = true}); }), Code::conflict);
}

ON_BOTH_ENGINES(ApiKeys);

}  // namespace
}  // namespace tillwatch::test
