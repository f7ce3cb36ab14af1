// From a delivery's body to snapshots. What a body may look like, by topic and API version, is in
// docs/shopify.md; it survives absent keys, unknown keys, money as text of any scale or as number.
// Nothing is thrown on hostile input. Not safe in several threads: each has its own Payloads.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commerce/snapshots.hpp"
#include "json/reader.hpp"

namespace tillwatch::shopify {

/// What one or many deliveries show.
struct Snapshots {
    std::vector<commerce::Order> orders;
    std::vector<commerce::RefundSighting> refunds;
    std::vector<commerce::CustomerSighting> customers;
    std::vector<commerce::OrderEditSighting> edits;
    std::vector<commerce::OrderAgreements> agreements;
    std::vector<commerce::Milestone> milestones;  // each with its order
    std::vector<commerce::Product> products;
    std::vector<commerce::Checkout> checkouts;
    std::vector<commerce::CustomerMerge> merges;
    std::vector<commerce::Deletion> deletions;
    std::vector<commerce::ShopChange> shop_changes;
};

/// Why a body has no effect. An ignored one is none of our business; a failed one should have had
/// an effect and could not. The reason names fields, never their values.
struct Rejection {
    enum class State { ignored, failed };
    State state = State::failed;
    std::string reason;
};

using Parsed = std::expected<Snapshots, Rejection>;

class Payloads {
  public:
    /// A webhook's body, by its topic. `currency` is the store's.
    Parsed parse_delivery(std::string_view topic, std::string_view body,
                          std::optional<Instant> triggered_at, Currency currency);

    /// One line of an import, told apart by its keys.
    Parsed parse_line(std::string_view line, Currency currency);

  private:
    json::Parser parser_;
};

}  // namespace tillwatch::shopify
