// The records of a store as the bodies of Shopify's webhooks (2026-10): the keys of its samples, in
// their order as far as it matters to nobody, whole and without the fields that were taken away
// since. One store each; safe in several threads.
#pragma once

#include <string>

#include "base/money.hpp"
#include "base/time_zone.hpp"
#include "sim/profiles.hpp"
#include "sim/records.hpp"

namespace tillwatch::sim {

class Bodies {
  public:
    Bodies(const Profile& profile, Currency currency, TimeZone zone)
        : profile_(profile), currency_(currency), zone_(zone) {}

    std::string product(const Product& product) const;
    std::string customer(const Customer& customer) const;
    /// `buyer`: who the order's addresses are of; told as its customer unless it is a guest's.
    std::string order(const Order& order, const Customer& buyer) const;
    std::string refund(const Order& order, const Refund& refund) const;
    std::string edit(const Order& order, const Edit& edit) const;
    /// With the lines and the discounts of the order that it is on its way to.
    std::string checkout(const Checkout& checkout, const Order& order, const Customer& buyer) const;
    static std::string deleted(std::int64_t id);

  private:
    const Profile& profile_;
    Currency currency_;
    TimeZone zone_;
};

}  // namespace tillwatch::sim
