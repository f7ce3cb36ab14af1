// Reading JSON: a whole document is parsed and validated at once (simdjson's DOM), then looked at
// through values. A Parser belongs to one thread; its values live until its next parse.
// Numbers keep their meaning: integers are exact to 64 bits, fractions come as the shortest
// decimal text that names the same double, so that money never passes through arithmetic on it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace tillwatch::json {

inline constexpr std::size_t depth_max = 64;

enum class Kind { null, boolean, number, text, array, object };

class Value {
  public:
    Value() = default;

    Kind kind() const;
    bool is_null() const { return kind() == Kind::null; }
    bool is_object() const { return kind() == Kind::object; }
    bool is_array() const { return kind() == Kind::array; }

    /// The value of a key; none where this is no object or has no such key. The first of doubles.
    std::optional<Value> find(std::string_view key) const;
    /// As find, but a null counts as absent.
    std::optional<Value> find_present(std::string_view key) const;

    std::optional<std::string_view> text() const;
    std::optional<bool> boolean() const;
    /// A whole number within 64 bits with sign.
    std::optional<std::int64_t> integer() const;
    /// A number or a text that spells one: as text.
    std::optional<std::string> decimal() const;

    /// Calls `visit` for each element of an array (nothing for any other kind).
    void each(const std::function<void(Value)>& visit) const;
    /// Calls `visit` for each key of an object, in its order.
    void each_member(const std::function<void(std::string_view, Value)>& visit) const;

  private:
    friend class Parser;
    friend class Members;
    // The two words of simdjson's element, so that its header stays in this folder.
    struct Words {
        const void* document = nullptr;
        std::size_t index = 0;
    };
    explicit Value(Words words) : words_(words) {}

    Words words_;
};

/// The members of an object into which one looks often: each is passed once and found by a mark of
/// its key, where Value::find goes through the text of them all. Empty for any other kind.
class Members {
  public:
    explicit Members(const Value& object);

    /// As Value::find and Value::find_present.
    std::optional<Value> find(std::string_view key) const;
    std::optional<Value> find_present(std::string_view key) const;

  private:
    struct Member {
        std::string_view key;
        Value value;
    };
    std::vector<std::uint32_t> marks_;
    std::vector<Member> members_;
};

class Parser {
  public:
    Parser();
    ~Parser();
    Parser(Parser&&) noexcept;
    Parser& operator=(Parser&&) noexcept;

    /// Code::malformed with simdjson's reason on anything but one valid UTF-8 JSON document.
    Result<Value> parse(std::string_view bytes);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace tillwatch::json
