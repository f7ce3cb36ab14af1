#include "projection/import_reader.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "base/descriptor.hpp"

namespace tillwatch::projection {
namespace {

const Currency usd = value_or_throw(Currency::parse("USD"));

/// A pipe that holds all of `text`, and then its end or silence.
class Source {
  public:
    explicit Source(std::string_view text, bool ends = true) {
        int both[2] = {-1, -1};
        EXPECT_EQ(::pipe2(both, O_CLOEXEC), 0);
        reading_ = Descriptor(both[0]);
        writing_ = Descriptor(both[1]);
        constexpr int bytes_max = 1 << 20;
        EXPECT_EQ(::fcntl(writing_.get(), F_SETPIPE_SZ, bytes_max), bytes_max);
        EXPECT_LT(text.size(), std::size_t{bytes_max});
        EXPECT_EQ(::write(writing_.get(), text.data(), text.size()),
                  static_cast<ssize_t>(text.size()));
        if (ends) writing_ = Descriptor();
    }
    int get() const { return reading_.get(); }

  private:
    Descriptor reading_;
    Descriptor writing_;
};

std::string customers(int from, int to) {
    std::string lines;
    for (int id = from; id <= to; ++id)
        lines += fmt::format("{{\"id\": {}, \"email\": \"a@b.c\"}}\n", id);
    return lines;
}

std::string bulk_customer(int id) {
    return fmt::format("{{\"id\": \"gid://shopify/Customer/{}\"}}\n", id);
}

std::string bulk_address(int customer) {
    return fmt::format(
        "{{\"id\": \"gid://shopify/MailingAddress/{}\", "
        "\"__parentId\": \"gid://shopify/Customer/{}\"}}\n",
        customer, customer);
}

constexpr ImportBatchLimits limits{.lines = 2'000, .bytes = 1 << 20};

std::vector<ImportBatch> batches_of(const std::string& text, std::int64_t done = 0) {
    const Source source(text);
    LineReader lines(source.get());
    ImportReader reader(lines, usd, done, limits);
    std::vector<ImportBatch> batches;
    while (auto batch = reader.next()) batches.push_back(std::move(*batch));
    return batches;
}

std::int64_t lines_applied(const std::vector<ImportBatch>& batches) {
    std::int64_t lines = 0;
    for (const auto& batch : batches)
        for (const auto& object : batch.objects) lines += object.lines;
    return lines;
}

TEST(ImportReader, gives_batches_that_are_done_up_to_their_last_line) {
    const auto batches = batches_of(customers(1, 2'500));
    ASSERT_EQ(batches.size(), 2U);
    EXPECT_EQ(batches[0].done, 2'000);
    EXPECT_EQ(batches[0].objects.size(), 2'000U);
    EXPECT_EQ(batches[1].done, 2'500);
    EXPECT_EQ(batches[1].read, 500);
}

TEST(ImportReader, ends_a_batch_at_its_bytes) {
    const auto line = customers(1, 1);
    const Source source(line + line + line);
    LineReader lines(source.get());
    ImportReader reader(lines, usd, 0, {.lines = 2'000, .bytes = line.size() + 1});
    EXPECT_EQ(reader.next().value().done, 2);
    EXPECT_EQ(reader.next().value().done, 3);
    EXPECT_FALSE(reader.next());
}

TEST(ImportReader, goes_on_after_the_lines_that_are_done) {
    const auto batches = batches_of(customers(1, 2'500), 2'400);
    ASSERT_EQ(batches.size(), 1U);
    EXPECT_EQ(batches[0].objects.size(), 100U);
    EXPECT_EQ(batches[0].done, 2'500);
}

TEST(ImportReader, counts_blank_and_rejected_lines_as_progress) {
    const auto batches = batches_of("\n \n[]\n" + customers(1, 1));
    ASSERT_EQ(batches.size(), 1U);
    EXPECT_EQ(batches[0].read, 2);
    EXPECT_EQ(batches[0].done, 4);
    ASSERT_EQ(batches[0].rejected.size(), 1U);
    EXPECT_EQ(batches[0].rejected[0].line, 3);
}

TEST(ImportReader, is_done_with_no_line_of_an_object_that_is_still_open) {
    std::string grouped;
    for (int id = 1; id <= 4'000; ++id) grouped += bulk_customer(id) + bulk_address(id);
    const auto batches = batches_of(grouped);
    std::int64_t last = -1;
    for (const auto& batch : batches) {
        EXPECT_EQ(batch.done % 2, 0);  // between an object and the next
        EXPECT_GT(batch.done, last);
        last = batch.done;
    }
    EXPECT_EQ(last, 8'000);
    EXPECT_EQ(lines_applied(batches), 8'000);
    EXPECT_EQ(batches[0].done, 0);  // all that came so far may be of a loose file
    EXPECT_EQ(batches[1].done, 2'000);
}

TEST(ImportReader, is_done_with_a_loose_file_at_its_end_alone) {
    std::string loose;
    for (int id = 1; id <= 3'000; ++id) loose += bulk_customer(id);
    for (int id = 1; id <= 3'000; ++id) loose += bulk_address(id);
    const auto batches = batches_of(loose);
    for (std::size_t i = 0; i + 1 < batches.size(); ++i) {
        EXPECT_EQ(batches[i].done, 0) << i;
        EXPECT_LE(lines_applied({batches[i]}), 2'001) << i;
    }
    EXPECT_EQ(batches.back().done, 6'000);
    EXPECT_EQ(lines_applied(batches), 6'000);
}

TEST(ImportReader, ends_while_its_input_is_silent) {
    const Source source(customers(1, 2'100), false);
    LineReader lines(source.get());
    ImportReader reader(lines, usd, 0, limits);
    EXPECT_TRUE(reader.next());
}

TEST(ImportReader, ends_while_nobody_takes_its_batches) {
    const Source source(customers(1, 6'000));
    LineReader lines(source.get());
    ImportReader reader(lines, usd, 0, limits);
    EXPECT_TRUE(reader.next());
}

TEST(ImportReader, tells_of_damage_after_what_came_before_it) {
    // The beginning of a gzip file whose first block is stored, and then nothing.
    const std::string packed("\x1f\x8b\x08\0\0\0\0\0\0\x03\0\x02\0\xfd\xff{}", 17);
    const Source source(packed);
    LineReader lines(source.get());
    ImportReader reader(lines, usd, 0, limits);
    ASSERT_TRUE(reader.next());
    try {
        reader.next();
        FAIL() << "the end of a whole file";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.code(), Code::malformed);
    }
}

}  // namespace
}  // namespace tillwatch::projection
