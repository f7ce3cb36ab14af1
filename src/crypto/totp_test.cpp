#include "crypto/totp.hpp"

#include <gmock/gmock.h>

namespace tillwatch::crypto {
namespace {

const Secret secret("12345678901234567890");

// RFC 6238, appendix B: the last six of its eight digits.
TEST(Totp, gives_the_codes_of_the_standard) {
    const std::pair<std::int64_t, const char*> cases[] = {
        {59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
        {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"}};
    for (const auto& [seconds, code] : cases)
        EXPECT_EQ(totp_code(secret, totp_step({seconds * 1'000})), code) << seconds;
}

TEST(Totp, takes_the_code_of_the_step_before_and_after_and_no_further) {
    const Instant now{1'111'111'109'000};
    const auto step = totp_step(now);
    for (const auto other : {step - 1, step, step + 1})
        EXPECT_EQ(find_totp_step(secret, totp_code(secret, other), now, 0), other);
    for (const auto other : {step - 2, step + 2})
        EXPECT_FALSE(find_totp_step(secret, totp_code(secret, other), now, 0));
}

TEST(Totp, takes_no_step_twice_and_none_before_one_that_was_used) {
    const Instant now{1'111'111'109'000};
    const auto step = totp_step(now);
    EXPECT_FALSE(find_totp_step(secret, totp_code(secret, step), now, step));
    EXPECT_FALSE(find_totp_step(secret, totp_code(secret, step - 1), now, step));
    EXPECT_TRUE(find_totp_step(secret, totp_code(secret, step + 1), now, step));
}

TEST(Totp, takes_nothing_but_six_digits) {
    const Instant now{59'000};
    for (const auto* wrong : {"", "28708", "2870820", "287083", " 287082", "94287082"})
        EXPECT_FALSE(find_totp_step(secret, wrong, now, -10)) << wrong;
}

// RFC 4648, section 10, without the padding.
TEST(Base32, is_that_of_the_standard) {
    EXPECT_EQ(base32(""), "");
    EXPECT_EQ(base32("f"), "MY");
    EXPECT_EQ(base32("foo"), "MZXW6");
    EXPECT_EQ(base32("foobar"), "MZXW6YTBOI");
}

}  // namespace
}  // namespace tillwatch::crypto
