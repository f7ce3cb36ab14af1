#include <deque>
#include <future>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/server.hpp"
#include "http/serving.hpp"
#include "support/echo_app.hpp"
#include "support/http_server.hpp"
#include "support/raw_connection.hpp"

namespace tillwatch::http {
namespace {

using test::http_get;
using test::http_post;
using test::RawConnection;
using namespace std::chrono_literals;

template <class Condition>
bool eventually(Condition condition) {
    const auto deadline = std::chrono::steady_clock::now() + RawConnection::patience;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        std::this_thread::yield();
    }
    return true;
}

/// Time-outs far beyond a test's patience; each test shortens the one it is about.
ServerOptions patient() {
    ServerOptions options;
    options.limits.head_time = options.limits.body_idle_time = options.limits.body_time = 60s;
    options.limits.write_time = options.limits.idle_time = options.limits.stop_time = 60s;
    options.limits.linger_time = 50ms;
    options.limits.sweep_interval = 10ms;
    return options;
}

class ServerLimits : public testing::Test {
  protected:
    ServerLimits() { router_.add(app_, test::echo_routes); }
    ~ServerLimits() override { app_.release(); }

    test::RunningServer& start(ServerOptions options) {
        server_.emplace(router_, std::move(options));
        return *server_;
    }

    test::EchoApp app_;
    Workers workers_{1, 4};
    Router router_{workers_, test::echo_authorize};
    std::optional<test::RunningServer> server_;
};

TEST_F(ServerLimits, answer_408_to_a_head_that_comes_too_slowly) {
    auto options = patient();
    options.limits.head_time = 50ms;
    start(options);
    RawConnection client(server_->port());
    client.send("GET /hello HTTP/1.1\r\nHost:");
    const auto answer = client.read_answer();
    EXPECT_EQ(answer.status, 408);
    EXPECT_EQ(answer.headers.at("connection"), "close");
    EXPECT_TRUE(client.wait_until_closed());
}

TEST_F(ServerLimits, answer_408_to_a_body_that_stops) {
    auto options = patient();
    options.limits.body_idle_time = 50ms;
    start(options);
    RawConnection client(server_->port());
    client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nab");
    EXPECT_EQ(client.read_answer().status, 408);
    EXPECT_EQ(app_.calls, 0);
}

TEST_F(ServerLimits, answer_408_to_a_body_that_trickles) {
    auto options = patient();
    options.limits.body_time = 100ms;
    start(options);
    RawConnection client(server_->port());
    client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n");
    const auto give_up = std::chrono::steady_clock::now() + RawConnection::patience;
    bool refused = false;
    while (!refused && std::chrono::steady_clock::now() < give_up) {
        refused = !client.send("x");
        refused = refused || server_->metrics().find("timed_out_total 1") != std::string::npos;
    }
    EXPECT_EQ(client.read_answer().status, 408);
}

TEST_F(ServerLimits, close_an_idle_connection_without_a_word) {
    auto options = patient();
    options.limits.idle_time = 50ms;
    start(options);
    RawConnection fresh(server_->port());
    EXPECT_EQ(fresh.read_all(), "");
    EXPECT_TRUE(fresh.closed());
    RawConnection used(server_->port());
    used.send(http_get("/hello"));
    EXPECT_EQ(used.read_answer().status, 200);
    EXPECT_EQ(used.read_all(), "");
    EXPECT_TRUE(used.closed());
}

TEST_F(ServerLimits, do_not_hurry_a_handler_that_takes_its_time) {
    auto options = patient();
    options.limits.idle_time = options.limits.head_time = options.limits.write_time = 20ms;
    start(options);
    RawConnection client(server_->port());
    client.send(http_get("/hold"));
    EXPECT_TRUE(eventually([&] { return app_.held == 1; }));
    std::this_thread::sleep_for(100ms);  // several time-outs long: that is the condition here
    app_.release();
    EXPECT_EQ(client.read_answer().body, "held");
}

TEST_F(ServerLimits, close_on_a_reader_that_reads_nothing) {
    auto options = patient();
    options.limits.write_time = 50ms;
    options.limits.rate_bytes_per_second_min = 1 << 30;
    start(options);
    RawConnection client(server_->port(), 4096);
    client.send(http_get("/pieces?count=100000&size=10000"));
    EXPECT_TRUE(eventually([&] { return app_.stream_ended.load(); }));
    EXPECT_TRUE(eventually([&] { return (*server_)->connections() == 0; }));
}

TEST_F(ServerLimits, let_a_new_client_in_by_closing_the_one_that_waited_longest) {
    auto options = patient();
    options.limits.connections_max = 4;
    start(options);
    std::deque<RawConnection> waiting;
    for (int i = 0; i < 4; ++i) {
        auto& client = waiting.emplace_back(server_->port());
        // Every second one has begun a request; a used connection waits from its answer on.
        if (i % 2 == 0) client.send("GET /hello HTTP/1.1\r\n");
        EXPECT_TRUE(eventually(
            [&] { return (*server_)->connections() == static_cast<std::size_t>(i) + 1; }));
    }
    waiting[1].send(http_get("/hello"));
    EXPECT_EQ(waiting[1].read_answer().status, 200);
    RawConnection first(server_->port());
    first.send(http_get("/hello"));
    EXPECT_EQ(first.read_answer().status, 200);
    EXPECT_TRUE(waiting[0].wait_until_closed());
    RawConnection second(server_->port());
    second.send(http_get("/hello"));
    EXPECT_EQ(second.read_answer().status, 200);
    EXPECT_TRUE(waiting[2].wait_until_closed());
    waiting[1].send(http_get("/hello"));
    EXPECT_EQ(waiting[1].read_answer().status, 200);
}

TEST_F(ServerLimits, keep_a_healthy_client_served_under_a_flood_of_idle_ones) {
    auto options = patient();
    options.limits.connections_max = 32;
    start(options);
    std::deque<RawConnection> idle;
    for (int i = 0; i < 200; ++i) {
        idle.emplace_back(server_->port()).send("GET /he");
        if (i % 20 != 0) continue;
        RawConnection healthy(server_->port());
        healthy.send(http_get("/hello"));
        EXPECT_EQ(healthy.read_answer().status, 200) << i;
    }
    EXPECT_LE((*server_)->connections(), 33U);
}

TEST_F(ServerLimits, turn_away_with_503_when_everyone_is_being_answered) {
    auto options = patient();
    options.limits.connections_max = 1;
    start(options);
    RawConnection held(server_->port());
    held.send(http_get("/hold"));
    EXPECT_TRUE(eventually([&] { return app_.held == 1; }));
    RawConnection refused(server_->port());
    const auto answer = refused.read_answer();
    EXPECT_EQ(answer.status, 503);
    EXPECT_EQ(answer.headers.at("retry-after"), "30");
    EXPECT_TRUE(answer.headers.contains("content-security-policy"));
    app_.release();
    EXPECT_EQ(held.read_answer().body, "held");
}

TEST_F(ServerLimits, refuse_work_that_would_wait_behind_a_full_queue) {
    start(patient());
    std::promise<void> gate;
    auto opened = gate.get_future().share();
    for (int i = 0; i < 5; ++i) {
        Workers::Task task = [opened] { opened.wait(); };
        EXPECT_TRUE(eventually([&] { return workers_.submit(task); }));
    }
    RawConnection client(server_->port());
    client.send(http_get("/hello-on-worker"));
    EXPECT_EQ(client.read_answer().status, 503);
    client.send(http_get("/hold-for-users", "Authorization: yes\r\n"));
    EXPECT_EQ(client.read_answer().status, 503);
    gate.set_value();
    EXPECT_TRUE(eventually([&] { return workers_.waiting() == 0; }));
    client.send(http_get("/hello-on-worker"));
    EXPECT_EQ(client.read_answer().status, 200);
}

TEST_F(ServerLimits, refuse_bodies_beyond_the_memory_for_all_of_them) {
    auto options = patient();
    options.limits.body_bytes_in_flight_max = 100;
    start(options);
    RawConnection first(server_->port());
    first.send(http_post("/echo", std::string(60, 'x')));
    EXPECT_EQ(first.read_answer().status, 200);
    RawConnection slow(server_->port());
    slow.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 61\r\n\r\n" +
              std::string(60, 'x'));
    RawConnection second(server_->port());
    EXPECT_TRUE(eventually([&] {
        second.send(http_post("/echo", std::string(60, 'x')));
        const auto status = second.read_answer().status;
        return status == 503 || status == 0;
    }));
    slow.send("x");
    EXPECT_EQ(slow.read_answer().status, 200);
    RawConnection third(server_->port());
    third.send(http_post("/echo", std::string(60, 'x')));
    EXPECT_EQ(third.read_answer().status, 200);
}

TEST_F(ServerLimits, stop_finishes_requests_in_progress_and_closes_idle_connections) {
    start(patient());
    RawConnection idle(server_->port());
    RawConnection busy(server_->port());
    busy.send(http_get("/hold"));
    EXPECT_TRUE(eventually([&] { return app_.held == 1; }));
    (*server_)->stop();
    EXPECT_TRUE(idle.wait_until_closed());
    app_.release();
    const auto answer = busy.read_answer();
    EXPECT_EQ(answer.body, "held");
    EXPECT_EQ(answer.headers.at("connection"), "close");
    EXPECT_TRUE(busy.wait_until_closed());
    (*server_)->wait();
    EXPECT_EQ((*server_)->connections(), 0U);
    EXPECT_THROW(RawConnection late(server_->port()), std::runtime_error);
}

TEST_F(ServerLimits, stop_ends_event_streams_at_once) {
    start(patient());
    RawConnection client(server_->port());
    client.send(http_get("/events"));
    client.read_some(1);
    (*server_)->stop();
    EXPECT_TRUE(client.wait_until_closed());
    (*server_)->wait();
    EXPECT_TRUE(app_.events->closed());
}

TEST_F(ServerLimits, stop_is_bounded_by_its_time) {
    auto options = patient();
    options.limits.stop_time = 50ms;
    start(options);
    RawConnection slow(server_->port());
    slow.send("GET /hello HTTP/1.1\r\n");
    RawConnection reader(server_->port(), 4096);
    reader.send(http_get("/pieces?count=100000&size=10000"));
    reader.read_some(1);
    (*server_)->stop();
    (*server_)->wait();
    EXPECT_TRUE(slow.wait_until_closed());
    EXPECT_EQ((*server_)->connections(), 0U);
}

TEST(AddressCountsTest, hold_each_address_to_its_share) {
    AddressCounts counts;
    const auto one = *IpAddress::parse("192.0.2.1");
    const auto other = *IpAddress::parse("192.0.2.2");
    EXPECT_TRUE(counts.enter(one, 2));
    EXPECT_TRUE(counts.enter(one, 2));
    EXPECT_FALSE(counts.enter(one, 2));
    EXPECT_TRUE(counts.enter(other, 2));
    counts.leave(one);
    EXPECT_TRUE(counts.enter(one, 2));
}

}  // namespace
}  // namespace tillwatch::http
