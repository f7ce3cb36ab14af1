#include "projection/line_reader.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "base/descriptor.hpp"
#include "support/temporary_directory.hpp"

namespace tillwatch::projection {
namespace {

using compression::piece_bytes_max;

std::string gzip(std::string_view text) {
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    std::string packed(deflateBound(&stream, text.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

std::string zstandard(std::string_view text) {
    std::string packed(ZSTD_compressBound(text.size()), '\0');
    packed.resize(ZSTD_compress(packed.data(), packed.size(), text.data(), text.size(), 1));
    return packed;
}

/// A file that holds `bytes`, open at its beginning.
class File {
  public:
    explicit File(std::string_view bytes)
        : descriptor_(
              ::open((directory_.path() / "file").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
        EXPECT_EQ(::write(get(), bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
        EXPECT_EQ(::lseek(get(), 0, SEEK_SET), 0);
    }
    int get() const { return descriptor_.get(); }

  private:
    test::TemporaryDirectory directory_;
    Descriptor descriptor_;
};

std::vector<std::string> lines_of(std::string_view bytes) {
    const File file(bytes);
    LineReader reader(file.get());
    std::vector<std::string> lines;
    while (auto line = reader.next()) lines.push_back(std::move(line->text));
    return lines;
}

std::size_t count_lines(std::string_view bytes) {
    const File file(bytes);
    LineReader reader(file.get());
    std::size_t count = 0;
    while (reader.next()) ++count;
    return count;
}

TEST(LineReader, reads_whole_files_whose_output_fills_its_pieces_exactly) {
    for (const std::size_t size :
         {piece_bytes_max - 1, piece_bytes_max, piece_bytes_max + 1, 2 * piece_bytes_max}) {
        const std::string blank(size, '\n');
        EXPECT_EQ(count_lines(blank), size);
        EXPECT_EQ(count_lines(gzip(blank)), size);
        EXPECT_EQ(count_lines(zstandard(blank)), size);
        EXPECT_EQ(count_lines(gzip(blank) + gzip("") + gzip("x")), size + 1);
        EXPECT_EQ(count_lines(zstandard(blank) + zstandard("") + zstandard("x")), size + 1);
    }
}

TEST(LineReader, refuses_the_same_files_cut_off) {
    const std::string blank(piece_bytes_max, '\n');
    for (const auto& packed : {gzip(blank), zstandard(blank)}) {
        EXPECT_THROW(count_lines(packed.substr(0, packed.size() - 1)), Failure);
        EXPECT_THROW(count_lines(packed + packed.substr(0, packed.size() / 2)), Failure);
    }
}

TEST(LineReader, unpacks_what_never_ends_a_line_in_bounded_memory) {
    const std::string zeros(std::size_t{256} << 20, '\0');
    for (const auto& packed : {gzip(zeros + "\nnext\n"), zstandard(zeros + "\nnext\n")}) {
        const File file(packed);
        LineReader reader(file.get());
        const auto line = reader.next();
        ASSERT_TRUE(line);
        EXPECT_TRUE(line->too_long);
        EXPECT_EQ(reader.next()->text, "next");
        EXPECT_FALSE(reader.next());
        EXPECT_LE(reader.buffer_bytes(), 2 * (line_bytes_max + piece_bytes_max));
    }
}

TEST(LineReader, takes_the_longest_line_and_not_one_byte_more) {
    const std::string longest(line_bytes_max, 'x');
    const File file(longest + "\n" + longest + "x\nnext");
    LineReader reader(file.get());
    auto line = reader.next();
    EXPECT_FALSE(line->too_long);
    EXPECT_EQ(line->text.size(), line_bytes_max);
    EXPECT_TRUE(reader.next()->too_long);
    EXPECT_EQ(reader.next()->text, "next");
}

RC_GTEST_PROP(LineReader, gives_the_same_lines_however_they_are_packed,
              (const std::vector<std::uint16_t>& lengths)) {
    std::string text;
    std::vector<std::string> lines;
    for (const auto length : lengths) {
        lines.push_back(std::string(length, static_cast<char>('a' + length % 26)));
        text += lines.back() + "\n";
    }
    RC_ASSERT(lines_of(text) == lines);
    RC_ASSERT(lines_of(gzip(text)) == lines);
    RC_ASSERT(lines_of(zstandard(text)) == lines);
}

struct Pipe {
    Pipe() {
        int ends[2] = {-1, -1};
        EXPECT_EQ(::pipe2(ends, O_CLOEXEC), 0);
        reading = Descriptor(ends[0]);
        writing = Descriptor(ends[1]);
    }
    void write(std::string_view bytes) const {
        EXPECT_EQ(::write(writing.get(), bytes.data(), bytes.size()),
                  static_cast<ssize_t>(bytes.size()));
    }
    void wait_until_empty() const {
        for (int waiting = 1; waiting > 0;) ::ioctl(reading.get(), FIONREAD, &waiting);
    }
    Descriptor reading;
    Descriptor writing;
};

TEST(LineReader, knows_a_format_whose_first_bytes_come_one_by_one) {
    for (const auto& packed : {gzip("line\n"), zstandard("line\n"), std::string("line\n")}) {
        Pipe pipe;
        std::jthread writer([&] {
            for (const char byte : packed) {
                pipe.write({&byte, 1});
                pipe.wait_until_empty();
            }
            pipe.writing = Descriptor();
        });
        LineReader reader(pipe.reading.get());
        const auto line = reader.next();
        ASSERT_TRUE(line);
        EXPECT_EQ(line->text, "line");
        EXPECT_FALSE(reader.next());
    }
}

TEST(LineReader, ends_by_a_stop_while_the_pipe_stays_open) {
    const Pipe pipe;
    std::stop_source stop;
    pipe.write("first\nhal");
    LineReader reader(pipe.reading.get(), stop.get_token());
    EXPECT_EQ(reader.next()->text, "first");
    pipe.write("f");
    std::jthread stopper([&] {
        pipe.wait_until_empty();
        stop.request_stop();
    });
    try {
        reader.next();
        FAIL() << "a line that has no end";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.code(), Code::unavailable);
        EXPECT_STREQ(failure.what(), "stopped");
    }
}

TEST(LineReader, is_stopped_by_another_thread_while_the_pipe_stays_open) {
    const Pipe pipe;
    LineReader reader(pipe.reading.get());
    pipe.write("hal");
    std::jthread stopper([&] {
        pipe.wait_until_empty();
        reader.stop();
    });
    EXPECT_THROW(reader.next(), Failure);
}

}  // namespace
}  // namespace tillwatch::projection
