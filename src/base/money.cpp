#include "base/money.hpp"

#include <algorithm>

#include "base/currency_list.hpp"
#include "base/ensure.hpp"

namespace tillwatch {
namespace {

constexpr int exponent_max = 400;  // what a double may print; beyond it no amount is meant

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// A decimal number taken apart: ±digits × 10^exponent, leading zeros gone.
struct Decimal {
    bool negative = false;
    std::string digits;
    int exponent = 0;
};

/// Reads digits from the front of `text`; answers how many there were.
std::size_t take_digits(std::string_view& text, std::string& digits) {
    const auto end = std::ranges::find_if_not(text, is_digit);
    const auto count = static_cast<std::size_t>(end - text.begin());
    digits.append(text.substr(0, count));
    text.remove_prefix(count);
    return count;
}

bool take(std::string_view& text, char c) {
    if (text.empty() || text.front() != c) return false;
    text.remove_prefix(1);
    return true;
}

bool take_exponent(std::string_view text, int& exponent) {
    const bool negative = take(text, '-');
    if (!negative) take(text, '+');
    if (text.empty() || text.size() > 3 || !std::ranges::all_of(text, is_digit)) return false;
    int value = 0;
    for (const char c : text) value = value * 10 + (c - '0');
    exponent += negative ? -value : value;
    return value <= exponent_max;
}

bool take_apart(std::string_view text, Decimal& out) {
    constexpr std::size_t text_bytes_max = 1024;
    if (text.size() > text_bytes_max) return false;
    out.negative = take(text, '-');
    if (take_digits(text, out.digits) == 0) return false;
    if (take(text, '.')) {
        const auto decimals = take_digits(text, out.digits);
        if (decimals == 0) return false;
        out.exponent = -static_cast<int>(decimals);
    }
    if (take(text, 'e') || take(text, 'E')) {
        if (!take_exponent(text, out.exponent)) return false;
        text = {};
    }
    out.digits.erase(0, std::min(out.digits.find_first_not_of('0'), out.digits.size()));
    return text.empty();
}

/// digits × 10^shift rounded half up to a whole number; beyond Money::max_minor: -1.
std::int64_t whole(std::string_view digits, int shift) {
    const auto kept = static_cast<std::int64_t>(digits.size()) + shift;
    std::int64_t value = 0;
    for (std::int64_t i = 0; i < kept; ++i) {
        const auto at = static_cast<std::size_t>(i);
        value = value * 10 + (at < digits.size() ? digits[at] - '0' : 0);
        if (value > Money::max_minor) return -1;
    }
    const bool round_up = kept >= 0 && static_cast<std::size_t>(kept) < digits.size() &&
                          digits[static_cast<std::size_t>(kept)] >= '5';
    value += round_up ? 1 : 0;
    return value > Money::max_minor ? -1 : value;
}

std::int64_t power_of_ten(int exponent) {
    std::int64_t power = 1;
    while (exponent-- > 0) power *= 10;
    return power;
}

}  // namespace

Currency::Currency(std::string_view code, int decimals)
    : code_{code[0], code[1], code[2]}, decimals_(static_cast<std::int8_t>(decimals)) {}

Result<Currency> Currency::parse(std::string_view code) {
    const auto found = std::ranges::lower_bound(iso_4217, code, {}, &CurrencyEntry::code);
    if (found == iso_4217.end() || found->code != code)
        return fail(Code::invalid, "is not a currency of ISO 4217, like GBP");
    return Currency(found->code, found->decimals);
}

Result<std::int64_t> parse_scaled(std::string_view text, int decimals) {
    Decimal decimal;
    if (!take_apart(text, decimal)) return fail(Code::invalid, "is not a decimal number");
    if (decimal.digits.empty()) return 0;
    const auto value = whole(decimal.digits, decimal.exponent + decimals);
    if (value < 0) return fail(Code::invalid, "is too large an amount");
    return decimal.negative ? -value : value;
}

Result<Money> Money::parse(std::string_view text, Currency currency) {
    const auto minor = parse_scaled(text, currency.decimals());
    if (!minor) return std::unexpected(minor.error());
    return Money{*minor};
}

std::string Money::text(Currency currency) const {
    const auto unit = static_cast<std::uint64_t>(power_of_ten(currency.decimals()));
    const auto magnitude =
        minor < 0 ? -static_cast<std::uint64_t>(minor) : static_cast<std::uint64_t>(minor);
    std::string text = minor < 0 ? "-" : "";
    text += std::to_string(magnitude / unit);
    if (currency.decimals() == 0) return text;
    const auto fraction = std::to_string(magnitude % unit);
    text += '.';
    text.append(static_cast<std::size_t>(currency.decimals()) - fraction.size(), '0');
    return text + fraction;
}

Result<Money> multiply(Money price, std::int64_t quantity) {
    std::int64_t product = 0;
    if (__builtin_mul_overflow(price.minor, quantity, &product) || product > Money::max_minor ||
        product < -Money::max_minor)
        return fail(Code::invalid, "is too large an amount");
    return Money{product};
}

Money share(Money amount, std::int64_t numerator, std::int64_t denominator) {
    __extension__ using Wide = __int128;
    ENSURE(denominator != 0);
    Wide top = static_cast<Wide>(amount.minor) * numerator * 2;
    Wide bottom = denominator;
    if (bottom < 0) {
        top = -top;
        bottom = -bottom;
    }
    const Wide rounded =
        top < 0 ? -((-top + bottom) / (bottom * 2)) : (top + bottom) / (bottom * 2);
    const auto result = static_cast<std::int64_t>(rounded);
    ENSURE(static_cast<Wide>(result) == rounded);
    return {result};
}

}  // namespace tillwatch
