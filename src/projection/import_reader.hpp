// Reads an import's lines ahead of their being applied: a thread of its own unpacks, parses and
// puts together, and keeps the next batch ready.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/money.hpp"
#include "projection/line_reader.hpp"
#include "shopify/import_line.hpp"

namespace tillwatch::projection {

/// At how many lines, and how many bytes of them, a batch ends; it is one transaction.
struct ImportBatchLimits {
    std::size_t lines;
    std::size_t bytes;
};
/// Where others write to the same database, and wait for each transaction.
inline constexpr ImportBatchLimits import_batch_beside_others{2'000, std::size_t{16} << 20};
/// Where nobody does: a page that many objects change is written once for more of them. Two such
/// batches are in memory, one that is applied and the next.
inline constexpr ImportBatchLimits import_batch_alone{16'000, std::size_t{64} << 20};

/// Some lines of the file, and what became whole with them.
struct ImportBatch {
    std::vector<shopify::AssembledObject> objects;
    std::vector<shopify::RejectedLine> rejected;  // by line
    std::int64_t read = 0;                        // lines that are not blank
    /// All lines up to this one are done once the batch is applied.
    std::int64_t done = 0;
    std::int64_t bytes_read = 0;
};

class ImportReader {
  public:
    /// Passes over the lines up to `done`.
    ImportReader(LineReader& lines, Currency currency, std::int64_t done, ImportBatchLimits limits);
    /// Ends the reading, wherever it is.
    ~ImportReader();

    /// Waits; none at the end. What ended the lines before their end comes after the batches before
    /// it: Failure malformed where the file is damaged, too_large where too much of a bulk
    /// operation is held.
    std::optional<ImportBatch> next();

  private:
    void run();
    bool put(ImportBatch batch);
    ImportBatch read_batch();
    std::size_t read_line(ImportBatch& batch);
    void take_ready(ImportBatch& batch, std::int64_t& lines);
    void advance();

    LineReader& lines_;
    const ImportBatchLimits limits_;
    std::int64_t done_;
    // Of the reading thread.
    std::int64_t line_ = 0;
    shopify::ImportLines import_;
    shopify::Assembled found_;
    std::size_t taken_ = 0;  // of found_.objects
    std::int64_t last_taken_line_ = 0;
    bool ended_ = false;
    std::optional<Failure> cut_off_;  // what ended the lines before their end

    std::mutex mutex_;
    std::condition_variable changed_;
    std::optional<ImportBatch> ready_;
    std::exception_ptr failure_;
    bool over_ = false;      // the thread puts no more
    bool unwanted_ = false;  // nobody takes any more
    std::jthread thread_;    // last: it uses all of the above
};

}  // namespace tillwatch::projection
