#include "sim/command_line.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tillwatch::sim {
namespace {

using testing::HasSubstr;
using Words = std::vector<std::string>;

std::string error_of(const Words& words) {
    const auto request = parse_request(words, "1");
    return request ? "" : request.error().message;
}

const Words send{"send",           "--to",    "http://127.0.0.1:1/w",
                 "--secret-stdin", "--until", "2026-01-01T00:00:00Z"};

Words send_with(std::initializer_list<std::string> more) {
    auto words = send;
    words.insert(words.end(), more);
    return words;
}

TEST(Request, of_a_history_names_store_and_plan) {
    const Words words{"history", "--store", "2",
                      "--seed",  "5",       "--days",
                      "30",      "--until", "2026-01-01T00:00:00Z"};
    const auto request = std::get<History>(*parse_request(words, "1"));
    EXPECT_EQ(request.shop, 1U);
    EXPECT_EQ(request.plan.seed, 5U);
    EXPECT_EQ(request.plan.days, 30);
    EXPECT_EQ(request.plan.until.text(), "2026-01-01T00:00:00Z");
}

TEST(Request, needs_the_end_of_a_history) {
    EXPECT_THAT(error_of({"history"}), HasSubstr("--until is missing"));
    EXPECT_THAT(error_of({"ledger", "--until", "now"}), HasSubstr("--until"));
}

TEST(Request, to_send_needs_an_end_and_a_pace_that_is_one) {
    EXPECT_EQ(error_of(send_with({"--events", "5"})), "");
    EXPECT_THAT(error_of(send), HasSubstr("--events N or --forever"));
    EXPECT_NE(error_of(send_with({"--events", "5", "--forever"})), "");
    for (const auto* pace : {"quick", "steady:", "steady:-1", "steady:5x", "steady"})
        EXPECT_THAT(error_of(send_with({"--forever", "--pace", pace})), HasSubstr("--pace"));
}

TEST(Request, to_send_says_how_fast) {
    const auto steady =
        std::get<Send>(*parse_request(send_with({"--forever", "--pace", "steady:7"}), "1"));
    EXPECT_EQ(steady.rate, 7);
    EXPECT_FALSE(steady.plan.lives);
    EXPECT_FALSE(steady.webhooks);
    const auto living =
        std::get<Send>(*parse_request(send_with({"--events", "9", "--pace", "living"}), "1"));
    EXPECT_TRUE(living.plan.lives);
    EXPECT_EQ(living.webhooks, 9);
}

TEST(Request, refuses_what_is_out_of_range_or_unknown) {
    EXPECT_NE(error_of({"history", "--store", "7", "--until", "2026-01-01T00:00:00Z"}), "");
    EXPECT_NE(error_of(send_with({"--forever", "--duplicates", "101"})), "");
    EXPECT_NE(error_of({"serve"}), "");
    EXPECT_NE(error_of({}), "");
}

TEST(Request, for_help_is_answered_with_the_command_meant) {
    const Words words{"send", "--help"};
    EXPECT_THAT(std::get<Help>(*parse_request(words, "1")).text, HasSubstr("--secret-stdin"));
}

}  // namespace
}  // namespace tillwatch::sim
