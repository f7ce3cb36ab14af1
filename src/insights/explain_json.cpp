#include <fmt/format.h>

#include "base/encoding.hpp"
#include "insights/explain.hpp"
#include "insights/whole_number.hpp"
#include "insights/writing.hpp"

namespace tillwatch::insights {
namespace {

std::string_view name_of(ledger::Action action) {
    switch (action) {
        case ledger::Action::order: return "order";
        case ledger::Action::update: return "update";
        case ledger::Action::give_back: return "return";
    }
    return "";
}

std::string_view name_of(ledger::LineType line_type) {
    switch (line_type) {
        case ledger::LineType::product: return "product";
        case ledger::LineType::shipping: return "shipping";
        case ledger::LineType::tip: return "tip";
        case ledger::LineType::gift_card: return "gift_card";
        case ledger::LineType::duty: return "duty";
        case ledger::LineType::fee: return "fee";
        case ledger::LineType::adjustment: return "adjustment";
    }
    return "";
}

void write_sale(json::Writer& out, const std::optional<ledger::Sale>& sale, Currency currency) {
    out.key("sale");
    if (!sale) {
        out.value(nullptr);
        return;
    }
    out.begin_object();
    out.member("hour", sale->hour).member("action", name_of(sale->action));
    out.member("line_type", name_of(sale->line_type)).member("quantity", sale->quantity);
    out.member("total", sale->total.text(currency)).member("tax", sale->tax.text(currency));
    out.member("discount", sale->discount.text(currency));
    out.member("net", sale->net().text(currency)).end_object();
}

void write_row(json::Writer& out, const ExplainedRow& row, Measure measure, Currency currency) {
    out.begin_object();
    out.key("order").begin_object();
    out.member("id", std::to_string(row.order_id.value)).member("name", row.order_name);
    out.end_object();
    out.member("happened_at", row.happened_at.text()).member("day", row.day.text());
    write_sale(out, row.sale, currency);
    out.key("amount");
    write_value(out, measure, row.amount, currency);
    out.end_object();
}

}  // namespace

std::string cursor_of(const ExplainPlace& place) {
    return base64url(
        bytes_of(fmt::format("{} {} {}", place.day.text(), place.order_id, place.position)));
}

std::optional<ExplainPlace> parse_cursor(std::string_view text) {
    const auto bytes = parse_base64url(text);
    if (!bytes) return std::nullopt;
    const auto plain = text_of(*bytes);
    const auto first = plain.find(' ');
    const auto second = plain.find(' ', first + 1);
    if (first == std::string_view::npos || second == std::string_view::npos) return std::nullopt;
    const auto day = Day::parse(plain.substr(0, first));
    const auto order_id = parse_whole_number(plain.substr(first + 1, second - first - 1));
    const auto position = parse_whole_number(plain.substr(second + 1));
    if (!day || !order_id || !position) return std::nullopt;
    const ExplainPlace place{*day, *order_id, *position};
    if (cursor_of(place) != text) return std::nullopt;
    return place;
}

std::string explanation_json(const stores::Store& store, const ExplainQuestion& question,
                             const Explanation& explanation) {
    json::Writer out;
    out.begin_object();
    write_store(out, store);
    write_range(out, question.range);
    out.member("measure", insights::name_of(question.measure));
    out.key("by");
    if (question.part)
        out.value(insights::name_of(question.part->by)).member("value", question.part->value);
    else
        out.value(nullptr).member("value", nullptr);
    out.key("total");
    write_value(out, question.measure, explanation.total, store.currency);
    out.key("items").begin_array();
    for (const auto& row : explanation.rows) write_row(out, row, question.measure, store.currency);
    out.end_array();
    out.key("next_cursor");
    if (explanation.next)
        out.value(cursor_of(*explanation.next));
    else
        out.value(nullptr);
    out.end_object();
    return out.take();
}

}  // namespace tillwatch::insights
