#include "sim/sender.hpp"

#include <atomic>
#include <mutex>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include "base/encoding.hpp"
#include "support/local_server.hpp"

namespace tillwatch::sim {
namespace {

using test::LocalServer;
using testing::HasSubstr;

constexpr std::string_view accepted = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
constexpr std::string_view busy = "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n";

/// Keeps what it is sent; answers the first `refusals` requests 503.
struct Till {
    explicit Till(int refusals)
        : server([this, refusals](int connection) {
              for (auto request = test::read_request(connection); !request.empty();
                   request = test::read_request(connection)) {
                  const std::lock_guard lock(mutex);
                  requests.push_back(request);
                  const bool refuse = static_cast<int>(requests.size()) <= refusals;
                  test::send_text(connection, refuse ? busy : accepted);
              }
          }) {}

    std::mutex mutex;
    std::vector<std::string> requests;
    LocalServer server;
};

Webhook webhook_of(std::string body) {
    return {.shop = 1,
            .topic = "orders/create",
            .body = std::move(body),
            .triggered_at = *Instant::parse("2026-03-31T14:00:00.250Z"),
            .id = "id-1",
            .event_id = "event-1"};
}

class Sending : public testing::Test {
  protected:
    Sending() { signal(SIGPIPE, SIG_IGN); }
    std::stop_source stop_;
};

TEST_F(Sending, signs_the_body_and_names_the_shop) {
    Till till(0);
    Sender sender(till.server.url("/webhooks/shopify"), "hush", 1);
    ASSERT_TRUE(sender.submit(webhook_of("{}"), stop_.get_token()));
    EXPECT_EQ(sender.finish(stop_.get_token()).accepted, 1);
    const auto& request = till.requests.at(0);
    const auto signature = base64(crypto::hmac_sha256(bytes_of("hush"), bytes_of("{}")));
    EXPECT_THAT(request, HasSubstr("POST /webhooks/shopify HTTP/1.1\r\n"));
    EXPECT_THAT(request, HasSubstr("X-Shopify-Hmac-Sha256: " + signature + "\r\n"));
    EXPECT_THAT(request, HasSubstr("X-Shopify-Shop-Domain: maple-trail.myshopify.com\r\n"));
    EXPECT_THAT(request, HasSubstr("X-Shopify-Topic: orders/create\r\n"));
    EXPECT_THAT(request, HasSubstr("X-Shopify-Triggered-At: 2026-03-31T14:00:00.250000000Z\r\n"));
    EXPECT_THAT(request, HasSubstr("X-Shopify-Webhook-Id: id-1\r\n"));
}

TEST_F(Sending, sends_again_what_was_not_accepted_with_the_same_id) {
    Till till(2);
    Sender sender(till.server.url(), "hush", 1);
    sender.submit(webhook_of("{}"), stop_.get_token());
    const auto counts = sender.finish(stop_.get_token());
    EXPECT_EQ(counts.accepted, 1);
    EXPECT_EQ(counts.again, 2);
    EXPECT_EQ(counts.given_up, 0);
    EXPECT_EQ(counts.last_refusal, "503");
    EXPECT_EQ(till.requests.size(), 3U);
    EXPECT_EQ(std::set(till.requests.begin(), till.requests.end()).size(), 1U);
}

TEST_F(Sending, uses_one_connection_for_many) {
    Till till(0);
    Sender sender(till.server.url(), "hush", 1);
    for (int i = 0; i < 20; ++i) sender.submit(webhook_of("{}"), stop_.get_token());
    EXPECT_EQ(sender.finish(stop_.get_token()).accepted, 20);
    EXPECT_EQ(till.server.connections(), 1);
}

TEST_F(Sending, that_is_stopped_ends_at_once) {
    Till till(1'000'000);
    Sender sender(till.server.url(), "hush", 2);
    for (int i = 0; i < 20; ++i) sender.submit(webhook_of("{}"), stop_.get_token());
    stop_.request_stop();
    EXPECT_FALSE(sender.submit(webhook_of("{}"), stop_.get_token()));
    EXPECT_EQ(sender.finish(stop_.get_token()).accepted, 0);
}

}  // namespace
}  // namespace tillwatch::sim
