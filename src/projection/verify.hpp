// Verifying: everything that is derived of a store is made anew from the stored objects and
// compared with the tables, row by row.
#pragma once

#include <functional>
#include <string>

#include "projection/apply.hpp"

namespace tillwatch::projection {

/// A row that is not what it must be.
struct Difference {
    std::string table;
    std::string key;
    std::string stored;
    std::string recomputed;

    /// In one line.
    std::string text() const;
};

/// Reads one snapshot. Answers how many differences there are.
std::int64_t verify(db::Database& database, const StoreProfile& store,
                    const std::function<void(const Difference&)>& on_difference);

}  // namespace tillwatch::projection
