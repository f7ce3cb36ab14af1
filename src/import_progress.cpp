#include "import_progress.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tillwatch {
namespace {

constexpr auto interval = std::chrono::milliseconds(200);
constexpr std::size_t bar_width = 30;

std::string bar(std::int64_t done, std::int64_t total) {
    const auto share = std::min<std::int64_t>(done, total);
    const auto filled = static_cast<std::size_t>(share * std::int64_t{bar_width} / total);
    return fmt::format("[{}{}] {:3}% ", std::string(filled, '#'),
                       std::string(bar_width - filled, ' '), share * 100 / total);
}

void write_line(int descriptor, const std::string& text) {
    // A terminal that has gone away is no reason to stop an import.
    [[maybe_unused]] const auto written = ::write(descriptor, text.data(), text.size());
}

}  // namespace

ImportProgress::ImportProgress(control::Streams streams)
    : err_(streams.err), terminal_(isatty(err_) == 1), started_(std::chrono::steady_clock::now()) {
    struct stat status{};
    if (fstat(streams.in, &status) == 0 && S_ISREG(status.st_mode)) bytes_total_ = status.st_size;
}

void ImportProgress::show(std::int64_t lines, std::int64_t bytes_read) {
    const auto now = std::chrono::steady_clock::now();
    if (!terminal_ || now - shown_ < interval) return;
    shown_ = now;
    visible_ = true;
    const auto seconds = std::chrono::duration<double>(now - started_).count();
    const auto rate = seconds > 0 ? static_cast<double>(lines) / seconds : 0.0;
    const auto share = bytes_total_ > 0 ? bar(bytes_read, bytes_total_) : std::string{};
    write_line(err_, fmt::format("\r\x1b[K{}{} lines, {:.0f} a second", share, lines, rate));
}

void ImportProgress::clear() {
    if (visible_) write_line(err_, "\r\x1b[K");
    visible_ = false;
}

}  // namespace tillwatch
