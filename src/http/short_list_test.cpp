#include "http/short_list.hpp"

#include <gtest/gtest.h>

#include "base/encoding.hpp"
#include "base/text.hpp"
#include "http/router.hpp"
#include "json/reader.hpp"
#include "support/http_server.hpp"

namespace tillwatch::http {
namespace {

struct Row {
    std::string id, name, town;
};

std::string name_of(const Row& row) {
    return fold(row.name);
}
std::string town_of(const Row& row) {
    return row.town;
}

using Shape = ShortListShape<Row>;
constexpr SortName<Shape::KeyOf> keys[] = {{"name", &name_of}, {"town", &town_of}};
constexpr Shape shape{
    keys,
    {&name_of},
    [](const Row& row) { return row.id; },
    [](const Row& row, std::string_view folded) { return has_part(row.name, folded); }};

const Cursors cursors(bytes_of("a key"));
const std::vector<Row> everybody{
    {"1", "bo", "York"}, {"2", "Ann", "Bath"}, {"3", "ann b", "York"}, {"4", "Cy", "York"}};

struct Page {
    std::string ids;
    std::string next;
};

Page ask(const std::string& query, std::vector<Row> rows = everybody) {
    test::ParsedRequest request(test::http_get("/people?" + query));
    const ShortList list(*request, cursors, shape);
    const auto response = list.answer(
        std::move(rows), [](json::Writer& out, const Row& row) { out.member("id", row.id); });
    json::Parser parser;
    const auto document = parser.parse(std::get<std::string>(response.body));
    Page page;
    document->find("items")->each([&](json::Value item) { page.ids += *item.find("id")->text(); });
    page.next = document->find("next_cursor")->text().value_or("");
    return page;
}

std::optional<Code> refusal_of(const std::string& query) {
    try {
        ask(query);
    } catch (const Failure& failure) {
        return failure.code();
    }
    return std::nullopt;
}

TEST(ShortList, is_sorted_as_it_is_asked_and_those_that_are_alike_by_id) {
    EXPECT_EQ(ask("").ids, "2314");
    EXPECT_EQ(ask("sort=-name").ids, "4132");
    EXPECT_EQ(ask("sort=town").ids, "2134");
    EXPECT_EQ(ask("sort=-town").ids, "4312");
    EXPECT_EQ(ask("", {}).ids, "");
}

TEST(ShortList, has_what_is_searched_for) {
    EXPECT_EQ(ask("q=AN").ids, "23");
    EXPECT_EQ(ask("q=york").ids, "");
}

TEST(ShortList, is_told_in_pages_that_hold_every_row_once) {
    for (const std::string order : {"", "sort=-name&", "sort=town&", "sort=-town&", "q=n&"}) {
        for (int limit = 1; limit <= 5; ++limit) {
            const auto question = order + "limit=" + std::to_string(limit);
            auto page = ask(question);
            auto ids = page.ids;
            while (!page.next.empty()) {
                EXPECT_EQ(page.ids.size(), static_cast<std::size_t>(limit));
                page = ask(question + "&cursor=" + page.next);
                ids += page.ids;
            }
            EXPECT_EQ(ids, ask(order).ids) << question;
        }
    }
}

TEST(ShortList, goes_on_behind_a_row_that_has_gone) {
    const auto next = ask("limit=2").next;
    EXPECT_EQ(ask("limit=2&cursor=" + next, {everybody[0], everybody[1], everybody[3]}).ids, "14");
}

TEST(ShortList, refuses_what_it_does_not_know) {
    for (const auto* query : {"limit=0", "q=", "sort=id", "sort=", "page=2"})
        EXPECT_EQ(refusal_of(query), Code::invalid) << query;
    EXPECT_EQ(refusal_of("cursor=x"), Code::malformed);
    EXPECT_EQ(refusal_of("sort=town&limit=1&cursor=" + ask("limit=1").next), Code::malformed);
}

}  // namespace
}  // namespace tillwatch::http
