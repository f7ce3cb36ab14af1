#include "shopify/fields.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/ensure.hpp"
#include "shopify/global_id.hpp"

namespace tillwatch::shopify {
namespace {

/// A key of an object with a few letters more, without memory of its own.
class LongerKey {
  public:
    LongerKey(std::string_view key, std::string_view ending) {
        ENSURE(key.size() + ending.size() <= letters_.size());
        const auto end = std::ranges::copy(key, letters_.begin()).out;
        size_ = static_cast<std::size_t>(std::ranges::copy(ending, end).out - letters_.begin());
    }
    std::string_view text() const { return {letters_.data(), size_}; }

  private:
    std::array<char, 64> letters_;
    std::size_t size_ = 0;
};

/// Valid UTF-8 stays valid.
std::string_view cut(std::string_view text) {
    if (text.size() <= text_bytes_max) return text;
    auto end = text_bytes_max;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end);
}

/// What stands for an amount: itself, `{amount}`, or a set's `shop_money.amount`.
std::optional<json::Value> amount_of(const json::Value& value) {
    if (!value.is_object()) return value;
    for (const auto* shop : {"shop_money", "shopMoney"})
        if (const auto money = value.find_present(shop)) return money->find_present("amount");
    return value.find_present("amount");
}

}  // namespace

std::string Fields::path_to(std::string_view key) const {
    return path_.empty() ? std::string(key) : std::string(path_).append(1, '.').append(key);
}

void Fields::refuse(std::string_view key, std::string_view what) const {
    if (reading_->problem.empty()) reading_->problem = fmt::format("{} {}", path_to(key), what);
}

void Fields::refuse_whole(std::string_view what) const {
    if (reading_->problem.empty()) reading_->problem = fmt::format("{} {}", path_, what);
}

std::optional<std::int64_t> Fields::integer(std::string_view key) const {
    const auto value = object_.find_present(key);
    if (!value) return std::nullopt;
    const auto number = value->integer();
    if (!number) refuse(key, "is not a whole number");
    return number;
}

std::optional<std::int64_t> Fields::id(std::string_view key) const {
    const auto number = integer(key);
    if (number && *number <= 0) refuse(key, "is not an id");
    return number;
}

std::optional<std::int64_t> Fields::global_id(std::string_view key) const {
    const auto spelled = text(key);
    if (!spelled) return std::nullopt;
    const auto parsed = GlobalId::parse(*spelled);
    if (!parsed) {
        refuse(key, "is not a global id");
        return std::nullopt;
    }
    return parsed->number;
}

std::optional<std::int64_t> Fields::quantity(std::string_view key) const {
    constexpr std::int64_t quantity_max = 1'000'000'000;
    const auto number = integer(key);
    if (number && (*number < 0 || *number > quantity_max)) refuse(key, "is not a quantity");
    return number;
}

std::optional<std::string> Fields::text(std::string_view key) const {
    const auto value = object_.find_present(key);
    if (!value) return std::nullopt;
    const auto text = value->text();
    if (!text) {
        refuse(key, "is not a text");
        return std::nullopt;
    }
    // No engine can keep a NUL in a text: what comes after it would be lost.
    if (text->contains('\0')) refuse(key, "holds a NUL character");
    return std::string(cut(*text));
}

std::optional<std::string> Fields::filled_text(std::string_view key) const {
    auto found = text(key);
    if (found && found->empty()) return std::nullopt;
    return found;
}

std::optional<bool> Fields::flag(std::string_view key) const {
    const auto value = object_.find_present(key);
    if (!value) return std::nullopt;
    const auto flag = value->boolean();
    if (!flag) refuse(key, "is not true or false");
    return flag;
}

std::optional<Instant> Fields::instant(std::string_view key) const {
    const auto spelled = text(key);
    if (!spelled) return std::nullopt;
    const auto instant = Instant::parse(*spelled);
    if (!instant) {
        refuse(key, instant.error().message);
        return std::nullopt;
    }
    return *instant;
}

std::vector<std::string> Fields::texts(std::string_view key) const {
    std::vector<std::string> found;
    const auto list = object_.find_present(key);
    if (!list) return found;
    if (!list->is_array()) refuse(key, "is not a list");
    list->each([&](json::Value element) {
        const auto text = element.text();
        if (!text || text->contains('\0')) return refuse(key, "holds what is not a text");
        const auto kept = cut(*text);
        if (!kept.empty() && std::ranges::find(found, kept) == found.end())
            found.emplace_back(kept);
    });
    return found;
}

std::optional<Money> Fields::amount(const json::Value& value, Currency currency,
                                    std::string_view key) const {
    const auto spelled = value.decimal();
    if (!spelled) {
        refuse(key, "is not an amount");
        return std::nullopt;
    }
    const auto money = Money::parse(*spelled, currency);
    if (!money) {
        refuse(key, money.error().message);
        return std::nullopt;
    }
    return *money;
}

std::optional<json::Value> Fields::find_amount(std::string_view key) const {
    for (const auto* ending : {"_set", "Set"})
        if (const auto set = object_.find_present(LongerKey(key, ending).text()))
            if (const auto found = amount_of(*set)) return found;
    const auto value = object_.find_present(key);
    return value ? amount_of(*value) : std::nullopt;
}

std::optional<Money> Fields::money(std::string_view key) const {
    const auto value = find_amount(key);
    if (!value) return std::nullopt;
    // What is stated twice is amounts both times, though one of them counts.
    if (const auto flat = object_.find_present(key); flat && !flat->is_object())
        amount(*flat, reading_->currency, key);
    return amount(*value, reading_->currency, key);
}

std::optional<Money> Fields::money_in(Currency currency, std::string_view key) const {
    const auto value = object_.find_present(key);
    return value ? amount(*value, currency, key) : std::nullopt;
}

std::int64_t Fields::rate_ppm(std::string_view key) const {
    constexpr std::int64_t rate_ppm_max = 100'000'000;
    const auto value = object_.find_present(key);
    if (!value) return 0;
    const auto spelled = value->decimal();
    const auto rate = spelled ? parse_scaled(*spelled, 6) : Result<std::int64_t>(-1);
    if (!rate || *rate < 0 || *rate > rate_ppm_max) {
        refuse(key, "is not a rate");
        return 0;
    }
    return *rate;
}

std::optional<Fields> Fields::object(std::string_view key) const {
    const auto value = object_.find_present(key);
    if (!value) return std::nullopt;
    if (!value->is_object()) {
        refuse(key, "is not an object");
        return std::nullopt;
    }
    return Fields(*value, *reading_, path_to(key));
}

void Fields::each(std::string_view key, const std::function<void(const Fields&)>& visit) const {
    const auto list = object_.find_present(key);
    if (!list) return;
    if (!list->is_array()) return refuse(key, "is not a list");
    std::size_t index = 0;
    list->each([&](json::Value element) {
        auto path = path_to(key).append(1, '[').append(std::to_string(index++)).append(1, ']');
        const Fields fields(element, *reading_, std::move(path));
        if (!element.is_object()) return fields.refuse_whole("is not an object");
        visit(fields);
    });
}

}  // namespace tillwatch::shopify
