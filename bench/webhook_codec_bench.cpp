// What storing an order costs: compressing and unpacking one of 8 kB (docs/decisions/0009).
#include <string_view>

#include <benchmark/benchmark.h>

#include "compression/webhook_codec.hpp"
#include "support/test_data.hpp"

namespace {

using namespace tillwatch;

void compress_order(benchmark::State& state) {
    const auto order = test::test_data("order_create.webhook");
    const auto body_at = order.find("\n\n") + 2;
    const std::string_view text = order;
    std::size_t bytes = 0;
    for ([[maybe_unused]] auto _ : state)
        bytes = compression::compress(text.substr(0, body_at), text.substr(body_at)).bytes.size();
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(order.size()));
    state.counters["bytes"] = static_cast<double>(order.size());
    state.counters["stored"] = static_cast<double>(bytes);
}

void decompress_order(benchmark::State& state) {
    const auto order = test::test_data("order_create.webhook");
    const auto [encoding, bytes] = compression::compress(order, "");
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(compression::decompress(encoding, bytes, order.size()));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(order.size()));
}

BENCHMARK(compress_order);
BENCHMARK(decompress_order);

}  // namespace

BENCHMARK_MAIN();
