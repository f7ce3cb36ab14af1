// What lists have in common: limits, cursors, CSV.
#include <gtest/gtest.h>

#include "base/encoding.hpp"
#include "http/csv.hpp"
#include "http/list_query.hpp"
#include "http/router.hpp"
#include "support/http_server.hpp"
#include "support/raw_connection.hpp"

namespace tillwatch::http {
namespace {

const Cursors cursors(bytes_of("a key"));

std::optional<std::string> read_cursor_of(const std::string& target) {
    test::ParsedRequest request(test::http_get(target));
    return cursors.read(*request);
}

std::string cursor_for(const std::string& target, std::string_view place) {
    test::ParsedRequest request(test::http_get(target));
    return cursors.text(*request, place);
}

bool is_malformed(const std::string& target) {
    try {
        read_cursor_of(target);
    } catch (const Failure& failure) {
        return failure.code() == Code::malformed;
    }
    return false;
}

TEST(Cursor, leads_back_to_its_place_and_belongs_to_one_question) {
    const auto cursor = cursor_for("/a?q=x&sort=-b&limit=2", "a place");
    EXPECT_EQ(read_cursor_of("/a?q=x&sort=-b&limit=9&cursor=" + cursor), "a place");
    EXPECT_EQ(read_cursor_of("/a?cursor=" + cursor + "&sort=-b&q=x"), "a place");
    EXPECT_EQ(read_cursor_of("/a?q=x"), std::nullopt);
    for (const auto* other : {"/a?q=x&sort=b&", "/a?q=y&sort=-b&", "/a?sort=-b&", "/b?q=x&sort=-b&",
                              "/a?q=x&sort=-b&c=&", "/a?q=x&sort=-b&q=x&", "/a?q=&x=&sort=-b&"})
        EXPECT_TRUE(is_malformed(other + ("cursor=" + cursor))) << other;
}

TEST(Cursor, that_was_not_given_is_malformed) {
    const auto cursor = cursor_for("/a", "a place");
    for (const auto& other : {std::string(), std::string("x"), std::string("===="), cursor + "A",
                              cursor.substr(1), base64url(bytes_of("a place"))})
        EXPECT_TRUE(is_malformed("/a?cursor=" + other)) << other;
    for (std::size_t i = 0; i < cursor.size(); ++i) {
        auto changed = cursor;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        EXPECT_TRUE(is_malformed("/a?cursor=" + changed)) << changed;
    }
    test::ParsedRequest request(test::http_get("/a"));
    EXPECT_TRUE(
        is_malformed("/a?cursor=" + Cursors(bytes_of("another key")).text(*request, "a place")));
}

std::int64_t limit_of(const std::string& target, bool& refused) {
    constexpr std::string_view known[] = {"limit"};
    test::ParsedRequest request(test::http_get(target));
    Query query(*request, known);
    const auto limit = read_limit(query);
    try {
        query.throw_if_refused();
        refused = false;
    } catch (const Failure&) {
        refused = true;
    }
    return limit;
}

TEST(Limit, is_from_1_to_250_and_50_where_it_is_not_said) {
    bool refused = false;
    EXPECT_EQ(limit_of("/", refused), 50);
    EXPECT_FALSE(refused);
    for (const int limit : {1, 250}) {
        EXPECT_EQ(limit_of("/?limit=" + std::to_string(limit), refused), limit);
        EXPECT_FALSE(refused);
    }
    for (const auto* other : {"0", "251", "-1", "", "+5", "5.0", "x", "99999999999999999999"}) {
        limit_of(std::string("/?limit=") + other, refused);
        EXPECT_TRUE(refused) << other;
    }
}

std::string cell(std::string_view text) {
    return CsvWriter().cell(text).take();
}

TEST(Csv, quotes_what_would_break_a_row) {
    EXPECT_EQ(cell("plain text"), "plain text");
    EXPECT_EQ(cell("a,b"), "\"a,b\"");
    EXPECT_EQ(cell("say \"hi\""), "\"say \"\"hi\"\"\"");
    EXPECT_EQ(cell("two\nlines"), "\"two\nlines\"");
    EXPECT_EQ(cell("two\rlines"), "\"two\rlines\"");
}

TEST(Csv, defuses_formulas_and_leaves_plain_numbers_alone) {
    for (const std::string formula :
         {"=1+1", "+1", "-1+1", "@sum", "\tx", "-", "-1.", "-.5", "--1", "-1e5", "+44 20 7946 0000",
          "=", "＝1+1", "＋1", "－1", "＠sum"})
        EXPECT_EQ(cell(formula), "'" + formula);
    EXPECT_EQ(cell("-1,000"), "\"'-1,000\"");
    EXPECT_EQ(cell("\rx"), "\"'\rx\"");
    EXPECT_EQ(cell("\n=1"), "\"'\n=1\"");
    EXPECT_EQ(cell("=a,\"b\""), "\"'=a,\"\"b\"\"\"");
    for (const auto* harmless : {"-1", "-12.50", "0", "1e5", "a=1", "", "'=1"})
        EXPECT_EQ(cell(harmless), harmless);
}

TEST(Csv, has_a_row_a_line) {
    CsvWriter out;
    out.cell("a").cell(std::optional<std::string>()).cell(-3).cell(true).end_row();
    out.cell(std::optional<std::int64_t>(4)).cell("").end_row();
    EXPECT_EQ(out.take(), "a,,-3,true\r\n4,\r\n");
}

bool wants(const std::string& accept) {
    test::ParsedRequest request("GET / HTTP/1.1\r\nHost: localhost\r\nAccept: " + accept +
                                "\r\n\r\n");
    return wants_csv(*request);
}

TEST(Csv, is_for_who_names_it_and_wants_it_more_than_json) {
    for (const auto* accept : {"text/csv", "TEXT/CSV", "text/csv; charset=utf-8", "text/csv;q=0.5",
                               "application/json;q=0.5, text/csv", "text/csv, */*;q=0.1",
                               "text/html, text/csv;q=0.2", "text/csv, application/json;q=0"})
        EXPECT_TRUE(wants(accept)) << accept;
    for (const auto* accept : {"application/json", "*/*", "text/*", "text/csv;q=0", "", "text/csvx",
                               "text/csv;q=0.5, application/json", "text/csv;q=0.4, */*;q=0.5",
                               "application/*, text/csv;q=0.999"})
        EXPECT_FALSE(wants(accept)) << accept;
    test::ParsedRequest request(test::http_get("/"));
    EXPECT_FALSE(wants_csv(*request));
}

/// A list of pieces, the one with the number `failing` of which cannot be read.
struct Pieces {
    Workers& workers;
    int failing = -1;
    int read = 0;
};

Response list(Pieces& pieces, Request&) {
    const auto next = [&pieces](const std::optional<int>& after) {
        const int number = after.value_or(0);
        if (number == pieces.failing) throw Failure(Code::unavailable, "the database is away");
        ++pieces.read;
        CsvPiece<int> piece{std::to_string(number) + "\r\n", number + 1};
        if (number == 1) piece.text.clear();
        if (number == 3) piece.next.reset();
        return piece;
    };
    return csv(pieces.workers, "a-list.csv", piece_by_piece<int>(next));
}

test::RawAnswer answer_of(int failing) {
    constexpr Route<Pieces> routes[] = {
        {Method::get, "/list", Access::anyone, 0, Blocking<Pieces>{list}}};
    Workers workers(1, 8);
    Pieces pieces{workers, failing};
    Router router(workers, [](Access, Request&) { return std::nullopt; });
    router.add(pieces, routes);
    test::RunningServer server(router, {});
    test::RawConnection client(server.port());
    client.send(test::http_get("/list"));
    return client.read_answer();
}

TEST(Csv, is_sent_piece_by_piece_to_its_end) {
    const auto answer = answer_of(-1);
    EXPECT_EQ(answer.status, 200);
    EXPECT_TRUE(answer.whole);
    EXPECT_EQ(answer.body, "0\r\n2\r\n3\r\n");
    EXPECT_EQ(answer.headers.at("content-type"), "text/csv; charset=utf-8");
    EXPECT_EQ(answer.headers.at("content-disposition"), "attachment; filename=\"a-list.csv\"");
    EXPECT_EQ(answer.headers.at("vary"), "Accept");
}

TEST(Csv, that_cannot_be_read_to_its_end_is_seen_not_to_be_whole) {
    EXPECT_EQ(answer_of(0).status, 503);
    const auto cut = answer_of(2);
    EXPECT_EQ(cut.status, 200);
    EXPECT_FALSE(cut.whole);
}

}  // namespace
}  // namespace tillwatch::http
