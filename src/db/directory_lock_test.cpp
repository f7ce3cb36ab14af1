#include "db/directory_lock.hpp"

#include <fstream>

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/result.hpp"
#include "support/temporary_directory.hpp"

namespace tillwatch::db {
namespace {

class ADirectoryLock : public testing::Test {
  protected:
    std::string directory() const { return (parent_.path() / "of" / "data").string(); }

    std::string refusal() const {
        try {
            const DirectoryLock second(directory());
        } catch (const Failure& failure) {
            EXPECT_EQ(failure.code(), Code::locked);
            return failure.what();
        }
        return "not refused";
    }

    test::TemporaryDirectory parent_;
};

TEST_F(ADirectoryLock, makes_the_directory_for_its_owner_alone) {
    const DirectoryLock lock(directory());
    struct stat found{};
    ASSERT_EQ(stat(directory().c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777U, 0700U);
}

TEST_F(ADirectoryLock, refuses_a_second_server_and_names_the_first) {
    const DirectoryLock lock(directory());
    EXPECT_NE(refusal().find("another server (pid " + std::to_string(getpid()) +
                             ") holds the data directory " + directory()),
              std::string::npos)
        << refusal();
}

TEST_F(ADirectoryLock, is_free_again_when_it_goes) {
    {
        const DirectoryLock lock(directory());
    }
    EXPECT_EQ(refusal(), "not refused");
}

TEST_F(ADirectoryLock, does_not_outlive_a_killed_process) {
    int ready[2];
    ASSERT_EQ(pipe(ready), 0);
    const pid_t child = fork();
    if (child == 0) {
        const DirectoryLock lock(directory());
        (void)!write(ready[1], "!", 1);
        pause();
    }
    char byte = 0;
    ASSERT_EQ(read(ready[0], &byte, 1), 1);
    EXPECT_NE(refusal().find("pid " + std::to_string(child)), std::string::npos);
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    EXPECT_EQ(refusal(), "not refused");
    close(ready[0]);
    close(ready[1]);
}

TEST_F(ADirectoryLock, says_what_is_wrong_with_a_directory) {
    std::ofstream(parent_.path() / "of") << "a file";
    try {
        const DirectoryLock lock(directory());
        FAIL() << "not refused";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.code(), Code::unavailable);
        EXPECT_NE(std::string(failure.what()).find("of/data: "), std::string::npos);
    }
}

}  // namespace
}  // namespace tillwatch::db
