#include "json/reader.hpp"

#include <algorithm>
#include <bit>
#include <charconv>

#include <simdjson.h>

namespace tillwatch::json {
namespace {

using Element = simdjson::dom::element;

template <class Words>
Element element_of(Words words) {
    static_assert(sizeof(Element) == sizeof(Words) && std::is_trivially_copyable_v<Element>);
    return std::bit_cast<Element>(words);
}

template <class T>
std::optional<T> value_of(simdjson::simdjson_result<T> result) {
    if (result.error() != simdjson::SUCCESS) return std::nullopt;
    return result.value_unsafe();
}

std::string shortest_text(double number) {
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
    return {buffer, end};
}

/// Of keys that differ mostly another.
std::uint32_t mark_of(std::string_view key) {
    if (key.empty()) return 0;
    const auto at = [&](std::size_t index) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(key[index]));
    };
    return static_cast<std::uint32_t>(key.size()) << 24 ^ at(0) << 16 ^ at(key.size() / 2) << 8 ^
           at(key.size() - 1);
}

}  // namespace

struct Parser::State {
    simdjson::dom::parser parser;
};

Parser::Parser() : state_(std::make_unique<State>()) {}
Parser::~Parser() = default;
Parser::Parser(Parser&&) noexcept = default;
Parser& Parser::operator=(Parser&&) noexcept = default;

Result<Value> Parser::parse(std::string_view bytes) {
    auto& parser = state_->parser;
    if (parser.capacity() < bytes.size() || parser.max_depth() != depth_max) {
        constexpr std::size_t capacity_min = 64 * 1024;
        const auto capacity = std::max(bytes.size(), capacity_min);
        if (parser.allocate(capacity, depth_max) != simdjson::SUCCESS)
            return fail(Code::unavailable, "not enough memory to read a document");
    }
    const auto result = parser.parse(bytes.data(), bytes.size(), true);
    if (result.error() != simdjson::SUCCESS)
        return fail(Code::malformed, simdjson::error_message(result.error()));
    return Value(std::bit_cast<Value::Words>(result.value_unsafe()));
}

Kind Value::kind() const {
    if (words_.document == nullptr) return Kind::null;
    switch (element_of(words_).type()) {
        case simdjson::dom::element_type::ARRAY: return Kind::array;
        case simdjson::dom::element_type::OBJECT: return Kind::object;
        case simdjson::dom::element_type::INT64:
        case simdjson::dom::element_type::UINT64:
        case simdjson::dom::element_type::DOUBLE: return Kind::number;
        case simdjson::dom::element_type::STRING: return Kind::text;
        case simdjson::dom::element_type::BOOL: return Kind::boolean;
        case simdjson::dom::element_type::NULL_VALUE: return Kind::null;
    }
    return Kind::null;
}

std::optional<Value> Value::find(std::string_view key) const {
    if (kind() != Kind::object) return std::nullopt;
    const auto found = element_of(words_)[key];
    if (found.error() != simdjson::SUCCESS) return std::nullopt;
    return Value(std::bit_cast<Words>(found.value_unsafe()));
}

std::optional<Value> Value::find_present(std::string_view key) const {
    auto found = find(key);
    if (found && found->is_null()) return std::nullopt;
    return found;
}

std::optional<std::string_view> Value::text() const {
    if (kind() != Kind::text) return std::nullopt;
    return value_of(element_of(words_).get_string());
}

std::optional<bool> Value::boolean() const {
    if (kind() != Kind::boolean) return std::nullopt;
    return value_of(element_of(words_).get_bool());
}

std::optional<std::int64_t> Value::integer() const {
    if (kind() != Kind::number) return std::nullopt;
    return value_of(element_of(words_).get_int64());
}

std::optional<std::string> Value::decimal() const {
    if (const auto spelled = text()) return std::string(*spelled);
    if (kind() != Kind::number) return std::nullopt;
    const auto element = element_of(words_);
    if (const auto whole = value_of(element.get_int64())) return std::to_string(*whole);
    if (const auto large = value_of(element.get_uint64())) return std::to_string(*large);
    return shortest_text(element.get_double().value_unsafe());
}

void Value::each(const std::function<void(Value)>& visit) const {
    if (kind() != Kind::array) return;
    for (const auto element : element_of(words_).get_array().value_unsafe()) {
        visit(Value(std::bit_cast<Words>(element)));
    }
}

void Value::each_member(const std::function<void(std::string_view, Value)>& visit) const {
    if (kind() != Kind::object) return;
    for (const auto field : element_of(words_).get_object().value_unsafe()) {
        visit(field.key, Value(std::bit_cast<Words>(field.value)));
    }
}

Members::Members(const Value& object) {
    if (!object.is_object()) return;
    const auto fields = element_of(object.words_).get_object().value_unsafe();
    marks_.reserve(fields.size());
    members_.reserve(fields.size());
    for (const auto field : fields) {
        marks_.push_back(mark_of(field.key));
        members_.push_back({field.key, Value(std::bit_cast<Value::Words>(field.value))});
    }
}

std::optional<Value> Members::find(std::string_view key) const {
    const auto mark = mark_of(key);
    for (auto at = std::ranges::find(marks_, mark); at != marks_.end();
         at = std::find(std::next(at), marks_.end(), mark)) {
        const auto& member = members_[static_cast<std::size_t>(at - marks_.begin())];
        if (member.key == key) return member.value;
    }
    return std::nullopt;
}

std::optional<Value> Members::find_present(std::string_view key) const {
    auto found = find(key);
    if (found && found->is_null()) return std::nullopt;
    return found;
}

}  // namespace tillwatch::json
