// What the build makes of a file of SQL (tools/embed_sql.py): its text for both engines and the
// types that go in and come out. Parameters are views: they must live until the call returns and
// are not copied on the way. All of it is constant and safe in all threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace tillwatch::db {

enum class Engine { sqlite, postgres };

enum class Type { bigint, text, bytes };

struct Column {
    std::string_view name;
    Type type;
    bool optional;
};

struct Statement {
    std::string_view name;  // "folder/file": what logs and errors call it
    const char* sqlite;
    const char* postgres;
    const char* postgres_batch;  // the text that runs over arrays; null if there is none
    std::span<const Column> parameters;
    std::span<const Column> columns;
    const char* sqlite_rows = nullptr;  // the text that inserts `rows_at_once`; null if none

    static constexpr std::size_t rows_at_once = 8;  // as in tools/sql_batch.py
};

/// Bytes that are not text. Anything contiguous of bytes or characters becomes one.
class BytesView {
  public:
    BytesView() = default;
    BytesView(std::string_view bytes) : bytes_(bytes) {}
    BytesView(const std::string& bytes) : bytes_(bytes) {}
    BytesView(std::span<const std::byte> bytes)
        : bytes_(reinterpret_cast<const char*>(bytes.data()), bytes.size()) {}

    std::string_view view() const { return bytes_; }

  private:
    std::string_view bytes_;
};

/// A parameter on its way in.
using Value = std::variant<std::monostate, std::int64_t, std::string_view, BytesView>;

template <class T>
Value value_of(const T& value) {
    return Value(value);
}
template <class T>
Value value_of(const std::optional<T>& value) {
    return value ? Value(*value) : Value();
}

/// The row that a query stands at. A value of another type than was declared, or a null where none
/// was, is a DatabaseError.
class RowReader {
  public:
    virtual ~RowReader() = default;
    virtual bool null(int column) const = 0;
    virtual std::int64_t bigint(int column) const = 0;
    /// Text and bytes alike; valid until the next row.
    virtual std::string_view bytes(int column) const = 0;

    void read(int column, std::int64_t& into) const { into = bigint(column); }
    void read(int column, std::string& into) const { into = bytes(column); }
    template <class T>
    void read(int column, std::optional<T>& into) const {
        if (null(column)) return;
        read(column, into.emplace());
    }
};

}  // namespace tillwatch::db
