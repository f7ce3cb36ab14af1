// How a page of any list is read. The candidates are either the few rows that a narrow part of the
// question names (a customer, the beginning of a name), found by an index and sorted here; or all
// rows, walked in the list's order from the page's place on, a bounded number of them. Each
// candidate is held against the whole question by List::passes, the one place that says what a
// filter means, so both ways give the same rows in the same order and a cursor serves both.
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "listing/place.hpp"

namespace tillwatch::listing {

/// A narrow part that names more rows than these is not narrow: all rows are walked.
inline constexpr std::size_t few_rows_max = 2'000;
/// A page looks at no more rows than about these; where few pass it then has less than its limit.
inline constexpr std::int64_t page_scanned_max = 20'000;
inline constexpr std::int64_t page_step_max = 4'096;

template <class Row>
struct Page {
    std::vector<Row> rows;
    std::optional<Place> next;  // none: these are the last
};

/// A row that may pass, by what names it.
template <class Id>
struct Candidate {
    Place place;
    Id id;
};

template <class Id>
std::vector<Id> named_by(const std::vector<Candidate<Id>>& candidates) {
    std::vector<Id> ids;
    ids.reserve(candidates.size());
    for (const auto& candidate : candidates) ids.push_back(candidate.id);
    return ids;
}

/// Of a List: its `Row`, its `Id`, `sort.descending`, and
///   std::optional<std::vector<Id>> few(): all that can pass, if a narrow part names so few;
///   std::vector<Candidate<Id>> next(const std::optional<Place>& after, std::int64_t limit);
///   bool looks_at_all(): whether each next() looks at all there is, so that few are better;
///   std::vector<Row> fetch(const std::vector<Id>&): those that exist, in their order;
///   bool passes(const Row&), Place place_of(const Row&);
///   void complete(std::vector<Row>&): adds what only rows that are shown need.
template <class List>
Page<typename List::Row> page_of_few(List& list, const std::vector<typename List::Id>& ids,
                                     const std::optional<Place>& after, std::int64_t limit) {
    const auto comes_before = [&](const Place& a, const Place& b) {
        return list.sort.descending ? b < a : a < b;
    };
    Page<typename List::Row> page{list.fetch(ids), std::nullopt};
    std::erase_if(page.rows, [&](const auto& row) {
        return !list.passes(row) || (after && !comes_before(*after, list.place_of(row)));
    });
    std::ranges::sort(page.rows, [&](const auto& a, const auto& b) {
        return comes_before(list.place_of(a), list.place_of(b));
    });
    if (std::ssize(page.rows) > limit) {
        page.rows.resize(static_cast<std::size_t>(limit));
        page.next = list.place_of(page.rows.back());
    }
    return page;
}

template <class List>
Page<typename List::Row> page_of_all(List& list, std::optional<Place> place, std::int64_t limit) {
    Page<typename List::Row> page;
    auto step = limit + 1;
    for (std::int64_t scanned = 0; scanned < page_scanned_max; scanned += step) {
        if (scanned > 0)
            step = list.looks_at_all() ? page_scanned_max : std::min(step * 4, page_step_max);
        const auto candidates = list.next(place, step);
        for (auto& row : list.fetch(named_by(candidates))) {
            if (!list.passes(row)) continue;
            if (std::ssize(page.rows) == limit) {
                page.next = list.place_of(page.rows.back());
                return page;
            }
            page.rows.push_back(std::move(row));
        }
        if (std::ssize(candidates) < step) return page;
        place = candidates.back().place;
    }
    page.next = place;
    return page;
}

template <class List>
Page<typename List::Row> read_page(List& list, const std::optional<Place>& after,
                                   std::int64_t limit) {
    const auto few = list.few();
    auto page = few ? page_of_few(list, *few, after, limit) : page_of_all(list, after, limit);
    list.complete(page.rows);
    return page;
}

}  // namespace tillwatch::listing
