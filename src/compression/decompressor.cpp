#include "compression/decompressor.hpp"

#include <zlib.h>
#include <zstd.h>

#include "base/result.hpp"

namespace tillwatch::compression {
namespace {

class Plain final : public Decompressor {
  public:
    void give(std::string_view piece) override { piece_ = piece; }
    bool unpack(std::string& out) override {
        const auto bytes = piece_.substr(0, piece_bytes_max);
        out += bytes;
        piece_.remove_prefix(bytes.size());
        return !bytes.empty();
    }
    bool is_whole() const override { return true; }

  private:
    std::string_view piece_;
};

/// One or more gzip members, one after the other.
class Gzip final : public Decompressor {
  public:
    Gzip() {
        constexpr int gzip_only = 16 + MAX_WBITS;
        if (inflateInit2(&stream_, gzip_only) != Z_OK) throw std::bad_alloc();
    }
    ~Gzip() override { inflateEnd(&stream_); }
    Gzip(const Gzip&) = delete;
    Gzip& operator=(const Gzip&) = delete;

    void give(std::string_view piece) override {
        // zlib takes its input as non-const and leaves it as it is.
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(piece.data()));
        stream_.avail_in = static_cast<uInt>(piece.size());
    }

    bool unpack(std::string& out) override {
        std::size_t written = 0;
        // Some input gives no output: headers, or an empty member.
        while (written == 0 && (stream_.avail_in > 0 || holds_more_)) written = step(out);
        return written > 0;
    }
    bool is_whole() const override { return whole_; }

  private:
    std::size_t step(std::string& out) {
        if (whole_) inflateReset(&stream_);
        stream_.next_out = reinterpret_cast<Bytef*>(out_.data());
        stream_.avail_out = static_cast<uInt>(out_.size());
        const int status = inflate(&stream_, Z_NO_FLUSH);
        const auto written = out_.size() - stream_.avail_out;
        out.append(out_.data(), written);
        if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR)
            throw Failure(Code::malformed, "the gzip data is damaged");
        whole_ = status == Z_STREAM_END;
        holds_more_ = !whole_ && stream_.avail_out == 0;
        return written;
    }

    z_stream stream_{};
    bool whole_ = false;
    bool holds_more_ = false;  // the output was full: there may be more without more input
    std::string out_ = std::string(piece_bytes_max, '\0');
};

class Zstandard final : public Decompressor {
  public:
    Zstandard() : context_(ZSTD_createDCtx()) {
        if (!context_) throw std::bad_alloc();
    }

    void give(std::string_view piece) override { in_ = {piece.data(), piece.size(), 0}; }

    bool unpack(std::string& out) override {
        std::size_t written = 0;
        while (written == 0 && (in_.pos < in_.size || holds_more_)) written = step(out);
        return written > 0;
    }
    bool is_whole() const override { return whole_; }

  private:
    std::size_t step(std::string& out) {
        ZSTD_outBuffer buffer{out_.data(), out_.size(), 0};
        const auto left = ZSTD_decompressStream(context_.get(), &buffer, &in_);
        out.append(out_.data(), buffer.pos);
        if (ZSTD_isError(left) != 0)
            throw Failure(Code::malformed, "the Zstandard data is damaged");
        whole_ = left == 0;
        // After a frame's end another call would begin the next frame.
        holds_more_ = !whole_ && buffer.pos == buffer.size;
        return buffer.pos;
    }

    struct Free {
        void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
    };
    std::unique_ptr<ZSTD_DCtx, Free> context_;
    ZSTD_inBuffer in_{};
    bool whole_ = false;
    bool holds_more_ = false;  // the output was full: there may be more without more input
    std::string out_ = std::string(piece_bytes_max, '\0');
};

}  // namespace

std::unique_ptr<Decompressor> make_decompressor(std::string_view first_bytes) {
    if (first_bytes.starts_with("\x1f\x8b")) return std::make_unique<Gzip>();
    if (first_bytes.starts_with("\x28\xb5\x2f\xfd")) return std::make_unique<Zstandard>();
    return std::make_unique<Plain>();
}

}  // namespace tillwatch::compression
