// What goes over the wire, seen from outside: the shapes that h1spec (uNetworking/h1spec) looks
// at, read from RFC 9112 anew, and attempts to smuggle a second request past the gate.
#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "http/server.hpp"
#include "support/echo_app.hpp"
#include "support/http_server.hpp"
#include "support/raw_connection.hpp"

namespace tillwatch::http {
namespace {

using test::http_get;
using test::RawConnection;
using namespace std::chrono_literals;

struct World {
    World() {
        router.add(app, test::echo_routes);
        ServerOptions options;
        options.hosts = {"example.com"};
        options.limits.linger_time = 30ms;
        options.limits.sweep_interval = 10ms;
        server.emplace(router, std::move(options));
    }
    test::EchoApp app;
    Workers workers{1};
    Router router{workers, test::echo_authorize};
    std::optional<test::RunningServer> server;
};

class Wire : public testing::Test {
  protected:
    static void SetUpTestSuite() { world = std::make_unique<World>(); }
    static void TearDownTestSuite() { world.reset(); }

    int status_of(std::string_view bytes) {
        RawConnection client(world->server->port());
        client.send(bytes);
        return client.read_answer().status;
    }
    /// Whatever the server says to these bytes before it closes.
    static std::string everything(std::string_view bytes) {
        RawConnection client(world->server->port());
        client.send(bytes);
        client.end_sending();
        return client.read_all();
    }
    static long answers_in(std::string_view text) {
        long count = 0;
        for (auto at = text.find("HTTP/1.1 "); at != std::string_view::npos;
             at = text.find("HTTP/1.1 ", at + 1)) {
            ++count;
        }
        return count;
    }

    static std::unique_ptr<World> world;
};

std::unique_ptr<World> Wire::world;

TEST_F(Wire, waits_for_the_rest_of_a_request_wherever_it_pauses) {
    const std::string whole = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    for (std::size_t length = 1; length < whole.size(); ++length) {
        RawConnection client(world->server->port());
        client.send(whole.substr(0, length));
        client.send(whole.substr(length));
        const auto answer = client.read_answer();
        EXPECT_EQ(answer.status, 200) << length;
        // One answer, not two: the first part alone was not one.
        client.end_sending();
        EXPECT_EQ(client.read_all(), "") << length;
    }
}

TEST_F(Wire, says_nothing_to_the_beginning_of_a_request) {
    for (const auto* part :
         {"G", "GET ", "GET /hello", "GET /hello ", "GET /hello HTTP", "GET /hello HTTP/1.1",
          "GET /hello HTTP/1.1\r", "GET /hello HTTP/1.1\r\n", "GET /hello HTTP/1.1\r\nHos",
          "GET /hello HTTP/1.1\r\nHost:", "GET /hello HTTP/1.1\r\nHost: ",
          "GET /hello HTTP/1.1\r\nHost: localhost", "GET /hello HTTP/1.1\r\nHost: localhost\r",
          "GET /hello HTTP/1.1\r\nHost: localhost\r\n",
          "GET /hello HTTP/1.1\r\nHost: localhost\r\n\r"}) {
        EXPECT_EQ(everything(part), "") << part;
    }
}

TEST_F(Wire, answers_what_is_valid) {
    const std::string host = " HTTP/1.1\r\nHost: example.com\r\n";
    EXPECT_EQ(status_of("GET /" + host + "\r\n"), 200);
    EXPECT_EQ(status_of("GET /" + host + "Expect: 100-continue\r\n\r\n"), 200);
    EXPECT_EQ(status_of("GET / HTTP/1.1\r\nhoSt:\texample.com\r\nempty:\r\n\r\n"), 200);
    EXPECT_EQ(status_of("GET /" + host + "X-Empty-Header: \r\n\r\n"), 200);
    EXPECT_EQ(status_of("POST /" + host + "Content-Length: 5\r\n\r\nhello"), 200);
}

TEST_F(Wire, refuses_what_is_not) {
    const std::string start = "GET / HTTP/1.1\r\nHost: example.com\r\n";
    EXPECT_EQ(status_of("GET / \r\n\r\n"), 400);
    EXPECT_EQ(status_of(start + "X-Invalid[]: test\r\n\r\n"), 400);
    EXPECT_EQ(status_of("GET / HTTP/1.1\r\nContent-Length: 5\r\n\r\n"), 400);
    EXPECT_EQ(status_of(start + "Host: example.org\r\n\r\n"), 400);
    EXPECT_EQ(status_of(start + "Content-Length: -123456789123456789123456789\r\n\r\n"), 400);
    EXPECT_EQ(status_of(start + "Content-Length: -1234\r\n\r\n"), 400);
    EXPECT_EQ(status_of(start + "Content-Length: abc\r\n\r\n"), 400);
    EXPECT_EQ(status_of(start + "X-Bad-Control-Char: test\x07\r\n\r\n"), 400);
    EXPECT_EQ(status_of("GET / HTTP/9.9\r\nHost: example.com\r\n\r\n"), 505);
    EXPECT_EQ(status_of("Extra lineGET / HTTP/1.1\r\nHost: example.com\r\n\r\n"), 400);
    EXPECT_EQ(status_of(start + "\rSome-Header: Test\r\n\r\n"), 400);
    EXPECT_EQ(status_of(start + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n"), 400);
}

TEST_F(Wire, ignores_an_upgrade_it_does_not_know) {
    EXPECT_EQ(status_of(http_get("/hello", "Connection: Upgrade\r\nUpgrade: h2c\r\n")), 200);
}

struct Attempt {
    const char* name;
    std::string head;  // of a POST /; what follows it is a request to be smuggled
    std::string body;
};

const Attempt attempts[] = {
    {"length_and_chunked", "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"},
    {"chunked_and_length", "Transfer-Encoding: chunked\r\nContent-Length: 400\r\n", "0\r\n\r\n"},
    {"two_lengths", "Content-Length: 0\r\nContent-Length: 40\r\n", ""},
    {"coding_gzip", "Transfer-Encoding: gzip\r\n", ""},
    {"coding_gzip_and_length", "Transfer-Encoding: gzip\r\nContent-Length: 3\r\n", "abc"},
    {"coding_hidden_by_blank", "Transfer-Encoding : chunked\r\nContent-Length: 3\r\n", "abc"},
    {"coding_hidden_by_fold", "X: a\r\n Transfer-Encoding: chunked\r\n", ""},
    {"coding_hidden_by_bare_return", "X: a\rTransfer-Encoding: chunked\r\n", ""},
    {"coding_hidden_by_line_feed", "X: a\nTransfer-Encoding: chunked\r\n", ""},
    {"coding_with_tail", "Transfer-Encoding: chunked;a=b\r\n", "0\r\n\r\n"},
    {"chunk_size_with_sign", "Transfer-Encoding: chunked\r\n", "+0\r\n\r\n"},
    {"chunk_size_with_line_feed", "Transfer-Encoding: chunked\r\n", "0\n\n"},
    {"chunk_extension_with_line_feed", "Transfer-Encoding: chunked\r\n", "0;a\n\r\n\r\n"},
    {"chunk_too_long", "Transfer-Encoding: chunked\r\n", "1\r\nab\r\n0\r\n\r\n"},
    {"trailer", "Transfer-Encoding: chunked\r\n", "0\r\nContent-Length: 0\r\n\r\n"},
    {"empty_length", "Content-Length:\r\n", ""},
    {"length_over_limit", "Content-Length: 1001\r\n", ""},
};

class Smuggling : public Wire, public testing::WithParamInterface<Attempt> {};

TEST_P(Smuggling, yields_one_refusal_and_no_second_answer) {
    const auto calls = world->app.calls.load();
    const auto text =
        everything("POST / HTTP/1.1\r\nHost: localhost\r\n" + GetParam().head + "\r\n" +
                   GetParam().body + http_get("/hello") + http_get("/hello"));
    EXPECT_EQ(answers_in(text), 1) << text;
    EXPECT_TRUE(text.starts_with("HTTP/1.1 4")) << text;
    EXPECT_EQ(world->app.calls, calls);
}

INSTANTIATE_TEST_SUITE_P(Attempts, Smuggling, testing::ValuesIn(attempts),
                         [](const auto& info) { return std::string(info.param.name); });

TEST_F(Wire, does_not_take_the_body_of_a_request_it_has_no_route_for_as_the_next_one) {
    for (const auto* path : {"/none", "/hello"}) {
        const auto text = everything(test::http_post(path, http_get("/hello")));
        EXPECT_EQ(answers_in(text), 1) << text;
    }
}

TEST_F(Wire, gives_the_same_answers_however_the_bytes_are_split) {
    const std::string bytes =
        test::http_post("/echo", "first") +
        "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
        "3\r\nsec\r\n3;a=b\r\nond\r\n0\r\n\r\n" +
        http_get("/hello") + "oh no\r\n\r\n" + http_get("/hello");
    rc::check("same answers", [&bytes] {
        RawConnection client(world->server->port());
        for (std::size_t at = 0; at < bytes.size();) {
            const auto length = *rc::gen::inRange<std::size_t>(1, 90);
            client.send(std::string_view(bytes).substr(at, length));
            at += length;
        }
        RC_ASSERT(client.read_answer().body == "first");
        RC_ASSERT(client.read_answer().body == "second");
        RC_ASSERT(client.read_answer().body == "hello");
        RC_ASSERT(client.read_answer().status == 400);
        client.end_sending();
        RC_ASSERT(client.read_all().empty());
    });
}

}  // namespace
}  // namespace tillwatch::http
