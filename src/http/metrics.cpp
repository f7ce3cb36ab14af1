#include "http/metrics.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "base/ensure.hpp"

namespace tillwatch::http {
namespace {

template <class Value, class... Arguments>
Value& find_or_make(std::map<std::string, std::unique_ptr<Value>, std::less<>>& values,
                    std::string_view labels, Arguments&&... arguments) {
    auto found = values.find(labels);
    if (found == values.end()) {
        auto made = std::make_unique<Value>(std::forward<Arguments>(arguments)...);
        found = values.emplace(std::string(labels), std::move(made)).first;
    }
    return *found->second;
}

std::string braced(const std::string& labels) {
    return labels.empty() ? std::string() : "{" + labels + "}";
}

void append_histogram(std::string& out, const std::string& name, const std::string& labels,
                      const Histogram& histogram) {
    const std::string before = labels.empty() ? "" : labels + ",";
    std::uint64_t total = 0;
    for (std::size_t i = 0; i < histogram.bounds().size(); ++i) {
        total += histogram.bucket(i);
        fmt::format_to(std::back_inserter(out), "{}_bucket{{{}le=\"{}\"}} {}\n", name, before,
                       histogram.bounds()[i], total);
    }
    total += histogram.bucket(histogram.bounds().size());
    fmt::format_to(std::back_inserter(out), "{}_bucket{{{}le=\"+Inf\"}} {}\n", name, before, total);
    fmt::format_to(std::back_inserter(out), "{}_sum{} {}\n{}_count{} {}\n", name, braced(labels),
                   histogram.sum(), name, braced(labels), total);
}

}  // namespace

Histogram::Histogram(std::vector<double> bounds)
    : bounds_(std::move(bounds)), buckets_(std::make_unique<Counter[]>(bounds_.size() + 1)) {}

void Histogram::observe(double seconds) {
    const auto bucket = std::ranges::lower_bound(bounds_, seconds) - bounds_.begin();
    buckets_[static_cast<std::size_t>(bucket)].add();
    sum_us_.add(static_cast<std::uint64_t>(std::max(seconds, 0.0) * 1e6));
}

Metrics::Family& Metrics::family(std::string_view name, std::string_view help,
                                 std::string_view type) {
    auto found = families_.find(name);
    if (found == families_.end()) {
        found = families_.emplace(std::string(name), Family{}).first;
        found->second.help = help;
        found->second.type = type;
    }
    ENSURE(found->second.type == type);
    return found->second;
}

Counter& Metrics::counter(std::string_view name, std::string_view help, std::string_view labels) {
    const std::lock_guard lock(mutex_);
    return find_or_make(family(name, help, "counter").counters, labels);
}

Gauge& Metrics::gauge(std::string_view name, std::string_view help, std::string_view labels) {
    const std::lock_guard lock(mutex_);
    return find_or_make(family(name, help, "gauge").gauges, labels);
}

Histogram& Metrics::histogram(std::string_view name, std::string_view help,
                              std::vector<double> bounds, std::string_view labels) {
    const std::lock_guard lock(mutex_);
    return find_or_make(family(name, help, "histogram").histograms, labels, std::move(bounds));
}

void Metrics::watch(std::string_view name, std::string_view help, std::function<double()> value) {
    const std::lock_guard lock(mutex_);
    family(name, help, "gauge").watched = std::move(value);
}

void Metrics::append(std::string& out, const std::string& name, const Family& family) {
    fmt::format_to(std::back_inserter(out), "# HELP {} {}\n# TYPE {} {}\n", name, family.help, name,
                   family.type);
    for (const auto& [labels, counter] : family.counters) {
        fmt::format_to(std::back_inserter(out), "{}{} {}\n", name, braced(labels),
                       counter->value());
    }
    for (const auto& [labels, gauge] : family.gauges) {
        fmt::format_to(std::back_inserter(out), "{}{} {}\n", name, braced(labels), gauge->value());
    }
    for (const auto& [labels, histogram] : family.histograms) {
        append_histogram(out, name, labels, *histogram);
    }
    if (family.watched) fmt::format_to(std::back_inserter(out), "{} {}\n", name, family.watched());
}

std::string Metrics::text() const {
    const std::lock_guard lock(mutex_);
    std::string out;
    for (const auto& [name, family] : families_) append(out, name, family);
    return out;
}

}  // namespace tillwatch::http
