#include "projection/store_change.hpp"

#include <gtest/gtest.h>

namespace tillwatch::projection {
namespace {

StoreChange change_of(std::initializer_list<std::int32_t> days) {
    StoreChange change{{-7}, Instant{1'790'000'000'000}, {}};
    for (const auto day : days) change.days.add({day});
    return change;
}

StoreChange read_back(const StoreChange& change) {
    return value_or_throw(StoreChange::parse(change.text()));
}

TEST(ChangedDaysTest, are_each_once_in_their_order) {
    EXPECT_EQ(change_of({3, 1, 3, 2}).text(), "-7 1790000000000 1,2,3");
}

TEST(ChangedDaysTest, are_any_day_beyond_so_many) {
    ChangedDays days;
    for (std::size_t i = 0; i < ChangedDays::count_max; ++i)
        days.add({static_cast<std::int32_t>(i)});
    EXPECT_TRUE(days.days());
    days.add({0});
    EXPECT_TRUE(days.days());
    days.add({-1});
    EXPECT_FALSE(days.days());
    days.add({1});
    EXPECT_FALSE(days.days());
}

TEST(StoreChangeTest, is_read_as_it_was_told) {
    EXPECT_EQ(read_back(change_of({-100, 20'000})), change_of({-100, 20'000}));
    EXPECT_EQ(read_back(change_of({})), change_of({}));
    auto any = change_of({});
    any.days.set_any();
    any.through.reset();
    EXPECT_EQ(any.text(), "-7 - *");
    EXPECT_EQ(read_back(any), any);
}

TEST(StoreChangeTest, is_not_read_from_what_nobody_tells) {
    for (const auto* text : {"", "1", "1 x 2", "x 1 2", "1 2 a", "1 2 3,,4", "1 2 3 4", "1 2 **"})
        EXPECT_FALSE(StoreChange::parse(text)) << text;
}

}  // namespace
}  // namespace tillwatch::projection
