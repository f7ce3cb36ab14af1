#include "insights/explain.hpp"

#include "insights/explained_rows.hpp"
#include "insights/part_days.hpp"
#include "insights/sql.hpp"

namespace tillwatch::insights {
namespace {

class Reading {
  public:
    Reading(db::Transaction& transaction, StoreId store_id, const ExplainQuestion& question)
        : transaction_(transaction), store_id_(store_id), question_(question) {}

    Explanation run() {
        auto place = question_.after.value_or(ExplainPlace{question_.range.from});
        std::int64_t looked_at = 0;
        while (const auto day = next_day(place.day)) {
            if (*day != place.day) place = {*day};
            if (looked_at >= explained_rows_max) return page(place);
            const auto seen = look_at(place);
            looked_at += seen;
            if (found_.size() > static_cast<std::size_t>(question_.limit)) return page(place);
            if (seen < explained_chunk_rows) place = {*day + 1};
        }
        return page(std::nullopt);
    }

  private:
    /// The first day from `first` on that has anything of the question's part.
    std::optional<Day> next_day(Day first) {
        auto dimension = ledger::Dimension::all;
        std::string_view value;
        if (question_.part && question_.part->by != By::product_type) {
            dimension = dimension_of(question_.part->by);
            value = question_.part->value;
        }
        const auto found = transaction_.one<sql::FindNextDay>(
            {store_id_.value, static_cast<std::int64_t>(dimension), value, first.number,
             question_.range.to.number});
        if (!found) return std::nullopt;
        return Day{static_cast<std::int32_t>(found->day)};
    }

    /// Moves the place on and answers how many rows it passed.
    std::int64_t look_at(ExplainPlace& place) {
        return is_of_orders(question_.measure)
                   ? look_at_orders(transaction_, store_id_, question_, place, found_)
                   : look_at_sales(transaction_, store_id_, question_, place, found_);
    }

    Explanation page(std::optional<ExplainPlace> next) {
        const auto limit = static_cast<std::size_t>(question_.limit);
        Explanation explanation{total(), {}, next};
        if (found_.size() > limit) {
            found_.resize(limit);
            explanation.next = found_.back().place;
        }
        for (auto& [row, _] : found_) explanation.rows.push_back(std::move(row));
        return explanation;
    }

    std::int64_t total() {
        if (question_.part) {
            const auto days =
                read_days_of(transaction_, store_id_, *question_.part, question_.range);
            return value_of(question_.measure, sum_of(days)).value_or(0);
        }
        const auto days = read_days(transaction_, store_id_, question_.range);
        return value_of(question_.measure,
                        read_totals(transaction_, store_id_, question_.range, days))
            .value_or(0);
    }

    db::Transaction& transaction_;
    StoreId store_id_;
    const ExplainQuestion& question_;
    std::vector<FoundRow> found_;
};

}  // namespace

bool is_explained(Measure measure) {
    return measure != Measure::average_order_value;
}

Explanation read_explanation(db::Transaction& transaction, StoreId store_id,
                             const ExplainQuestion& question) {
    return Reading(transaction, store_id, question).run();
}

}  // namespace tillwatch::insights
