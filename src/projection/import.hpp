// Importing history: NDJSON lines of webhook-shaped objects, or the result of a bulk operation,
// applied in batches by the same code that projects deliveries. Each batch commits with the number
// of the last line up to which all is done, so an import that was cut off can go on from there.
// Lines are read ahead by a thread of their own (import_reader.hpp).
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "db/database.hpp"
#include "projection/apply.hpp"
#include "projection/line_reader.hpp"

namespace tillwatch::projection {

/// Of lines. One of several lines that make one object counts as that object does, so that read is
/// always the sum of the other three.
struct ImportCounts {
    std::int64_t read = 0;
    std::int64_t applied = 0;    // changed what is stored
    std::int64_t unchanged = 0;  // known already, or older than what is stored
    std::int64_t rejected = 0;
};

struct ImportJob {
    StoreProfile store;
    std::string source;  // under which name it is remembered for resuming
    bool resume = false;
    bool alone = false;  // nobody else writes to the database: batches may be larger
    /// For each rejected line: its number, counted from 1, and the reason.
    std::function<void(std::int64_t line, std::string_view reason)> on_rejected;
    /// After each batch; answers whether to go on.
    std::function<bool(const ImportCounts&, std::int64_t bytes_read)> on_progress;
};

/// Blank lines are passed over. Failure malformed where the file is damaged, too_large where more
/// of a bulk operation must be held than may be: what was whole before is applied.
ImportCounts import_lines(db::Database& database, const Clock& clock, LineReader& lines,
                          const ImportJob& job);

}  // namespace tillwatch::projection
