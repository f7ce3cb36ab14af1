// What goes in comes out, of every type, at its edges.
#include <limits>

#include "conformance/engines.hpp"
#include "conformance/sql.hpp"

namespace tillwatch::test {
namespace {

namespace sql = conformance::sql;
using db::Kind;
using db::Transaction;

class RoundTrip : public BothEngines {
  protected:
    sql::Echo::Row echo(const sql::Echo::Params& params) {
        return database_->read(
            [&](Transaction& transaction) { return *transaction.one<sql::Echo>(params); });
    }
};

TEST_P(RoundTrip, keeps_the_extremes_of_64_bits) {
    constexpr auto least = std::numeric_limits<std::int64_t>::min();
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    const auto row = echo({.number = least, .number_or_none = most});
    EXPECT_EQ(row.number, least);
    EXPECT_EQ(row.number_or_none, most);
    EXPECT_EQ(echo({.number = -1}).number, -1);
}

TEST_P(RoundTrip, keeps_text_of_all_planes) {
    const std::string words = "Zoë ‮ 北京 \U0001F6D2 \x01\x7F '\"\\ $1 ?1 :number";
    const auto row = echo({.words = words, .words_or_none = words});
    EXPECT_EQ(row.words, words);
    EXPECT_EQ(row.words_or_none, words);
}

TEST_P(RoundTrip, keeps_bytes_with_nuls_and_all_values) {
    std::string bytes;
    for (int value = 0; value < 512; ++value) bytes.push_back(static_cast<char>(value & 0xFF));
    const auto row = echo({.body = bytes, .body_or_none = bytes});
    EXPECT_EQ(row.body, bytes);
    EXPECT_EQ(row.body_or_none, bytes);
}

TEST_P(RoundTrip, tells_empty_from_absent) {
    const auto absent = echo({});
    EXPECT_EQ(absent.words, "");
    EXPECT_EQ(absent.body, "");
    EXPECT_FALSE(absent.number_or_none || absent.words_or_none || absent.body_or_none);
    const auto empty =
        echo({.number_or_none = 0, .words_or_none = "", .body_or_none = std::string_view()});
    EXPECT_EQ(empty.number_or_none, 0);
    EXPECT_EQ(empty.words_or_none, "");
    EXPECT_EQ(empty.body_or_none, "");
}

TEST_P(RoundTrip, keeps_a_body_of_ten_megabytes) {
    std::string body(10'000'000, '\0');
    for (std::size_t i = 0; i < body.size(); ++i) body[i] = static_cast<char>(i * 2'654'435'761U);
    database_->write([&](Transaction& transaction) {
        transaction.run<sql::InsertNote>({.store_id = 1, .id = 1, .body = body});
    });
    const auto found = database_->read([](Transaction& transaction) {
        return transaction.one<sql::FindNote>({.store_id = 1, .id = 1});
    });
    EXPECT_TRUE(found->body == body);
}

TEST_P(RoundTrip, refuses_text_with_a_nul) {
    EXPECT_EQ(kind_of([&] { echo({.words = std::string_view("a\0b", 3)}); }), Kind::constraint);
    EXPECT_EQ(kind_of([&] { echo({.words = std::string_view("12345678abcdefg\0", 16)}); }),
              Kind::constraint);
}

TEST_P(RoundTrip, refuses_text_that_is_not_utf8) {
    for (const char* words : {"\xFF", "\xC3", "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                              "\xE2\x82", "\xF0\x80\x80\xAF", "12345678\x80"}) {
        EXPECT_EQ(kind_of([&] { echo({.words = words}); }), Kind::constraint) << words;
    }
    EXPECT_EQ(echo({.words = "\xF4\x8F\xBF\xBF"}).words, "\xF4\x8F\xBF\xBF");
}

TEST_P(RoundTrip, picks_the_text_of_its_engine) {
    const auto row = database_->read(
        [](Transaction& transaction) { return *transaction.one<sql::EngineName>({}); });
    EXPECT_EQ(row.name, GetParam() == db::Engine::sqlite ? "sqlite" : "postgres");
}

ON_BOTH_ENGINES(RoundTrip);

}  // namespace
}  // namespace tillwatch::test
