#include "intake/disk_reserve.hpp"

#include <algorithm>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include "base/descriptor.hpp"
#include "base/log.hpp"

namespace tillwatch::intake {
namespace {

/// A disk that cannot be asked is taken for full.
struct statvfs ask(const std::filesystem::path& directory) {
    struct statvfs disk{};
    if (::statvfs(directory.c_str(), &disk) != 0) disk = {};
    return disk;
}

std::uint64_t reserve_of(const std::filesystem::path& directory) {
    const auto disk = ask(directory);
    return std::clamp<std::uint64_t>(disk.f_blocks * disk.f_frsize / DiskReserve::part_of_disk,
                                     DiskReserve::bytes_min, DiskReserve::bytes_max);
}

}  // namespace

DiskReserve::DiskReserve(const std::filesystem::path& directory)
    : directory_(directory), ballast_(directory / "ballast"), bytes_(reserve_of(directory)) {
    struct stat file{};
    held_ = ::stat(ballast_.c_str(), &file) == 0 &&
            static_cast<std::uint64_t>(file.st_blocks) * 512 >= bytes_;
    if (held_ && free_bytes() < bytes_) release();
    if (!held_) held_ = make();
}

bool DiskReserve::has_room(std::uint64_t bytes_of_deliveries) {
    const std::lock_guard lock(mutex_);
    if (!held_) held_ = make();
    const bool room = held_ && free_bytes() >= bytes_ + copies * bytes_of_deliveries;
    note(room);
    return room;
}

void DiskReserve::release() {
    const std::lock_guard lock(mutex_);
    held_ = false;
    if (::unlink(ballast_.c_str()) == 0) log::warning("the disk is full; its ballast is given up");
}

std::uint64_t DiskReserve::free_bytes() const {
    const auto disk = ask(directory_);
    return disk.f_bavail * disk.f_frsize;
}

bool DiskReserve::make() {
    if (free_bytes() < plenty * bytes_) return false;
    const Descriptor file(
        ::open(ballast_.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!file.is_open()) return false;
    if (::posix_fallocate(file.get(), 0, static_cast<off_t>(bytes_)) == 0) return true;
    ::unlink(ballast_.c_str());
    return false;
}

void DiskReserve::note(bool room) {
    if (room == had_room_) return;
    had_room_ = room;
    if (room) {
        log::info("there is room on the disk again; deliveries are taken");
    } else {
        log::error("the disk is nearly full; deliveries are refused until there is room",
                   {{"free_bytes", free_bytes()}, {"reserve_bytes", bytes_}});
    }
}

}  // namespace tillwatch::intake
