#include "insights/writing.hpp"

namespace tillwatch::insights {

void write_store(json::Writer& out, const stores::Store& store) {
    out.key("store").begin_object();
    out.member("id", opaque_text(store.id)).member("domain", store.domain);
    out.member("name", store.name).member("currency", store.currency.code());
    out.member("timezone", store.zone.name()).end_object();
}

void write_range(json::Writer& out, Range range) {
    out.key("range").begin_object();
    out.member("from", range.from.text()).member("to", range.to.text()).end_object();
}

void write_part(json::Writer& out, const std::optional<Part>& part) {
    out.key("by");
    if (part)
        out.value(name_of(part->by)).member("value", part->value);
    else
        out.value(nullptr).member("value", nullptr);
}

void write_value(json::Writer& out, Measure measure, std::optional<std::int64_t> value,
                 Currency currency) {
    if (value && is_money(measure))
        out.value(Money{*value}.text(currency));
    else
        out.value(value);
}

}  // namespace tillwatch::insights
