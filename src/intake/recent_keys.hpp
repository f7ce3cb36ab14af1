// The keys of the newest deliveries on the embedded database. A key is as good as random, so each
// that goes into its table by itself writes a page of its own, to the log and again to the file:
// more than the delivery does. So keys wait here, named by their deliveries, and go to the table a
// lot at a time in the order of the keys, a few with each commit, many to a page.
// The log is what holds: whatever is told from here is looked up there, and after a start the keys
// behind the last whole lot are read from it. So what was rolled back does no harm.
// Used within the inbox's writes, of which SQLite runs one at a time.
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "db/transaction.hpp"
#include "intake/delivery_key.hpp"

namespace tillwatch::intake {

class RecentKeys {
  public:
    /// About 60 bytes each; up to twice as many are kept, and read at a start (0.1 s).
    static constexpr std::size_t lot_keys_default = 65'536;
    /// Of a lot, with a commit of n deliveries: so many times n, so that a lot is through before
    /// the next one is full.
    static constexpr std::size_t moved_for_each = 2;

    explicit RecentKeys(std::size_t lot_keys = lot_keys_default) : lot_keys_(lot_keys) {}

    /// The digest of the body that came under the key, from here or from the table.
    std::optional<KeyDigest> find_body(db::Transaction& transaction, const DeliveryKey& key);

    void add(const DeliveryKey& key, std::int64_t delivery_id) {
        newest_.insert_or_assign(key, delivery_id);
    }

    /// Moves keys on to the table, after `added` deliveries were appended.
    void move_some(db::Transaction& transaction, std::size_t added);

  private:
    struct Hash {
        std::size_t operator()(const DeliveryKey& key) const noexcept;
    };
    struct Keyed {
        DeliveryKey key;
        std::int64_t delivery_id = 0;
        auto operator<=>(const Keyed&) const = default;
    };

    void load(db::Transaction& transaction);
    std::optional<std::int64_t> find_delivery(const DeliveryKey& key) const;
    void begin_lot(std::int64_t lots);
    std::int64_t end_of_lot() const;
    void move_from(db::Transaction& transaction, std::size_t first, std::size_t count);

    const std::size_t lot_keys_;
    bool loaded_ = false;
    std::unordered_map<DeliveryKey, std::int64_t, Hash> newest_;
    std::vector<Keyed> lot_;        // sorted; on its way to the table
    std::int64_t lots_before_ = 0;  // it
};

}  // namespace tillwatch::intake
