#include "compression/webhook_codec.hpp"

#include <new>

#include <zstd.h>

#include "base/ensure.hpp"
#include "compression/dictionaries.hpp"

namespace tillwatch::compression {
namespace {

constexpr int usual_level = 1;
constexpr int quick_level = -3;

struct Free {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
    void operator()(ZSTD_CDict* dictionary) const { ZSTD_freeCDict(dictionary); }
    void operator()(ZSTD_DDict* dictionary) const { ZSTD_freeDDict(dictionary); }
};

template <class T>
std::unique_ptr<T, Free> owned(T* made) {
    if (!made) throw std::bad_alloc();
    return std::unique_ptr<T, Free>(made);
}

const ZSTD_CDict& newest_for_compressing(Effort effort) {
    const auto prepared = [](int level) {
        const auto bytes = dictionaries().back().bytes;
        return owned(ZSTD_createCDict(bytes.data(), bytes.size(), level));
    };
    static const auto usual = prepared(usual_level);
    static const auto quick = prepared(quick_level);
    return effort == Effort::usual ? *usual : *quick;
}

struct Readable {
    std::string_view encoding;
    unsigned id;
    std::unique_ptr<ZSTD_DDict, Free> dictionary;
};

const Readable* find_readable(std::string_view encoding) {
    static const auto all = [] {
        std::vector<Readable> made;
        for (const auto& [name, bytes] : dictionaries()) {
            auto dictionary = owned(ZSTD_createDDict(bytes.data(), bytes.size()));
            const auto id = ZSTD_getDictID_fromDDict(dictionary.get());
            ENSURE(id != 0);  // without a header it would be taken as mere text
            made.push_back({name, id, std::move(dictionary)});
        }
        return made;
    }();
    const auto found = std::ranges::find(all, encoding, &Readable::encoding);
    return found == all.end() ? nullptr : &*found;
}

/// Checks all that a frame says of itself before anything is taken for it.
Result<std::size_t> size_of_content(const Readable& readable, std::string_view bytes,
                                    std::size_t bytes_max) {
    // The oldest formats have no ids of dictionaries, and frames to be skipped have none either.
    if (ZSTD_getDictID_fromFrame(bytes.data(), bytes.size()) != readable.id)
        return fail(Code::malformed, "the compressed data is damaged or of another dictionary");
    const auto size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN)
        return fail(Code::malformed, "the compressed data is damaged");
    if (size > bytes_max) return fail(Code::too_large, "the data is too large");
    if (ZSTD_findFrameCompressedSize(bytes.data(), bytes.size()) != bytes.size())
        return fail(Code::malformed, "the compressed data is damaged");
    return size;
}

}  // namespace

Encoded compress(std::string_view headers, std::string_view body, Effort effort) {
    // A context is costly to make and belongs to one thread at a time.
    thread_local const auto context = owned(ZSTD_createCCtx());
    std::string joined;
    joined.reserve(headers.size() + body.size());
    joined.append(headers).append(body);
    if (joined.empty()) return {plain, joined};

    std::string packed;
    bool smaller = false;
    // Room for less than there was: Zstandard gives up by itself where it finds no gain. The room
    // that libstdc++ 12 tells is more than was asked for where it rounds up a small string's.
    const auto room = joined.size() - 1;
    packed.resize_and_overwrite(room, [&](char* out, std::size_t) {
        const auto size = ZSTD_compress_usingCDict(context.get(), out, room, joined.data(),
                                                   joined.size(), &newest_for_compressing(effort));
        smaller = ZSTD_isError(size) == 0;
        return smaller ? size : 0;
    });
    if (!smaller) return {plain, std::move(joined)};
    packed.shrink_to_fit();  // it may wait in a queue
    return {dictionaries().back().encoding, std::move(packed)};
}

Result<std::string> decompress(std::string_view encoding, std::string_view bytes,
                               std::size_t bytes_max) {
    if (encoding == plain) {
        if (bytes.size() > bytes_max) return fail(Code::too_large, "the data is too large");
        return std::string(bytes);
    }
    const auto* readable = find_readable(encoding);
    if (!readable) return fail(Code::invalid, "the data is of an encoding not known here");
    const auto size = size_of_content(*readable, bytes, bytes_max);
    if (!size) return std::unexpected(size.error());

    thread_local const auto context = owned(ZSTD_createDCtx());
    std::string unpacked;
    bool whole = false;
    // Not filled before: memory that a lying frame claims is not even touched.
    unpacked.resize_and_overwrite(*size, [&](char* out, std::size_t) {
        const auto written = ZSTD_decompress_usingDDict(context.get(), out, *size, bytes.data(),
                                                        bytes.size(), readable->dictionary.get());
        whole = written == *size;
        return whole ? written : 0;
    });
    if (!whole) return fail(Code::malformed, "the compressed data is damaged");
    return unpacked;
}

}  // namespace tillwatch::compression
