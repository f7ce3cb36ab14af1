#include "http/server.hpp"

#include <condition_variable>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/echo_app.hpp"
#include "support/http_server.hpp"
#include "support/raw_connection.hpp"

namespace tillwatch::http {
namespace {

using test::http_get;
using test::http_post;
using test::RawConnection;
using testing::HasSubstr;
using testing::Not;
using namespace std::chrono_literals;

/// True once `condition` is; asks again until the deadline.
template <class Condition>
bool eventually(Condition condition) {
    const auto deadline = std::chrono::steady_clock::now() + RawConnection::patience;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        std::this_thread::yield();
    }
    return true;
}

Event event(std::string_view data) {
    return std::make_shared<const std::string>(encode_event("changed", data));
}

class ServerTest : public testing::Test {
  protected:
    ServerTest() { router_.add(app_, test::echo_routes); }
    ~ServerTest() override { app_.release(); }

    test::RunningServer& start(ServerOptions options = {}) {
        server_.emplace(router_, std::move(options));
        return *server_;
    }
    test::RawAnswer ask(std::string_view bytes, bool bodiless = false) {
        RawConnection client(server_->port());
        client.send(bytes);
        return client.read_answer(bodiless);
    }

    test::EchoApp app_;
    Workers workers_{2, 8};
    Router router_{workers_, test::echo_authorize};
    std::optional<test::RunningServer> server_;
};

TEST_F(ServerTest, answers_requests_of_one_connection_one_after_the_other) {
    start();
    RawConnection client(server_->port());
    for (int i = 0; i < 3; ++i) {
        client.send(http_get("/hello"));
        const auto answer = client.read_answer();
        EXPECT_EQ(answer.status, 200);
        EXPECT_EQ(answer.body, "hello");
        EXPECT_EQ(answer.headers.at("content-length"), "5");
        EXPECT_FALSE(answer.headers.contains("connection"));
        EXPECT_FALSE(answer.headers.contains("server"));
        EXPECT_EQ(answer.headers.at("date").size(), 29U);
        EXPECT_GE(answer.headers.at("x-request-id").size(), 16U);
    }
    EXPECT_EQ(app_.calls, 3);
}

TEST_F(ServerTest, answers_pipelined_requests_of_every_kind_in_their_order) {
    start();
    RawConnection client(server_->port());
    std::string bytes;
    for (int i = 0; i < 40; ++i) {
        bytes += http_post("/echo", "one " + std::to_string(i));
        bytes += http_post("/echo-on-worker", "two " + std::to_string(i), "Authorization: yes\r\n");
        bytes += http_get("/pieces");
    }
    client.send(bytes);
    for (int i = 0; i < 40; ++i) {
        EXPECT_EQ(client.read_answer().body, "one " + std::to_string(i));
        EXPECT_EQ(client.read_answer().body, "two " + std::to_string(i));
        EXPECT_EQ(client.read_answer().body, "aabbcc");
    }
}

TEST_F(ServerTest, reads_a_request_byte_by_byte) {
    start();
    RawConnection client(server_->port());
    for (const char c : http_post("/echo", "body")) client.send({&c, 1});
    EXPECT_EQ(client.read_answer().body, "body");
}

TEST_F(ServerTest, reads_chunked_bodies_and_large_ones) {
    start();
    const std::string large(5 << 20, 'x');
    EXPECT_EQ(ask(http_post("/echo-on-worker", large, "Authorization: yes\r\n")).body, large);
    std::string chunked =
        "POST /echo-on-worker HTTP/1.1\r\nHost: localhost\r\nAuthorization: yes\r\n"
        "Transfer-Encoding: chunked\r\n\r\n";
    for (int i = 0; i < 80; ++i) chunked += "10000\r\n" + std::string(65536, 'x') + "\r\n";
    EXPECT_EQ(ask(chunked + "0\r\n\r\n").body, large);
}

TEST_F(ServerTest, refuses_a_body_over_the_routes_limit_before_reading_it) {
    start();
    EXPECT_EQ(ask(http_post("/small", std::string(16, 'x'))).status, 200);
    // Nothing of the body is sent: the announcement is enough.
    const auto announced =
        ask("POST /small HTTP/1.1\r\nHost: localhost\r\nContent-Length: 17\r\n\r\n");
    EXPECT_EQ(announced.status, 413);
    EXPECT_EQ(announced.headers.at("connection"), "close");
    EXPECT_EQ(ask("POST /small HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                  "8\r\n12345678\r\n9\r\n")
                  .status,
              413);
    EXPECT_EQ(app_.calls, 1);
}

TEST_F(ServerTest, shows_a_refusal_to_a_client_that_goes_on_sending) {
    start();
    RawConnection client(server_->port());
    client.send("POST /small HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8000000\r\n\r\n");
    client.send(std::string(8'000'000, 'x'));
    EXPECT_EQ(client.read_answer().status, 413);
}

TEST_F(ServerTest, says_100_continue_only_if_a_body_is_wanted_and_not_yet_there) {
    start();
    RawConnection client(server_->port());
    client.send(
        "POST /small HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n"
        "Expect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.read_answer().status, 100);
    client.send("body");
    EXPECT_EQ(client.read_answer().body, "body");
    EXPECT_EQ(ask("POST /small HTTP/1.1\r\nHost: localhost\r\nContent-Length: 40\r\n"
                  "Expect: 100-continue\r\n\r\n")
                  .status,
              413);
    EXPECT_EQ(ask(http_get("/hello", "Expect: 100-continue\r\n")).status, 200);
    EXPECT_EQ(ask(http_get("/hello", "Expect: more\r\n")).status, 417);
    EXPECT_EQ(ask(http_post("/small", "body", "Expect: 100-continue\r\n")).status, 200);
}

TEST_F(ServerTest, answers_head_like_get_without_the_body) {
    start();
    RawConnection client(server_->port());
    client.send("HEAD /hello HTTP/1.1\r\nHost: localhost\r\n\r\n" + http_get("/hello"));
    const auto head = client.read_answer(true);
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.headers.at("content-length"), "5");
    EXPECT_EQ(client.read_answer().body, "hello");
}

TEST_F(ServerTest, tells_unknown_paths_from_methods_that_are_not_allowed) {
    start();
    EXPECT_EQ(ask(http_get("/none")).status, 404);
    const auto other = ask(http_post("/hello", ""));
    EXPECT_EQ(other.status, 405);
    EXPECT_EQ(other.headers.at("allow"), "GET, HEAD, OPTIONS");
    const auto options = ask("OPTIONS / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_EQ(options.status, 204);
    EXPECT_EQ(options.headers.at("allow"), "GET, HEAD, POST, OPTIONS");
    EXPECT_EQ(ask("OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n").status, 204);
}

TEST_F(ServerTest, answers_for_the_hosts_it_was_given_only) {
    start({.hosts = {"shop.example"}});
    EXPECT_EQ(ask("GET /hello HTTP/1.1\r\nHost: shop.example\r\n\r\n").status, 200);
    EXPECT_EQ(ask("GET /hello HTTP/1.1\r\nHost: other.example\r\n\r\n").status, 421);
    EXPECT_EQ(ask("GET /hello HTTP/1.0\r\n\r\n").status, 200);
}

TEST_F(ServerTest, closes_after_its_number_of_requests) {
    ServerOptions options;
    options.limits.requests_per_connection_max = 2;
    start(options);
    RawConnection client(server_->port());
    client.send(http_get("/hello") + http_get("/hello") + http_get("/hello"));
    EXPECT_FALSE(client.read_answer().headers.contains("connection"));
    EXPECT_EQ(client.read_answer().headers.at("connection"), "close");
    EXPECT_EQ(client.read_all(), "");
    EXPECT_TRUE(client.closed());
}

TEST_F(ServerTest, speaks_http_1_0) {
    start();
    RawConnection client(server_->port());
    client.send("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_EQ(client.read_answer().headers.at("connection"), "keep-alive");
    client.send("GET /pieces HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    const auto streamed = client.read_answer();
    EXPECT_EQ(streamed.headers.at("connection"), "close");
    EXPECT_FALSE(streamed.headers.contains("transfer-encoding"));
    EXPECT_EQ(streamed.body, "aabbcc");
    EXPECT_TRUE(client.closed());
}

TEST_F(ServerTest, gives_path_parameters_decoded) {
    start();
    EXPECT_EQ(ask(http_get("/stores/a%20b")).body, "a b");
    EXPECT_EQ(ask(http_get("/stores/1/orders/2", "Authorization: yes\r\n")).body, "1 2");
    EXPECT_EQ(ask(http_get("/stores/1/orders/2")).status, 401);
    EXPECT_EQ(ask(http_get("/stores/")).status, 404);
}

TEST_F(ServerTest, asks_for_authorization_before_handlers_of_every_kind) {
    start();
    EXPECT_EQ(ask(http_post("/echo-on-worker", "a")).status, 401);
    const auto refused = ask(http_get("/hold-for-users"));
    EXPECT_EQ(refused.status, 401);
    EXPECT_EQ(refused.headers.at("www-authenticate"), "Bearer");
    EXPECT_EQ(app_.held, 0);
    EXPECT_EQ(app_.calls, 0);
}

TEST_F(ServerTest, turns_failures_into_problems_and_hides_other_exceptions) {
    std::mutex mutex;
    std::string errors;
    start({.access_log = [&](const AccessRecord& record) {
        const std::lock_guard lock(mutex);
        errors += record.error;
    }});
    for (const auto* path : {"/fails", "/fails-on-worker"}) {
        const auto failed = ask(http_get(path));
        EXPECT_EQ(failed.status, 422);
        EXPECT_EQ(failed.headers.at("content-type"), "application/problem+json");
        EXPECT_THAT(failed.body, HasSubstr(failed.headers.at("x-request-id")));
        EXPECT_THAT(failed.body,
                    HasSubstr(R"("errors":[{"field":"day","message":"is \"no\" day"}])"));
    }
    for (const auto* path : {"/breaks", "/breaks-later"}) {
        const auto broken = ask(http_get(path));
        EXPECT_EQ(broken.status, 500);
        EXPECT_THAT(broken.body, Not(HasSubstr("secret")));
    }
    EXPECT_TRUE(eventually([&] {
        const std::lock_guard lock(mutex);
        return errors == "secret detailsecret detail";
    }));
}

TEST_F(ServerTest, lets_no_handler_forge_a_header) {
    start();
    const auto answer = ask(http_get("/forges"));
    EXPECT_EQ(answer.status, 422);
    EXPECT_FALSE(answer.headers.contains("set-cookie"));
}

TEST_F(ServerTest, sends_a_stream_in_chunks_and_goes_on_after_it) {
    start();
    RawConnection client(server_->port());
    client.send(http_get("/pieces?count=5&size=3") + http_get("/hello"));
    const auto streamed = client.read_answer();
    EXPECT_EQ(streamed.headers.at("transfer-encoding"), "chunked");
    EXPECT_EQ(streamed.body, "aaabbbcccdddeee");
    EXPECT_EQ(client.read_answer().body, "hello");
}

TEST_F(ServerTest, cuts_the_connection_when_a_stream_breaks_off) {
    start();
    const auto broken = ask(http_get("/broken-stream"));
    EXPECT_EQ(broken.status, 200);
    EXPECT_FALSE(broken.whole);
}

TEST_F(ServerTest, writes_a_stream_no_faster_than_its_reader_reads) {
    start();
    RawConnection client(server_->port(), 4096);
    client.send(http_get("/pieces?count=2000&size=100000"));
    client.read_some(1000);
    // The system's buffers fill up, then the stream waits: two looks see the same.
    long before = -1;
    EXPECT_TRUE(eventually([&] {
        std::this_thread::sleep_for(20ms);
        return std::exchange(before, app_.streamed_bytes.load()) == app_.streamed_bytes;
    }));
    EXPECT_LT(app_.streamed_bytes, 50'000'000);
    EXPECT_FALSE(app_.stream_ended);
}

TEST_F(ServerTest, ends_a_stream_whose_client_is_gone) {
    start();
    {
        RawConnection client(server_->port());
        client.send(http_get("/pieces?count=100000&size=10000"));
        client.read_some(1);
    }
    EXPECT_TRUE(eventually([&] { return app_.stream_ended.load(); }));
    EXPECT_TRUE(eventually([&] { return (*server_)->connections() == 0; }));
}

TEST_F(ServerTest, does_not_mind_clients_that_vanish_at_any_point) {
    start();
    const std::string bytes = http_post("/echo", "body") + http_get("/hello");
    for (std::size_t length = 0; length < bytes.size(); length += 7) {
        RawConnection client(server_->port());
        client.send(std::string_view(bytes).substr(0, length));
    }
    EXPECT_TRUE(eventually([&] { return (*server_)->connections() == 0; }));
    EXPECT_EQ(ask(http_get("/hello")).status, 200);
}

TEST_F(ServerTest, pushes_events_from_any_thread) {
    start();
    RawConnection client(server_->port());
    client.send(http_get("/events"));
    EXPECT_THAT(client.read_some(10), HasSubstr("200 OK"));
    EXPECT_EQ(app_.events->push(event("1")), Pushed::queued);
    std::string seen;
    while (seen.find("data: 1\n\n") == std::string::npos) {
        const auto some = client.read_some(1);
        ASSERT_FALSE(some.empty());
        seen += some;
    }
    EXPECT_EQ(app_.events->push(event("2")), Pushed::queued);
    app_.events->close();
    EXPECT_THAT(client.read_some(1), HasSubstr("event: changed\ndata: 2\n\n"));
    EXPECT_EQ(app_.events->push(event("3")), Pushed::ended);
}

TEST_F(ServerTest, puts_the_security_headers_on_every_answer) {
    start({.https = true});
    const std::string cases[] = {
        http_get("/hello"),
        http_get("/none"),
        http_get("/fails"),
        http_get("/breaks"),
        http_get("/pieces"),
        http_post("/hello", ""),
        http_post("/small", std::string(17, 'x')),
        "OPTIONS / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /hello HTTP/1.1\r\nHost: other\r\n\r\n",
        "GET /hello HTTP/1.1\r\n\r\n",
        "nonsense\r\n\r\n",
        "BREW / HTTP/1.1\r\n\r\n",
        "GET /" + std::string(5000, 'a'),
    };
    for (const auto& bytes : cases) {
        const auto answer = ask(bytes);
        ASSERT_NE(answer.status, 0) << bytes;
        for (const auto& [name, value] :
             std::map<std::string, std::string>{{"x-content-type-options", "nosniff"},
                                                {"referrer-policy", "no-referrer"},
                                                {"cross-origin-opener-policy", "same-origin"},
                                                {"cross-origin-resource-policy", "same-origin"},
                                                {"cache-control", "no-store"}}) {
            EXPECT_EQ(answer.headers.at(name), value) << bytes;
        }
        EXPECT_THAT(answer.headers.at("content-security-policy"), HasSubstr("default-src 'none'"));
        EXPECT_THAT(answer.headers.at("strict-transport-security"), HasSubstr("max-age=31536000"));
        EXPECT_TRUE(answer.headers.contains("x-request-id")) << bytes;
    }
}

TEST_F(ServerTest, logs_each_request_once_without_its_query) {
    std::mutex mutex;
    std::vector<std::string> lines;
    start({.access_log = [&](const AccessRecord& record) {
        const std::lock_guard lock(mutex);
        lines.push_back(fmt::format("{} {} {} {} {}", record.method, record.path, record.status,
                                    record.bytes, record.client.text()));
    }});
    ask(http_get("/hello?token=secret"));
    ask("nonsense\r\n\r\n");
    EXPECT_TRUE(eventually([&] {
        const std::lock_guard lock(mutex);
        return lines.size() == 2;
    }));
    EXPECT_EQ(lines[0], "GET /hello 200 5 127.0.0.1");
    EXPECT_THAT(lines[1], HasSubstr("- - 400 "));
}

TEST_F(ServerTest, names_the_client_that_a_trusted_proxy_names) {
    std::mutex mutex;
    std::string client;
    start({.trusted_proxies = {*Network::parse("127.0.0.0/8")},
           .access_log = [&](const AccessRecord& record) {
               const std::lock_guard lock(mutex);
               client = record.client.text();
           }});
    ask(http_get("/hello", "X-Forwarded-For: 192.0.2.9, 198.51.100.7, 127.0.0.9\r\n"));
    EXPECT_TRUE(eventually([&] {
        const std::lock_guard lock(mutex);
        return client == "198.51.100.7";
    }));
}

TEST_F(ServerTest, lets_pages_of_the_allowed_origins_read_its_answers) {
    start({.allowed_origins = {"https://bi.example"}});
    const auto allowed = ask(http_get("/hello", "Origin: https://bi.example\r\n"));
    EXPECT_EQ(allowed.headers.at("access-control-allow-origin"), "https://bi.example");
    EXPECT_EQ(allowed.headers.at("vary"), "Origin");
    EXPECT_FALSE(allowed.headers.contains("access-control-allow-credentials"));
    const auto preflight =
        ask("OPTIONS / HTTP/1.1\r\nHost: localhost\r\nOrigin: https://bi.example\r\n"
            "Access-Control-Request-Method: POST\r\n\r\n");
    EXPECT_EQ(preflight.status, 204);
    EXPECT_EQ(preflight.headers.at("access-control-allow-methods"), "GET, HEAD, POST, OPTIONS");
    for (const auto* origin : {"null", "*", "http://bi.example", "https://bi.example.evil",
                               "https://evil.bi.example", "https://bi.example:443"}) {
        const auto answer = ask(http_get("/hello", fmt::format("Origin: {}\r\n", origin)));
        EXPECT_FALSE(answer.headers.contains("access-control-allow-origin")) << origin;
    }
    const auto refused = ask(http_get("/hello", "Origin: https://bi.example\r\nA:b\r\n B: c\r\n"));
    EXPECT_EQ(refused.status, 400);
    EXPECT_EQ(refused.headers.at("access-control-allow-origin"), "https://bi.example");
}

TEST_F(ServerTest, counts_what_it_does) {
    start();
    ask(http_get("/hello"));
    ask("nonsense\r\n\r\n");
    EXPECT_TRUE(eventually([&] {
        const auto text = server_->metrics();
        return text.find("tillwatch_http_requests_total{status=\"2xx\"} 1") != std::string::npos &&
               text.find("tillwatch_http_requests_total{status=\"4xx\"} 1") != std::string::npos &&
               text.find("tillwatch_http_request_seconds_count 2") != std::string::npos;
    }));
}

TEST_F(ServerTest, serves_many_clients_on_several_threads) {
    start({.threads = 3});
    std::vector<std::jthread> clients;
    clients.reserve(8);
    std::atomic<int> good{0};
    for (int i = 0; i < 8; ++i) {
        clients.emplace_back([&, i] {
            RawConnection client(server_->port());
            for (int j = 0; j < 50; ++j) {
                const auto body = fmt::format("{} {}", i, j);
                client.send(http_post(j % 2 == 0 ? "/echo" : "/echo-on-worker", body,
                                      "Authorization: yes\r\n"));
                if (client.read_answer().body == body) ++good;
            }
        });
    }
    clients.clear();
    EXPECT_EQ(good, 400);
}

TEST_F(ServerTest, refuses_an_address_that_is_taken) {
    start();
    Metrics metrics;
    EXPECT_THROW(Server({.port = server_->port()}, router_, metrics), Failure);
}

}  // namespace
}  // namespace tillwatch::http
