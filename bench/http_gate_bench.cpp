// What our gate costs for one request's head, beside Boost.Beast's parser (docs/decisions/0002).
#include <string>

#include <benchmark/benchmark.h>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>

#include "http/gate.hpp"

namespace {

const std::string small_head =
    "GET /healthz HTTP/1.1\r\nHost: localhost:8080\r\nUser-Agent: wrk\r\nAccept: */*\r\n\r\n";

const std::string webhook_head =
    "POST /webhooks/shopify/3f9vkq0x7c1hd HTTP/1.1\r\n"
    "Host: tillwatch.example\r\n"
    "User-Agent: Shopify-Captain-Hook\r\n"
    "Content-Length: 8192\r\n"
    "Accept: */*\r\n"
    "Accept-Encoding: gzip;q=1.0,deflate;q=0.6,identity;q=0.3\r\n"
    "Content-Type: application/json\r\n"
    "X-Shopify-Api-Version: 2026-07\r\n"
    "X-Shopify-Event-Id: 98880550-7158-44d4-b7cd-2c97c8a091b5\r\n"
    "X-Shopify-Hmac-Sha256: XWmrwMey6OsLMeiZKwP4FppHH3cmAiiJJAweH5Jo4bM=\r\n"
    "X-Shopify-Shop-Domain: some-store.myshopify.com\r\n"
    "X-Shopify-Topic: orders/create\r\n"
    "X-Shopify-Triggered-At: 2026-09-27T12:34:56.789012345Z\r\n"
    "X-Shopify-Webhook-Id: b54557e4-bdd9-4b37-8a5f-bf7d70bcd043\r\n"
    "X-Forwarded-For: 192.0.2.1\r\n"
    "X-Forwarded-Proto: https\r\n\r\n";

void gate(benchmark::State& state, const std::string& bytes) {
    tillwatch::http::Head head;
    for ([[maybe_unused]] auto _ : state) {
        tillwatch::http::HeadFinder finder;
        const auto length = finder.find(bytes);
        benchmark::DoNotOptimize(tillwatch::http::parse_head({bytes.data(), **length}, head));
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes.size()));
}

void beast(benchmark::State& state, const std::string& bytes) {
    namespace http = boost::beast::http;
    for ([[maybe_unused]] auto _ : state) {
        http::request_parser<http::empty_body> parser;
        parser.header_limit(16 * 1024);
        boost::system::error_code error;
        benchmark::DoNotOptimize(parser.put(boost::asio::buffer(bytes), error));
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes.size()));
}

BENCHMARK_CAPTURE(gate, small, small_head);
BENCHMARK_CAPTURE(beast, small, small_head);
BENCHMARK_CAPTURE(gate, webhook, webhook_head);
BENCHMARK_CAPTURE(beast, webhook, webhook_head);

}  // namespace

BENCHMARK_MAIN();
