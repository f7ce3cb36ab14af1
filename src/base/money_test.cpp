#include "base/money.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/currency_list.hpp"

namespace tillwatch {
namespace {

Currency currency(std::string_view code) {
    return value_or_throw(Currency::parse(code));
}

std::int64_t minor(std::string_view text, std::string_view code = "USD") {
    return value_or_throw(Money::parse(text, currency(code))).minor;
}

TEST(Currency, knows_the_decimals_of_iso_4217) {
    EXPECT_EQ(currency("GBP").decimals(), 2);
    EXPECT_EQ(currency("JPY").decimals(), 0);
    EXPECT_EQ(currency("KWD").decimals(), 3);
}

TEST(Currency, refuses_what_is_not_a_code_of_the_list) {
    for (const auto* wrong : {"", "GB", "gbp", "GBPX", "XXX", "AAA", "ZZZ"})
        EXPECT_FALSE(Currency::parse(wrong)) << wrong;
}

TEST(Currency, list_is_sorted_for_its_search) {
    EXPECT_TRUE(std::ranges::is_sorted(iso_4217, {}, &CurrencyEntry::code));
}

TEST(Money, reads_any_scale_exactly) {
    EXPECT_EQ(minor("199.00"), 19900);
    EXPECT_EQ(minor("199"), 19900);
    EXPECT_EQ(minor("13.5"), 1350);
    EXPECT_EQ(minor("0.1"), 10);
    EXPECT_EQ(minor("-0.01"), -1);
    EXPECT_EQ(minor("000012.30"), 1230);
    EXPECT_EQ(minor("1842", "JPY"), 1842);
    EXPECT_EQ(minor("1842.00", "JPY"), 1842);
    EXPECT_EQ(minor("4.999", "KWD"), 4999);
}

TEST(Money, rounds_half_away_from_zero_once) {
    EXPECT_EQ(minor("1.005"), 101);
    EXPECT_EQ(minor("1.00499999"), 100);
    EXPECT_EQ(minor("-1.005"), -101);
    EXPECT_EQ(minor("0.5", "JPY"), 1);
    EXPECT_EQ(minor("0.0049"), 0);
    EXPECT_EQ(minor("0.005"), 1);
    EXPECT_EQ(minor("0.0005"), 0);
    EXPECT_EQ(minor("9.995"), 1000);
}

TEST(Money, reads_the_exponents_that_a_json_number_may_have) {
    EXPECT_EQ(minor("1.5e2"), 15000);
    EXPECT_EQ(minor("1E+1"), 1000);
    EXPECT_EQ(minor("25e-2"), 25);
    EXPECT_EQ(minor("0e400"), 0);
    EXPECT_EQ(minor("1e-300"), 0);
}

TEST(Money, refuses_what_is_no_decimal_number) {
    for (const auto* wrong : {"", "-", ".", "1.", ".5", "+1", "1,00", " 1", "1 ", "1e", "1e+",
                              "0x10", "NaN", "inf", "1e400", "1e9999", "--1", "1.2.3"})
        EXPECT_FALSE(Money::parse(wrong, currency("USD"))) << wrong;
}

TEST(Money, refuses_amounts_beyond_its_bound_and_takes_the_bound) {
    EXPECT_EQ(minor("1000000000000.00"), Money::max_minor);
    EXPECT_FALSE(Money::parse("1000000000000.01", currency("USD")));
    EXPECT_FALSE(Money::parse("99999999999999999999999999", currency("USD")));
    EXPECT_FALSE(multiply(Money{Money::max_minor}, 2));
    EXPECT_EQ(multiply(Money{250}, -3)->minor, -750);
}

TEST(Money, prints_the_currencys_own_decimals_and_no_negative_zero) {
    EXPECT_EQ(Money{19900}.text(currency("GBP")), "199.00");
    EXPECT_EQ(Money{-5}.text(currency("GBP")), "-0.05");
    EXPECT_EQ(Money{0}.text(currency("GBP")), "0.00");
    EXPECT_EQ(Money{1842}.text(currency("JPY")), "1842");
    EXPECT_EQ(Money{4999}.text(currency("KWD")), "4.999");
    EXPECT_EQ((-Money{0}).text(currency("GBP")), "0.00");
}

TEST(Money, share_rounds_half_away_from_zero) {
    EXPECT_EQ(share(Money{5}, 1, 2).minor, 3);
    EXPECT_EQ(share(Money{-5}, 1, 2).minor, -3);
    EXPECT_EQ(share(Money{5}, -1, 2).minor, -3);
    EXPECT_EQ(share(Money{100}, 1, 3).minor, 33);
    EXPECT_EQ(share(Money{Money::max_minor}, Money::max_minor, Money::max_minor).minor,
              Money::max_minor);
}

RC_GTEST_PROP(Money, reads_back_what_it_prints, ()) {
    const auto code = *rc::gen::element("GBP", "JPY", "KWD");
    const Money money{*rc::gen::inRange<std::int64_t>(-Money::max_minor, Money::max_minor + 1)};
    RC_ASSERT(value_or_throw(Money::parse(money.text(currency(code)), currency(code))) == money);
}

}  // namespace
}  // namespace tillwatch
