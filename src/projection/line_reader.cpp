#include "projection/line_reader.hpp"

namespace tillwatch::projection {
namespace {

constexpr std::size_t magic_bytes = 4;  // the longest by which a format is known

}  // namespace

/// Fills piece_ with what there is, at first as far as the format needs; 0 at the end.
std::size_t LineReader::read_piece() {
    std::size_t size = 0;
    do {
        const auto count = input_.read(descriptor_, std::span(piece_).subspan(size));
        if (!count && count.error().code == Code::unavailable) throw Failure(count.error());
        if (!count) throw Failure(Code::unavailable, "the file cannot be read");
        if (*count == 0) break;
        size += *count;
    } while (!decompressor_ && size < magic_bytes);
    bytes_read_ += static_cast<std::int64_t>(size);
    return size;
}

/// Unpacks one step into buffer_; false where the piece is used up.
bool LineReader::unpack() {
    if (!decompressor_) return false;
    buffer_.erase(0, begin_);
    searched_ -= begin_;
    begin_ = 0;
    try {
        return decompressor_->unpack(buffer_);
    } catch (const Failure& failure) {
        damage_ = failure.error();  // told once the lines before it are taken
        return true;
    }
}

/// More bytes in buffer_; false at the end.
bool LineReader::fill() {
    if (ended_) return false;
    if (damage_) throw Failure(*damage_);
    // A little input can unpack to so much that the next read is far away.
    if (input_.is_cancelled()) throw Failure(Code::unavailable, "stopped");
    while (!unpack()) {
        const auto size = read_piece();
        if (size == 0) {
            ended_ = true;
            if (decompressor_ && !decompressor_->is_whole())
                throw Failure(Code::malformed, "the compressed data is cut off");
            return false;
        }
        const std::string_view bytes(piece_.data(), size);
        if (!decompressor_) decompressor_ = compression::make_decompressor(bytes);
        decompressor_->give(bytes);
    }
    return true;
}

std::optional<LineReader::Line> LineReader::next() {
    Line line;
    for (;;) {
        const auto end = buffer_.find('\n', searched_);
        if (end != std::string::npos || (ended_ && begin_ < buffer_.size())) {
            const auto stop = std::min(end, buffer_.size());
            if (!line.too_long) line.text.assign(buffer_, begin_, stop - begin_);
            begin_ = searched_ = std::min(stop + 1, buffer_.size());
            if (line.text.ends_with('\r')) line.text.pop_back();
            line.too_long = line.too_long || line.text.size() > line_bytes_max;
            return line;
        }
        searched_ = buffer_.size();
        if (searched_ - begin_ > line_bytes_max) {
            // Too long to keep: drop what came so far, go on to the line's end.
            line.too_long = true;
            begin_ = searched_;
        }
        if (!fill() && begin_ >= buffer_.size())
            return line.too_long ? std::optional(line) : std::nullopt;
    }
}

}  // namespace tillwatch::projection
