#include <array>

#include <zlib.h>
#include <zstd.h>

#include "projection/line_reader.hpp"

namespace tillwatch::projection {
namespace {

constexpr std::size_t piece_bytes = std::size_t{256} << 10;

class Plain final : public Decompressor {
  public:
    void unpack(std::string_view piece, std::string& out) override { out += piece; }
    bool is_whole() const override { return true; }
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

    void unpack(std::string_view piece, std::string& out) override {
        // zlib takes its input as non-const and leaves it as it is.
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(piece.data()));
        stream_.avail_in = static_cast<uInt>(piece.size());
        while (stream_.avail_in > 0) {
            if (whole_) inflateReset(&stream_);
            stream_.next_out = reinterpret_cast<Bytef*>(out_.data());
            stream_.avail_out = static_cast<uInt>(out_.size());
            const int status = inflate(&stream_, Z_NO_FLUSH);
            out.append(out_.data(), out_.size() - stream_.avail_out);
            if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR)
                throw Failure(Code::malformed, "the gzip data is damaged");
            whole_ = status == Z_STREAM_END;
        }
    }
    bool is_whole() const override { return whole_; }

  private:
    z_stream stream_{};
    bool whole_ = false;
    std::string out_ = std::string(piece_bytes, '\0');
};

class Zstandard final : public Decompressor {
  public:
    Zstandard() : context_(ZSTD_createDCtx()) {
        if (!context_) throw std::bad_alloc();
    }

    void unpack(std::string_view piece, std::string& out) override {
        ZSTD_inBuffer in{piece.data(), piece.size(), 0};
        std::size_t written = 0;
        do {
            ZSTD_outBuffer buffer{out_.data(), out_.size(), 0};
            const auto left = ZSTD_decompressStream(context_.get(), &buffer, &in);
            out.append(out_.data(), buffer.pos);
            if (ZSTD_isError(left) != 0)
                throw Failure(Code::malformed, "the Zstandard data is damaged");
            whole_ = left == 0;
            written = buffer.pos;
        } while (in.pos < in.size || written == out_.size());
    }
    bool is_whole() const override { return whole_; }

  private:
    struct Free {
        void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
    };
    std::unique_ptr<ZSTD_DCtx, Free> context_;
    bool whole_ = false;
    std::string out_ = std::string(piece_bytes, '\0');
};

}  // namespace

std::unique_ptr<Decompressor> make_decompressor(std::string_view first_bytes) {
    if (first_bytes.starts_with("\x1f\x8b")) return std::make_unique<Gzip>();
    if (first_bytes.starts_with("\x28\xb5\x2f\xfd")) return std::make_unique<Zstandard>();
    return std::make_unique<Plain>();
}

}  // namespace tillwatch::projection
