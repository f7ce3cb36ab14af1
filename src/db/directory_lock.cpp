#include "db/directory_lock.hpp"

#include <array>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/result.hpp"

namespace tillwatch::db {
namespace {

Failure unusable(const std::string& directory, std::error_code why) {
    return {Code::unavailable,
            fmt::format("cannot use the data directory {}: {}", directory, why.message())};
}

std::error_code last_error() {
    return {errno, std::generic_category()};
}

void make_private(std::filesystem::path directory) {
    if (!directory.has_filename()) directory = directory.parent_path();  // "data/"
    std::error_code error;
    if (std::filesystem::is_directory(directory, error)) return;
    if (directory.has_parent_path()) {
        std::filesystem::create_directories(directory.parent_path(), error);
        if (error) throw unusable(directory.string(), error);
    }
    if (mkdir(directory.c_str(), S_IRWXU) != 0 && errno != EEXIST) {
        throw unusable(directory.string(), last_error());
    }
}

/// " (pid N)" of the holder, if it has written it yet.
std::string holder(int file) {
    std::array<char, 16> text{};
    const auto size = pread(file, text.data(), text.size(), 0);
    std::string pid(text.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
    pid = pid.substr(0, pid.find('\n'));
    return pid.empty() ? "" : fmt::format(" (pid {})", pid);
}

}  // namespace

DirectoryLock::DirectoryLock(const std::string& directory) {
    make_private(directory);
    const auto path = std::filesystem::path(directory) / "lock";
    file_ = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file_ < 0) throw unusable(directory, last_error());
    if (flock(file_, LOCK_EX | LOCK_NB) != 0) {
        const auto why = last_error();
        const auto pid = holder(file_);
        close(file_);
        if (why != std::errc::operation_would_block) throw unusable(directory, why);
        throw Failure(Code::locked,
                      fmt::format("another server{} holds the data directory {}: stop it first, or "
                                  "name another directory",
                                  pid, directory));
    }
    const auto pid = fmt::format("{}\n", getpid());
    if (ftruncate(file_, 0) != 0 ||
        pwrite(file_, pid.data(), pid.size(), 0) != static_cast<ssize_t>(pid.size())) {
        const auto why = last_error();
        close(file_);
        throw unusable(directory, why);
    }
}

DirectoryLock::~DirectoryLock() {
    close(file_);
}

}  // namespace tillwatch::db
