#include "live/watchers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tillwatch::live {
namespace {

using testing::HasSubstr;

class WatchersTest : public testing::Test {
  protected:
    std::shared_ptr<http::EventQueue> watch(std::int64_t store_id, std::string key = "key") {
        return watchers_.add({{store_id}, Secret(std::move(key))});
    }
    void tell(std::int64_t store_id) {
        watchers_.tell({{store_id}, Instant{1'790'000'000'000}, {}});
    }
    std::string figure(const std::string& name) const {
        const auto text = metrics_.text();
        const auto at = text.find("\n" + name + " ") + name.size() + 2;
        return text.substr(at, text.find('\n', at) - at);
    }

    http::Metrics metrics_;
    Watchers watchers_{metrics_};
};

TEST(EventOf, a_change_has_its_days_in_their_order) {
    projection::ChangedDays days;
    days.add(Day::from_civil(2026, 7, 2));
    days.add(Day::from_civil(2026, 7, 1));
    EXPECT_EQ(*event_of(Instant{0}, days),
              "event: changed\n"
              "data: {\"through\":\"1970-01-01T00:00:00Z\","
              "\"days\":[\"2026-07-01\",\"2026-07-02\"]}\n\n");
}

TEST(EventOf, a_change_of_nothing_that_is_known_has_neither) {
    projection::ChangedDays any;
    any.set_any();
    EXPECT_EQ(*event_of({}, any), "event: changed\ndata: {\"through\":null,\"days\":null}\n\n");
    EXPECT_THAT(*event_of({}, {}), HasSubstr("\"days\":[]"));
}

TEST_F(WatchersTest, tells_those_of_the_store_and_no_others) {
    const auto one = watch(1);
    const auto another = watch(1);
    const auto other = watch(2);
    tell(1);
    const auto told = one->take();
    EXPECT_THAT(told, HasSubstr("event: changed"));
    EXPECT_EQ(another->take(), told);
    EXPECT_EQ(other->take(), "");
    EXPECT_EQ(figure("tillwatch_live_watchers"), "3");
    EXPECT_EQ(figure("tillwatch_live_events_total"), "2");
}

TEST_F(WatchersTest, tells_all_of_a_gap) {
    const auto one = watch(1);
    const auto other = watch(2);
    watchers_.tell_gap();
    EXPECT_THAT(one->take(), HasSubstr("\"days\":null"));
    EXPECT_THAT(other->take(), HasSubstr("\"days\":null"));
}

TEST_F(WatchersTest, drops_who_does_not_read_and_goes_on_with_the_others) {
    const auto slow = watch(1);
    const auto quick = watch(1);
    for (std::size_t i = 0; i <= events_waiting_max; ++i) {
        EXPECT_FALSE(slow->closed());
        tell(1);
        EXPECT_NE(quick->take(), "");
    }
    EXPECT_TRUE(slow->closed());
    EXPECT_EQ(slow->take(), "");
    EXPECT_FALSE(quick->closed());
    EXPECT_EQ(figure("tillwatch_live_dropped_total"), "1");
    EXPECT_EQ(figure("tillwatch_live_watchers"), "1");
}

TEST_F(WatchersTest, forgets_whose_stream_has_ended) {
    auto gone = watch(1);
    const auto ended = watch(1, "another key");
    const auto stays = watch(2);
    gone.reset();
    ended->close();
    EXPECT_EQ(watchers_.list_passes().size(), 1U);
    EXPECT_EQ(figure("tillwatch_live_watchers"), "1");
    EXPECT_EQ(figure("tillwatch_live_dropped_total"), "0");
}

TEST_F(WatchersTest, lists_each_pass_once) {
    const auto first = watch(1), again = watch(1), other_key = watch(1, "b"), other = watch(2);
    EXPECT_THAT(watchers_.list_passes(),
                testing::UnorderedElementsAre(Pass{{1}, Secret("key")}, Pass{{1}, Secret("b")},
                                              Pass{{2}, Secret("key")}));
}

TEST_F(WatchersTest, ends_those_of_one_pass) {
    const auto ended = watch(1), also = watch(1), other_key = watch(1, "b"), other = watch(2);
    watchers_.end({{1}, Secret("key")});
    EXPECT_TRUE(ended->closed());
    EXPECT_TRUE(also->closed());
    EXPECT_FALSE(other_key->closed());
    EXPECT_FALSE(other->closed());
    EXPECT_EQ(figure("tillwatch_live_watchers"), "2");
}

TEST_F(WatchersTest, refuses_one_too_many_until_another_has_ended) {
    std::vector<std::shared_ptr<http::EventQueue>> queues;
    for (std::size_t i = 0; i < watchers_of_store_max; ++i) queues.push_back(watch(1));
    EXPECT_EQ(watch(1), nullptr);
    EXPECT_NE(watch(2), nullptr);
    queues.pop_back();
    EXPECT_NE(watch(1), nullptr);
}

TEST_F(WatchersTest, refuses_one_too_many_of_all_stores_together) {
    std::vector<std::shared_ptr<http::EventQueue>> queues;
    for (std::size_t i = 0; i < watchers_max; ++i)
        queues.push_back(watch(static_cast<std::int64_t>(i % 100)));
    EXPECT_EQ(watch(1), nullptr);
    queues.clear();
    EXPECT_NE(watch(1), nullptr);
}

}  // namespace
}  // namespace tillwatch::live
