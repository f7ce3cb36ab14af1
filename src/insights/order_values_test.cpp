#include "insights/order_values.hpp"

#include <gmock/gmock.h>

namespace tillwatch::insights {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

ValueBucket bucket(std::int64_t from, std::int64_t to, std::int64_t orders) {
    return {{from}, Money{to}, orders};
}

TEST(OrderValues, of_no_orders_are_nothing) {
    const auto found = distribution_of({});
    EXPECT_EQ(found.orders, 0);
    EXPECT_FALSE(found.median);
    EXPECT_FALSE(found.p90);
    EXPECT_THAT(found.buckets, IsEmpty());
}

TEST(OrderValues, have_the_middle_one_as_median_or_the_mean_of_two) {
    EXPECT_EQ(distribution_of({300, 100, 200}).median, Money{200});
    EXPECT_EQ(distribution_of({400, 100, 300, 200}).median, Money{250});
    EXPECT_EQ(distribution_of({100, 101}).median, Money{101});
    EXPECT_EQ(distribution_of({-100, -101}).median, Money{-101});
}

TEST(OrderValues, have_the_least_that_nine_of_ten_do_not_pass) {
    std::vector<std::int64_t> values;
    for (std::int64_t value = 1; value <= 10; ++value) values.push_back(value * 100);
    EXPECT_EQ(distribution_of(values).p90, Money{900});
    values.push_back(1100);
    EXPECT_EQ(distribution_of(values).p90, Money{1000});
    EXPECT_EQ(distribution_of({700}).p90, Money{700});
}

TEST(OrderValues, fall_into_buckets_of_a_round_width_from_the_least_to_the_greatest) {
    EXPECT_THAT(distribution_of({400, 2200, 4150}).buckets,
                ElementsAre(bucket(0, 500, 1), bucket(500, 1000, 0), bucket(1000, 1500, 0),
                            bucket(1500, 2000, 0), bucket(2000, 2500, 1), bucket(2500, 3000, 0),
                            bucket(3000, 3500, 0), bucket(3500, 4000, 0), bucket(4000, 4500, 1)));
}

TEST(OrderValues, on_an_edge_belong_to_the_bucket_above_it) {
    EXPECT_THAT(distribution_of({1000, 1199, 1200, 1400}).buckets,
                ElementsAre(bucket(1000, 1050, 1), bucket(1050, 1100, 0), bucket(1100, 1150, 0),
                            bucket(1150, 1200, 1), bucket(1200, 1250, 1), bucket(1250, 1300, 0),
                            bucket(1300, 1350, 0), bucket(1350, 1400, 0), bucket(1400, 1450, 1)));
}

TEST(OrderValues, far_above_most_share_a_last_bucket_without_an_end) {
    std::vector<std::int64_t> values(99, 1000);
    values.push_back(99'999);
    EXPECT_THAT(distribution_of(values).buckets,
                ElementsAre(bucket(1000, 1010, 99), ValueBucket{{1010}, {}, 1}));
}

TEST(OrderValues, that_are_all_alike_have_one_bucket) {
    EXPECT_THAT(distribution_of({2500, 2500}).buckets, ElementsAre(bucket(2500, 2550, 2)));
    EXPECT_THAT(distribution_of({0, 0}).buckets, ElementsAre(bucket(0, 1, 2)));
}

TEST(OrderValues, below_nothing_have_buckets_too) {
    EXPECT_THAT(distribution_of({-3, 2}).buckets,
                ElementsAre(bucket(-3, -2, 1), bucket(-2, -1, 0), bucket(-1, 0, 0), bucket(0, 1, 0),
                            bucket(1, 2, 0), bucket(2, 3, 1)));
}

TEST(OrderValues, are_all_in_a_bucket_that_holds_them_and_the_buckets_are_few) {
    for (const std::int64_t greatest : {1LL, 7LL, 99LL, 12'345LL, 1'000'000'000'000'000LL}) {
        std::vector<std::int64_t> values;
        for (std::int64_t i = 0; i <= 40; ++i) values.push_back(greatest / 40 * i + greatest % 7);
        const auto found = distribution_of(values);
        EXPECT_LE(std::ssize(found.buckets), value_buckets_max + 1);
        std::int64_t orders = 0;
        for (const auto& bucket : found.buckets) {
            orders += bucket.orders;
            EXPECT_EQ(std::ranges::count_if(values,
                                            [&](std::int64_t value) {
                                                return value >= bucket.from.minor &&
                                                       (!bucket.to || value < bucket.to->minor);
                                            }),
                      bucket.orders);
        }
        EXPECT_EQ(orders, 41);
    }
}

}  // namespace
}  // namespace tillwatch::insights
