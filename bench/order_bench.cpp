// What an order of 8 kB costs on its way, but for the database: its signature, its reading, its
// ledger rows, their sums.
#include <string>
#include <string_view>

#include <benchmark/benchmark.h>

#include "crypto/digest.hpp"
#include "ledger/rollup.hpp"
#include "shopify/payload.hpp"
#include "support/test_data.hpp"

namespace {

using namespace tillwatch;

std::string body_of_order() {
    const auto webhook = test::test_data("order_create.webhook");
    return webhook.substr(webhook.find("\n\n") + 2);
}

const Currency dollars = value_or_throw(Currency::parse("AUD"));

commerce::Order order_of(shopify::Payloads& payloads, std::string_view body) {
    return payloads.parse_delivery("orders/create", body, std::nullopt, dollars)
        .value()
        .orders.at(0);
}

void verify_signature(benchmark::State& state) {
    const auto body = body_of_order();
    const auto bytes = std::as_bytes(std::span(body));
    const crypto::HmacKey key(std::as_bytes(std::span(std::string_view("hush"))));
    const auto signature = key.sign(bytes);
    for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(key.verifies(bytes, signature));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(body.size()));
}

void parse_order(benchmark::State& state) {
    const auto body = body_of_order();
    shopify::Payloads payloads;
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(
            payloads.parse_delivery("orders/create", body, std::nullopt, dollars));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(body.size()));
}

void make_sales(benchmark::State& state) {
    shopify::Payloads payloads;
    const commerce::EffectiveOrder order{.base = order_of(payloads, body_of_order())};
    const auto zone = value_or_throw(TimeZone::find("Europe/London"));
    for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(ledger::sales_of(order, zone));
}

void add_to_sums(benchmark::State& state) {
    shopify::Payloads payloads;
    const auto zone = value_or_throw(TimeZone::find("Europe/London"));
    const commerce::EffectiveOrder order{.base = order_of(payloads, body_of_order())};
    const ledger::OrderEntry entry{.order_id = order.base.id,
                                   .day = zone.local(order.base.happened_at).day,
                                   .sales = ledger::sales_of(order, zone)};
    for ([[maybe_unused]] auto _ : state) {
        ledger::RollupDeltas deltas;
        ledger::add_order(deltas, entry, +1);
        benchmark::DoNotOptimize(deltas);
    }
}

BENCHMARK(verify_signature);
BENCHMARK(parse_order);
BENCHMARK(make_sales);
BENCHMARK(add_to_sums);

}  // namespace

BENCHMARK_MAIN();
