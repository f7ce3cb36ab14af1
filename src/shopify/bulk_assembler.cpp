#include "shopify/bulk_assembler.hpp"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "shopify/bulk_object.hpp"

namespace tillwatch::shopify {
namespace {

/// Which row each row belongs to: its parent's place, or its own where it is a root or has none.
/// An object that stands twice has the children that follow it; a child that comes before any such
/// belongs to the first.
std::vector<std::size_t> parents_of(const std::vector<BulkRow>& rows) {
    struct Places {
        std::size_t first, last;
    };
    std::unordered_map<std::string_view, Places> places;
    std::vector<std::size_t> parents(rows.size());
    std::vector<std::size_t> early;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        parents[i] = i;
        if (!rows[i].is_root()) {
            const auto parent = places.find(rows[i].parent_id);
            if (parent != places.end())
                parents[i] = parent->second.last;
            else
                early.push_back(i);
        }
        if (!rows[i].id.empty()) places.try_emplace(rows[i].id, i, i).first->second.last = i;
    }
    for (const auto i : early)
        if (const auto parent = places.find(rows[i].parent_id); parent != places.end())
            parents[i] = parent->second.first;
    return parents;
}

/// None where the object that the row belongs to is not among them.
std::optional<std::size_t> root_of(std::size_t index, const std::vector<BulkRow>& rows,
                                   const std::vector<std::size_t>& parents) {
    constexpr int depth_max = 2;  // order, agreement, sale
    for (int depth = 0; depth < depth_max && !rows[index].is_root(); ++depth)
        index = parents[index];
    if (!rows[index].is_root()) return std::nullopt;
    return index;
}

/// Each with its own problem, or with that of the line that has one.
void reject(const std::vector<BulkRow*>& rows, std::string_view problem, Assembled& out) {
    const auto bad = std::ranges::find_if(rows, [](auto* row) { return !row->problem.empty(); });
    for (const auto* row : rows) {
        if (!row->problem.empty())
            out.rejected.push_back({row->line, row->problem});
        else if (bad != rows.end())
            out.rejected.push_back(
                {row->line, fmt::format("belongs to what line {} makes unusable", (*bad)->line)});
        else
            out.rejected.push_back({row->line, std::string(problem)});
    }
}

void build(const std::vector<BulkRow*>& rows, Assembled& out) {
    const auto bad = std::ranges::any_of(rows, [](auto* row) { return !row->problem.empty(); });
    if (bad) return reject(rows, "", out);
    auto object = build_object(rows);
    if (!object) return reject(rows, object.error(), out);
    out.objects.push_back({std::move(*object), static_cast<std::int64_t>(rows.size()),
                           rows.front()->line, rows.back()->line});
}

}  // namespace

void BulkAssembler::take(BulkRow row, Assembled& out) {
    if (row.is_root())
        begin_object(out);
    else
        note_child(row);
    if (!row.id.empty()) last_ids_.insert(row.id);
    held_bytes_ += std::max(row.bytes, row_bytes_min);
    if (held_bytes_ > bytes_max_)
        throw Failure(Code::too_large,
                      fmt::format("line {}: too much is held of a bulk operation whose objects are "
                                  "not grouped; run it with groupObjects: true",
                                  row.line));
    rows_.push_back(std::move(row));
}

void BulkAssembler::begin_object(Assembled& out) {
    if (last_has_children_) ++objects_with_children_;
    last_has_children_ = false;
    last_ids_.clear();
    if (arrangement_ == Arrangement::unknown && objects_with_children_ >= grouped_proof_objects)
        arrangement_ = Arrangement::grouped;
    if (arrangement_ == Arrangement::grouped) release(out);
}

void BulkAssembler::note_child(const BulkRow& child) {
    if (last_ids_.contains(child.parent_id))
        last_has_children_ = true;
    else if (arrangement_ == Arrangement::unknown)
        arrangement_ = Arrangement::loose;
}

void BulkAssembler::take_unreadable(std::int64_t line) {
    const auto last = std::ranges::find_if(rows_.rbegin(), rows_.rend(), &BulkRow::is_root);
    if (last != rows_.rend() && last->problem.empty())
        last->problem = fmt::format("line {} among its lines cannot be read", line);
}

void BulkAssembler::release(Assembled& out) {
    const auto parents = parents_of(rows_);
    std::vector<std::vector<BulkRow*>> objects(rows_.size());
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        if (const auto root = root_of(i, rows_, parents))
            objects[*root].push_back(&rows_[i]);
        else
            out.rejected.push_back(
                {rows_[i].line, rows_[i].problem.empty()
                                    ? "the object that it belongs to is not in the file, or not "
                                      "before it in a file whose objects are grouped"
                                    : rows_[i].problem});
    }
    for (const auto& rows : objects)
        if (!rows.empty()) build(rows, out);
    rows_.clear();
    held_bytes_ = 0;
}

void BulkAssembler::finish(Assembled& out) {
    release(out);
    arrangement_ = Arrangement::unknown;
    objects_with_children_ = 0;
    last_has_children_ = false;
    last_ids_.clear();
}

std::optional<std::int64_t> BulkAssembler::first_held() const {
    if (rows_.empty()) return std::nullopt;
    return rows_.front().line;
}

}  // namespace tillwatch::shopify
