// What storing a delivery costs without HTTP: an Inbox on an embedded database, and as many
// deliveries under way at once as there would be connections.
//
//   inbox_bench DIRECTORY [DELIVERIES] [AT_ONCE] [PACKED_BYTES]
//
// Prints deliveries a second and CPU microseconds of each. DIRECTORY must be on a disk, as only
// there a flush costs something; its databases are made anew.
#include <filesystem>
#include <future>
#include <random>
#include <semaphore>

#include <fmt/format.h>
#include <sys/resource.h>

#include "base/clock.hpp"
#include "db/migration.hpp"
#include "db/migrations.hpp"
#include "intake/inbox.hpp"

namespace {

using namespace tillwatch;

double cpu_seconds() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

/// Bytes that nothing makes smaller, as packed bodies are.
std::string random_bytes(std::mt19937_64& random, std::size_t size) {
    std::string bytes(size, '\0');
    for (auto& byte : bytes) byte = static_cast<char>(random());
    return bytes;
}

std::vector<intake::Delivery> make_deliveries(std::size_t count, std::size_t packed_bytes) {
    std::mt19937_64 random(1);
    std::vector<intake::Delivery> deliveries(count);
    for (auto& delivery : deliveries) {
        delivery.store_id = StoreId{1};
        delivery.topic = "orders/create";
        delivery.webhook_id = fmt::format("{:016x}-{:016x}", random(), random());
        delivery.event_id = delivery.webhook_id;
        delivery.api_version = "2026-10";
        delivery.content.encoding = "zstd-webhooks-1";
        delivery.content.packed = random_bytes(random, packed_bytes);
        delivery.content.body_bytes = 7'000;
        delivery.content.body_sha256 =
            crypto::sha256(std::as_bytes(std::span(delivery.webhook_id)));
    }
    return deliveries;
}

}  // namespace

int main(int argc, char** argv) {
    const auto argument = [&](int at, long otherwise) {
        return static_cast<std::size_t>(argc > at ? std::stol(argv[at]) : otherwise);
    };
    if (argc < 2 || argv[1][0] == '-') {
        fmt::print(stderr, "usage: inbox_bench DIRECTORY [DELIVERIES] [AT_ONCE] [PACKED_BYTES]\n");
        return 2;
    }
    const std::filesystem::path directory = argv[1];
    const auto count = argument(2, 100'000);
    std::filesystem::remove_all(directory);
    std::filesystem::create_directories(directory);
    auto deliveries = make_deliveries(count, argument(4, 1'400));

    const auto url = value_or_throw(db::parse_database_url("sqlite:" + directory.string()));
    const auto database = db::Database::open(url, "inbox");
    db::migrate(*database, db::migrations::inbox, SystemClock());
    http::Metrics metrics;
    intake::Figures figures(metrics);
    intake::Crowd crowd;
    std::counting_semaphore<> under_way(static_cast<std::ptrdiff_t>(argument(3, 64)));
    std::atomic<std::size_t> stored = 0;
    const auto begun = std::chrono::steady_clock::now();
    const double cpu_before = cpu_seconds();
    {
        intake::Inbox inbox(*database, figures, crowd, nullptr, [](std::span<const StoreId>) {});
        for (auto& delivery : deliveries) {
            under_way.acquire();
            inbox.append(std::move(delivery), [&](intake::Receipt receipt) {
                stored += receipt == intake::Receipt::stored ? 1 : 0;
                under_way.release();
            });
        }
    }
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begun;
    const auto each = (cpu_seconds() - cpu_before) * 1e6 / static_cast<double>(count);
    fmt::print("{} of {} stored, {:.0f} a second, {:.1f} CPU us each\n", stored.load(), count,
               static_cast<double>(count) / taken.count(), each);
    return stored == count ? 0 : 1;
}
