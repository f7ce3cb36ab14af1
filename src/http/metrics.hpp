// Figures about the running process, and their text for Prometheus (format 0.0.4).
// Numbers change with relaxed atomics, from all threads. Registering takes a lock: keep the
// reference, which lives as long as the registry. Labels are given as they are printed,
// `reason="slow"`, and must come from a bounded set: never from what a client sends.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace tillwatch::http {

class Counter {
  public:
    void add(std::uint64_t amount = 1) { value_.fetch_add(amount, std::memory_order_relaxed); }
    std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

  private:
    std::atomic<std::uint64_t> value_{0};
};

class Gauge {
  public:
    void set(std::int64_t value) { value_.store(value, std::memory_order_relaxed); }
    void add(std::int64_t amount) { value_.fetch_add(amount, std::memory_order_relaxed); }
    std::int64_t value() const { return value_.load(std::memory_order_relaxed); }

  private:
    std::atomic<std::int64_t> value_{0};
};

/// Durations in seconds, counted into fixed buckets.
class Histogram {
  public:
    explicit Histogram(std::vector<double> bounds);
    void observe(double seconds);

    const std::vector<double>& bounds() const { return bounds_; }
    /// Not cumulative; one more than there are bounds.
    std::uint64_t bucket(std::size_t i) const { return buckets_[i].value(); }
    double sum() const { return static_cast<double>(sum_us_.value()) / 1e6; }

  private:
    std::vector<double> bounds_;
    std::unique_ptr<Counter[]> buckets_;
    Counter sum_us_;
};

class Metrics {
  public:
    /// The same name and labels answer the same object.
    Counter& counter(std::string_view name, std::string_view help, std::string_view labels = {});
    Gauge& gauge(std::string_view name, std::string_view help, std::string_view labels = {});
    Histogram& histogram(std::string_view name, std::string_view help, std::vector<double> bounds,
                         std::string_view labels = {});
    /// A gauge that is asked for its value when the text is made, in any thread.
    void watch(std::string_view name, std::string_view help, std::function<double()> value);

    std::string text() const;

  private:
    struct Family {
        std::string help;
        std::string_view type;
        std::map<std::string, std::unique_ptr<Counter>, std::less<>> counters;
        std::map<std::string, std::unique_ptr<Gauge>, std::less<>> gauges;
        std::map<std::string, std::unique_ptr<Histogram>, std::less<>> histograms;
        std::function<double()> watched;
    };
    Family& family(std::string_view name, std::string_view help, std::string_view type);
    static void append(std::string& out, const std::string& name, const Family& family);

    mutable std::mutex mutex_;
    std::map<std::string, Family, std::less<>> families_;
};

inline constexpr std::string_view metrics_type = "text/plain; version=0.0.4; charset=utf-8";

}  // namespace tillwatch::http
