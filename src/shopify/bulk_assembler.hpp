// Puts the lines of a bulk operation's result together: an order and its line items, an order and
// the sales of its agreements, a product and its variants, a customer and the addresses.
//
// A result comes in one of two arrangements, and does not say in which. Grouped, the children of an
// object follow it at once: an object is whole when the next one begins. Loose, a child may stand
// anywhere, before or after its parent: nothing is whole before the end, and all is held until
// then. A result is taken for grouped once grouped_proof_objects objects had children and every
// child followed its parent; until then all is held, so that nothing is given out too early.
//
// A line that cannot be read rejects the object it belongs to, and that one all its lines: an order
// without one of its line items would be a wrong figure. One thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "shopify/bulk_row.hpp"
#include "shopify/payload.hpp"

namespace tillwatch::shopify {

inline constexpr std::size_t grouped_proof_objects = 1'000;
/// Of lines held, each counted as row_bytes_min at the least, which is about what it takes once it
/// is read. Beyond it: Failure too_large, nothing that is held is given out.
inline constexpr std::size_t held_bytes_max = std::size_t{512} << 20;
inline constexpr std::size_t row_bytes_min = 512;

/// A line of its own, or several that belong together.
struct AssembledObject {
    Snapshots snapshots;
    std::int64_t lines = 0;  // how many
    std::int64_t first_line = 0;
    std::int64_t last_line = 0;
};

struct RejectedLine {
    std::int64_t line = 0;
    std::string reason;
};

struct Assembled {
    std::vector<AssembledObject> objects;
    std::vector<RejectedLine> rejected;
};

class BulkAssembler {
  public:
    explicit BulkAssembler(std::size_t bytes_max = held_bytes_max) : bytes_max_(bytes_max) {}

    /// What became whole is added to `out`.
    void take(BulkRow row, Assembled& out);
    /// A line among them could not even be told apart: it rejects the object before it.
    void take_unreadable(std::int64_t line);
    /// There are no more lines.
    void finish(Assembled& out);

    /// The least line that is held: none once all is given out.
    std::optional<std::int64_t> first_held() const;

  private:
    enum class Arrangement { unknown, grouped, loose };

    void begin_object(Assembled& out);
    void note_child(const BulkRow& child);
    void release(Assembled& out);

    std::size_t bytes_max_;
    std::size_t held_bytes_ = 0;
    std::vector<BulkRow> rows_;
    Arrangement arrangement_ = Arrangement::unknown;
    std::size_t objects_with_children_ = 0;
    bool last_has_children_ = false;
    std::unordered_set<std::string> last_ids_;  // of the last object and its children
};

}  // namespace tillwatch::shopify
