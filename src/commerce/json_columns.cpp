#include "commerce/json_columns.hpp"

#include "json/reader.hpp"
#include "json/writer.hpp"

namespace tillwatch::commerce {
namespace {

constexpr std::string_view empty_list = "[]";

template <class T, class Write>
std::string list_of(const std::vector<T>& list, Write write) {
    if (list.empty()) return std::string(empty_list);
    json::Writer out;
    out.begin_array();
    for (const auto& element : list) write(out, element);
    return out.end_array().take();
}

}  // namespace

std::string json_of(const std::vector<std::string>& texts) {
    return list_of(texts, [](json::Writer& out, const std::string& text) { out.value(text); });
}

std::string json_of(const std::vector<TaxLine>& lines) {
    return list_of(lines, [](json::Writer& out, const TaxLine& line) {
        out.begin_object().member("title", line.title).member("rate_ppm", line.rate_ppm);
        out.member("price", line.price.minor).end_object();
    });
}

std::string json_of(const std::vector<DiscountAllocation>& allocations) {
    return list_of(allocations, [](json::Writer& out, const DiscountAllocation& allocation) {
        out.begin_object().member("application", allocation.application);
        out.member("amount", allocation.amount.minor).end_object();
    });
}

std::string json_of(const std::vector<Transaction>& transactions) {
    return list_of(transactions, [](json::Writer& out, const Transaction& transaction) {
        out.begin_object().member("id", transaction.id).member("kind", transaction.kind);
        out.member("status", transaction.status).member("gateway", transaction.gateway);
        out.member("amount", transaction.amount.minor).end_object();
    });
}

std::vector<std::string> texts_of(std::string_view json) {
    std::vector<std::string> texts;
    if (json == empty_list) return texts;
    thread_local json::Parser parser;
    value_or_throw(parser.parse(json)).each([&](json::Value value) {
        texts.emplace_back(value.text().value_or(""));
    });
    return texts;
}

}  // namespace tillwatch::commerce
