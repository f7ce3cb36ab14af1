#include "projection/standings.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include "projection/sql.hpp"

namespace tillwatch::projection {
namespace {

using Place = std::pair<Instant, OrderId>;

Place place_of(const LedgerOrder& order) {
    return {order.happened_at, order.entry.order_id};
}

bool stays(const OrderChange& change) {
    return change.before && change.after &&
           change.before->entry.customer_id == change.after->entry.customer_id &&
           change.before->happened_at == change.after->happened_at &&
           change.before->counted == change.after->counted;
}

/// The earlier of two where there are two.
template <class T>
std::optional<T> earlier(const std::optional<T>& a, const std::optional<T>& b) {
    if (!a || !b) return a ? a : b;
    return std::min(*a, *b);
}

/// A customer whose line changes.
struct Line {
    std::set<OrderId> moved;  // counted ones that are stored
    std::optional<Place> first_before;
    std::optional<Place> first_after;
};

class Standings {
  public:
    Standings(db::Transaction& transaction, StoreId store_id, std::vector<OrderChange>& changes)
        : transaction_(transaction), store_id_(store_id), changes_(changes) {}

    void settle() {
        find_lines();
        find_firsts();
        set_standings();
        append_others();
    }

  private:
    void find_lines();
    void find_firsts();
    void set_standings();
    void append_others();
    std::vector<OrderId> list_passed() const;
    ledger::Standing standing_of(const LedgerOrder& order) const;

    db::Transaction& transaction_;
    StoreId store_id_;
    std::vector<OrderChange>& changes_;
    std::map<CustomerId, Line> lines_;
};

void Standings::find_lines() {
    for (const auto& change : changes_) {
        if (stays(change)) continue;
        if (const auto& before = change.before; before && before->entry.customer_id) {
            auto& line = lines_[*before->entry.customer_id];
            if (before->counted) {
                line.moved.insert(change.id());
                line.first_before = earlier(line.first_before, std::optional(place_of(*before)));
            }
        }
        if (const auto& after = change.after; after && after->entry.customer_id) {
            auto& line = lines_[*after->entry.customer_id];
            if (after->counted)
                line.first_after = earlier(line.first_after, std::optional(place_of(*after)));
        }
    }
}

/// The first of those that do not move is among as many as move and one.
void Standings::find_firsts() {
    std::vector<sql::ListFirstOrders::Params> params;
    for (const auto& [customer_id, line] : lines_)
        params.push_back(
            {store_id_.value, customer_id.value, static_cast<std::int64_t>(line.moved.size()) + 1});
    if (params.empty()) return;
    std::set<CustomerId> found;
    for (const auto& row : transaction_.batch_all<sql::ListFirstOrders>(params)) {
        const CustomerId customer_id{row.customer_id};
        auto& line = lines_.at(customer_id);
        if (line.moved.contains({row.order_id}) || !found.insert(customer_id).second) continue;
        const Place unmoved{{row.happened_at}, {row.order_id}};
        line.first_before = earlier(line.first_before, std::optional(unmoved));
        line.first_after = earlier(line.first_after, std::optional(unmoved));
    }
}

void Standings::set_standings() {
    for (auto& change : changes_) {
        if (!change.after) continue;
        const auto& customer_id = change.after->entry.customer_id;
        change.after->entry.standing = customer_id && !lines_.contains(*customer_id)
                                           ? change.before->entry.standing
                                           : standing_of(*change.after);
    }
}

/// An order that does not count has no place in the line; it is taken as repeat where one that
/// counts lies before it.
ledger::Standing Standings::standing_of(const LedgerOrder& order) const {
    if (!order.entry.customer_id) return ledger::Standing::guest;
    const auto& first = lines_.at(*order.entry.customer_id).first_after;
    return first && *first < place_of(order) ? ledger::Standing::repeat : ledger::Standing::first;
}

/// Those whose standing changes lie between the first so far and the first now.
void Standings::append_others() {
    const auto stored = commerce::find_stored_orders(transaction_, store_id_, list_passed());
    for (auto& order : list_ledger_orders(transaction_, store_id_, stored)) {
        auto after = order;
        after.entry.standing = standing_of(order);
        if (after.entry.standing == order.entry.standing) continue;
        changes_.push_back({.before = std::move(order), .after = std::move(after)});
    }
}

std::vector<OrderId> Standings::list_passed() const {
    constexpr auto last_number = std::numeric_limits<std::int64_t>::max();
    constexpr Place last{{last_number}, {last_number}};
    std::vector<sql::ListOrdersBetween::Params> params;
    for (const auto& [customer_id, line] : lines_) {
        if (line.first_before == line.first_after) continue;
        const auto before = line.first_before.value_or(last);
        const auto after = line.first_after.value_or(last);
        const auto& [from, to] = std::minmax(before, after);
        params.push_back({store_id_.value, customer_id.value, from.first.ms, from.second.value,
                          to.first.ms, to.second.value});
    }
    std::vector<OrderId> passed;
    if (params.empty()) return passed;
    std::set<OrderId> changed;
    for (const auto& change : changes_) changed.insert(change.id());
    for (const auto& row : transaction_.batch_all<sql::ListOrdersBetween>(params))
        if (!changed.contains({row.order_id})) passed.push_back({row.order_id});
    return passed;
}

}  // namespace

void settle_standings(db::Transaction& transaction, StoreId store_id,
                      std::vector<OrderChange>& changes) {
    Standings(transaction, store_id, changes).settle();
}

}  // namespace tillwatch::projection
