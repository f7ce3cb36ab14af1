#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/day.hpp"
#include "base/instant.hpp"
#include "base/time_zone.hpp"

namespace tillwatch {
namespace {

Instant at(std::string_view text) {
    return value_or_throw(Instant::parse(text));
}
TimeZone zone(std::string_view name) {
    return value_or_throw(TimeZone::find(name));
}

std::string local(std::string_view zone_name, std::string_view instant) {
    const auto time = zone(zone_name).local(at(instant));
    return time.day.text() + " " + std::to_string(time.hour) + ":" + std::to_string(time.minute);
}

TEST(Day, reads_and_prints_the_calendar) {
    EXPECT_EQ(value_or_throw(Day::parse("1970-01-01")).number, 0);
    EXPECT_EQ(value_or_throw(Day::parse("2010-12-31")).text(), "2010-12-31");
    EXPECT_EQ((value_or_throw(Day::parse("2024-02-28")) + 1).text(), "2024-02-29");
    EXPECT_EQ(value_or_throw(Day::parse("0001-01-01")).text(), "0001-01-01");
    EXPECT_EQ(value_or_throw(Day::parse("9999-12-31")).text(), "9999-12-31");
}

TEST(Day, refuses_days_that_the_calendar_does_not_have) {
    for (const auto* wrong :
         {"", "2023-02-29", "2010-13-01", "2010-00-01", "2010-01-00", "2010-1-1", "2010/01/01",
          "20100101", "2010-01-01T", "0000-01-01", " 2010-01-01", "+010-01-01", "2010-01-0a"})
        EXPECT_FALSE(Day::parse(wrong)) << wrong;
}

TEST(Instant, reads_rfc_3339_with_any_offset) {
    EXPECT_EQ(at("1970-01-01T00:00:00Z").ms, 0);
    EXPECT_EQ(at("2010-12-01T08:26:00+00:00").ms, 1291191960000);
    EXPECT_EQ(at("2010-12-01T04:26:00-04:00").ms, 1291191960000);
    EXPECT_EQ(at("2010-12-01T13:56:00+05:30").ms, 1291191960000);
    EXPECT_EQ(at("2010-12-01T13:56:00+0530").ms, 1291191960000);
    EXPECT_EQ(at("2026-09-01T14:15:00.123456789Z").ms % 1000, 123);
    EXPECT_EQ(at("2026-09-01T14:15:00.5Z").ms % 1000, 500);
    EXPECT_EQ(at("1969-12-31T23:59:59Z").ms, -1000);
    EXPECT_EQ(at("2016-12-31T23:59:60Z"), at("2017-01-01T00:00:00Z"));
}

TEST(Instant, refuses_what_is_no_instant) {
    for (const auto* wrong :
         {"", "2010-12-01", "2010-12-01T08:26:00", "2010-12-01T24:00:00Z", "2010-12-01T08:60:00Z",
          "2010-12-01T08:26:61Z", "2010-12-01T08:26Z", "2010-12-01T08:26:00.Z",
          "2010-12-01T08:26:00+24:00", "2010-12-01T08:26:00ZZ", "2010-02-30T00:00:00Z", "now"})
        EXPECT_FALSE(Instant::parse(wrong)) << wrong;
}

TEST(Instant, has_a_day_with_a_year_of_four_digits_in_every_zone) {
    EXPECT_EQ(at("0001-01-02T00:00:00Z").text(), "0001-01-02T00:00:00Z");
    EXPECT_EQ(at("9999-12-30T23:59:59.999Z").text(), "9999-12-30T23:59:59.999Z");
    for (const auto* wrong : {"0001-01-01T23:59:59.999Z", "0001-01-02T00:00:00+00:01",
                              "9999-12-31T00:00:00Z", "9999-12-30T23:59:59-00:01"})
        EXPECT_EQ(Instant::parse(wrong).error().message,
                  "is not within the years 0001 to 9999 everywhere")
            << wrong;
}

TEST(Instant, prints_utc) {
    EXPECT_EQ(at("2010-12-01T04:26:00-04:00").text(), "2010-12-01T08:26:00Z");
    EXPECT_EQ(Instant{1}.text(), "1970-01-01T00:00:00.001Z");
    EXPECT_EQ(Instant{-1}.text(), "1969-12-31T23:59:59.999Z");
}

RC_GTEST_PROP(Instant, reads_back_what_it_prints, ()) {
    const Instant instant{*rc::gen::inRange<std::int64_t>(-62135510400000, 253402214400000)};
    RC_ASSERT(at(instant.text()) == instant);
}

TEST(TimeZone, knows_the_day_and_hour_at_a_place) {
    EXPECT_EQ(local("UTC", "2010-12-31T23:59:00Z"), "2010-12-31 23:59");
    EXPECT_EQ(local("Pacific/Auckland", "2010-12-31T12:00:00Z"), "2011-01-01 1:0");
    EXPECT_EQ(local("America/Los_Angeles", "2011-01-01T07:59:00Z"), "2010-12-31 23:59");
    EXPECT_EQ(local("Asia/Kathmandu", "2020-01-01T00:00:00Z"), "2020-01-01 5:45");
}

TEST(TimeZone, follows_daylight_saving_time_on_both_sides_of_the_change) {
    EXPECT_EQ(local("Europe/London", "2010-03-28T00:59:00Z"), "2010-03-28 0:59");
    EXPECT_EQ(local("Europe/London", "2010-03-28T01:00:00Z"), "2010-03-28 2:0");
    EXPECT_EQ(local("Europe/London", "2010-10-31T00:30:00Z"), "2010-10-31 1:30");
    EXPECT_EQ(local("Europe/London", "2010-10-31T01:30:00Z"), "2010-10-31 1:30");
    EXPECT_EQ(local("America/New_York", "2026-07-01T03:59:00Z"), "2026-06-30 23:59");
}

TEST(TimeZone, starts_a_day_at_its_first_instant) {
    EXPECT_EQ(zone("Europe/London").start_of({14700}).text(),
              Instant{14700LL * 86400000 - 3600000}.text());
    const auto skipped = value_or_throw(Day::parse("2018-11-04"));  // midnight does not exist
    EXPECT_EQ(zone("America/Sao_Paulo").start_of(skipped).text(), "2018-11-04T03:00:00Z");
}

TEST(TimeZone, knows_no_daylight_time_after_2037) {
    EXPECT_EQ(local("Europe/London", "2037-07-01T12:00:00Z"), "2037-07-01 13:0");
    EXPECT_EQ(local("Europe/London", "2038-07-01T12:00:00Z"), "2038-07-01 12:0");
}

TEST(TimeZone, refuses_names_that_the_database_does_not_have) {
    for (const auto* wrong :
         {"", "Mars/Olympus", "/etc/passwd", "../UTC", "Europe/Lon don", "GMT+25"})
        EXPECT_FALSE(TimeZone::find(wrong)) << wrong;
}

RC_GTEST_PROP(TimeZone, holds_every_instant_within_its_day, ()) {
    const auto place = zone(*rc::gen::element("Europe/London", "Pacific/Auckland", "UTC",
                                              "America/Los_Angeles", "Asia/Kathmandu"));
    const Instant instant{*rc::gen::inRange<std::int64_t>(0, 4102444800000)};
    const auto day = place.local(instant).day;
    RC_ASSERT(place.start_of(day) <= instant);
    RC_ASSERT(instant < place.start_of(day + 1));
}

}  // namespace
}  // namespace tillwatch
