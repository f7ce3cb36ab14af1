#include "base/network.hpp"

#include <gtest/gtest.h>

namespace tillwatch {
namespace {

bool contains(std::string_view network, std::string_view address) {
    return Network::parse(network)->contains(*IpAddress::parse(address));
}

TEST(Network, contains_the_addresses_of_its_prefix) {
    EXPECT_TRUE(contains("10.0.0.0/8", "10.255.0.1"));
    EXPECT_FALSE(contains("10.0.0.0/8", "11.0.0.1"));
    EXPECT_TRUE(contains("192.0.2.128/25", "192.0.2.129"));
    EXPECT_FALSE(contains("192.0.2.128/25", "192.0.2.127"));
    EXPECT_TRUE(contains("fd00::/8", "fdff::1"));
    EXPECT_FALSE(contains("fd00::/8", "fe00::1"));
    EXPECT_TRUE(contains("0.0.0.0/0", "1.2.3.4"));
    EXPECT_FALSE(contains("0.0.0.0/0", "2001:db8::1"));
    EXPECT_TRUE(contains("::/0", "1.2.3.4"));
}

TEST(Network, of_one_address_needs_no_prefix) {
    EXPECT_TRUE(contains("192.0.2.1", "192.0.2.1"));
    EXPECT_FALSE(contains("192.0.2.1", "192.0.2.2"));
}

TEST(Network, knows_an_ipv4_peer_on_an_ipv6_socket) {
    EXPECT_TRUE(contains("10.0.0.0/8", "::ffff:10.1.2.3"));
}

TEST(Network, refuses_what_is_none) {
    for (const char* text :
         {"", "10.0.0.0/", "10.0.0.0/33", "10.0.0/8", "::/129", "10.0.0.0/8x", "10.0.0.0/-1",
          "example.com", "[::1]/128", "10.0.0.1/8", "fd00::1/8"}) {
        EXPECT_FALSE(Network::parse(text)) << text;
    }
}

TEST(IpAddress, knows_loopback_and_its_holder) {
    EXPECT_TRUE(IpAddress::parse("127.9.9.9")->is_loopback());
    EXPECT_TRUE(IpAddress::parse("::1")->is_loopback());
    EXPECT_TRUE(IpAddress::parse("[::ffff:127.0.0.1]")->is_loopback());
    EXPECT_FALSE(IpAddress::parse("128.0.0.1")->is_loopback());
    EXPECT_FALSE(IpAddress::parse("::2")->is_loopback());
    EXPECT_EQ(IpAddress::parse("2001:db8:1:2:3::4")->holder().text(), "2001:db8:1:2::");
    EXPECT_EQ(IpAddress::parse("192.0.2.1")->holder().text(), "192.0.2.1");
}

}  // namespace
}  // namespace tillwatch
