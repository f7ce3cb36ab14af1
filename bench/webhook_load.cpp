// How many signed webhooks a second a server on this machine acknowledges, and how fast.
//   webhook_load --port 8080 --secret hush --shop shop-one.myshopify.com --seconds 10
//   webhook_load --port 8080 --secret hush --stores 4 --rate 4000 --seconds 60 --json
// The first is a closed loop: each of --connections sends as soon as it was answered. The second is
// an open loop: requests are due on a fixed clock and their time counts from when they were due.
//
// All requests are made and signed before the clock starts (50 µs and 8.5 kB each). If more are
// sent than were --prepared, --then says what happens: `renew` gives a request new ids and signs it
// again while the clock runs (some 5 µs, the signature), `repeat` sends the same again (to a
// server that does not look), `stop` ends the run. bench/RESULTS.md says what a request costs here.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include "bench/load_loop.hpp"
#include "bench/shopify_deliveries.hpp"

namespace {

using namespace tillwatch::bench;

constexpr std::size_t prepared_max = 1'000'000;
constexpr double closed_loop_rate_expected = 12'000;

enum class Then { renew, repeat, stop };

struct Options {
    LoadOptions load;
    DeliveryOptions deliveries;
    std::size_t prepared = 0;
    Then then = Then::renew;
    bool json = false;
    bool print_one = false;
};

struct Latencies {
    double p50 = 0, p90 = 0, p99 = 0, p999 = 0, max = 0;
};

Options parse(int argc, char** argv) {
    Options options;
    std::string host = "127.0.0.1";
    CLI::App app("Sends signed Shopify webhooks to a server on this machine and measures.");
    app.add_option("--host", host, "Loopback only")->check(CLI::IsMember({"127.0.0.1"}));
    app.add_option("--port", options.load.port);
    app.add_option("--connections", options.load.connections)->check(CLI::Range(1, 10'000));
    app.add_option("--seconds", options.load.seconds)->check(CLI::Range(0.1, 86'400.0));
    app.add_option("--rate", options.load.rate,
                   "Requests a second on a fixed clock; 0: closed loop")
        ->check(CLI::Range(0.0, 1'000'000.0));
    app.add_option("--stores", options.deliveries.stores, "shop-0001.myshopify.com and so on")
        ->check(CLI::Range(1, 9999));
    app.add_option("--shop", options.deliveries.shop, "Domain of the only store");
    app.add_option("--secret", options.deliveries.secret);
    app.add_option("--topic", options.deliveries.topic);
    app.add_option("--currency", options.deliveries.currency);
    app.add_option("--body-bytes", options.deliveries.body_bytes)->check(CLI::Range(1, 1'000'000));
    app.add_option("--seed", options.deliveries.seed, "By default another each time");
    app.add_option("--prepared", options.prepared, "Requests made before the clock starts")
        ->check(CLI::Range(std::size_t{1}, prepared_max));
    const std::map<std::string, Then> thens{
        {"renew", Then::renew}, {"repeat", Then::repeat}, {"stop", Then::stop}};
    app.add_option("--then", options.then, "When all prepared are sent: renew, repeat or stop")
        ->transform(CLI::CheckedTransformer(thens));
    app.add_flag("--json", options.json, "One line of JSON instead of the text");
    app.add_flag("--print-one", options.print_one, "Prints one request and ends");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        std::exit(app.exit(error));
    }
    if (app.count("--seed") == 0) {
        std::random_device device;
        options.deliveries.seed = std::uint64_t{device()} << 32U | device();
    }
    if (options.prepared == 0) {
        const auto rate = options.load.rate > 0 ? options.load.rate : closed_loop_rate_expected;
        options.prepared = std::min<std::size_t>(
            static_cast<std::size_t>(std::ceil(rate * options.load.seconds)), 300'000);
    }
    return options;
}

/// Starts the program anew with its memory in huge pages: what reads or clears the accessed bits of
/// a gigabyte of small ones (DAMON, a hypervisor) holds the sender up for 50 ms at a time, whatever
/// the server.
void prefer_huge_pages(char** argv) {
    constexpr auto tunables = "GLIBC_TUNABLES";
    if (::getenv(tunables) != nullptr) return;
    if (::setenv(tunables, "glibc.malloc.hugetlb=1", 0) == 0) ::execv("/proc/self/exe", argv);
}

double cpu_seconds() {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    return static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
           static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

std::vector<Prepared> prepare(const Options& options, DeliverySource& source) {
    const auto started = cpu_seconds();
    std::vector<Prepared> prepared;
    prepared.reserve(options.prepared);
    prepared.push_back(source.make());
    const auto& first = prepared.front();
    const auto bytes_each = sizeof first + first.bytes.capacity() +
                            first.names.capacity() * sizeof(Prepared::Name) +
                            first.copies.capacity() * sizeof(Prepared::Copy);
    fmt::print(stderr, "preparing {} requests of {} bytes, {} MB\n", options.prepared,
               first.bytes.size(), options.prepared * bytes_each / 1'000'000);
    while (prepared.size() < options.prepared) prepared.push_back(source.make());
    fmt::print(stderr, "prepared, {:.1f} µs each\n",
               (cpu_seconds() - started) * 1e6 / static_cast<double>(options.prepared));
    return prepared;
}

/// Sorts them.
Latencies latencies_of(std::vector<std::uint32_t>& all_us) {
    if (all_us.empty()) return {};
    std::ranges::sort(all_us);
    const auto at = [&](double share) {
        const auto rank = std::ceil(share * static_cast<double>(all_us.size()));
        return all_us[static_cast<std::size_t>(std::max(rank, 1.0)) - 1] / 1000.0;
    };
    return {at(0.5), at(0.9), at(0.99), at(0.999), at(1)};
}

std::string statuses_text(const LoadResult& result, std::string_view form) {
    std::string text;
    for (const auto& [status, count] : result.statuses)
        text += fmt::format("{}{}", text.empty() ? "" : ", ",
                            fmt::format(fmt::runtime(form), status, count));
    return text;
}

void print(const Options& options, LoadResult result, std::uint64_t renewed) {
    const auto acknowledged = result.latencies_us.size();
    const auto rate = result.seconds > 0 ? static_cast<double>(acknowledged) / result.seconds : 0;
    const auto latencies = latencies_of(result.latencies_us);
    const auto cpu = result.user_cpu_seconds + result.system_cpu_seconds;
    const auto cpu_us = cpu * 1e6 / static_cast<double>(std::max<std::uint64_t>(result.sent, 1));
    if (options.json) {
        fmt::print(
            R"({{"acknowledged_per_second":{:.1f},"acknowledged":{},"sent":{},"seconds":{:.3f},)"
            R"("rate":{},"connections":{},"statuses":{{{}}},"broken":{},"unanswered":{},)"
            R"("renewed":{},"p50_ms":{:.3f},"p90_ms":{:.3f},"p99_ms":{:.3f},"p999_ms":{:.3f},)"
            R"("max_ms":{:.3f},"user_cpu_seconds":{:.3f},"system_cpu_seconds":{:.3f},)"
            R"("cpu_us_per_request":{:.2f}}})"
            "\n",
            rate, acknowledged, result.sent, result.seconds, options.load.rate,
            options.load.connections, statuses_text(result, R"("{}":{})"), result.broken,
            result.unanswered, renewed, latencies.p50, latencies.p90, latencies.p99, latencies.p999,
            latencies.max, result.user_cpu_seconds, result.system_cpu_seconds, cpu_us);
        return;
    }
    fmt::print(
        "{}, {} connections: {:.0f} acknowledged/s over {:.1f} s ({}; {} broken, {} unanswered); "
        "p50 {:.2f}, p90 {:.2f}, p99 {:.2f}, p99.9 {:.2f}, max {:.2f} ms; own CPU {:.2f} s "
        "({:.1f} µs each, {} renewed)\n",
        options.load.rate > 0 ? fmt::format("{:.0f}/s", options.load.rate) : "closed loop",
        options.load.connections, rate, result.seconds, statuses_text(result, "{}: {}"),
        result.broken, result.unanswered, latencies.p50, latencies.p90, latencies.p99,
        latencies.p999, latencies.max, cpu, cpu_us, renewed);
}

}  // namespace

int main(int argc, char** argv) {
    prefer_huge_pages(argv);
    try {
        auto options = parse(argc, argv);
        options.deliveries.host = fmt::format("127.0.0.1:{}", options.load.port);
        DeliverySource source(options.deliveries);
        if (options.print_one) {
            fmt::print("{}", source.make().bytes);
            return 0;
        }
        auto prepared = prepare(options, source);
        std::size_t at = 0;
        std::uint64_t renewed = 0;
        bool used_up = false;
        const auto next = [&]() -> std::string_view {
            if (at == prepared.size()) {
                if (options.then == Then::stop) return {};
                at = 0;
                used_up = true;
            }
            auto& delivery = prepared[at++];
            if (used_up && options.then == Then::renew) {
                source.renew(delivery);
                ++renewed;
            }
            return delivery.bytes;
        };
        print(options, run_load(options.load, next), renewed);
        return 0;
    } catch (const std::exception& error) {
        fmt::print(stderr, "webhook_load: {}\n", error.what());
        return 1;
    }
}
