#include <fmt/format.h>

#include "base/whole_number.hpp"
#include "insights/explain.hpp"
#include "insights/writing.hpp"
#include "ledger/names.hpp"

namespace tillwatch::insights {
namespace {

void write_sale(json::Writer& out, const std::optional<ledger::Sale>& sale, Currency currency) {
    out.key("sale");
    if (!sale) {
        out.value(nullptr);
        return;
    }
    out.begin_object();
    out.member("hour", sale->hour).member("action", ledger::name_of(sale->action));
    out.member("line_type", ledger::name_of(sale->line_type));
    out.member("quantity", sale->quantity);
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

std::string text_of(const ExplainPlace& place) {
    return fmt::format("{} {} {}", place.day.text(), place.order_id, place.position);
}

std::optional<ExplainPlace> parse_place(std::string_view text) {
    const auto first = text.find(' ');
    const auto second = text.find(' ', first + 1);
    if (first == std::string_view::npos || second == std::string_view::npos) return std::nullopt;
    const auto day = Day::parse(text.substr(0, first));
    const auto order_id = parse_whole_number(text.substr(first + 1, second - first - 1));
    const auto position = parse_whole_number(text.substr(second + 1));
    if (!day || !order_id || !position) return std::nullopt;
    return ExplainPlace{*day, *order_id, *position};
}

std::string explanation_json(const stores::Store& store, const ExplainQuestion& question,
                             const Explanation& explanation,
                             const std::optional<std::string>& next_cursor) {
    json::Writer out;
    out.begin_object();
    write_store(out, store);
    write_range(out, question.range);
    out.member("measure", insights::name_of(question.measure));
    write_part(out, question.part);
    out.key("total");
    write_value(out, question.measure, explanation.total, store.currency);
    out.key("items").begin_array();
    for (const auto& row : explanation.rows) write_row(out, row, question.measure, store.currency);
    out.end_array();
    out.member("next_cursor", next_cursor);
    out.end_object();
    return out.take();
}

}  // namespace tillwatch::insights
