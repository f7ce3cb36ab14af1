#include "insights/customers.hpp"

#include <algorithm>
#include <limits>

#include "commerce/full_name.hpp"
#include "insights/sql.hpp"
#include "insights/threshold.hpp"
#include "ledger/timelines.hpp"

namespace tillwatch::insights {
namespace {

constexpr std::size_t list_step = 32;  // as in sql/list_customers_of_day.sql
/// Beyond these rows customers are no longer looked up one by one.
constexpr std::size_t list_rows_max = 4'096;
/// With so many days changed since it was made a board is still of use.
constexpr std::int64_t changed_days_max = 16;

/// Who bought most in the block around a range, and the days of the range that changed since that
/// was listed, each a list of its own.
class CustomerLists final : public RankedLists {
  public:
    CustomerLists(db::Transaction& transaction, StoreId store_id, Range range,
                  const Leaders* leaders, std::span<const Day> changed)
        : transaction_(transaction), store_id_(store_id), range_(range), leaders_(leaders) {
        for (const auto day : changed) days_.push_back({.day = day});
    }

    /// The block's list comes first.
    std::size_t count() const override { return 1 + days_.size(); }

    std::size_t step() const override { return list_step; }

    std::optional<std::vector<std::vector<Ranked>>> next(
        std::span<const std::size_t> lists) override {
        std::vector<std::vector<Ranked>> found(lists.size());
        std::vector<sql::ListCustomersOfDay::Params> params;
        for (std::size_t i = 0; i < lists.size(); ++i) {
            if (lists[i] == 0) {
                found[i] = next_leaders();
                if (found[i].size() < list_step && leaders_ != nullptr && !leaders_->whole)
                    return std::nullopt;
                continue;
            }
            const auto& [day, last] = days_[lists[i] - 1];
            params.push_back({static_cast<std::int64_t>(i), store_id_.value, day.number,
                              last.amount, last.id.value});
        }
        for (const auto& row : transaction_.batch_all<sql::ListCustomersOfDay>(params)) {
            const auto place = static_cast<std::size_t>(row.list);
            found[place].push_back(
                days_[lists[place] - 1].last = {row.net_sales, {row.customer_id}});
        }
        return found;
    }

    std::vector<std::int64_t> sums(std::span<const CustomerId> customers) override {
        std::vector<std::int64_t> sums;
        for (const auto& row : sum_customers(transaction_, store_id_, range_, customers))
            sums.push_back(row.net_sales);
        return sums;
    }

    static std::vector<sql::SumCustomer::Row> sum_customers(db::Transaction& transaction,
                                                            StoreId store_id, Range range,
                                                            std::span<const CustomerId> customers) {
        std::vector<sql::SumCustomer::Params> params;
        for (const auto customer : customers)
            params.push_back({store_id.value, customer.value, range.from.number, range.to.number});
        return transaction.batch_all<sql::SumCustomer>(params);
    }

  private:
    struct DayList {
        Day day;
        Ranked last{std::numeric_limits<std::int64_t>::max(), {}};
    };

    std::vector<Ranked> next_leaders() {
        if (leaders_ == nullptr) return {};
        const auto rest = std::span(leaders_->customers).subspan(told_);
        const auto step = rest.first(std::min(rest.size(), list_step));
        told_ += step.size();
        return {step.begin(), step.end()};
    }

    db::Transaction& transaction_;
    StoreId store_id_;
    Range range_;
    const Leaders* leaders_;  // none: nobody
    std::size_t told_ = 0;
    std::vector<DayList> days_;
};

std::vector<Ranked> rank_whole(db::Transaction& transaction, StoreId store_id, Range range,
                               std::size_t wanted) {
    std::vector<Ranked> ranked;
    for (const auto& row :
         transaction.all<sql::RankCustomers>({store_id.value, range.from.number, range.to.number,
                                              static_cast<std::int64_t>(wanted)}))
        ranked.push_back({row.net_sales, {row.customer_id}});
    return ranked;
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

std::optional<std::vector<Day>> list_changed_days(db::Transaction& transaction, StoreId store_id,
                                                  Range range, const Board& board) {
    std::vector<Day> changed;
    for (const auto& row :
         transaction.all<sql::ListChangedDays>({store_id.value, range.from.number, range.to.number,
                                                board.changes, changed_days_max + 1}))
        changed.push_back({static_cast<std::int32_t>(row.day)});
    if (std::ssize(changed) > changed_days_max) return std::nullopt;
    return changed;
}

std::optional<std::vector<Ranked>> rank_by_board(db::Transaction& transaction, StoreId store_id,
                                                 Range range, std::size_t wanted,
                                                 const Board& board,
                                                 const std::vector<Day>& changed) {
    CustomerLists lists(transaction, store_id, range, board.blocks.find(range), changed);
    auto ranked = first_by_sum(lists, wanted, list_rows_max);
    // Who gave back as much as was bought is in no block's list.
    if (ranked && (ranked->size() < wanted || ranked->back().amount <= 0)) return std::nullopt;
    return ranked;
}

std::optional<std::vector<TopCustomer>> top_customers(db::Transaction& transaction,
                                                      StoreId store_id, Range range,
                                                      std::size_t wanted, const Board* board,
                                                      Otherwise otherwise) {
    const auto changed =
        board == nullptr ? std::nullopt : list_changed_days(transaction, store_id, range, *board);
    if (!changed && otherwise == Otherwise::none) return std::nullopt;
    auto ranked = changed ? rank_by_board(transaction, store_id, range, wanted, *board, *changed)
                          : std::nullopt;
    if (!ranked) ranked = rank_whole(transaction, store_id, range, wanted);
    std::vector<CustomerId> ids;
    for (const auto& row : *ranked) ids.push_back(row.id);
    const auto sums = CustomerLists::sum_customers(transaction, store_id, range, ids);
    std::vector<TopCustomer> top;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        TopCustomer customer{
            ids[i], "", {}, sums[i].orders, {sums[i].net_sales}, {sums[i].total_sales}};
        if (const auto who = transaction.one<sql::FindCustomer>({store_id.value, ids[i].value})) {
            customer.name = commerce::full_name(who->first_name, who->last_name);
            customer.email = who->email;
        }
        top.push_back(std::move(customer));
    }
    return top;
}

}  // namespace tillwatch::insights
