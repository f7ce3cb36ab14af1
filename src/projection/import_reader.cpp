#include "projection/import_reader.hpp"

#include <algorithm>
#include <utility>

namespace tillwatch::projection {

ImportReader::ImportReader(LineReader& lines, Currency currency, std::int64_t done,
                           ImportBatchLimits limits)
    : lines_(lines), limits_(limits), done_(done), import_(currency), thread_([this] { run(); }) {}

ImportReader::~ImportReader() {
    lines_.stop();
    const std::scoped_lock lock(mutex_);
    unwanted_ = true;
    changed_.notify_all();
}

std::optional<ImportBatch> ImportReader::next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return ready_ || over_; });
    if (!ready_ && failure_) std::rethrow_exception(failure_);
    changed_.notify_all();
    return std::exchange(ready_, std::nullopt);
}

/// False once nobody wants more.
bool ImportReader::put(ImportBatch batch) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !ready_ || unwanted_; });
    if (unwanted_) return false;
    ready_ = std::move(batch);
    changed_.notify_all();
    return true;
}

void ImportReader::run() {
    std::exception_ptr failure;
    try {
        while (line_ < done_ && lines_.next()) ++line_;
        bool more = true;
        while (more && (!ended_ || taken_ < found_.objects.size())) more = put(read_batch());
        if (more && cut_off_) failure = std::make_exception_ptr(*cut_off_);
    } catch (...) {
        failure = std::current_exception();
    }
    const std::scoped_lock lock(mutex_);
    failure_ = failure;
    over_ = true;
    changed_.notify_all();
}

ImportBatch ImportReader::read_batch() {
    ImportBatch batch;
    std::int64_t applied_lines = 0;
    std::size_t lines = 0;  // of all: blank and rejected ones are progress as well
    std::size_t bytes = 0;
    while (lines < limits_.lines && bytes < limits_.bytes) {
        take_ready(batch, applied_lines);
        if (ended_ || taken_ < found_.objects.size()) break;
        bytes += read_line(batch);
        ++lines;
    }
    take_ready(batch, applied_lines);
    std::ranges::sort(batch.rejected, {}, &shopify::RejectedLine::line);
    advance();
    batch.done = done_;
    batch.bytes_read = lines_.bytes_read();
    return batch;
}

/// Up to the first line of what is not given out yet; but not where a line behind that was, whose
/// object would then be read again without its beginning.
void ImportReader::advance() {
    auto open = import_.first_held().value_or(line_ + 1);
    for (auto i = taken_; i < found_.objects.size(); ++i)
        open = std::min(open, found_.objects[i].first_line);
    if (last_taken_line_ < open) done_ = open - 1;
}

/// How many bytes it has. What comes before a damage is given out before it is told.
std::size_t ImportReader::read_line(ImportBatch& batch) {
    try {
        const auto line = lines_.next();
        if (!line) {
            ended_ = true;
            import_.finish(found_);
            return 0;
        }
        ++line_;
        if (line->too_long) {
            ++batch.read;
            import_.take_unreadable(line_, "the line is too long", found_);
        } else if (line->text.find_first_not_of(" \t") != std::string::npos) {
            ++batch.read;
            import_.take(line_, line->text, found_);
        }
        return line->text.size();
    } catch (const Failure& failure) {
        ended_ = true;
        cut_off_ = failure;
        return 0;
    }
}

/// As many of the objects found as fit into the batch.
void ImportReader::take_ready(ImportBatch& batch, std::int64_t& lines) {
    std::ranges::move(found_.rejected, std::back_inserter(batch.rejected));
    found_.rejected.clear();
    while (taken_ < found_.objects.size() && lines < static_cast<std::int64_t>(limits_.lines)) {
        auto& object = found_.objects[taken_++];
        lines += object.lines;
        last_taken_line_ = std::max(last_taken_line_, object.last_line);
        batch.objects.push_back(std::move(object));
    }
    if (taken_ < found_.objects.size()) return;
    found_.objects.clear();
    taken_ = 0;
}

}  // namespace tillwatch::projection
