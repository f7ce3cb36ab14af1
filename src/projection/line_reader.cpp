#include "projection/line_reader.hpp"

#include <array>

namespace tillwatch::projection {
namespace {

constexpr std::size_t piece_bytes = std::size_t{256} << 10;

/// Fills `buffer` as far as the descriptor has data; 0 at its end.
std::size_t read_piece(const CancellableWait& input, int descriptor, std::span<char> buffer) {
    const auto count = input.read(descriptor, buffer);
    if (count) return *count;
    if (count.error().code == Code::unavailable) throw Failure(count.error());
    throw Failure(Code::unavailable, "the file cannot be read");
}

}  // namespace

bool LineReader::fill() {
    if (ended_) return false;
    if (damage_) throw Failure(*damage_);
    thread_local std::array<char, piece_bytes> piece;
    const auto count = read_piece(input_, descriptor_, piece);
    bytes_read_ += static_cast<std::int64_t>(count);
    if (count == 0) {
        ended_ = true;
        if (decompressor_ && !decompressor_->is_whole())
            throw Failure(Code::malformed, "the compressed data is cut off");
        return false;
    }
    const std::string_view bytes(piece.data(), count);
    if (!decompressor_) decompressor_ = make_decompressor(bytes);
    buffer_.erase(0, begin_);
    searched_ -= begin_;
    begin_ = 0;
    try {
        decompressor_->unpack(bytes, buffer_);
    } catch (const Failure& failure) {
        damage_ = failure.error();  // told once the lines before it are taken
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
