#include "listing/search.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "listing/sql.hpp"

namespace tillwatch::listing {
namespace {

/// U+10FFFF, which no text has.
constexpr std::string_view last_character = "\xf4\x8f\xbf\xbf";

template <class Q>
void append(std::vector<std::int64_t>& ids, db::Transaction& transaction,
            const typename Q::Params& params) {
    for (const auto& row : transaction.all<Q>(params)) ids.push_back(row.customer_id);
}

}  // namespace

std::string end_of(std::string_view folded) {
    return std::string(folded).append(last_character);
}

bool is_called(std::string_view email, std::string_view first_name, std::string_view last_name,
               std::string_view folded) {
    if (begins_with(email, folded) || begins_with(last_name, folded)) return true;
    return begins_with(std::string(first_name).append(" ").append(last_name), folded);
}

std::vector<std::int64_t> find_customers_called(db::Transaction& transaction, StoreId store_id,
                                                std::string_view folded, std::size_t most) {
    const auto high = end_of(folded);
    const auto limit = static_cast<std::int64_t>(most) + 1;
    std::vector<std::int64_t> ids;
    append<sql::FindCustomersByEmail>(ids, transaction, {store_id.value, folded, high, limit});
    append<sql::FindCustomersByName>(ids, transaction, {store_id.value, folded, high, limit});
    append<sql::FindCustomersByLastName>(ids, transaction, {store_id.value, folded, high, limit});
    std::ranges::sort(ids);
    const auto [first, last] = std::ranges::unique(ids);
    ids.erase(first, last);
    return ids;
}

}  // namespace tillwatch::listing
