// Writing JSON: one pass into one string, commas and escapes taken care of. Not for one thread
// only by nature, but a Writer belongs to whoever made it.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tillwatch::json {

class Writer {
  public:
    Writer& begin_object();
    Writer& end_object();
    Writer& begin_array();
    Writer& end_array();
    Writer& key(std::string_view name);

    Writer& value(std::string_view text);
    Writer& value(const char* text) { return value(std::string_view(text)); }
    Writer& value(const std::string& text) { return value(std::string_view(text)); }
    Writer& value(bool flag);
    Writer& value(std::nullptr_t);
    template <class T>
        requires std::integral<T> && (!std::same_as<T, bool>)
    Writer& value(T number) {
        return raw(std::to_string(number));
    }
    /// A number that is spelled already, such as 19.99: never passes through floating point.
    Writer& number(std::string_view spelled) { return raw(spelled); }
    template <class T>
    Writer& value(const std::optional<T>& maybe) {
        return maybe ? value(*maybe) : value(nullptr);
    }

    /// `"name": value`
    template <class T>
    Writer& member(std::string_view name, const T& content) {
        return key(name).value(content);
    }

    const std::string& text() const { return text_; }
    std::string take() { return std::move(text_); }

  private:
    Writer& raw(std::string_view text);
    void separate();

    std::string text_;
    bool comma_ = false;  // whether a value stands before the next one
};

}  // namespace tillwatch::json
