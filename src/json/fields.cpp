#include "json/fields.hpp"

#include <algorithm>
#include <set>

namespace tillwatch::json {
namespace {

Value object_in(Parser& parser, std::string_view text) {
    const auto value = parser.parse(text);
    if (!value || !value->is_object())
        throw Failure(Code::malformed, "the body is not a JSON object");
    return *value;
}

}  // namespace

Fields::Fields(Value object, std::span<const std::string_view> known, Error& error,
               std::string prefix)
    : object_(object), error_(error), prefix_(std::move(prefix)) {
    std::set<std::string_view> seen;
    object.each_member([&](std::string_view name, Value) {
        if (std::ranges::find(known, name) == known.end())
            refuse(name, "is not known");
        else if (!seen.insert(name).second)
            refuse(name, "stands twice");
    });
}

void Fields::refuse(std::string_view name, std::string message) {
    if (error_.fields.size() == fields_told_max) return;
    if (name.size() > name_bytes_told_max) name = "(a long name)";
    error_.fields.push_back({prefix_ + std::string(name), std::move(message)});
}

std::optional<bool> Fields::find_flag(std::string_view name) {
    const auto value = object_.find(name);
    if (!value) return std::nullopt;
    if (!value->boolean()) refuse(name, "is not true or false");
    return value->boolean();
}

Body::Body(std::string_view text, std::span<const std::string_view> known)
    : object_(object_in(parser_, text)), fields_(object_, known, error_) {}

void Body::throw_if_refused() const {
    if (!error_.fields.empty()) throw Failure(error_);
}

}  // namespace tillwatch::json
