#include <gmock/gmock.h>

#include "conformance/program_fixture.hpp"

namespace tillwatch::test {
namespace {

class Accounts : public Program {};

TEST_P(Accounts, keep_one_account_an_address_whatever_its_case) {
    add_user("Ann@Example.com");
    EXPECT_EQ(code_of([&] { add_user("ANN@example.COM"); }), Code::conflict);
    ASSERT_EQ(accounts_.list().size(), 1U);
    EXPECT_EQ(accounts_.list()[0].email, "ann@example.com");
}

TEST_P(Accounts, refuse_what_no_mail_can_be_sent_to) {
    for (const auto* wrong : {"", "ann", "@example.com", "ann@", "a b@example.com", "a@b@c",
                              "ann@.com", "ann@example.", "ann<x>@example.com"})
        EXPECT_EQ(code_of([&] { add_user(wrong); }), Code::invalid) << wrong;
}

TEST_P(Accounts, take_passwords_of_12_to_128_characters) {
    const auto add = [&](std::size_t length, const char* email) {
        std::string password(length, 'x');
        for (std::size_t i = 0; i < length; i += 3) password[i] = "qmvtzrk"[i % 7];
        accounts_.add({email, "", Secret(std::move(password)), false});
    };
    EXPECT_EQ(code_of([&] { add(11, "a@example.com"); }), Code::invalid);
    EXPECT_EQ(code_of([&] { add(129, "b@example.com"); }), Code::invalid);
    add(12, "c@example.com");
    add(128, "d@example.com");
    std::string twelve_characters;
    for (int i = 0; i < 12; ++i) twelve_characters += "\xc3\xa9";
    accounts_.add({"e@example.com", "", Secret(twelve_characters), false});
    EXPECT_EQ(accounts_.list().size(), 3U);
}

TEST_P(Accounts, change_only_passwords_of_those_they_know) {
    add_user();
    accounts_.set_password("Ann@example.com", Secret("another long password"));
    EXPECT_EQ(
        code_of([&] { accounts_.set_password("bo@example.com", Secret("another long password")); }),
        Code::not_found);
}

TEST_P(Accounts, know_a_key_by_its_text_alone) {
    const auto user = add_user();
    const auto key = accounts_.add_api_key("ann@example.com", "ci", {.read = true});
    const auto caller = accounts_.find_caller(key.reveal());
    ASSERT_TRUE(caller);
    EXPECT_EQ(caller->user_id, user);
    EXPECT_TRUE(caller->scopes.read);
    EXPECT_FALSE(caller->scopes.write);
    std::string other(key.reveal());
    other.back() = other.back() == 'A' ? 'B' : 'A';
    EXPECT_FALSE(accounts_.find_caller(other));
    EXPECT_FALSE(accounts_.find_caller("tw_"));
    EXPECT_FALSE(accounts_.find_caller(""));
}

TEST_P(Accounts, read_scopes_as_they_write_them) {
    const auto scopes = value_or_throw(accounts::Scopes::parse("write,read"));
    EXPECT_EQ(scopes.text(), "read,write");
    EXPECT_FALSE(accounts::Scopes::parse(""));
    EXPECT_FALSE(accounts::Scopes::parse("read,all"));
}

TEST_P(Accounts, are_listed_by_the_bytes_of_their_addresses) {
    for (const auto* email : {"a_b@example.com", "ab@example.com", "a1@example.com"})
        add_user(email);
    std::vector<std::string> emails;
    for (const auto& user : accounts_.list()) emails.push_back(user.email);
    EXPECT_THAT(emails,
                testing::ElementsAre("a1@example.com", "a_b@example.com", "ab@example.com"));
}

ON_BOTH_ENGINES(Accounts);

class Stores : public Program {};

TEST_P(Stores, are_found_by_domain_whatever_its_case) {
    add_store();
    EXPECT_EQ(stores_.get("One.myShopify.com").name, "One");
    EXPECT_EQ(code_of([&] { add_store("one.MYSHOPIFY.com"); }), Code::conflict);
    EXPECT_EQ(code_of([&] { stores_.get("two.myshopify.com"); }), Code::not_found);
}

TEST_P(Stores, tell_every_wrong_field_at_once) {
    const auto owner = add_user();
    try {
        stores_.add({"evil.com/.myshopify.com", "", "XXX", "Mars/Base", Secret("s")}, owner);
        FAIL() << "no Failure";
    } catch (const Failure& failure) {
        std::vector<std::string> fields;
        for (const auto& error : failure.error().fields) fields.push_back(error.field);
        EXPECT_THAT(fields, testing::ElementsAre("domain", "currency", "timezone", "name"));
    }
}

TEST_P(Stores, refuse_domains_that_only_look_like_a_shops) {
    for (const auto* wrong : {"", ".myshopify.com", "-a.myshopify.com", "a.myshopify.com.evil.com",
                              "a.myshopify.com.", "a_b.myshopify.com", "a.b.myshopify.com",
                              "a.myshopify.co", "a.myshopify.com\r\n", "\xc3\xa9.myshopify.com"})
        EXPECT_FALSE(stores::parse_domain(wrong)) << wrong;
    EXPECT_TRUE(stores::parse_domain("a-1.myshopify.com"));
}

TEST_P(Stores, show_themselves_to_members_alone) {
    const auto store = add_store();
    const auto ann = accounts_.get_id("ann@example.com");
    const auto bo = add_user("bo@example.com");
    ASSERT_TRUE(stores_.find_membership(ann, store.id));
    EXPECT_EQ(stores_.find_membership(ann, store.id)->role, stores::Role::owner);
    EXPECT_FALSE(stores_.find_membership(bo, store.id));
    EXPECT_EQ(stores_.list_of(ann).size(), 1U);
    EXPECT_TRUE(stores_.list_of(bo).empty());
    EXPECT_EQ(stores_.list().size(), 1U);
    EXPECT_EQ(stores_.find(store.id)->domain, store.domain);
    EXPECT_FALSE(stores_.find(StoreId{1}));
}

TEST_P(Stores, are_listed_by_the_bytes_of_their_names) {
    const auto ann = add_user();
    const auto add = [&](std::string domain, std::string name) {
        stores_.add({std::move(domain), std::move(name), "GBP", "Europe/London", Secret("s")}, ann);
    };
    add("one.myshopify.com", "apples");
    add("two.myshopify.com", "Zebras");
    add("three.myshopify.com", "Birds");
    std::vector<std::string> names;
    for (const auto& membership : stores_.list_of(ann)) names.push_back(membership.store.name);
    EXPECT_THAT(names, testing::ElementsAre("Birds", "Zebras", "apples"));
}

TEST_P(Stores, keep_the_previous_secret_for_its_time) {
    const auto store = add_store();
    const auto before = stores_.generation();
    stores_.set_webhook_secret(store.domain, Secret("new"), 3600);
    EXPECT_GT(stores_.generation(), before);
    const auto signers = stores_.find_signers(store.domain);
    ASSERT_TRUE(signers.current && signers.previous);
    EXPECT_EQ(signers.current->reveal(), "new");
    EXPECT_EQ(signers.previous->reveal(), "hush");
    clock_.advance_ms(3600 * 1000);
    EXPECT_FALSE(stores_.find_signers(store.domain).previous);
}

ON_BOTH_ENGINES(Stores);

}  // namespace
}  // namespace tillwatch::test
