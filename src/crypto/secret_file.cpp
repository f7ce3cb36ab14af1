#include "crypto/secret_file.hpp"

#include <cerrno>
#include <optional>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/descriptor.hpp"
#include "base/encoding.hpp"
#include "crypto/random.hpp"
#include "crypto/sealer.hpp"

namespace tillwatch::crypto {
namespace {

std::unexpected<Error> failed(const std::filesystem::path& path, std::string_view doing) {
    const std::string reason = std::generic_category().message(errno);
    return fail(Code::unavailable,
                fmt::format("secret file {}: {} failed: {}", path.string(), doing, reason));
}

std::unexpected<Error> wrong(const std::filesystem::path& path, std::string_view what) {
    return fail(Code::invalid, fmt::format("secret file {}: {}", path.string(), what));
}

Result<Secret> read_key(const std::filesystem::path& path, const Descriptor& file) {
    struct stat status{};
    if (::fstat(file.get(), &status) != 0) return failed(path, "fstat");
    if (!S_ISREG(status.st_mode)) return wrong(path, "is no regular file");
    if ((status.st_mode & 077) != 0) {
        return wrong(path, fmt::format("may be read by others (mode {:04o}); chmod 600 mends it",
                                       status.st_mode & 07777));
    }
    if (status.st_size != static_cast<off_t>(master_key_bytes)) {
        return wrong(path, fmt::format("has {} bytes instead of {}; put the right file there, or "
                                       "move it away if nothing was sealed with it",
                                       status.st_size, master_key_bytes));
    }
    std::string key(master_key_bytes, '\0');
    // A regular file gives all of so few bytes at once, unless the disk fails.
    const ssize_t got = ::pread(file.get(), key.data(), key.size(), 0);
    if (got != static_cast<ssize_t>(key.size())) return failed(path, "read");
    return Secret(std::move(key));
}

/// None if there is no such file.
std::optional<Result<Secret>> load(const std::filesystem::path& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.is_open()) return read_key(path, file);
    if (errno == ENOENT) return std::nullopt;
    return failed(path, "open");
}

std::filesystem::path folder_of(const std::filesystem::path& path) {
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

bool sync_folder(const std::filesystem::path& folder) {
    const Descriptor file(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return file.is_open() && ::fsync(file.get()) == 0;
}

bool write_key(int descriptor) {
    std::string key(master_key_bytes, '\0');
    SystemRandom().fill(std::as_writable_bytes(std::span(key)));
    const Secret secret(std::move(key));
    const ssize_t written = ::write(descriptor, secret.reveal().data(), master_key_bytes);
    return written == static_cast<ssize_t>(master_key_bytes) && ::fsync(descriptor) == 0;
}

/// A complete file under another name, then a link that fails if someone else was first.
Result<void> create(const std::filesystem::path& path) {
    std::string draft = path.string() + ".XXXXXX";
    const Descriptor file(::mkostemp(draft.data(), O_CLOEXEC));  // O_EXCL, mode 0600
    if (!file.is_open()) return failed(path, "create");
    const bool complete = write_key(file.get());
    const bool mine = complete && ::link(draft.c_str(), path.c_str()) == 0;
    const int reason = errno;
    ::unlink(draft.c_str());
    errno = reason;
    if (!complete) return failed(path, "write");
    if (!mine && errno != EEXIST) return failed(path, "create");
    if (!sync_folder(folder_of(path))) return failed(path, "fsync of its directory");
    return {};
}

}  // namespace

Result<Secret> load_or_create_secret_file(const std::filesystem::path& path) {
    if (auto key = load(path)) return std::move(*key);
    if (auto created = create(path); !created) return std::unexpected(std::move(created.error()));
    if (auto key = load(path)) return std::move(*key);
    return failed(path, "open");
}

}  // namespace tillwatch::crypto
