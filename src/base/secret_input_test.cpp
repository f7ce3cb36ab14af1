#include "base/secret_input.hpp"

#include <thread>

#include <gtest/gtest.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/descriptor.hpp"

namespace tillwatch {
namespace {

Result<Secret> read_from_pipe(std::string_view text) {
    int ends[2] = {-1, -1};
    EXPECT_EQ(::pipe(ends), 0);
    std::jthread writer([text, end = ends[1]] {
        // In two pieces, as a terminal or a slow program would.
        const auto half = text.size() / 2;
        EXPECT_EQ(::write(end, text.data(), half), static_cast<ssize_t>(half));
        [[maybe_unused]] const auto rest = ::write(end, text.data() + half, text.size() - half);
        ::close(end);
    });
    auto secret = read_secret(ends[0], "password");
    ::close(ends[0]);
    return secret;
}

TEST(SecretInput, takes_one_newline_off_and_nothing_else) {
    EXPECT_EQ(read_from_pipe("hush\n")->reveal(), "hush");
    EXPECT_EQ(read_from_pipe("hush")->reveal(), "hush");
    EXPECT_EQ(read_from_pipe("hush\n\n")->reveal(), "hush\n");
    EXPECT_EQ(read_from_pipe(" hush \r\n")->reveal(), " hush \r");
    EXPECT_EQ(read_from_pipe(std::string_view("a\0b", 3))->reveal(), std::string_view("a\0b", 3));
}

TEST(SecretInput, refuses_nothing) {
    EXPECT_EQ(read_from_pipe("").error().message, "the password is empty");
    EXPECT_EQ(read_from_pipe("\n").error().message, "the password is empty");
}

TEST(SecretInput, has_a_limit) {
    const std::string longest(secret_input_bytes_max, 'x');
    EXPECT_EQ(read_from_pipe(longest)->reveal(), longest);
    EXPECT_EQ(read_from_pipe(longest + "\n")->reveal(), longest);
    EXPECT_FALSE(read_from_pipe(longest + "x"));
    EXPECT_FALSE(read_from_pipe(longest + "\nx"));
}

TEST(SecretInput, says_that_a_stream_cannot_be_read) {
    EXPECT_EQ(read_secret(-1, "password").error().message, "the password cannot be read");
}

TEST(SecretInput, ends_by_a_stop_while_the_pipe_stays_open) {
    int ends[2] = {-1, -1};
    ASSERT_EQ(::pipe(ends), 0);
    const Descriptor reading(ends[0]);
    const Descriptor writing(ends[1]);
    ASSERT_EQ(::write(writing.get(), "hu", 2), 2);
    std::stop_source stop;
    std::jthread stopper([&] {
        // Not before the first bytes are taken: the reader then waits for more, or is about to.
        for (int waiting = 1; waiting > 0;)
            ASSERT_EQ(::ioctl(reading.get(), FIONREAD, &waiting), 0);
        stop.request_stop();
    });
    const auto secret = read_secret(reading.get(), "password", stop.get_token());
    ASSERT_FALSE(secret);
    EXPECT_EQ(secret.error().code, Code::unavailable);
    EXPECT_EQ(secret.error().message, "stopped");
    // One that was stopped before reads nothing, though there is something.
    ASSERT_EQ(::write(writing.get(), "sh", 2), 2);
    EXPECT_FALSE(read_secret(reading.get(), "password", stop.get_token()));
}

}  // namespace
}  // namespace tillwatch
