#include "base/log.hpp"

#include <fstream>
#include <sstream>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "support/temporary_directory.hpp"

namespace tillwatch::log {
namespace {

/// Standard error turned into a file, and the log's settings put back at the end.
class Log : public testing::Test {
  protected:
    void SetUp() override {
        path_ = directory_.path() / "err";
        saved_ = ::dup(STDERR_FILENO);
        const int file = ::open(path_.c_str(), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
        ASSERT_GE(file, 0);
        ::dup2(file, STDERR_FILENO);
        ::close(file);
    }
    void TearDown() override {
        ::dup2(saved_, STDERR_FILENO);
        ::close(saved_);
        configure(Format::text, Level::info);
    }

    std::vector<std::string> lines() const {
        std::ifstream file(path_);
        std::vector<std::string> all;
        for (std::string line; std::getline(file, line);) all.push_back(line);
        return all;
    }

  private:
    test::TemporaryDirectory directory_;
    std::filesystem::path path_;
    int saved_ = -1;
};

TEST_F(Log, leaves_out_what_is_below_its_level) {
    configure(Format::json, Level::warning);
    info("quiet");
    warning("loud");
    ASSERT_EQ(lines().size(), 1U);
    EXPECT_THAT(lines()[0], testing::HasSubstr(R"("level":"warning","message":"loud"})"));
    EXPECT_FALSE(enabled(Level::info));
    EXPECT_TRUE(enabled(Level::error));
}

TEST_F(Log, has_no_colours_in_a_file) {
    configure(Format::text, Level::debug);
    error("plain");
    ASSERT_EQ(lines().size(), 1U);
    EXPECT_THAT(lines()[0], testing::Not(testing::HasSubstr("\x1b")));
}

TEST_F(Log, keeps_lines_of_many_threads_whole) {
    configure(Format::text, Level::info);
    constexpr int writers = 4;
    constexpr int each = 200;
    const std::string value(300, 'x');
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < writers; ++i) {
            threads.emplace_back([&value] {
                for (int n = 0; n < each; ++n) info("m", {{"v", value}});
            });
        }
    }
    const auto all = lines();
    EXPECT_EQ(all.size(), writers * each);
    EXPECT_THAT(all, testing::Each(testing::EndsWith("m  v=" + value)));
}

TEST(LogSettings, are_parsed_by_name_only) {
    EXPECT_EQ(parse_level("error"), Level::error);
    EXPECT_FALSE(parse_level("Error"));
    EXPECT_EQ(parse_format("json"), Format::json);
    EXPECT_FALSE(parse_format(""));
}

}  // namespace
}  // namespace tillwatch::log
