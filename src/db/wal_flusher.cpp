#include "db/wal_flusher.hpp"

#include <cerrno>
#include <future>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "base/this_thread.hpp"
#include "db/error.hpp"

namespace tillwatch::db {
namespace {

DatabaseError broken(const std::string& path, std::string_view what) {
    return {Kind::broken,
            fmt::format("{}: {}: {}", path, what, std::generic_category().message(errno))};
}

int open_file(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    if (file < 0) throw broken(path, "it cannot be opened");
    return file;
}

}  // namespace

WalFlusher::WalFlusher(const std::string& path)
    : path_(path + "-wal"), file_(open_file(path_)), thread_([this] { serve(); }) {}

WalFlusher::~WalFlusher() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    asked_.notify_one();
    thread_.join();
    ::close(file_);
}

void WalFlusher::after_flush(Done done) {
    {
        const std::lock_guard lock(mutex_);
        waiting_.push_back(std::move(done));
    }
    asked_.notify_one();
}

void WalFlusher::flush() {
    std::promise<void> flushed;
    after_flush([&](const std::exception_ptr& failure) {
        failure ? flushed.set_exception(failure) : flushed.set_value();
    });
    flushed.get_future().get();
}

void WalFlusher::serve() {
    name_this_thread("wal-flusher");
    std::exception_ptr failure;
    std::vector<Done> served;
    for (;;) {
        {
            std::unique_lock lock(mutex_);
            asked_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
            if (waiting_.empty()) return;
            std::swap(served, waiting_);
        }
        if (!failure) failure = flush_file();
        for (const auto& done : served) done(failure);
        served.clear();
    }
}

/// The size of the file is flushed with it, its times are not.
std::exception_ptr WalFlusher::flush_file() {
    while (::fdatasync(file_) != 0)
        if (errno != EINTR) return std::make_exception_ptr(broken(path_, "it cannot be flushed"));
    return nullptr;
}

}  // namespace tillwatch::db
