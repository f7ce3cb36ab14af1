// Checkouts by their creation, with what became of each (docs/metrics.md). Reads only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commerce/checkout_outcome.hpp"
#include "db/transaction.hpp"
#include "listing/page.hpp"
#include "listing/parameters.hpp"
#include "stores/stores.hpp"

namespace tillwatch::listing {

enum class CheckoutKey { created_at };
using commerce::CheckoutFigure;
using commerce::CheckoutState;
Result<CheckoutState> parse_checkout_state(std::string_view text);
Result<CheckoutFigure> parse_checkout_figure(std::string_view text);

struct CheckoutsQuestion {
    http::Sort<CheckoutKey> sort{CheckoutKey::created_at, true};
    Span days;
    Instant now;
    std::optional<std::string> search;  // folded
    std::optional<CheckoutState> state;
    std::optional<CheckoutFigure> figure;  // only those that it counts
};

CheckoutsQuestion read_checkouts_question(http::Query& query, const http::Request& request,
                                          const TimeZone& zone, Instant now);

struct CheckoutRow {
    std::string token;
    commerce::CheckoutCourse course;
    CheckoutState state = CheckoutState::open;
    std::optional<std::string> email;
    std::optional<std::string> phone;
    std::optional<std::int64_t> customer_id;
    std::int64_t total_price = 0;
    std::optional<std::int64_t> order_id;
};

Page<CheckoutRow> read_rows(db::Transaction& transaction, StoreId store_id,
                            const CheckoutsQuestion& question, const std::optional<Place>& after,
                            std::int64_t limit);

template <class Out>
void tell(Out& out, const CheckoutRow& row, Currency currency);

/// One with its lines (docs/openapi.yaml, WholeCheckout).
std::optional<std::string> whole_checkout_json(db::Transaction& transaction,
                                               const stores::Membership& member,
                                               std::string_view token, Instant now);

}  // namespace tillwatch::listing
