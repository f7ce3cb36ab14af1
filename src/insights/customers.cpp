#include "insights/customers.hpp"

#include <limits>

#include "insights/sql.hpp"
#include "insights/threshold.hpp"
#include "ledger/timelines.hpp"

namespace tillwatch::insights {
namespace {

constexpr std::size_t list_step = 32;  // as in sql/list_customers_of_*.sql
/// Beyond these rows it is cheaper to add up the whole range than to look customers up one by one.
constexpr std::size_t list_rows_max = 4'096;

/// The customers of a range, a list for each whole month and for each day before and after.
class CustomerLists final : public RankedLists {
  public:
    CustomerLists(db::Transaction& transaction, StoreId store_id, const MonthsAndEdges& parts)
        : transaction_(transaction), store_id_(store_id), parts_(parts) {
        for (auto month = parts.first_month; month <= parts.last_month; ++month)
            lists_.push_back({true, month});
        for (const auto edge : {parts.head, parts.tail})
            for (auto day = edge.from; day <= edge.to; day = day + 1)
                lists_.push_back({false, day.number});
    }

    std::size_t count() const override { return lists_.size(); }

    std::size_t step() const override { return list_step; }

    std::vector<std::vector<Ranked>> next(std::span<const std::size_t> lists) override {
        std::vector<sql::ListCustomersOfMonth::Params> months;
        std::vector<sql::ListCustomersOfDay::Params> days;
        for (std::size_t i = 0; i < lists.size(); ++i) {
            const auto& list = lists_[lists[i]];
            const auto number = static_cast<std::int64_t>(i);
            if (list.is_month)
                months.push_back(
                    {number, store_id_.value, list.number, list.last.amount, list.last.id.value});
            else
                days.push_back(
                    {number, store_id_.value, list.number, list.last.amount, list.last.id.value});
        }
        std::vector<std::vector<Ranked>> found(lists.size());
        const auto put = [&](const auto& row) {
            const auto place = static_cast<std::size_t>(row.list);
            found[place].push_back(lists_[lists[place]].last = {row.net_sales, {row.customer_id}});
        };
        for (const auto& row : transaction_.batch_all<sql::ListCustomersOfMonth>(months)) put(row);
        for (const auto& row : transaction_.batch_all<sql::ListCustomersOfDay>(days)) put(row);
        return found;
    }

    std::vector<std::int64_t> sums(std::span<const CustomerId> customers) override {
        std::vector<std::int64_t> sums;
        for (const auto& row : whole_sums(customers)) sums.push_back(row.net_sales);
        return sums;
    }

    std::vector<sql::SumCustomer::Row> whole_sums(std::span<const CustomerId> customers) {
        std::vector<sql::SumCustomer::Params> params;
        for (const auto customer : customers)
            params.push_back({store_id_.value, customer.value, parts_.first_month,
                              parts_.last_month, parts_.head.from.number, parts_.head.to.number,
                              parts_.tail.from.number, parts_.tail.to.number});
        return transaction_.batch_all<sql::SumCustomer>(params);
    }

    /// By all rows of the range.
    std::vector<Ranked> ranked(std::size_t wanted) {
        std::vector<Ranked> ranked;
        for (const auto& row : transaction_.all<sql::RankCustomers>(
                 {store_id_.value, parts_.first_month, parts_.last_month, parts_.head.from.number,
                  parts_.head.to.number, parts_.tail.from.number, parts_.tail.to.number,
                  static_cast<std::int64_t>(wanted)}))
            ranked.push_back({row.net_sales, {row.customer_id}});
        return ranked;
    }

  private:
    struct List {
        bool is_month;
        std::int32_t number;  // of the month or the day
        Ranked last{std::numeric_limits<std::int64_t>::max(), {}};
    };

    db::Transaction& transaction_;
    StoreId store_id_;
    MonthsAndEdges parts_;
    std::vector<List> lists_;
};

std::string full_name(const std::string& first, const std::string& last) {
    return first + (first.empty() || last.empty() ? "" : " ") + last;
}

}  // namespace

std::vector<std::int64_t> count_repeats(db::Transaction& transaction, StoreId store_id,
                                        std::span<const Range> ranges) {
    std::vector<sql::SumRepeatOrders::Params> spans;
    std::vector<std::size_t> range_of;
    for (std::size_t i = 0; i < ranges.size(); ++i)
        for (const auto& span : ledger::spans_of(ranges[i].from, ranges[i].to)) {
            spans.push_back({store_id.value, static_cast<std::int64_t>(span.grain),
                             span.before_from, span.before_to, span.day_from, span.day_to});
            range_of.push_back(i);
        }
    std::vector<std::int64_t> repeats(ranges.size());
    const auto rows = transaction.batch_all<sql::SumRepeatOrders>(spans);
    for (std::size_t i = 0; i < rows.size(); ++i) repeats[range_of[i]] += rows[i].orders;
    return repeats;
}

std::vector<TopCustomer> top_customers(db::Transaction& transaction, StoreId store_id, Range range,
                                       std::size_t wanted) {
    CustomerLists lists(transaction, store_id, months_and_edges(range));
    auto ranked = first_by_sum(lists, wanted, list_rows_max);
    if (!ranked) ranked = lists.ranked(wanted);
    std::vector<CustomerId> ids;
    for (const auto& row : *ranked) ids.push_back(row.id);
    const auto sums = lists.whole_sums(ids);
    std::vector<TopCustomer> top;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        TopCustomer customer{
            ids[i], "", {}, sums[i].orders, {sums[i].net_sales}, {sums[i].total_sales}};
        if (const auto who = transaction.one<sql::FindCustomer>({store_id.value, ids[i].value})) {
            customer.name = full_name(who->first_name, who->last_name);
            customer.email = who->email;
        }
        top.push_back(std::move(customer));
    }
    return top;
}

}  // namespace tillwatch::insights
