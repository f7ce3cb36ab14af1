#include "insights/breakdown.hpp"

#include <algorithm>
#include <map>

#include "base/whole_number.hpp"
#include "insights/part_days.hpp"
#include "insights/sold_names.hpp"
#include "insights/sql.hpp"
#include "insights/writing.hpp"

namespace tillwatch::insights {
namespace {

using ledger::Measures;

std::vector<ValueMeasures> read_values(db::Transaction& transaction, StoreId store_id, By by,
                                       Range range) {
    const auto dimension = static_cast<std::int64_t>(dimension_of(by));
    std::vector<ValueMeasures> values;
    transaction.each<sql::SumRollupsByValue>(
        {store_id.value, dimension, range.from.number, range.to.number},
        [&](auto row) { values.emplace_back(std::move(row.value), measures_of_row(row)); });
    return values;
}

std::vector<ValueMeasures> by_product_type(db::Transaction& transaction, StoreId store_id,
                                           const std::vector<ValueMeasures>& products) {
    std::vector<std::string> ids;
    for (const auto& [product, _] : products) ids.push_back(product);
    const auto types = read_product_types(transaction, store_id, ids);
    std::map<std::string, Measures> sums;
    for (const auto& [product, measures] : products) sums[types.find(product)->second] += measures;
    return {sums.begin(), sums.end()};
}

/// The titles of products or variants, by what the sums have as value.
std::map<std::string, std::string> read_titles(db::Transaction& transaction, StoreId store_id,
                                               By by, Range range,
                                               const std::vector<BreakdownItem>& items) {
    std::map<std::string, std::string> titles;
    std::vector<std::int64_t> ids;
    std::vector<sql::FindProduct::Params> products;
    std::vector<sql::FindVariant::Params> variants;
    for (const auto& item : items) {
        const auto id = parse_whole_number(item.value);
        if (id) ids.push_back(*id);
        if (id && by == By::product) products.push_back({store_id.value, *id});
        if (id && by == By::variant) variants.push_back({store_id.value, *id});
    }
    for (const auto& row : transaction.batch_all<sql::FindProduct>(products))
        titles[std::to_string(row.product_id)] = row.title;
    for (const auto& row : transaction.batch_all<sql::FindVariant>(variants))
        titles[std::to_string(row.variant_id)] = row.product_title + ", " + row.title;
    std::erase_if(ids, [&](std::int64_t id) { return titles.contains(std::to_string(id)); });
    for (const auto& [id, sold] : read_sold_names(transaction, store_id, by, ids, range))
        titles[std::to_string(id)] = sold.title;
    return titles;
}

void set_labels(db::Transaction& transaction, StoreId store_id, By by, Range range,
                std::vector<BreakdownItem>& items) {
    if (by == By::product || by == By::variant) {
        const auto titles = read_titles(transaction, store_id, by, range, items);
        for (auto& item : items)
            if (const auto title = titles.find(item.value); title != titles.end())
                item.label = title->second;
        return;
    }
    for (auto& item : items)
        if (!item.value.empty()) item.label = item.value;
}

}  // namespace

void Ranking::add(ValueMeasures value) {
    if (rank_of(value) == 0) return;
    const auto comes_first = [&](const auto& one, const auto& other) { return before(one, other); };
    kept_.push_back(std::move(value));
    std::ranges::push_heap(kept_, comes_first);
    if (kept_.size() <= kept_max_) return;
    std::ranges::pop_heap(kept_, comes_first);
    ++other_values_;
    others_ += kept_.back().second;
    kept_.pop_back();
}

std::vector<ValueMeasures> Ranking::take() {
    std::ranges::sort(kept_,
                      [&](const auto& one, const auto& other) { return before(one, other); });
    return std::move(kept_);
}

std::int64_t Ranking::rank_of(const ValueMeasures& value) const {
    const auto amount = value_of(measure_, value.second).value_or(0);
    return is_taken_away(measure_) ? -amount : amount;
}

bool Ranking::before(const ValueMeasures& one, const ValueMeasures& other) const {
    const auto left = rank_of(one);
    const auto right = rank_of(other);
    return left != right ? left > right : one.first < other.first;
}

Breakdown read_breakdown(db::Transaction& transaction, StoreId store_id,
                         const BreakdownQuestion& question) {
    auto values = read_values(transaction, store_id, question.by, question.range);
    if (question.by == By::product_type) values = by_product_type(transaction, store_id, values);
    Ranking ranking(question.measure, static_cast<std::size_t>(question.limit));
    for (auto& value : values) ranking.add(std::move(value));
    Breakdown breakdown;
    const auto days = read_days(transaction, store_id, question.range);
    breakdown.total = value_of(question.measure, sum_of(days));
    breakdown.other_values = ranking.other_values();
    breakdown.other_amount = value_of(question.measure, ranking.others());
    for (auto& [value, measures] : ranking.take())
        breakdown.items.push_back({std::move(value), {}, *value_of(question.measure, measures)});
    set_labels(transaction, store_id, question.by, question.range, breakdown.items);
    return breakdown;
}

std::string breakdown_json(const stores::Store& store, const BreakdownQuestion& question,
                           const Breakdown& breakdown) {
    json::Writer out;
    const auto amount = [&](std::string_view name, std::optional<std::int64_t> value) {
        out.key(name);
        write_value(out, question.measure, value, store.currency);
    };
    out.begin_object();
    write_store(out, store);
    write_range(out, question.range);
    out.member("measure", name_of(question.measure)).member("by", name_of(question.by));
    amount("total", breakdown.total);
    out.key("items").begin_array();
    for (const auto& item : breakdown.items) {
        out.begin_object().member("value", item.value).member("label", item.label);
        amount("amount", item.amount);
        out.end_object();
    }
    out.end_array();
    out.key("other").begin_object().member("values", breakdown.other_values);
    amount("amount", breakdown.other_amount);
    out.end_object().end_object();
    return out.take();
}

}  // namespace tillwatch::insights
