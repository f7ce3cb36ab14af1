#include "shopify/fields.hpp"

#include <fmt/format.h>

namespace tillwatch::shopify {

std::string Fields::path_to(std::string_view key) const {
    return path_.empty() ? std::string(key) : fmt::format("{}.{}", path_, key);
}

void Fields::refuse(std::string_view key, std::string_view what) const {
    if (reading_->problem.empty()) reading_->problem = fmt::format("{} {}", path_to(key), what);
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
    return std::string(*text);
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

std::optional<Money> Fields::amount(const json::Value& value, std::string_view key) const {
    const auto spelled = value.decimal();
    if (!spelled) {
        refuse(key, "is not an amount");
        return std::nullopt;
    }
    const auto money = Money::parse(*spelled, reading_->currency);
    if (!money) {
        refuse(key, money.error().message);
        return std::nullopt;
    }
    return *money;
}

std::optional<Money> Fields::money(std::string_view key) const {
    if (const auto set = object_.find_present(fmt::format("{}_set", key)))
        if (const auto shop_money = set->find_present("shop_money"))
            if (const auto value = shop_money->find_present("amount")) return amount(*value, key);
    const auto value = object_.find_present(key);
    if (!value) return std::nullopt;
    return amount(*value, key);
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
        const auto name = fmt::format("{}[{}]", key, index++);
        if (!element.is_object()) return refuse(name, "is not an object");
        visit(Fields(element, *reading_, path_to(name)));
    });
}

}  // namespace tillwatch::shopify
