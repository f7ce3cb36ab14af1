#include "insights/threshold.hpp"

#include <algorithm>
#include <limits>
#include <unordered_set>

namespace tillwatch::insights {
namespace {

class Search {
  public:
    Search(RankedLists& lists, std::size_t wanted)
        : lists_(lists), wanted_(wanted), places_(lists.count()) {}

    bool settled() const {
        if (std::ranges::all_of(places_, &Place::ended)) return true;
        return best_.size() == wanted_ && comes_before(best_.back(), first_possible());
    }

    /// False where the lists do not tell.
    bool go_on() {
        const auto chosen = most_promising();
        const auto steps = lists_.next(chosen);
        if (!steps) return false;
        const auto& found = *steps;
        std::vector<CustomerId> fresh;
        for (std::size_t i = 0; i < chosen.size(); ++i) {
            auto& place = places_[chosen[i]];
            place.ended = found[i].size() < lists_.step();
            if (!found[i].empty()) place.last = found[i].back();
            for (const auto& row : found[i])
                if (met_.insert(row.id).second) fresh.push_back(row.id);
            rows_ += found[i].size();
        }
        rank(fresh);
        return true;
    }

    std::size_t rows() const { return rows_; }
    std::vector<Ranked> take() { return std::move(best_); }

  private:
    /// How far a list was read. Before its first row anything may come.
    struct Place {
        Ranked last{std::numeric_limits<std::int64_t>::max(), {}};
        bool ended = false;
    };

    void rank(const std::vector<CustomerId>& fresh) {
        const auto sums = lists_.sums(fresh);
        for (std::size_t i = 0; i < fresh.size(); ++i) {
            const Ranked row{sums[i], fresh[i]};
            best_.insert(std::ranges::upper_bound(best_, row, comes_before), row);
            if (best_.size() > wanted_) best_.pop_back();
        }
    }

    std::int64_t greatest_last() const {
        auto greatest = std::numeric_limits<std::int64_t>::min();
        for (const auto& place : places_)
            if (!place.ended) greatest = std::max(greatest, place.last.amount);
        return greatest;
    }

    /// What comes before all that a customer not yet met can be. Such a one is in an open list,
    /// behind its last row: the sum is the greatest with all the positive last amounts, and to
    /// reach it each of these lists must have the customer, so its id is beyond all of theirs.
    /// Where no last amount is positive, the best is to be in one list alone.
    Ranked first_possible() const {
        const auto greatest = greatest_last();
        if (greatest == std::numeric_limits<std::int64_t>::max()) return {greatest, {0}};
        Ranked first{0, {std::numeric_limits<std::int64_t>::max()}};
        if (greatest <= 0) {
            for (const auto& place : places_)
                if (!place.ended && place.last.amount == greatest)
                    first = {greatest, std::min(first.id, {place.last.id.value + 1})};
            return first;
        }
        first.id = {0};
        for (const auto& place : places_)
            if (!place.ended && place.last.amount > 0)
                first = {first.amount + place.last.amount,
                         std::max(first.id, {place.last.id.value + 1})};
        return first;
    }

    /// The open lists that keep the bound up: to read on where it is low already brings little.
    std::vector<std::size_t> most_promising() const {
        const auto greatest = greatest_last();
        std::vector<std::size_t> chosen;
        for (std::size_t i = 0; i < places_.size(); ++i)
            if (!places_[i].ended && (greatest <= 0 || places_[i].last.amount >= greatest / 2))
                chosen.push_back(i);
        return chosen;
    }

    RankedLists& lists_;
    std::size_t wanted_;
    std::vector<Place> places_;
    std::unordered_set<CustomerId> met_;
    std::vector<Ranked> best_;
    std::size_t rows_ = 0;
};

}  // namespace

bool comes_before(const Ranked& one, const Ranked& other) {
    return one.amount != other.amount ? one.amount > other.amount : one.id < other.id;
}

std::optional<std::vector<Ranked>> first_by_sum(RankedLists& lists, std::size_t wanted,
                                                std::size_t rows_max) {
    Search search(lists, wanted);
    while (!search.settled()) {
        if (search.rows() >= rows_max || !search.go_on()) return std::nullopt;
    }
    return search.take();
}

}  // namespace tillwatch::insights
