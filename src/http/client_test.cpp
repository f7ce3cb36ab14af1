#include "http/client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include "support/local_server.hpp"

namespace tillwatch::http {
namespace {

using test::LocalServer;
using test::read_request;
using test::send_text;
using testing::HasSubstr;
using testing::Not;

/// Gives the same answer to each request until the client goes away.
void answer_all(int connection, std::string_view answer) {
    while (!read_request(connection).empty()) {
        if (!send_text(connection, answer)) return;
    }
}

LocalServer::Script always(std::string answer) {
    return [answer = std::move(answer)](int connection) { answer_all(connection, answer); };
}

/// Waits until the client goes away.
void say_nothing(int connection) {
    while (!read_request(connection).empty()) continue;
}

/// Answers one request and hangs up.
LocalServer::Script once(std::string answer) {
    return [answer = std::move(answer)](int connection) {
        read_request(connection);
        send_text(connection, answer);
    };
}

constexpr const char* ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-One: 1\r\nx-one: 2\r\n\r\nhi";

ClientFault fault_of(HttpClient& client, const ClientRequest& request) {
    const auto response = client.send(request);
    if (response) ADD_FAILURE() << "answered " << response->status;
    return response.error().fault;
}

TEST(HttpClient, brings_status_headers_and_body) {
    LocalServer server(always(ok));
    HttpClient client;
    const auto response = client.send({.url = server.url()});
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 200);
    EXPECT_EQ(response->body, "hi");
    EXPECT_EQ(response->header("x-one"), "1");
    EXPECT_EQ(response->header("x-two"), std::nullopt);
}

TEST(HttpClient, sends_method_path_headers_and_body) {
    std::string seen;
    LocalServer server([&seen](int connection) {
        seen = read_request(connection);
        send_text(connection, ok);
    });
    HttpClient client;
    ASSERT_TRUE(client.send({.method = "PATCH",
                             .url = server.url("/a?b=c"),
                             .headers = {{"Content-Type", "application/json"}, {"X-Empty", ""}},
                             .body = std::string("{\0}", 3)}));
    server.stop();
    EXPECT_THAT(seen, testing::StartsWith("PATCH /a?b=c HTTP/1.1\r\n"));
    EXPECT_THAT(seen, HasSubstr("\r\nContent-Type: application/json\r\n"));
    EXPECT_THAT(seen, HasSubstr("\r\nX-Empty:\r\n"));
    EXPECT_THAT(seen, testing::EndsWith(std::string("\r\n\r\n{\0}", 7)));
}

TEST(HttpClient, posts_an_empty_body_and_no_content_type_of_its_own) {
    std::string seen;
    LocalServer server([&seen](int connection) {
        seen = read_request(connection);
        send_text(connection, ok);
    });
    HttpClient client;
    ASSERT_TRUE(client.send({.method = "POST", .url = server.url()}));
    server.stop();
    EXPECT_THAT(seen, testing::StartsWith("POST / HTTP/1.1\r\n"));
    EXPECT_THAT(seen, HasSubstr("Content-Length: 0\r\n"));
    EXPECT_THAT(seen, Not(HasSubstr("Content-Type")));
    EXPECT_THAT(seen, Not(HasSubstr("Expect")));
}

TEST(HttpClient, uses_a_connection_again_and_carries_nothing_over) {
    std::vector<std::string> seen;
    LocalServer server([&seen](int connection) {
        for (;;) {
            seen.push_back(read_request(connection));
            if (seen.back().empty() || !send_text(connection, ok)) return;
        }
    });
    {
        HttpClient client;
        ASSERT_TRUE(client.send({.method = "POST",
                                 .url = server.url(),
                                 .headers = {{"Authorization", "hush"}},
                                 .body = "x"}));
        ASSERT_TRUE(client.send({.url = server.url()}));
    }
    server.stop();
    EXPECT_EQ(server.connections(), 1);
    ASSERT_GE(seen.size(), 2U);
    EXPECT_THAT(seen[1], testing::StartsWith("GET / HTTP/1.1\r\n"));
    EXPECT_THAT(seen[1], Not(HasSubstr("hush")));
}

TEST(HttpClient, does_not_follow_redirects) {
    LocalServer server(
        always("HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n"));
    HttpClient client;
    const auto response = client.send({.url = server.url()});
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 302);
    EXPECT_EQ(response->header("location"), "/other");
}

TEST(HttpClient, takes_an_error_status_for_an_answer) {
    LocalServer server(always("HTTP/1.1 503 Busy\r\nRetry-After: 2\r\nContent-Length: 0\r\n\r\n"));
    HttpClient client;
    const auto response = client.send({.url = server.url()});
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 503);
    EXPECT_EQ(response->header("retry-after"), "2");
}

TEST(HttpClient, takes_the_last_head_for_the_answer) {
    LocalServer server(always(std::string("HTTP/1.1 100 Continue\r\nX-Early: 1\r\n\r\n") + ok));
    HttpClient client;
    const auto response = client.send({.url = server.url()});
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 200);
    EXPECT_EQ(response->header("x-early"), std::nullopt);
}

TEST(HttpClient, cuts_off_an_endless_body) {
    LocalServer server([](int connection) {
        read_request(connection);
        send_text(connection, "HTTP/1.1 200 OK\r\n\r\n");
        while (send_text(connection, std::string(4096, 'x'))) continue;
    });
    HttpClient client;
    const ClientRequest request{.url = server.url(), .response_body_bytes_max = 100'000};
    EXPECT_EQ(fault_of(client, request), ClientFault::too_large);
}

TEST(HttpClient, takes_a_body_of_exactly_its_limit) {
    LocalServer server(always(ok));
    HttpClient client;
    EXPECT_TRUE(client.send({.url = server.url(), .response_body_bytes_max = 2}));
    EXPECT_EQ(fault_of(client, {.url = server.url(), .response_body_bytes_max = 1}),
              ClientFault::too_large);
}

TEST(HttpClient, cuts_off_an_endless_head) {
    LocalServer server([](int connection) {
        read_request(connection);
        send_text(connection, "HTTP/1.1 200 OK\r\n");
        while (send_text(connection, "X-More: " + std::string(1000, 'x') + "\r\n")) continue;
    });
    HttpClient client;
    EXPECT_EQ(fault_of(client, {.url = server.url()}), ClientFault::too_large);
}

TEST(HttpClient, gives_up_on_a_server_that_does_not_answer) {
    LocalServer server(say_nothing);
    HttpClient client;
    EXPECT_EQ(fault_of(client, {.url = server.url(), .total_timeout_ms = 100}),
              ClientFault::timed_out);
}

TEST(HttpClient, gives_up_on_a_server_that_answers_drop_by_drop) {
    LocalServer server([](int connection) {
        read_request(connection);
        send_text(connection, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nx");
        say_nothing(connection);
    });
    HttpClient client;
    EXPECT_EQ(fault_of(client, {.url = server.url(), .total_timeout_ms = 100}),
              ClientFault::timed_out);
}

TEST(HttpClient, tells_refused_and_lost_connections) {
    LocalServer closed(always(ok));
    closed.stop();
    HttpClient client;
    EXPECT_EQ(fault_of(client, {.url = closed.url()}), ClientFault::unreachable);
    LocalServer hangs_up([](int connection) { read_request(connection); });
    EXPECT_EQ(fault_of(client, {.url = hangs_up.url()}), ClientFault::unreachable);
    LocalServer half([](int connection) {
        read_request(connection);
        send_text(connection, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nx");
    });
    EXPECT_EQ(fault_of(client, {.url = half.url()}), ClientFault::unreachable);
}

TEST(HttpClient, tells_what_is_not_http) {
    LocalServer server([](int connection) {
        read_request(connection);
        send_text(connection, "SSH-2.0-OpenSSH_9.2\r\n");
    });
    HttpClient client;
    EXPECT_EQ(fault_of(client, {.url = server.url()}), ClientFault::malformed);
}

TEST(HttpClient, sends_nothing_that_could_be_another_request) {
    HttpClient client;
    const std::string url = "http://127.0.0.1:1/";
    for (const ClientRequest& request :
         {ClientRequest{.method = "GET / HTTP/1.1\r\nX:", .url = url},
          ClientRequest{.method = "", .url = url},
          ClientRequest{.url = url, .headers = {{"X-A", "1\r\nX-B: 2"}}},
          ClientRequest{.url = url, .headers = {{"X-A", "1\n2"}}},
          ClientRequest{.url = url, .headers = {{"X-A: 1\r\nX-B", "2"}}},
          ClientRequest{.url = url, .headers = {{"", "2"}}},
          ClientRequest{.url = "file:///etc/passwd"}, ClientRequest{.url = "ftp://127.0.0.1/"},
          ClientRequest{.url = "http://user:hush@127.0.0.1/"},
          ClientRequest{.url = "http://127.0.0.1/\r\nX: 1"}, ClientRequest{.url = ""}}) {
        EXPECT_EQ(fault_of(client, request), ClientFault::invalid_request) << request.url;
    }
}

TEST(HttpClient, keeps_secrets_out_of_its_errors) {
    LocalServer server(say_nothing);
    HttpClient client;
    const auto timed_out = client.send({.url = server.url("/hush?token=hush"),
                                        .headers = {{"Authorization", "hush"}},
                                        .total_timeout_ms = 50});
    ASSERT_FALSE(timed_out);
    EXPECT_THAT(timed_out.error().message, Not(HasSubstr("hush")));
    EXPECT_THAT(timed_out.error().message, HasSubstr("127.0.0.1"));
    const auto wrong = client.send({.url = "http://user:hush@127.0.0.1/hush"});
    EXPECT_THAT(wrong.error().message, Not(HasSubstr("hush")));
}

TEST(HttpClient, uses_a_proxy_of_the_environment_only_if_asked) {
    LocalServer server(always(ok));
    LocalServer proxy(always("HTTP/1.1 418 Proxy\r\nContent-Length: 0\r\n\r\n"));
    ::setenv("http_proxy", proxy.url().c_str(), 1);  // NOLINT(concurrency-mt-unsafe)
    EXPECT_EQ(HttpClient().send({.url = server.url()})->status, 200);
    EXPECT_EQ(HttpClient({.proxy_from_environment = true}).send({.url = server.url()})->status,
              418);
    ::unsetenv("http_proxy");  // NOLINT(concurrency-mt-unsafe)
}

TEST(HttpClient, serves_many_threads) {
    std::vector<std::unique_ptr<LocalServer>> servers;
    HttpClient client;
    std::atomic<int> answered = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i) {
            servers.push_back(std::make_unique<LocalServer>(once(ok)));
            threads.emplace_back([&client, &answered, url = servers.back()->url()] {
                for (int n = 0; n < 20; ++n) answered += client.send({.url = url}) ? 1 : 0;
            });
        }
    }
    EXPECT_EQ(answered, 80);
}

}  // namespace
}  // namespace tillwatch::http
