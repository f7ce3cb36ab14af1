// PostgreSQL's binary format of what we send and receive: int8, text, bytea and their arrays.
// Internal to db.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "db/statement.hpp"

namespace tillwatch::db::wire {

/// As in PostgreSQL's pg_type.
using Oid = unsigned int;

Oid oid_of(Type type);
Oid array_oid_of(Type type);
/// Whether a column that PostgreSQL says is of type `oid` can be read as `type`.
bool readable(Oid oid, Type type);

template <class Integer>
void put(char* at, Integer value) {
    if constexpr (std::endian::native == std::endian::little) value = std::byteswap(value);
    std::memcpy(at, &value, sizeof value);
}

/// An int2, int4 or int8, by its length.
std::int64_t integer(std::string_view bytes);

/// A one-dimensional array on its way in, filled element by element. Its memory is kept for reuse.
class Array {
  public:
    void start(Type type);
    void add(const Value& value);
    std::string_view finish();
    std::size_t size() const { return bytes_.size(); }

  private:
    void add(std::string_view element);

    std::string bytes_;
    Type type_ = Type::bigint;
    std::int32_t count_ = 0;
    bool nulls_ = false;
};

/// The parameters of one execution, in libpq's form; they point into the values given.
class Parameters {
  public:
    static constexpr std::size_t count_max = 64;

    void add(const Value& value);
    void add(std::string_view bytes);

    std::size_t bytes() const { return bytes_; }
    int count() const { return static_cast<int>(count_); }
    const char* const* values() const { return values_.data(); }
    const int* lengths() const { return lengths_.data(); }
    const int* formats() const { return formats_.data(); }

  private:
    std::size_t count_ = 0;
    std::size_t bytes_ = 0;
    std::array<const char*, count_max> values_;
    std::array<int, count_max> lengths_;
    std::array<int, count_max> formats_;
    std::array<std::array<char, sizeof(std::int64_t)>, count_max> integers_;
};

}  // namespace tillwatch::db::wire
