// Texts with gaps, <name>, filled quickly and many times; and what of a filled text names something
// (ids, tokens), so that another text is had from it by changing those alone. One thread each.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tillwatch::bench {

/// What a gap is filled with: `text` is as it stands, the others are made new by Identities.
enum class Kind : std::uint8_t { text, order_id, customer_id, number, digits, hex, capitals, uuid };

/// One delivery: a whole request, and where in it the names stand that are its own.
struct Prepared {
    struct Name {
        std::uint32_t at;
        std::uint8_t size;
        Kind kind;
    };
    struct Copy {
        std::uint32_t from, to;
        std::uint8_t size;
    };
    std::string bytes;
    std::uint32_t signature_at = 0;
    std::uint32_t body_at = 0;
    std::vector<Name> names;
    std::vector<Copy> copies;
};

/// Makes names that no other has: ids of orders and customers by counting, the rest by chance.
class Identities {
  public:
    explicit Identities(std::uint64_t seed);
    void fill(Kind kind, std::span<char> out);

  private:
    void fill_from(std::string_view alphabet, std::span<char> out);

    std::mt19937_64 random_;
    std::uint64_t order_id_, customer_id_, number_;
};

class TextTemplate;

/// The gaps by name, shared by templates that are filled together.
class Slots {
  public:
    void set_text(std::string_view name, std::string text);
    void set_new(std::string_view name, Kind kind, std::size_t size, Identities& identities);
    /// A gap that a function writes when it is come to.
    void set_part(std::string_view name, std::function<void(Prepared&)> write);
    /// Before another text is filled.
    void forget_places();

  private:
    friend class TextTemplate;
    struct Slot {
        std::string text;
        Kind kind = Kind::text;
        std::int64_t first_at = -1;  ///< where the name stands in the text being filled
        std::function<void(Prepared&)> write;
    };
    std::size_t index_of(std::string_view name);
    Slot& cleared(std::string_view name);

    std::map<std::string, std::size_t, std::less<>> indexes_;
    std::vector<Slot> slots_;
};

class TextTemplate {
  public:
    /// Of the text's lines, if `joined`, ends and indentation go away.
    TextTemplate(std::string_view text, Slots& slots, bool joined);

    /// Appends to the bytes, and to names and copies.
    void fill(Slots& slots, Prepared& out) const;

  private:
    struct Piece {
        std::string literal;
        std::size_t slot;
    };
    std::vector<Piece> pieces_;
    std::string rest_;
};

}  // namespace tillwatch::bench
