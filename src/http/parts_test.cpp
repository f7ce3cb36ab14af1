// The small parts: metrics, networks, requests, routes, events, dates, problems.
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/try_again.hpp"
#include "http/client_address.hpp"
#include "http/events.hpp"
#include "http/metrics.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"
#include "http/response_head.hpp"
#include "http/route_table.hpp"
#include "http/router.hpp"
#include "http/slots.hpp"
#include "support/http_server.hpp"

namespace tillwatch::http {
namespace {

using testing::HasSubstr;

TEST(Metrics, print_what_prometheus_reads) {
    Metrics metrics;
    metrics.counter("a_total", "Counts", "kind=\"x\"").add(2);
    metrics.counter("a_total", "Counts", "kind=\"x\"").add();
    metrics.gauge("b", "Measures").set(-1);
    metrics.watch("c", "Asks", [] { return 1.5; });
    auto& histogram = metrics.histogram("d_seconds", "Times", {0.5, 1}, "kind=\"x\"");
    for (const double seconds : {0.25, 0.5, 0.75, 2.0}) histogram.observe(seconds);
    EXPECT_EQ(metrics.text(),
              "# HELP a_total Counts\n# TYPE a_total counter\na_total{kind=\"x\"} 3\n"
              "# HELP b Measures\n# TYPE b gauge\nb -1\n"
              "# HELP c Asks\n# TYPE c gauge\nc 1.5\n"
              "# HELP d_seconds Times\n# TYPE d_seconds histogram\n"
              "d_seconds_bucket{kind=\"x\",le=\"0.5\"} 2\nd_seconds_bucket{kind=\"x\",le=\"1\"} 3\n"
              "d_seconds_bucket{kind=\"x\",le=\"+Inf\"} 4\n"
              "d_seconds_sum{kind=\"x\"} 3.5\nd_seconds_count{kind=\"x\"} 4\n");
}

TEST(ClientAddress, is_named_by_trusted_proxies_only) {
    const auto trusted = *Network::parse("10.0.0.0/8");
    const auto client = [&trusted](const char* peer, std::string_view fields) {
        test::ParsedRequest request(test::http_get("/", fields));
        return client_address(*IpAddress::parse(peer), request->head(), {&trusted, 1}).text();
    };
    EXPECT_EQ(client("192.0.2.1", "X-Forwarded-For: 198.51.100.1\r\n"), "192.0.2.1");
    EXPECT_EQ(client("10.0.0.1", "X-Forwarded-For: 198.51.100.1\r\n"), "198.51.100.1");
    EXPECT_EQ(client("10.0.0.1", "X-Forwarded-For: 203.0.113.1, 198.51.100.1, 10.0.0.2\r\n"),
              "198.51.100.1");
    EXPECT_EQ(
        client("10.0.0.1", "X-Forwarded-For: 203.0.113.1\r\nX-Forwarded-For: 198.51.100.1\r\n"),
        "198.51.100.1");
    EXPECT_EQ(client("10.0.0.1", "X-Forwarded-For: 203.0.113.1, nobody\r\n"), "10.0.0.1");
    EXPECT_EQ(client("10.0.0.1", ""), "10.0.0.1");
}

TEST(Request, decodes_its_query) {
    test::ParsedRequest request(test::http_get("/a?q=a+b%26c&empty=&bare&q=2&&%71=3"));
    EXPECT_EQ(request->query("q"), "a b&c");
    EXPECT_EQ(request->query("empty"), "");
    EXPECT_EQ(request->query("bare"), "");
    EXPECT_EQ(request->query("absent"), std::nullopt);
    EXPECT_EQ(request->query_parameters().size(), 5U);
}

TEST(Query, tells_every_wrong_parameter_at_once) {
    constexpr std::string_view known[] = {"a", "b", "c"};
    constexpr auto parse = [](std::string_view text) -> Result<int> {
        if (text == "1") return 1;
        return fail(Code::invalid, "is not 1");
    };
    test::ParsedRequest good(test::http_get("/?a=1"));
    Query fine(*good, known);
    EXPECT_EQ(fine.read<int>("a", parse, 7), 1);
    EXPECT_EQ(fine.read<int>("b", parse, 7), 7);
    EXPECT_NO_THROW(fine.throw_if_refused());

    test::ParsedRequest request(test::http_get("/?a=2&b=1&b=1&limit=1&limit=2"));
    Query query(*request, known);
    EXPECT_EQ(query.read<int>("a", parse, 7), 7);
    try {
        query.throw_if_refused();
        FAIL() << "no Failure";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.error().code, Code::invalid);
        std::vector<std::string> fields;
        for (const auto& field : failure.error().fields) fields.push_back(field.field);
        EXPECT_THAT(fields, testing::ElementsAre("b", "limit", "a"));
    }
}

TEST(RequestIds, are_never_the_same) {
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) seen.insert(std::string(RequestId::next().text()));
    EXPECT_EQ(seen.size(), 1000U);
}

TEST(RouteTable, finds_literals_before_names) {
    RouteTable table;
    table.add(Method::get, "/a/{x}", 0);
    table.add(Method::get, "/a/b", 1);
    table.add(Method::post, "/a/{x}", 2);
    table.add(Method::get, "/a/{x}/c/{y}", 3);
    table.add(Method::put, "/{z}/b/c/d", 4);
    EXPECT_EQ(table.find(Method::get, "/a/b")->route, 1U);
    EXPECT_EQ(table.find(Method::head, "/a/b")->route, 1U);
    EXPECT_EQ(table.find(Method::get, "/a/c")->route, 0U);
    EXPECT_EQ(table.find(Method::get, "/a/b/c/d")->parameters.items[1].value, "d");
    EXPECT_EQ(table.find(Method::put, "/a/b/c/d")->route, 4U);
    EXPECT_EQ(table.find(Method::put, "/a/c")->route, RouteTable::none);
    EXPECT_EQ(table.allowed(table.find(Method::put, "/a/c")->path), "GET, HEAD, POST, OPTIONS");
    for (const auto* path : {"/a", "/a/", "/a/b/", "/a/b/c", "/b/c", "/a/b/c/d/e", "/"}) {
        EXPECT_FALSE(table.find(Method::get, path)) << path;
    }
}

TEST(RouteTableDeathTest, does_not_take_a_route_twice) {
    RouteTable table;
    table.add(Method::get, "/a", 0);
    EXPECT_DEATH(table.add(Method::get, "/a", 1), "twice");
}

TEST(RouterDeathTest, does_not_take_a_route_that_says_not_who_may_call_it) {
    struct Part {
    } part;
    constexpr auto answer = [](Part&, Request&) { return no_content(); };
    const Route<Part> stated[] = {{Method::get, "/a", Access::user, 0, Blocking<Part>{answer}}};
    const Route<Part> unstated[] = {{Method::get, "/b", {}, 0, Blocking<Part>{answer}}};
    Workers workers(1);
    Router router(workers, [](Access, Request&) { return std::nullopt; });
    router.add(part, stated);
    EXPECT_DEATH(router.add(part, unstated), "who may call it");
}

TEST(Slots, are_so_many_for_each_and_come_back) {
    Slots slots(2);
    auto first = slots.take(1);
    const auto second = slots.take(1);
    EXPECT_TRUE(first && second);
    EXPECT_FALSE(slots.take(1));
    EXPECT_TRUE(slots.take(2));
    first.reset();
    EXPECT_TRUE(slots.take(1));
}

TEST(Events, carry_one_data_line_for_each_line) {
    EXPECT_EQ(encode_event("changed", "a\nb"), "event: changed\ndata: a\ndata: b\n\n");
    EXPECT_EQ(encode_event("changed", ""), "event: changed\ndata: \n\n");
}

TEST(EventQueue, gives_up_on_a_client_that_is_too_slow) {
    EventQueue queue(2);
    const auto event = std::make_shared<const std::string>(encode_event("a", "1"));
    EXPECT_EQ(queue.push(event), Pushed::queued);
    EXPECT_EQ(queue.push(event), Pushed::queued);
    EXPECT_EQ(queue.push(event), Pushed::dropped);
    EXPECT_EQ(queue.push(event), Pushed::ended);
    EXPECT_TRUE(queue.closed());
    EXPECT_EQ(queue.take(), "");
}

TEST(HttpDate, has_the_form_of_rfc_9110) {
    EXPECT_EQ(http_date(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
}

TEST(Problem, has_a_status_for_each_code) {
    const std::pair<Code, int> table[] = {
        {Code::malformed, 400}, {Code::invalid, 422},           {Code::unauthenticated, 401},
        {Code::forbidden, 403}, {Code::not_found, 404},         {Code::conflict, 409},
        {Code::too_large, 413}, {Code::too_many_requests, 429}, {Code::unavailable, 503},
        {Code::locked, 503}};
    for (const auto& [code, status] : table) EXPECT_EQ(status_of(code), status);
    const auto response = problem(Error{Code::unavailable, "a\"\n"}, "id");
    EXPECT_EQ(std::get<std::string>(response.body),
              "{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,"
              "\"detail\":\"a\\\"\\u000a\",\"request_id\":\"id\"}\n");
    EXPECT_EQ(response.headers.at(0).name, "Retry-After");
}

TEST(Problem, says_when_to_try_again_where_that_is_known) {
    const auto response = problem(std::make_exception_ptr(TryAgain(900, "slow down")), "id");
    EXPECT_EQ(response.status, 429);
    EXPECT_EQ(response.headers.at(0).value, "900");
}

}  // namespace
}  // namespace tillwatch::http
