#include "intake/refusals.hpp"

#include <gmock/gmock.h>

namespace tillwatch::intake {
namespace {

constexpr auto signature = Refusals::Fault::signature;
constexpr auto shop = "one.myshopify.com";
constexpr auto key = "a-key-of-its-own";

MATCHER_P3(Is, reason, named, count, "") {
    return arg.reason == reason && arg.shop == named && arg.count == count;
}

TEST(Refusals, are_told_to_the_store_whose_address_or_shop_they_name) {
    Refusals refusals;
    refusals.note("", shop, signature, {1});
    refusals.note(key, "two.myshopify.com", signature, {2});
    refusals.note("another-key", shop, signature, {3});
    refusals.note(key, "", Refusals::Fault::headers, {4});
    refusals.note("another-key", "two.myshopify.com", signature, {5});
    refusals.note("", shop, signature, {6});
    EXPECT_THAT(refusals.list(key, shop),
                testing::ElementsAre(Is(Reason::signature, shop, 2), Is(Reason::headers, "", 1),
                                     Is(Reason::other_address, shop, 1),
                                     Is(Reason::other_shop, "two.myshopify.com", 1)));
    EXPECT_TRUE(refusals.list("third", "three.myshopify.com").empty());
}

TEST(Refusals, are_so_many_and_the_older_go) {
    Refusals refusals;
    const auto last = static_cast<std::int64_t>(refusals_max);
    for (std::int64_t i = 0; i < last; ++i) refusals.note("", std::to_string(i), signature, {i});
    EXPECT_EQ(refusals.list(key, "0").size(), 1U);
    refusals.note("", std::to_string(last), signature, {last});
    EXPECT_TRUE(refusals.list(key, std::to_string(last / 2)).empty());
    EXPECT_EQ(refusals.list(key, std::to_string(last / 2 + 1)).size(), 1U);
    EXPECT_EQ(refusals.list(key, std::to_string(last)).size(), 1U);
}

}  // namespace
}  // namespace tillwatch::intake
