#include "base/secret.hpp"

#include <gtest/gtest.h>

namespace tillwatch {
namespace {

TEST(Secret, leaves_nothing_in_the_one_it_was_moved_from) {
    Secret from(std::string("short"));
    const char* place = from.reveal().data();  // short texts live inside the object
    const Secret to = std::move(from);
    EXPECT_EQ(to.reveal(), "short");
    EXPECT_TRUE(from.empty());  // NOLINT(bugprone-use-after-move)
    EXPECT_EQ(std::string_view(place, 5), std::string_view("\0\0\0\0\0", 5));
}

TEST(Secret, is_copied_and_assigned_whole) {
    const Secret long_one(std::string(100, 'x'));
    Secret other;
    other = long_one;
    EXPECT_EQ(other.reveal(), long_one.reveal());
}

}  // namespace
}  // namespace tillwatch
