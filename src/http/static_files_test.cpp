#include "http/static_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "embedded/no_site.hpp"
#include "embedded/site.hpp"
#include "support/http_server.hpp"

namespace tillwatch::http {
namespace {

using test::http_get;
using test::ParsedRequest;

const StaticFile files[] = {
    {"/index.html", "text/html; charset=utf-8", "aa", false, "plain", "zipped", "brotli"},
    {"/_app/immutable/x.js", "text/javascript; charset=utf-8", "bb", true, "code", "", ""},
};

std::optional<Response> ask(std::string_view path, std::string_view fields = {}) {
    const StaticFiles static_files{files};
    ParsedRequest request(http_get(path, fields));
    return static_files.answer(*request);
}

std::string header(const Response& response, std::string_view name) {
    for (const auto& header : response.headers) {
        if (header.name == name) return header.value;
    }
    return {};
}

std::string_view body(const Response& response) {
    return std::get<Constant>(response.body).text;
}

TEST(StaticFiles, are_sent_in_the_best_coding_that_the_client_takes) {
    const auto best = ask("/", "Accept-Encoding: gzip, deflate, br\r\n");
    EXPECT_EQ(body(*best), "brotli");
    EXPECT_EQ(header(*best, "Content-Encoding"), "br");
    EXPECT_EQ(header(*best, "Vary"), "Accept-Encoding");
    EXPECT_EQ(header(*best, "ETag"), "\"aa-br\"");
    EXPECT_EQ(body(*ask("/", "Accept-Encoding: gzip;q=0.5, br;q=0\r\n")), "zipped");
    EXPECT_EQ(body(*ask("/", "Accept-Encoding: brr, zip\r\n")), "plain");
    EXPECT_EQ(header(*ask("/"), "Content-Encoding"), "");
}

TEST(StaticFiles, hold_a_page_for_stores_where_there_is_one) {
    const StaticFile with_stores[] = {
        files[0],
        {"/stores.html", "text/html; charset=utf-8", "cc", false, "of stores", "", ""},
    };
    const auto asked = [&](std::string_view path) {
        const StaticFiles static_files{with_stores};
        ParsedRequest request(http_get(path, "Accept: text/html\r\n"));
        return std::string(body(*static_files.answer(*request)));
    };
    EXPECT_EQ(asked("/stores/3g4f5xfsvkqmx"), "of stores");
    EXPECT_EQ(asked("/stores/3g4f5xfsvkqmx/orders"), "of stores");
    EXPECT_EQ(asked("/stores"), "plain");
    EXPECT_EQ(asked("/account"), "plain");
    EXPECT_EQ(asked("/"), "plain");
    EXPECT_EQ(body(*ask("/stores/3g4f5xfsvkqmx", "Accept: text/html\r\n")), "plain");
}

TEST(StaticFiles, are_not_sent_again_to_a_client_that_has_them) {
    const auto known = ask("/", "If-None-Match: \"x\", W/\"aa\"\r\n");
    EXPECT_EQ(known->status, 304);
    EXPECT_EQ(body(*known), "");
    EXPECT_EQ(header(*known, "ETag"), "\"aa\"");
    EXPECT_EQ(ask("/", "If-None-Match: \"x\"\r\n")->status, 200);
    EXPECT_EQ(ask("/", "If-None-Match: \"aa\"\r\nAccept-Encoding: br\r\n")->status, 200);
}

TEST(StaticFiles, are_kept_for_ever_only_where_their_name_has_a_hash) {
    EXPECT_EQ(header(*ask("/_app/immutable/x.js"), "Cache-Control"),
              "public, max-age=31536000, immutable");
    EXPECT_EQ(header(*ask("/"), "Cache-Control"), "no-store");
}

TEST(StaticFiles, give_the_app_for_its_own_paths_and_nothing_for_others) {
    const std::string page = "Accept: text/html,*/*\r\n";
    EXPECT_EQ(body(*ask("/stores/1", page)), "plain");
    EXPECT_FALSE(ask("/stores/1"));
    EXPECT_FALSE(ask("/stores/1", "Accept: application/json\r\n"));
    EXPECT_FALSE(ask("/api/v1/none", page));
    EXPECT_FALSE(ask("/webhooks/none", page));
    EXPECT_FALSE(ask("/_app/immutable/gone.js", page));
}

TEST(StaticFiles, give_the_app_to_every_client_where_it_is_asked_for_by_name) {
    ParsedRequest request(http_get("/docs", "Accept: application/json\r\n"));
    const auto page = StaticFiles{files}.answer_app(*request);
    ASSERT_TRUE(page);
    EXPECT_EQ(body(*page), "plain");
    EXPECT_FALSE(StaticFiles{std::span(files).last(1)}.answer_app(*request));
}

TEST(StaticFiles, come_out_of_the_program_as_they_went_in) {
    const auto site = embedded::site();
    ASSERT_EQ(site.size(), 2U);
    const StaticFiles static_files{site};
    ParsedRequest page(http_get("/"));
    const auto plain = static_files.answer(*page);
    EXPECT_EQ(plain->content_type, "text/html; charset=utf-8");
    EXPECT_THAT(std::string(body(*plain)), testing::StartsWith("<!doctype html>\n"));
    EXPECT_THAT(std::string(body(*plain)), testing::EndsWith("</html>\n"));
    ParsedRequest zipped(http_get("/", "Accept-Encoding: gzip\r\n"));
    EXPECT_THAT(std::string(body(*static_files.answer(*zipped))), testing::StartsWith("\x1f\x8b"));
    ParsedRequest brotli(http_get("/", "Accept-Encoding: br\r\n"));
    EXPECT_LT(body(*static_files.answer(*brotli)).size(), body(*plain).size());
    ParsedRequest script(http_get("/_app/immutable/start.abc123.js"));
    EXPECT_THAT(header(*static_files.answer(*script), "Cache-Control"),
                testing::HasSubstr("immutable"));
}

TEST(StaticFiles, may_be_none) {
    const StaticFiles none{embedded::no_site()};
    ParsedRequest request(http_get("/", "Accept: text/html\r\n"));
    EXPECT_FALSE(none.answer(*request));
}

}  // namespace
}  // namespace tillwatch::http
