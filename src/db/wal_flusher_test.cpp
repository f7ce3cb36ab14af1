#include "db/wal_flusher.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "db/error.hpp"
#include "support/temporary_directory.hpp"

namespace tillwatch::db {
namespace {

TEST(a_wal_flusher, tells_in_order_those_who_wait) {
    const test::TemporaryDirectory directory;
    const auto path = (directory.path() / "inbox.db").string();
    std::ofstream(path + "-wal") << "frames";
    std::vector<int> told;
    {
        WalFlusher flusher(path);
        for (int i = 0; i < 3; ++i)
            flusher.after_flush([&told, i](const std::exception_ptr& failure) {
                EXPECT_FALSE(failure);
                told.push_back(i);
            });
        flusher.flush();
        EXPECT_EQ(told, (std::vector{0, 1, 2}));
        flusher.after_flush([&](const std::exception_ptr&) { told.push_back(3); });
    }
    EXPECT_EQ(told.size(), 4U);
}

TEST(a_wal_flusher, fails_for_all_once_a_flush_failed) {
    const test::TemporaryDirectory directory;
    const auto path = (directory.path() / "inbox.db").string();
    ASSERT_EQ(mkfifo((path + "-wal").c_str(), 0600), 0);  // cannot be flushed
    WalFlusher flusher(path);
    for (int i = 0; i < 2; ++i) {
        try {
            flusher.flush();
            FAIL() << "it was flushed";
        } catch (const DatabaseError& error) {
            EXPECT_EQ(error.kind(), Kind::broken);
        }
    }
}

TEST(a_wal_flusher, needs_the_wal) {
    const test::TemporaryDirectory directory;
    EXPECT_THROW(WalFlusher((directory.path() / "none.db").string()), DatabaseError);
}

}  // namespace
}  // namespace tillwatch::db
