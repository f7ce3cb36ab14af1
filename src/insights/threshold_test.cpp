#include "insights/threshold.hpp"

#include <algorithm>
#include <map>

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace tillwatch::insights {
namespace {

using Parts = std::vector<std::map<std::int64_t, std::int64_t>>;  // of each list, by customer

class GivenLists final : public RankedLists {
  public:
    explicit GivenLists(Parts parts) : parts_(std::move(parts)) {
        for (const auto& part : parts_) {
            auto& list = lists_.emplace_back();
            for (const auto& [customer, amount] : part) list.push_back({amount, {customer}});
            std::ranges::sort(list, comes_before);
        }
        places_.resize(lists_.size());
    }

    std::size_t count() const override { return lists_.size(); }

    std::size_t step() const override { return 8; }

    std::optional<std::vector<std::vector<Ranked>>> next(
        std::span<const std::size_t> lists) override {
        std::vector<std::vector<Ranked>> found;
        for (const auto list : lists) {
            if (places_[list] >= told_) return std::nullopt;
            auto& rest = found.emplace_back();
            for (auto& place = places_[list]; place < lists_[list].size() && rest.size() < step();)
                rest.push_back(lists_[list][place++]);
            read_ += rest.size();
        }
        return found;
    }

    std::vector<std::int64_t> sums(std::span<const CustomerId> customers) override {
        std::vector<std::int64_t> sums;
        for (const auto customer : customers) {
            auto& sum = sums.emplace_back();
            for (const auto& part : parts_)
                if (const auto found = part.find(customer.value); found != part.end())
                    sum += found->second;
        }
        return sums;
    }

    std::size_t read() const { return read_; }
    void tell_only(std::size_t rows) { told_ = rows; }

  private:
    std::size_t told_ = std::numeric_limits<std::size_t>::max();
    Parts parts_;
    std::vector<std::vector<Ranked>> lists_;
    std::vector<std::size_t> places_;
    std::size_t read_ = 0;
};

std::vector<Ranked> by_looking_at_all(const Parts& parts, std::size_t wanted) {
    std::map<std::int64_t, std::int64_t> sums;
    for (const auto& part : parts)
        for (const auto& [customer, amount] : part) sums[customer] += amount;
    std::vector<Ranked> all;
    for (const auto& [customer, sum] : sums) all.push_back({sum, {customer}});
    std::ranges::sort(all, comes_before);
    all.resize(std::min(all.size(), wanted));
    return all;
}

constexpr std::size_t no_limit = 1'000'000;

RC_GTEST_PROP(Threshold, finds_what_looking_at_all_finds, ()) {
    const auto spread = *rc::gen::element<std::int64_t>(2, 10, 1'000);
    const auto least = *rc::gen::element<std::int64_t>(-1'000, -2, 0, 1);
    const auto customers = *rc::gen::element<std::int64_t>(6, 40, 400);
    const auto amounts = rc::gen::inRange<std::int64_t>(least, least + spread);
    const auto parts =
        *rc::gen::container<Parts>(rc::gen::container<std::map<std::int64_t, std::int64_t>>(
            rc::gen::inRange<std::int64_t>(1, customers), amounts));
    const auto wanted = *rc::gen::inRange<std::size_t>(1, 7);
    GivenLists lists(parts);
    RC_ASSERT(first_by_sum(lists, wanted, no_limit) == by_looking_at_all(parts, wanted));
}

TEST(Threshold, reads_no_more_than_the_heads_where_few_stand_out) {
    Parts parts(3);
    for (std::int64_t customer = 1; customer <= 10'000; ++customer)
        for (auto& part : parts) part[customer] = customer <= 5 ? 1'000'000 : customer % 100;
    GivenLists lists(parts);
    EXPECT_EQ(first_by_sum(lists, 5, no_limit), by_looking_at_all(parts, 5));
    EXPECT_LT(lists.read(), 100u);
}

TEST(Threshold, ends_among_equals_once_the_smaller_ids_are_met) {
    Parts parts(1);
    for (std::int64_t customer = 1; customer <= 10'000; ++customer) parts[0][customer] = 29;
    GivenLists lists(parts);
    EXPECT_EQ(first_by_sum(lists, 2, no_limit), (std::vector<Ranked>{{29, {1}}, {29, {2}}}));
    EXPECT_LT(lists.read(), 100u);
}

TEST(Threshold, finds_a_smaller_id_whose_parts_are_not_the_first_of_any_list) {
    Parts parts(2);
    for (std::int64_t customer = 10; customer < 60; ++customer) parts[0][customer] = 20;
    for (std::int64_t customer = 60; customer < 110; ++customer) parts[1][customer] = 20;
    parts[0][9'999] = parts[1][9'999] = 19;
    GivenLists lists(parts);
    EXPECT_EQ(first_by_sum(lists, 1, no_limit), (std::vector<Ranked>{{38, {9'999}}}));
}

TEST(Threshold, finds_who_gave_least_back_where_all_did) {
    Parts parts(2);
    for (std::int64_t customer = 1; customer <= 100; ++customer)
        parts[static_cast<std::size_t>(customer % 2)][customer] = -customer;
    GivenLists lists(parts);
    EXPECT_EQ(first_by_sum(lists, 2, no_limit), (std::vector<Ranked>{{-1, {1}}, {-2, {2}}}));
    EXPECT_LT(lists.read(), 100u);
}

TEST(Threshold, gives_up_beyond_the_rows_that_it_may_read) {
    Parts parts(2);
    for (std::int64_t customer = 1; customer <= 1'000; ++customer)
        parts[static_cast<std::size_t>(customer % 2)][customer] = 29;
    GivenLists lists(parts);
    EXPECT_EQ(first_by_sum(lists, 5, 200), std::nullopt);
    GivenLists again(parts);
    EXPECT_EQ(first_by_sum(again, 5, no_limit), by_looking_at_all(parts, 5));
}

TEST(Threshold, gives_up_where_a_list_has_more_than_it_tells) {
    Parts parts(1);
    for (std::int64_t customer = 1; customer <= 100; ++customer) parts[0][customer] = customer;
    GivenLists enough(parts);
    enough.tell_only(8);
    EXPECT_EQ(first_by_sum(enough, 5, no_limit), by_looking_at_all(parts, 5));
    GivenLists too_few(parts);
    too_few.tell_only(8);
    EXPECT_EQ(first_by_sum(too_few, 9, no_limit), std::nullopt);
}

TEST(Threshold, answers_nothing_of_no_lists) {
    GivenLists none({});
    EXPECT_EQ(first_by_sum(none, 5, no_limit), std::vector<Ranked>{});
    GivenLists empty(Parts(3));
    EXPECT_EQ(first_by_sum(empty, 5, no_limit), std::vector<Ranked>{});
}

}  // namespace
}  // namespace tillwatch::insights
