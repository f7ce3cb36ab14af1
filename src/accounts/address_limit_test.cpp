#include "accounts/address_limit.hpp"

#include <gmock/gmock.h>

#include "base/try_again.hpp"

namespace tillwatch::accounts {
namespace {

class Limit : public testing::Test {
  protected:
    ManualClock clock_{Instant{1'790'000'000'000}};
    AddressLimit limit_{clock_};

    static IpAddress address(std::string_view text) { return *IpAddress::parse(text); }

    /// How often an address gets through in a row.
    int count(const IpAddress& from) {
        for (int passed = 0;; ++passed) {
            try {
                limit_.take(from);
            } catch (const TryAgain& later) {
                EXPECT_GE(later.after_s(), 1);
                EXPECT_LE(later.after_s(), 2);
                return passed;
            }
        }
    }
};

TEST_F(Limit, lets_thirty_through_at_once_and_then_one_every_two_seconds) {
    const auto one = address("192.0.2.1");
    EXPECT_EQ(count(one), 30);
    clock_.advance_ms(1'999);
    EXPECT_EQ(count(one), 0);
    clock_.advance_ms(1);
    EXPECT_EQ(count(one), 1);
    clock_.advance_ms(60'000);
    EXPECT_EQ(count(one), 30);
    clock_.advance_ms(600'000);
    EXPECT_EQ(count(one), 30);
}

TEST_F(Limit, counts_each_address_and_each_network_of_ipv6_by_itself) {
    EXPECT_EQ(count(address("192.0.2.1")), 30);
    EXPECT_EQ(count(address("192.0.2.2")), 30);
    EXPECT_EQ(count(address("2001:db8::1")), 30);
    EXPECT_EQ(count(address("2001:db8::ffff:2")), 0);
    EXPECT_EQ(count(address("2001:db8:0:1::1")), 30);
}

TEST_F(Limit, gives_back_what_was_rightful) {
    const auto one = address("192.0.2.1");
    EXPECT_EQ(count(one), 30);
    limit_.give_back(one);
    EXPECT_EQ(count(one), 1);
}

TEST_F(Limit, holds_nobody_up_for_longer_than_a_minute_where_the_clock_was_set_back) {
    const auto one = address("192.0.2.1");
    EXPECT_EQ(count(one), 30);
    clock_.advance_ms(-86'400'000);
    EXPECT_EQ(count(one), 0);
    clock_.advance_ms(60'000);
    EXPECT_EQ(count(one), 30);
}

}  // namespace
}  // namespace tillwatch::accounts
