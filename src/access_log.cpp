#include "access_log.hpp"

#include <algorithm>
#include <chrono>
#include <mutex>
#include <ranges>
#include <string>

#include "base/log.hpp"

namespace tillwatch {
namespace {

constexpr std::string_view webhooks = "/webhooks/shopify";
constexpr std::size_t plain_segment_bytes_max = 24;

/// Lets a few a second through.
class Limiter {
  public:
    /// How many were kept back since the last that passed; none if this one is kept back too.
    std::optional<std::int64_t> pass() {
        const auto now = std::chrono::steady_clock::now();
        const std::lock_guard lock(mutex_);
        if (now - second_ >= std::chrono::seconds(1)) {
            second_ = now;
            passed_ = 0;
        }
        if (passed_ == refusals_per_second) {
            ++kept_back_;
            return std::nullopt;
        }
        ++passed_;
        return std::exchange(kept_back_, 0);
    }

  private:
    std::mutex mutex_;
    std::chrono::steady_clock::time_point second_;
    int passed_ = 0;
    std::int64_t kept_back_ = 0;
};

bool is_probe(std::string_view path) {
    return path == "/healthz" || path == "/readyz" || path == "/metrics";
}

log::Level level_of(const http::AccessRecord& record, bool webhook) {
    if (record.status >= 500) return log::Level::error;
    const bool quiet = webhook || is_probe(record.path);
    return quiet && record.status < 400 ? log::Level::debug : log::Level::info;
}

/// A name of ours or an id. A token of ours is longer, an address has another character.
bool is_plain(std::string_view segment) {
    return segment.size() <= plain_segment_bytes_max && std::ranges::all_of(segment, [](char c) {
               const bool is_letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
               return is_letter || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
           });
}

std::string path_without_secrets(std::string_view path) {
    std::string shown;
    std::string_view before;
    for (const auto segment : std::views::split(path, '/')) {
        const std::string_view text(segment);
        if (text.data() != path.data()) shown += '/';
        // A checkout's token, of whatever shape, opens it in the shop.
        shown += is_plain(text) && before != "checkouts" ? text : "***";
        before = text;
    }
    return shown;
}

}  // namespace

void log_access(const http::AccessRecord& record) {
    static Limiter refusals;
    const bool webhook = record.path.starts_with(webhooks);
    const auto level = level_of(record, webhook);
    if (!log::enabled(level)) return;
    std::int64_t kept_back = 0;
    if (webhook && record.status >= 400) {
        const auto passed = refusals.pass();
        if (!passed) return;
        kept_back = *passed;
    }
    log::write(level, "request",
               {{"method", record.method},
                {"path", webhook ? std::string(webhooks) : path_without_secrets(record.path)},
                {"status", record.status},
                {"bytes", record.bytes},
                {"duration_us", record.duration.count()},
                {"client", record.client.text()},
                {"request_id", record.request_id},
                {"reason", record.reason},
                {"error", record.error},
                {"not_logged", kept_back}});
}

}  // namespace tillwatch
