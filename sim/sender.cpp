#include "sim/sender.hpp"

#include <fmt/format.h>

#include "base/encoding.hpp"

namespace tillwatch::sim {
namespace {

constexpr long connect_timeout_ms = 1'000, total_timeout_ms = 5'000;  // Shopify's
constexpr std::string_view api_version = "2026-10";

/// As Shopify tells it, to the nanosecond.
std::string triggered_text(Instant instant) {
    const auto whole = Instant{instant.ms - instant.ms % 1000}.text();
    return fmt::format("{}.{:03}000000Z", std::string_view(whole).substr(0, whole.size() - 1),
                       instant.ms % 1000);
}

}  // namespace

Sender::Sender(std::string url, std::string_view secret, std::size_t connections)
    : url_(std::move(url)), key_(bytes_of(secret)) {
    for (std::size_t i = 0; i < connections; ++i)
        workers_.emplace_back([this](const std::stop_token& stop) { work(stop); });
}

Sender::~Sender() = default;

bool Sender::submit(Webhook webhook, const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    const auto has_room = [this] { return ready_.size() + pausing_.size() < queue_max; };
    if (!changed_.wait(lock, stop, has_room) || stop.stop_requested()) return false;
    ready_.push_back({std::move(webhook), 0});
    changed_.notify_all();
    return true;
}

SendCounts Sender::finish(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, stop,
                  [this] { return ready_.empty() && pausing_.empty() && in_hand_ == 0; });
    return counts_;
}

void Sender::work(const std::stop_token& stop) {
    while (auto parcel = next(stop)) attempt(std::move(*parcel));
}

/// The next one that is due; none: stop.
std::optional<Sender::Parcel> Sender::next(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (!stop.stop_requested()) {
        const auto now = std::chrono::steady_clock::now();
        if (!pausing_.empty() && pausing_.begin()->first <= now) {
            auto node = pausing_.extract(pausing_.begin());
            ++in_hand_;
            return std::move(node.mapped());
        }
        if (!ready_.empty()) {
            auto parcel = std::move(ready_.front());
            ready_.pop_front();
            ++in_hand_;
            changed_.notify_all();
            return parcel;
        }
        const auto due = pausing_.empty() ? now + std::chrono::hours(1) : pausing_.begin()->first;
        const auto is_wanted = [&] {
            return !ready_.empty() || (!pausing_.empty() && pausing_.begin()->first < due);
        };
        changed_.wait_until(lock, stop, due, is_wanted);
    }
    return std::nullopt;
}

http::ClientRequest Sender::request_of(const Webhook& webhook) const {
    const auto signature = base64(key_.sign(bytes_of(webhook.body)));
    return {.method = "POST",
            .url = url_,
            .headers = {{"User-Agent", "Shopify-Captain-Hook"},
                        {"Content-Type", "application/json"},
                        {"X-Shopify-Api-Version", std::string(api_version)},
                        {"X-Shopify-Event-Id", webhook.event_id},
                        {"X-Shopify-Hmac-Sha256", signature},
                        {"X-Shopify-Shop-Domain", std::string(profiles()[webhook.shop].domain)},
                        {"X-Shopify-Topic", std::string(webhook.topic)},
                        {"X-Shopify-Triggered-At", triggered_text(webhook.triggered_at)},
                        {"X-Shopify-Webhook-Id", webhook.id}},
            .body = webhook.body,
            .connect_timeout_ms = connect_timeout_ms,
            .total_timeout_ms = total_timeout_ms};
}

void Sender::attempt(Parcel parcel) {
    const auto answer = client_.send(request_of(parcel.webhook));
    ++parcel.attempts;
    std::string refusal;
    if (!answer)
        refusal = answer.error().message;
    else if (answer->status < 200 || answer->status > 299)
        refusal = fmt::format("{}", answer->status);
    settle(std::move(parcel), refusal);
}

void Sender::settle(Parcel parcel, const std::string& refusal) {
    const std::lock_guard lock(mutex_);
    --in_hand_;
    if (parcel.attempts > 1) ++counts_.again;
    if (refusal.empty()) {
        ++counts_.accepted;
    } else {
        counts_.last_refusal = refusal;
        if (parcel.attempts > retries_max) {
            ++counts_.given_up;
        } else {
            const auto pause = first_pause * (1 << (parcel.attempts - 1));
            pausing_.emplace(std::chrono::steady_clock::now() + pause, std::move(parcel));
        }
    }
    changed_.notify_all();
}

}  // namespace tillwatch::sim
