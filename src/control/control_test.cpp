#include <fstream>
#include <future>
#include <latch>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <rapidcheck/gtest.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "base/result.hpp"
#include "control/client.hpp"
#include "control/server.hpp"
#include "control/wire.hpp"
#include "support/temporary_directory.hpp"

namespace tillwatch::control {
namespace {

using namespace std::chrono_literals;
constexpr auto deadline = 20s;

struct Pipe {
    Descriptor read_end;
    Descriptor write_end;
    Pipe() {
        int ends[2] = {-1, -1};
        EXPECT_EQ(::pipe2(ends, O_CLOEXEC), 0);
        read_end = Descriptor(ends[0]);
        write_end = Descriptor(ends[1]);
    }
};

std::string read_all(int descriptor) {
    std::string text;
    char buffer[256];
    for (ssize_t got = 0; (got = ::read(descriptor, buffer, sizeof(buffer))) > 0;) {
        text.append(buffer, static_cast<std::size_t>(got));
    }
    return text;
}

void write_text(int descriptor, std::string_view text) {
    EXPECT_EQ(::write(descriptor, text.data(), text.size()), static_cast<ssize_t>(text.size()));
}

class Control : public testing::Test {
  protected:
    std::filesystem::path path() const { return directory_.path() / "control.sock"; }
    test::TemporaryDirectory directory_;
};

TEST_F(Control, hands_over_arguments_and_brings_the_exit_code_back) {
    std::vector<std::string> seen;
    ControlServer server(path(), [&seen](const std::vector<std::string>& arguments, Streams,
                                         const std::stop_token&) {
        seen = arguments;
        return 201;
    });
    const std::vector<std::string> arguments{"user", "add", "", "line\nbreak", "Zo\xC3\xAB"};
    EXPECT_EQ(run_remotely(path(), arguments), 201);
    EXPECT_EQ(seen, arguments);
}

TEST_F(Control, lets_the_server_use_the_callers_streams) {
    ControlServer server(
        path(), [](const std::vector<std::string>&, Streams caller, const std::stop_token&) {
            write_text(caller.out, "out:" + read_all(caller.in));
            write_text(caller.err, "err");
            return 0;
        });
    Pipe in;
    Pipe out;
    Pipe err;
    write_text(in.write_end.get(), "hush");
    in.write_end = Descriptor();
    EXPECT_EQ(
        run_remotely(path(), {}, {in.read_end.get(), out.write_end.get(), err.write_end.get()}), 0);
    out.write_end = Descriptor();
    err.write_end = Descriptor();
    // These reads end only if the server kept no copy of the streams open.
    EXPECT_EQ(read_all(out.read_end.get()), "out:hush");
    EXPECT_EQ(read_all(err.read_end.get()), "err");
}

TEST_F(Control, says_that_nobody_listens) {
    EXPECT_EQ(run_remotely(path(), {}), std::nullopt);
    EXPECT_EQ(run_remotely("/no/such/directory/control.sock", {}), std::nullopt);
    {
        const ControlServer server(path(), [](auto&&...) { return 0; });
    }
    EXPECT_FALSE(std::filesystem::exists(path()));
    EXPECT_EQ(run_remotely(path(), {}), std::nullopt);
}

TEST_F(Control, replaces_a_socket_that_a_killed_server_left) {
    {
        const Descriptor left(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0));
        ASSERT_EQ(SocketAddress(path().string()).bind(left.get()), 0);
    }
    ASSERT_TRUE(std::filesystem::exists(path()));
    EXPECT_EQ(run_remotely(path(), {}), std::nullopt);
    const ControlServer server(path(), [](auto&&...) { return 7; });
    EXPECT_EQ(run_remotely(path(), {}), 7);
}

TEST_F(Control, does_not_replace_a_server_that_listens_nor_a_file) {
    const ControlServer server(path(), [](auto&&...) { return 7; });
    try {
        const ControlServer second(path(), [](auto&&...) { return 8; });
        FAIL() << "two servers on one socket";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.code(), Code::locked);
    }
    EXPECT_EQ(run_remotely(path(), {}), 7);

    const auto file = directory_.path() / "file";
    std::ofstream(file) << "data";
    EXPECT_THROW(ControlServer(file, [](auto&&...) { return 0; }), Failure);
    EXPECT_EQ(std::filesystem::file_size(file), 4U);
}

TEST_F(Control, lives_in_directories_of_any_depth) {
    const auto deep = directory_.path() / std::string(200, 'd') / std::string(200, 'e');
    std::filesystem::create_directories(deep);
    const ControlServer server(deep / "control.sock", [](auto&&...) { return 7; });
    EXPECT_EQ(run_remotely(deep / "control.sock", {}), 7);
}

TEST_F(Control, is_closed_to_other_users) {
    const ControlServer server(path(), [](auto&&...) { return 0; });
    struct stat status{};
    ASSERT_EQ(::stat(path().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600U);
    if (::geteuid() != 0) return;  // only root can become another user

    // Even where a careless chmod opened the way, the peer's user is checked.
    ::chmod(directory_.path().c_str(), 0755);
    ::chmod(path().c_str(), 0666);
    std::jthread([this] {
        constexpr uid_t nobody = 65534;  // for this thread only, unlike setresuid(2)'s wrapper
        ASSERT_EQ(::syscall(SYS_setresuid, -1, nobody, -1), 0);
        EXPECT_THROW(run_remotely(path(), {}), Failure);
    }).join();
    EXPECT_EQ(run_remotely(path(), {}), 0);
}

TEST_F(Control, tells_the_handler_that_its_caller_has_gone) {
    std::latch started(1);
    std::promise<bool> cancelled;
    ControlServer server(
        path(), [&](const std::vector<std::string>&, Streams, const std::stop_token& stop) {
            std::mutex mutex;
            std::unique_lock lock(mutex);
            std::condition_variable_any changed;
            started.count_down();
            changed.wait_for(lock, stop, deadline, [] { return false; });
            cancelled.set_value(stop.stop_requested());
            return 0;
        });
    {
        const Descriptor socket(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0));
        ASSERT_EQ(SocketAddress(path().string()).connect(socket.get()), 0);
        const std::array<int, 3> standard{0, 1, 2};
        ASSERT_TRUE(send_packet(socket.get(), *write_request({}), standard));
        started.wait();
    }
    EXPECT_TRUE(cancelled.get_future().get());
}

TEST_F(Control, cancels_what_is_at_work_when_the_server_stops) {
    std::latch started(1);
    std::optional<ControlServer> server;
    server.emplace(path(),
                   [&](const std::vector<std::string>&, Streams, const std::stop_token& stop) {
                       std::mutex mutex;
                       std::unique_lock lock(mutex);
                       std::condition_variable_any changed;
                       started.count_down();
                       changed.wait_for(lock, stop, deadline, [] { return false; });
                       return stop.stop_requested() ? 9 : 1;
                   });
    auto code = std::async(std::launch::async, [this] { return run_remotely(path(), {}); });
    started.wait();
    server.reset();
    EXPECT_EQ(code.get(), 9);
}

TEST_F(Control, serves_all_of_many_callers_a_few_at_once) {
    std::atomic<int> at_once = 0;
    std::atomic<int> most = 0;
    ControlServer server(
        path(), [&](const std::vector<std::string>& arguments, Streams, const std::stop_token&) {
            const int now = ++at_once;
            for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) continue;
            std::this_thread::yield();
            --at_once;
            return std::stoi(arguments.at(0));
        });
    constexpr int all = 40;
    std::vector<std::jthread> callers;
    callers.reserve(all);
    for (int i = 0; i < all; ++i) {
        callers.emplace_back(
            [this, i] { EXPECT_EQ(run_remotely(path(), std::vector{std::to_string(i)}), i); });
    }
    callers.clear();
    EXPECT_LE(most, static_cast<int>(clients_max));
}

TEST_F(Control, outlives_a_handler_that_throws_and_callers_that_talk_nonsense) {
    ControlServer server(
        path(), [](const std::vector<std::string>&, Streams, const std::stop_token&) -> int {
            throw std::runtime_error("broken");
        });
    EXPECT_EQ(run_remotely(path(), {}), 2);
    for (const std::string_view nonsense : {std::string_view("x"), std::string_view("\1\5", 2)}) {
        const Descriptor socket(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0));
        ASSERT_EQ(SocketAddress(path().string()).connect(socket.get()), 0);
        const std::array<int, 3> standard{0, 1, 2};
        ASSERT_TRUE(send_packet(socket.get(), nonsense, standard));
        EXPECT_FALSE(receive_packet(socket.get()));
    }
    EXPECT_EQ(run_remotely(path(), {}), 2);
}

/// No descriptor is left as long as it lives.
class NoDescriptors {
  public:
    NoDescriptors() {
        EXPECT_EQ(::getrlimit(RLIMIT_NOFILE, &before_), 0);
        const Descriptor lowest(::dup(0));
        const rlimit none{static_cast<rlim_t>(lowest.get()), before_.rlim_max};
        EXPECT_EQ(::setrlimit(RLIMIT_NOFILE, &none), 0);
    }
    ~NoDescriptors() { ::setrlimit(RLIMIT_NOFILE, &before_); }
    NoDescriptors(const NoDescriptors&) = delete;
    NoDescriptors& operator=(const NoDescriptors&) = delete;

  private:
    rlimit before_{};
};

std::chrono::nanoseconds processor_time() {
    timespec used{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return std::chrono::seconds(used.tv_sec) + std::chrono::nanoseconds(used.tv_nsec);
}

TEST_F(Control, rests_while_no_descriptor_is_left_and_then_takes_who_waits) {
    const ControlServer server(path(), [](auto&&...) { return 7; });
    const Descriptor socket(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0));
    const SocketAddress address(path().string());
    {
        const NoDescriptors none;
        const auto before = processor_time();
        ASSERT_EQ(address.connect(socket.get()), 0);
        pollfd answer{socket.get(), POLLIN, 0};
        EXPECT_EQ(::poll(&answer, 1, 400), 0);
        EXPECT_LT(processor_time() - before, 200ms) << "it span";
    }
    const std::array<int, 3> standard{0, 1, 2};
    ASSERT_TRUE(send_packet(socket.get(), *write_request({}), standard));
    const auto code = receive_packet(socket.get());
    ASSERT_TRUE(code);
    EXPECT_EQ(code->bytes, "\7");
}

TEST_F(Control, refuses_a_request_without_the_streams) {
    const ControlServer server(path(), [](auto&&...) { return 0; });
    const Descriptor socket(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0));
    ASSERT_EQ(SocketAddress(path().string()).connect(socket.get()), 0);
    ASSERT_TRUE(send_packet(socket.get(), *write_request({}), {}));
    EXPECT_FALSE(receive_packet(socket.get()));
}

TEST_F(Control, refuses_a_command_line_that_is_too_long) {
    const ControlServer server(path(), [](auto&&...) { return 0; });
    const std::vector<std::string> longest{std::string(request_bytes_max - 5, 'x')};
    EXPECT_EQ(run_remotely(path(), longest), 0);
    EXPECT_THROW(run_remotely(path(), std::vector{longest[0] + "x"}), Failure);
}

RC_GTEST_PROP(ControlRequest, is_read_as_it_was_written, (const std::vector<std::string>& words)) {
    RC_ASSERT(parse_request(write_request(words).value()) == words);
}

TEST(ControlRequest, is_refused_if_it_is_cut_off_or_of_another_version) {
    const std::string packet = write_request(std::vector<std::string>{"a", "bc"}).value();
    EXPECT_FALSE(parse_request(""));
    EXPECT_FALSE(parse_request("\2" + packet.substr(1)));
    EXPECT_FALSE(parse_request(packet.substr(0, packet.size() - 1)));
    EXPECT_FALSE(parse_request(packet.substr(0, 3)));
}

}  // namespace
}  // namespace tillwatch::control
