// Money: a whole number of a currency's minor unit. Never floating point.
// The number of decimals is ISO 4217's for that currency (JPY 0, USD 2, KWD 3). A single amount
// is bounded by Money::max_minor, a day's sums by ten times that (migrations/state/0003), so that
// no sum of them leaves 64 bits.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace tillwatch {

/// An ISO 4217 currency.
class Currency {
  public:
    /// Three capital letters of the ISO 4217 list; else Code::invalid.
    static Result<Currency> parse(std::string_view code);

    std::string_view code() const { return {code_, 3}; }
    int decimals() const { return decimals_; }
    bool operator==(const Currency&) const = default;

  private:
    Currency(std::string_view code, int decimals);

    char code_[3];
    std::int8_t decimals_;
};

struct Money {
    std::int64_t minor = 0;

    /// A trillion of a two-decimal currency; beyond it an amount is refused, and so is an order
    /// whose amounts together pass it.
    static constexpr std::int64_t max_minor = 100'000'000'000'000;

    auto operator<=>(const Money&) const = default;
    Money operator-() const { return {-minor}; }
    Money operator+(Money other) const { return {minor + other.minor}; }
    Money operator-(Money other) const { return {minor - other.minor}; }
    Money& operator+=(Money other) { return *this = *this + other; }
    Money& operator-=(Money other) { return *this = *this - other; }

    /// A decimal number: optional sign, digits, optional fraction, optional exponent. Decimals
    /// beyond the currency's are rounded half away from zero, once. Code::invalid on anything
    /// else and on an amount beyond max_minor.
    static Result<Money> parse(std::string_view text, Currency currency);

    /// With the currency's own number of decimals; zero is never negative.
    std::string text(Currency currency) const;
};

/// A decimal number of the form that Money::parse takes, as a whole number of its 10^-decimals,
/// within ±Money::max_minor.
Result<std::int64_t> parse_scaled(std::string_view text, int decimals);

/// price × quantity; Code::invalid beyond Money::max_minor.
Result<Money> multiply(Money price, std::int64_t quantity);

/// amount × numerator ÷ denominator, rounded half away from zero. The denominator is not zero and
/// |numerator| ≤ |denominator|, so that the share cannot exceed the amount.
Money share(Money amount, std::int64_t numerator, std::int64_t denominator);

}  // namespace tillwatch
