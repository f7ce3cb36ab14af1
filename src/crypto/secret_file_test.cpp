#include "crypto/secret_file.hpp"

#include <fstream>
#include <latch>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "support/temporary_directory.hpp"

namespace tillwatch::crypto {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

void write_file(const fs::path& path, std::size_t bytes, fs::perms mode) {
    std::ofstream(path) << std::string(bytes, 'k');
    fs::permissions(path, mode);
}

TEST(SecretFile, is_made_once_and_read_again) {
    const test::TemporaryDirectory directory;
    const auto path = directory.path() / "secret";
    const auto made = load_or_create_secret_file(path);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->reveal().size(), 32U);
    EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(load_or_create_secret_file(path)->reveal(), made->reveal());
    const auto left = std::distance(fs::directory_iterator(directory.path()), {});
    EXPECT_EQ(left, 1) << "a draft was left behind";
}

TEST(SecretFile, is_the_same_for_all_who_make_it_at_once) {
    const test::TemporaryDirectory directory;
    const auto path = directory.path() / "secret";
    constexpr int makers = 8;
    std::latch start(makers);
    std::array<std::string, makers> keys;
    {
        std::vector<std::jthread> threads;
        threads.reserve(makers);
        for (int i = 0; i < makers; ++i) {
            threads.emplace_back([&, i] {
                start.arrive_and_wait();
                keys.at(static_cast<std::size_t>(i)) = load_or_create_secret_file(path)->reveal();
            });
        }
    }
    EXPECT_THAT(keys, testing::Each(keys[0]));
    EXPECT_EQ(keys[0].size(), 32U);
}

TEST(SecretFile, is_refused_if_others_may_read_it) {
    const test::TemporaryDirectory directory;
    const auto path = directory.path() / "secret";
    for (const auto others : {fs::perms::group_read, fs::perms::others_read, fs::perms::group_write,
                              fs::perms::others_write}) {
        write_file(path, 32, fs::perms::owner_read | others);
        const auto key = load_or_create_secret_file(path);
        ASSERT_FALSE(key);
        EXPECT_THAT(key.error().message, HasSubstr("chmod 600"));
        fs::remove(path);
    }
    write_file(path, 32, fs::perms::owner_read);
    EXPECT_TRUE(load_or_create_secret_file(path));
}

TEST(SecretFile, is_refused_at_another_size) {
    const test::TemporaryDirectory directory;
    const auto path = directory.path() / "secret";
    for (const std::size_t bytes : {0U, 31U, 33U}) {
        write_file(path, bytes, fs::perms::owner_read | fs::perms::owner_write);
        const auto key = load_or_create_secret_file(path);
        ASSERT_FALSE(key);
        EXPECT_THAT(key.error().message, HasSubstr("instead of 32"));
        EXPECT_EQ(fs::file_size(path), bytes) << "a wrong file must be left as it is";
    }
}

TEST(SecretFile, is_refused_where_it_cannot_be) {
    const test::TemporaryDirectory directory;
    const auto missing = load_or_create_secret_file(directory.path() / "no" / "secret");
    ASSERT_FALSE(missing);
    EXPECT_THAT(missing.error().message, HasSubstr("No such file or directory"));
    const auto folder = load_or_create_secret_file(directory.path());
    ASSERT_FALSE(folder);
    EXPECT_THAT(folder.error().message, HasSubstr("no regular file"));
}

}  // namespace
}  // namespace tillwatch::crypto
