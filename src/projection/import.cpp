#include "projection/import.hpp"

#include <algorithm>

#include "projection/sql.hpp"

namespace tillwatch::projection {
namespace {

/// What one line holds: which of the batch's snapshots is its own.
struct LineSubject {
    std::int64_t line = 0;
    enum class Kind { order, refund, customer } kind = Kind::order;
    std::size_t index = 0;
};

class Importer {
  public:
    Importer(db::Database& database, const Clock& clock, LineReader& lines, const ImportJob& job)
        : database_(database), clock_(clock), lines_(lines), job_(job) {}

    ImportCounts run() {
        skip_done_lines();
        while (read_batch()) {
            apply_batch();
            if (!job_.on_progress(counts_, lines_.bytes_read()))
                throw Failure(Code::unavailable, "stopped after line " + std::to_string(line_) +
                                                     "; go on with --resume");
        }
        if (damage_)
            throw Failure(damage_->code, damage_->message + " after line " + std::to_string(line_) +
                                             "; the lines up to there are imported");
        database_.write([&](db::Transaction& transaction) {
            transaction.run<sql::DeleteImportProgress>({job_.store.store_id.value, job_.source});
        });
        return counts_;
    }

  private:
    void skip_done_lines() {
        if (!job_.resume) return;
        const auto progress = database_.read([&](db::Transaction& transaction) {
            return transaction.one<sql::FindImportProgress>(
                {job_.store.store_id.value, job_.source});
        });
        const auto done = progress ? progress->lines : 0;
        while (line_ < done && lines_.next()) ++line_;
    }

    /// Parses lines until the batch is full; false when there are none left.
    bool read_batch() {
        snapshots_ = {};
        subjects_.clear();
        std::size_t bytes = 0;
        std::size_t count = 0;  // of all lines: blank and rejected ones are progress as well
        while (count < import_batch_lines_max && bytes < import_batch_bytes_max) {
            const auto line = next_line();
            if (!line) break;
            ++count;
            ++line_;
            bytes += line->text.size();
            take(*line);
        }
        return count > 0;
    }

    /// Damage ends the lines; it is told after what came before it is applied.
    std::optional<LineReader::Line> next_line() {
        if (damage_) return std::nullopt;
        try {
            return lines_.next();
        } catch (const Failure& failure) {
            if (failure.code() != Code::malformed) throw;
            damage_ = failure.error();
            return std::nullopt;
        }
    }

    void take(const LineReader::Line& line) {
        if (!line.too_long && line.text.find_first_not_of(" \t") == std::string::npos) return;
        ++counts_.read;
        if (line.too_long) return reject(line_, "the line is too long");
        auto parsed = payloads_.parse_line(line.text, job_.store.currency);
        if (!parsed) return reject(line_, parsed.error().reason);
        add(std::move(*parsed));
    }

    void add(shopify::Snapshots&& parsed) {
        const auto move_all = [](auto& from, auto& to) {
            std::ranges::move(from, std::back_inserter(to));
        };
        if (!parsed.orders.empty())
            subjects_.push_back({line_, LineSubject::Kind::order, snapshots_.orders.size()});
        else if (!parsed.refunds.empty())
            subjects_.push_back({line_, LineSubject::Kind::refund, snapshots_.refunds.size()});
        else
            subjects_.push_back({line_, LineSubject::Kind::customer, snapshots_.customers.size()});
        move_all(parsed.orders, snapshots_.orders);
        move_all(parsed.refunds, snapshots_.refunds);
        move_all(parsed.customers, snapshots_.customers);
    }

    void reject(std::int64_t line, std::string_view reason) {
        ++counts_.rejected;
        job_.on_rejected(line, reason);
    }

    void apply_batch() {
        const auto write = [&](db::Transaction& transaction) {
            transaction.one<sql::LockStore>({job_.store.store_id.value});
            auto result = apply(transaction, job_.store, snapshots_);
            transaction.run<sql::PutImportProgress>({.store_id = job_.store.store_id.value,
                                                     .source = job_.source,
                                                     .lines = line_,
                                                     .updated_at = clock_.now().ms});
            return result;
        };
        const auto applied = database_.write(write, applying_work);
        for (const auto& subject : subjects_) {
            const bool changed =
                subject.kind == LineSubject::Kind::order    ? applied.orders[subject.index]
                : subject.kind == LineSubject::Kind::refund ? applied.refunds[subject.index]
                                                            : applied.customers[subject.index];
            ++(changed ? counts_.applied : counts_.unchanged);
        }
    }

    db::Database& database_;
    const Clock& clock_;
    LineReader& lines_;
    const ImportJob& job_;
    shopify::Payloads payloads_;
    shopify::Snapshots snapshots_;
    std::vector<LineSubject> subjects_;
    std::int64_t line_ = 0;
    ImportCounts counts_;
    std::optional<Error> damage_;
};

}  // namespace

ImportCounts import_lines(db::Database& database, const Clock& clock, LineReader& lines,
                          const ImportJob& job) {
    return Importer(database, clock, lines, job).run();
}

}  // namespace tillwatch::projection
