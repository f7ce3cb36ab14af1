// Room on the disk of an embedded database. A ballast file holds as much room as `bytes()`; while
// less than that is free beside it, or the ballast is not there, no delivery is taken. When a write
// finds the disk full the ballast is given up, so that what was taken can still be projected and
// what is to be erased be erased; it is made again by itself when there is plenty of room.
// Thread-safe; a question costs one statvfs.
#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>

namespace tillwatch::intake {

class DiskReserve {
  public:
    static constexpr std::uint64_t bytes_min = std::uint64_t{512} << 10;
    static constexpr std::uint64_t bytes_max = std::uint64_t{64} << 20;
    static constexpr std::uint64_t part_of_disk = 20;
    /// A delivery is written to the WAL, then to the file, and once more when it is projected.
    static constexpr std::uint64_t copies = 4;
    static constexpr std::uint64_t plenty = 3;  // reserves that are free before it is made again

    /// Of a disk that is full already the ballast is given up at once, for the databases to open.
    explicit DiskReserve(const std::filesystem::path& directory);

    /// Whether that many bytes of deliveries may be taken.
    bool has_room(std::uint64_t bytes_of_deliveries);
    /// A write found the disk full.
    void release();

    std::uint64_t bytes() const { return bytes_; }
    std::uint64_t free_bytes() const;

  private:
    bool make();
    void note(bool room);

    const std::filesystem::path directory_;
    const std::filesystem::path ballast_;
    const std::uint64_t bytes_;
    std::mutex mutex_;
    bool held_ = false;
    bool had_room_ = true;
};

}  // namespace tillwatch::intake
