// Deleting a store: at once it is as one that never was, and its shop may be added anew. A mark is
// left by which what is still there of it is erased (erasure/erasure.hpp). Thread-safe.
#pragma once

#include <string_view>

#include "audit/audit.hpp"
#include "stores/stores.hpp"

namespace tillwatch::erasure {

class Deletion {
  public:
    Deletion(db::Database& state, stores::Stores& stores, const Clock& clock)
        : state_(state), stores_(stores), clock_(clock) {}

    /// `name` is the store's, as who deletes it was asked to write. Failure: invalid where it is
    /// another, or not_found.
    void remove(StoreId id, const audit::Actor& actor, std::string_view name);

  private:
    db::Database& state_;
    stores::Stores& stores_;
    const Clock& clock_;
};

}  // namespace tillwatch::erasure
