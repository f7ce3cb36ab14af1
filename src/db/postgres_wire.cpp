#include "db/postgres_wire.hpp"

#include <algorithm>

#include "base/ensure.hpp"

namespace tillwatch::db::wire {
namespace {

constexpr Oid bytea = 17;
constexpr Oid name = 19;
constexpr Oid int8 = 20;
constexpr Oid int2 = 21;
constexpr Oid int4 = 23;
constexpr Oid text = 25;
constexpr Oid bpchar = 1042;
constexpr Oid varchar = 1043;
constexpr Oid bytea_array = 1001;
constexpr Oid text_array = 1009;
constexpr Oid int8_array = 1016;

constexpr std::size_t array_header_bytes = 20;

template <class Integer>
std::int64_t get(std::string_view bytes) {
    Integer value = 0;
    std::ranges::copy(bytes.substr(0, sizeof value), reinterpret_cast<char*>(&value));
    return std::endian::native == std::endian::little ? std::byteswap(value) : value;
}

}  // namespace

Oid oid_of(Type type) {
    switch (type) {
        case Type::bigint: return int8;
        case Type::text: return text;
        case Type::bytes: return bytea;
    }
    return 0;
}

Oid array_oid_of(Type type) {
    switch (type) {
        case Type::bigint: return int8_array;
        case Type::text: return text_array;
        case Type::bytes: return bytea_array;
    }
    return 0;
}

bool readable(Oid oid, Type type) {
    switch (type) {
        case Type::bigint: return oid == int8 || oid == int4 || oid == int2;
        case Type::text: return oid == text || oid == varchar || oid == bpchar || oid == name;
        case Type::bytes: return oid == bytea;
    }
    return false;
}

std::int64_t integer(std::string_view bytes) {
    if (bytes.size() == sizeof(std::int64_t)) return get<std::int64_t>(bytes);
    if (bytes.size() == sizeof(std::int32_t)) return get<std::int32_t>(bytes);
    ENSURE(bytes.size() == sizeof(std::int16_t));
    return get<std::int16_t>(bytes);
}

void Array::start(Type type) {
    type_ = type;
    count_ = 0;
    nulls_ = false;
    bytes_.assign(array_header_bytes, '\0');
}

void Array::add(const Value& value) {
    ++count_;
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        std::array<char, sizeof *number> bytes;
        put(bytes.data(), *number);
        add(std::string_view(bytes.data(), bytes.size()));
    } else if (const auto* words = std::get_if<std::string_view>(&value)) {
        add(*words);
    } else if (const auto* body = std::get_if<BytesView>(&value)) {
        add(body->view());
    } else {
        nulls_ = true;
        bytes_.append(4, '\xFF');  // a length of -1
    }
}

void Array::add(std::string_view element) {
    std::array<char, 4> length;
    put(length.data(), static_cast<std::int32_t>(element.size()));
    bytes_.append(length.data(), length.size());
    bytes_.append(element);
}

/// Dimensions, whether there are nulls, the elements' type, how many, the first one's index.
std::string_view Array::finish() {
    char* header = bytes_.data();
    put(header, std::int32_t{1});
    put(header + 4, std::int32_t{nulls_});
    put(header + 8, static_cast<std::int32_t>(oid_of(type_)));
    put(header + 12, count_);
    put(header + 16, std::int32_t{1});
    return bytes_;
}

void Parameters::add(const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        ENSURE(count_ < count_max);
        auto& bytes = integers_[count_];
        put(bytes.data(), *number);
        add(std::string_view(bytes.data(), bytes.size()));
    } else if (const auto* words = std::get_if<std::string_view>(&value)) {
        add(*words);
    } else if (const auto* body = std::get_if<BytesView>(&value)) {
        add(body->view());
    } else {
        add(std::string_view());
        values_[count_ - 1] = nullptr;
    }
}

void Parameters::add(std::string_view bytes) {
    ENSURE(count_ < count_max);
    values_[count_] = bytes.empty() ? "" : bytes.data();
    lengths_[count_] = static_cast<int>(bytes.size());
    formats_[count_] = 1;
    bytes_ += bytes.size();
    ++count_;
}

}  // namespace tillwatch::db::wire
