// Any bytes as a body under any topic: they are read or refused with a reason. Any bytes as the
// lines of an import: each line is part of one object or rejected once. Seeds: tests/data/shopify.
#include <cstdint>
#include <string_view>

#include "base/ensure.hpp"
#include "shopify/import_line.hpp"
#include "shopify/payload.hpp"

namespace {

using namespace tillwatch;

constexpr std::string_view topics[] = {"app/uninstalled",  "checkouts/update", "checkouts/delete",
                                       "customers/update", "customers/delete", "customers/merge",
                                       "orders/updated",   "orders/delete",    "orders/edited",
                                       "products/update",  "products/delete",  "refunds/create",
                                       "shop/update",      "shop/redact",      "themes/update"};

void deliver(std::string_view body, Currency currency) {
    static shopify::Payloads payloads;
    for (const auto topic : topics) {
        const auto parsed = payloads.parse_delivery(topic, body, std::nullopt, currency);
        if (!parsed) ENSURE(!parsed.error().reason.empty());
    }
}

void import(std::string_view text, Currency currency) {
    shopify::Assembled found;
    shopify::ImportLines lines(currency);
    std::int64_t count = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto line = text.substr(at, text.find('\n', at) - at);
        lines.take(++count, line, found);
        at += line.size() + 1;
    }
    lines.finish(found);
    auto told = static_cast<std::int64_t>(found.rejected.size());
    for (const auto& object : found.objects) told += object.lines;
    ENSURE(told == count);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto currency = value_or_throw(Currency::parse("USD"));
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    deliver(bytes, currency);
    import(bytes, currency);
    return 0;
}
