// The log: one line an event, on standard error, as JSON or as text for a person.
// A line has a time (UTC), a level, a message that is a constant of the program, and fields.
// Control characters in values are escaped, so no value can forge a line. Values are numbers, flags
// and short texts; a Secret does not compile. Never pass bodies, query strings, e-mail addresses
// or names of people. Safe in all threads.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

#include "base/result.hpp"

namespace tillwatch::log {

enum class Level { debug, info, warning, error };
enum class Format { json, text };

Result<Level> parse_level(std::string_view text);
Result<Format> parse_format(std::string_view text);

struct Field {
    std::string_view name;
    std::variant<std::int64_t, bool, double, std::string_view> value;

    template <class T>
        requires std::integral<T> && (!std::same_as<T, bool>)
    Field(std::string_view field, T number)
        : name(field), value(static_cast<std::int64_t>(number)) {}
    Field(std::string_view field, bool flag) : name(field), value(flag) {}
    Field(std::string_view field, double number) : name(field), value(number) {}
    Field(std::string_view field, std::string_view text) : name(field), value(text) {}
    Field(std::string_view field, const char* text) : name(field), value(std::string_view(text)) {}
    Field(std::string_view field, const std::string& text)
        : name(field), value(std::string_view(text)) {}
};

/// Once, before the first thread starts. Without it: text, info.
void configure(Format format, Level level);
bool enabled(Level level);

void write(Level level, std::string_view message, std::initializer_list<Field> fields);

inline void debug(std::string_view message, std::initializer_list<Field> fields = {}) {
    write(Level::debug, message, fields);
}
inline void info(std::string_view message, std::initializer_list<Field> fields = {}) {
    write(Level::info, message, fields);
}
inline void warning(std::string_view message, std::initializer_list<Field> fields = {}) {
    write(Level::warning, message, fields);
}
inline void error(std::string_view message, std::initializer_list<Field> fields = {}) {
    write(Level::error, message, fields);
}

}  // namespace tillwatch::log
