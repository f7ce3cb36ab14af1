// Lists that are short enough to be read whole, such as a person's stores or a store's members:
// what `q`, `sort`, `limit` and `cursor` ask of one, answered from its rows. They are given as they
// are shown, so that neither their order nor what is found tells what is masked. Belongs to one
// thread.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/instant.hpp"
#include "http/list_query.hpp"
#include "http/response.hpp"
#include "json/writer.hpp"

namespace tillwatch::http {

template <class Row>
struct ShortListShape {
    /// What rows may be sorted by: texts, whose bytes give the order.
    using KeyOf = std::string (*)(const Row&);

    std::span<const SortName<KeyOf>> keys;
    Sort<KeyOf> otherwise;
    std::string (*id_of)(const Row&);
    bool (*is_found)(const Row&, std::string_view folded);
};

/// An instant as a key, which its RFC 3339 is not: that has a fraction or has none.
std::string sort_text(Instant instant);

/// Where a page ended: the last row's key and id.
struct ShortListPlace {
    std::string key;
    std::string id;
    auto operator<=>(const ShortListPlace&) const = default;
};
std::string text_of(const ShortListPlace& place);
/// Refuses the cursor where it holds no place.
std::optional<ShortListPlace> read_short_list_place(const Cursors& cursors, const Request& request);

template <class Row>
class ShortList {
  public:
    /// Failure: invalid where a parameter is not known or not valid, malformed for the cursor.
    ShortList(const Request& request, const Cursors& cursors, const ShortListShape<Row>& shape)
        : request_(request), cursors_(cursors), shape_(shape), sort_(shape.otherwise) {
        constexpr std::string_view parameters[] = {"limit", "cursor", "q", "sort"};
        Query query(request, parameters);
        limit_ = static_cast<std::size_t>(read_limit(query));
        search_ = query.find("q", &parse_search);
        sort_ = read_sort(query, request, shape.keys, shape.otherwise);
        query.throw_if_refused();
        after_ = read_short_list_place(cursors, request);
    }

    /// The page that is asked for. `write` is given a writer within an object, and a row.
    template <class Write>
    Response answer(std::vector<Row> rows, Write write) const {
        const auto found = find(std::move(rows));
        const auto shown = std::span(found).first(std::min(limit_, found.size()));
        json::Writer out;
        out.begin_object().key("items").begin_array();
        for (const auto& [place, row] : shown) {
            out.begin_object();
            write(out, row);
            out.end_object();
        }
        out.end_array();
        std::optional<std::string> next;
        if (shown.size() < found.size())
            next = cursors_.text(request_, text_of(shown.back().first));
        out.member("next_cursor", next).end_object();
        return json(200, out.take());
    }

  private:
    using Placed = std::pair<ShortListPlace, Row>;

    /// What is searched for and lies behind the cursor, in its order.
    std::vector<Placed> find(std::vector<Row> rows) const {
        const auto is_before = [this](const ShortListPlace& left, const ShortListPlace& right) {
            return sort_.descending ? right < left : left < right;
        };
        std::vector<Placed> found;
        for (auto& row : rows) {
            if (search_ && !shape_.is_found(row, *search_)) continue;
            ShortListPlace place{sort_.key(row), shape_.id_of(row)};
            if (after_ && !is_before(*after_, place)) continue;
            found.emplace_back(std::move(place), std::move(row));
        }
        std::ranges::sort(found, is_before, &Placed::first);
        return found;
    }

    const Request& request_;
    const Cursors& cursors_;
    const ShortListShape<Row>& shape_;
    Sort<typename ShortListShape<Row>::KeyOf> sort_;
    std::size_t limit_ = 0;
    std::optional<std::string> search_;
    std::optional<ShortListPlace> after_;
};

}  // namespace tillwatch::http
