#include "projection/import.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "projection/import_reader.hpp"
#include "projection/list_indexes.hpp"
#include "projection/sql.hpp"

namespace tillwatch::projection {
namespace {

// Progress and effect are of one transaction: what a crash of the machine undoes of both can be
// done again. The last write, which forgets the progress, is flushed, and with it all before it.
constexpr db::Work importing_work{.statement_timeout_ms = applying_work.statement_timeout_ms,
                                  .isolation = applying_work.isolation,
                                  .flushed = false,
                                  .alone = true};

/// Snapshots of many objects in one, with each object's own place in the lists.
class Merged {
  public:
    explicit Merged(std::vector<shopify::AssembledObject>&& objects) {
        for (auto& object : objects) {
            places_.push_back({object.lines, end()});
            append(std::move(object.snapshots));
        }
        places_.push_back({0, end()});
    }

    const shopify::Snapshots& snapshots() const { return all_; }
    bool empty() const { return places_.size() == 1; }

    /// An object changed if any of what it holds did; that an order shows its customer does not
    /// count.
    void count(const Applied& applied, ImportCounts& counts) const {
        for (std::size_t i = 0; i + 1 < places_.size(); ++i) {
            const auto& from = places_[i].begin;
            const auto& to = places_[i + 1].begin;
            const bool own = any(applied.orders, from.orders, to.orders) ||
                             any(applied.refunds, from.refunds, to.refunds) ||
                             any(applied.products, from.products, to.products) ||
                             any(applied.agreements, from.agreements, to.agreements);
            const bool customer =
                from.orders == to.orders && any(applied.customers, from.customers, to.customers);
            (own || customer ? counts.applied : counts.unchanged) += places_[i].lines;
        }
    }

  private:
    struct Sizes {
        std::size_t orders = 0, refunds = 0, customers = 0, products = 0, agreements = 0;
    };
    struct Place {
        std::int64_t lines = 0;
        Sizes begin;
    };

    Sizes end() const {
        return {all_.orders.size(), all_.refunds.size(), all_.customers.size(),
                all_.products.size(), all_.agreements.size()};
    }

    void append(shopify::Snapshots&& more) {
        const auto move_all = [](auto& from, auto& to) {
            std::ranges::move(from, std::back_inserter(to));
        };
        move_all(more.orders, all_.orders);
        move_all(more.refunds, all_.refunds);
        move_all(more.customers, all_.customers);
        move_all(more.products, all_.products);
        move_all(more.agreements, all_.agreements);
    }

    static bool any(const std::vector<bool>& changed, std::size_t begin, std::size_t end) {
        for (auto i = begin; i < end; ++i)
            if (changed[i]) return true;
        return false;
    }

    shopify::Snapshots all_;
    std::vector<Place> places_;
};

class Importer {
  public:
    Importer(db::Database& database, const Clock& clock, LineReader& lines, const ImportJob& job)
        : database_(database), clock_(clock), lines_(lines), job_(job) {}

    ImportCounts run() {
        if (job_.resume) done_ = find_progress();
        try {
            take_all();
        } catch (...) {
            if (without_indexes_) restore_list_indexes(database_);
            throw;
        }
        if (without_indexes_) restore_list_indexes(database_);
        database_.write([&](db::Transaction& transaction) {
            transaction.run<sql::DeleteImportProgress>({job_.store.store_id.value, job_.source});
        });
        return counts_;
    }

  private:
    std::int64_t find_progress() {
        const auto progress = database_.read([&](db::Transaction& transaction) {
            return transaction.one<sql::FindImportProgress>(
                {job_.store.store_id.value, job_.source});
        });
        return progress ? progress->lines : 0;
    }

    void take_all() {
        try {
            ImportReader reader(lines_, job_.store.currency, done_,
                                job_.alone ? import_batch_alone : import_batch_beside_others);
            while (auto batch = reader.next()) {
                if (job_.alone && !without_indexes_) drop_indexes_when_worth_it();
                take(std::move(*batch));
            }
        } catch (const Failure& failure) {
            if (failure.code() != Code::malformed && failure.code() != Code::too_large) throw;
            throw Failure(failure.code(),
                          fmt::format("{} after line {}; the lines up to there are imported",
                                      failure.what(), done_));
        }
    }

    /// Once half of what is stored came from here: to make them again costs as much as all rows.
    void drop_indexes_when_worth_it() {
        if (counts_.read == 0) return;  // it may be the only batch
        if (!stored_) stored_ = count_stored();
        if (counts_.applied * 2 < *stored_) return;
        drop_list_indexes(database_);
        without_indexes_ = true;
    }

    std::int64_t count_stored() {
        const auto count = [](db::Transaction& transaction) {
            return transaction.one<sql::CountAllOrders>({})->orders;
        };
        return database_.read(count, applying_work);
    }

    void take(ImportBatch batch) {
        counts_.read += batch.read;
        for (const auto& [line, reason] : batch.rejected) {
            ++counts_.rejected;
            job_.on_rejected(line, reason);
        }
        const Merged merged(std::move(batch.objects));
        if (!merged.empty() || batch.done > done_) apply_batch(merged, batch.done);
        if (!job_.on_progress(counts_, batch.bytes_read))
            throw Failure(Code::unavailable, stopped());
    }

    std::string stopped() const {
        if (done_ == 0) return "stopped";
        return fmt::format("stopped after line {}; go on with --resume", done_);
    }

    void apply_batch(const Merged& merged, std::int64_t done) {
        const auto write = [&](db::Transaction& transaction) {
            transaction.one<sql::LockStore>({job_.store.store_id.value});
            auto result = apply(transaction, job_.store, merged.snapshots());
            tell(transaction, {job_.store.store_id, result.through, result.days});
            transaction.run<sql::PutImportProgress>({.store_id = job_.store.store_id.value,
                                                     .source = job_.source,
                                                     .lines = done,
                                                     .updated_at = clock_.now().ms});
            return result;
        };
        merged.count(database_.write(write, importing_work), counts_);
        done_ = done;
    }

    db::Database& database_;
    const Clock& clock_;
    LineReader& lines_;
    const ImportJob& job_;
    std::int64_t done_ = 0;
    ImportCounts counts_;
    std::optional<std::int64_t> stored_;  // orders, when the first batch was applied
    bool without_indexes_ = false;
};

}  // namespace

ImportCounts import_lines(db::Database& database, const Clock& clock, LineReader& lines,
                          const ImportJob& job) {
    return Importer(database, clock, lines, job).run();
}

}  // namespace tillwatch::projection
