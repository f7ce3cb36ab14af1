#include "db/url.hpp"

#include <gtest/gtest.h>

namespace tillwatch::db {
namespace {

TEST(ADatabaseUrl, names_a_directory_for_sqlite) {
    EXPECT_EQ(parse_database_url("sqlite:./data")->directory, "./data");
    EXPECT_EQ(parse_database_url("sqlite:/var/lib/tillwatch")->directory, "/var/lib/tillwatch");
    EXPECT_EQ(parse_database_url("sqlite:///var/lib/tillwatch")->directory, "/var/lib/tillwatch");
    EXPECT_EQ(parse_database_url("sqlite:data")->engine, Engine::sqlite);
    EXPECT_EQ(parse_database_url("sqlite:data")->text(), "sqlite:data");
}

TEST(ADatabaseUrl, is_given_to_libpq_as_it_is) {
    const auto* text = "postgresql://app:secret@db.example:5433/till?sslmode=require";
    const auto url = parse_database_url(text);
    ASSERT_TRUE(url);
    EXPECT_EQ(url->engine, Engine::postgres);
    EXPECT_EQ(url->connection.reveal(), text);
    EXPECT_TRUE(parse_database_url("postgres://localhost/till"));
}

TEST(ADatabaseUrl, is_shown_without_its_password) {
    const auto shown = [](std::string_view text) { return parse_database_url(text)->text(); };
    EXPECT_EQ(shown("postgresql://app:secret@db:5433/till?password=secret"),
              "postgresql://db:5433/till");
    EXPECT_EQ(shown("postgresql://app:se/c?r@et@db/till"), "postgresql://db/till");
    EXPECT_EQ(shown("postgresql:///till"), "postgresql:///till");
}

TEST(ADatabaseUrl, of_another_kind_is_refused) {
    for (const auto* text :
         {"", "data", "sqlite:", "sqlite://data", "mysql://localhost", "postgresql:till"}) {
        EXPECT_FALSE(parse_database_url(text)) << text;
    }
}

}  // namespace
}  // namespace tillwatch::db
