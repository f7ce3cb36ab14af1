#include "projection/store_change.hpp"

#include <charconv>

#include <fmt/format.h>

namespace tillwatch::projection {
namespace {

// Whatever is told fits into a notice: three numbers' room for what is not days.
constexpr std::size_t day_bytes_max = 12;
static_assert(ChangedDays::count_max * day_bytes_max + 3 * 21 <= db::notice_bytes_max);

template <class Number>
std::optional<Number> number_in(std::string_view text) {
    Number number = 0;
    const auto* end = text.data() + text.size();
    const auto [at, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || at != end) return std::nullopt;
    return number;
}

/// Up to the next separator, which goes too.
std::string_view cut(std::string_view& text, char separator) {
    const auto end = std::min(text.find(separator), text.size());
    const auto part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return part;
}

std::optional<ChangedDays> days_in(std::string_view text) {
    ChangedDays days;
    if (text == "*") {
        days.set_any();
        return days;
    }
    while (!text.empty()) {
        const auto number = number_in<std::int32_t>(cut(text, ','));
        if (!number) return std::nullopt;
        days.add({*number});
    }
    return days;
}

}  // namespace

void ChangedDays::add(Day day) {
    if (!days_) return;
    days_->insert(day);
    if (days_->size() > count_max) days_.reset();
}

std::string StoreChange::text() const {
    auto text = fmt::format("{} {} ", store_id.value, through ? std::to_string(through->ms) : "-");
    if (!days.days()) return text + "*";
    std::string_view comma;
    for (const auto day : *days.days()) {
        text += fmt::format("{}{}", comma, day.number);
        comma = ",";
    }
    return text;
}

Result<StoreChange> StoreChange::parse(std::string_view text) {
    const auto store_id = number_in<std::int64_t>(cut(text, ' '));
    const auto through_text = cut(text, ' ');
    const auto through = number_in<std::int64_t>(through_text);
    auto days = days_in(text);
    if (!store_id || (!through && through_text != "-") || !days)
        return fail(Code::malformed, "no change of a store");
    StoreChange change{{*store_id}, {}, *std::move(days)};
    if (through) change.through = Instant{*through};
    return change;
}

void tell(db::Transaction& transaction, const StoreChange& change) {
    transaction.tell(change.text());
}

}  // namespace tillwatch::projection
