// The stores that can be simulated: what they sell, in which currency and zone, to whom, with which
// taxes. All of it is made up.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace tillwatch::sim {

/// Where a customer lives.
struct Place {
    std::string_view country, code;
    std::string_view province, province_code;  // empty: none
    std::string_view city;
    std::string_view zip;  // # a digit, ? a letter
    std::string_view tax_title;
    std::int64_t tax_rate_ppm;  // 0: none is taken
    int weight;
    bool abroad;  // by the store's own taxes: duties may be due
};

struct Profile {
    std::string_view domain, name, currency, zone;
    bool taxes_included;
    std::int64_t minor_per_dollar;  // the level of its prices
    std::int64_t price_step;        // minor units: prices are a multiple of it, less price_off
    std::int64_t price_off;
    int share_percent;  // of the orders a day that are asked for
    std::string_view card_gateway, other_gateway;
    std::span<const std::string_view> vendors, makes, things;
    std::span<const Place> places;
};

std::span<const Profile> profiles();

}  // namespace tillwatch::sim
