#include "base/log.hpp"

#include <atomic>
#include <cerrno>
#include <mutex>

#include <unistd.h>

#include "base/clock.hpp"
#include "base/log_line.hpp"

namespace tillwatch::log {
namespace {

struct Settings {
    std::atomic<Format> format = Format::text;
    std::atomic<Level> level = Level::info;
    std::atomic<bool> colours = false;
};

Settings& settings() {
    static Settings instance;
    return instance;
}

/// One write a line, so that lines of several processes on one terminal stay whole. A standard
/// error that takes nothing (closed, full disk) must not stop the service: the line is given up.
void write_to_standard_error(std::string_view line) {
    static std::mutex one_at_a_time;
    const std::lock_guard lock(one_at_a_time);
    while (!line.empty()) {
        const ssize_t written = ::write(STDERR_FILENO, line.data(), line.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return;
        line.remove_prefix(static_cast<std::size_t>(written));
    }
}

}  // namespace

Result<Level> parse_level(std::string_view text) {
    if (text == "debug") return Level::debug;
    if (text == "info") return Level::info;
    if (text == "warning") return Level::warning;
    if (text == "error") return Level::error;
    return fail(Code::invalid, "must be debug, info, warning or error");
}

Result<Format> parse_format(std::string_view text) {
    if (text == "json") return Format::json;
    if (text == "text") return Format::text;
    return fail(Code::invalid, "must be text or json");
}

void configure(Format format, Level level) {
    settings().format = format;
    settings().level = level;
    settings().colours = ::isatty(STDERR_FILENO) == 1;
}

bool enabled(Level level) {
    return level >= settings().level.load(std::memory_order_relaxed);
}

void write(Level level, std::string_view message, std::initializer_list<Field> fields) {
    if (!enabled(level)) return;
    const Line line{SystemClock().now(), level, message, {fields.begin(), fields.size()}};
    const bool json = settings().format.load(std::memory_order_relaxed) == Format::json;
    write_to_standard_error(json ? json_line(line) : text_line(line, settings().colours));
}

}  // namespace tillwatch::log
