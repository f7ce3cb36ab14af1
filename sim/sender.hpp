// Sends webhooks as Shopify does: signed, over connections that are kept, an answer within five
// seconds, and again where it is not 2xx: eight times, each after twice the pause. Shopify spreads
// those over four hours, here they are over after a minute. A thread for each connection; submit()
// from one thread, which waits where more than queue_max wait to be sent.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "crypto/digest.hpp"
#include "http/client.hpp"
#include "sim/shop.hpp"

namespace tillwatch::sim {

inline constexpr int retries_max = 8;
inline constexpr std::chrono::milliseconds first_pause{250};
inline constexpr std::size_t queue_max = 256;

struct SendCounts {
    std::int64_t accepted = 0;
    std::int64_t again = 0;     // attempts after the first
    std::int64_t given_up = 0;  // after all attempts
    std::string last_refusal;   // "401", "unreachable …": of the last attempt that failed
};

class Sender {
  public:
    /// `url`: the whole address, such as http://127.0.0.1:8080/webhooks/shopify.
    Sender(std::string url, std::string_view secret, std::size_t connections);
    /// What was not sent yet is left.
    ~Sender();
    Sender(const Sender&) = delete;
    Sender& operator=(const Sender&) = delete;

    /// Answers false where it was stopped meanwhile.
    bool submit(Webhook webhook, const std::stop_token& stop);
    /// Waits until all is answered or given up.
    SendCounts finish(const std::stop_token& stop);

  private:
    using Time = std::chrono::steady_clock::time_point;
    struct Parcel {
        Webhook webhook;
        int attempts = 0;
    };
    void work(const std::stop_token& stop);
    std::optional<Parcel> next(const std::stop_token& stop);
    void attempt(Parcel parcel);
    void settle(Parcel parcel, const std::string& refusal);
    http::ClientRequest request_of(const Webhook& webhook) const;

    std::string url_;
    crypto::HmacKey key_;
    http::HttpClient client_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::deque<Parcel> ready_;
    std::multimap<Time, Parcel> pausing_;
    std::size_t in_hand_ = 0;
    SendCounts counts_;
    std::vector<std::jthread> workers_;
};

}  // namespace tillwatch::sim
