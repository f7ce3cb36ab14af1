#include "intake/disk_reserve.hpp"

#include <gtest/gtest.h>

#include "support/temporary_directory.hpp"

namespace tillwatch::intake {
namespace {

TEST(DiskReserve, keeps_a_ballast_of_real_blocks_within_its_bounds) {
    const test::TemporaryDirectory directory;
    const DiskReserve reserve(directory.path());
    EXPECT_GE(reserve.bytes(), DiskReserve::bytes_min);
    EXPECT_LE(reserve.bytes(), DiskReserve::bytes_max);
    EXPECT_EQ(std::filesystem::file_size(directory.path() / "ballast"), reserve.bytes());
}

TEST(DiskReserve, refuses_more_than_there_is_and_takes_less) {
    const test::TemporaryDirectory directory;
    DiskReserve reserve(directory.path());
    EXPECT_TRUE(reserve.has_room(1));
    EXPECT_FALSE(reserve.has_room(reserve.free_bytes() / DiskReserve::copies));
    EXPECT_TRUE(reserve.has_room(1));
}

TEST(DiskReserve, gives_its_ballast_up_and_makes_it_again_when_there_is_plenty) {
    const test::TemporaryDirectory directory;
    DiskReserve reserve(directory.path());
    reserve.release();
    EXPECT_FALSE(std::filesystem::exists(directory.path() / "ballast"));
    EXPECT_TRUE(reserve.has_room(1));
    EXPECT_TRUE(std::filesystem::exists(directory.path() / "ballast"));
}

TEST(DiskReserve, takes_a_disk_that_cannot_be_asked_for_full) {
    DiskReserve reserve("/nonexistent");
    EXPECT_FALSE(reserve.has_room(0));
}

}  // namespace
}  // namespace tillwatch::intake
