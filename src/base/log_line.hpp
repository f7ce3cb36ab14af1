// The text of one log line, apart from where it goes: pure functions.
// Whatever a value holds, a line stays one line, JSON stays JSON, and a terminal is never steered:
// control characters (C0, DEL, C1), line separators and characters that turn the writing direction
// are escaped, and bytes that are no UTF-8 become U+FFFD.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "base/log.hpp"

namespace tillwatch::log {

struct Line {
    Instant time;
    Level level;
    std::string_view message;
    std::span<const Field> fields;
};

/// {"time":"2026-09-01T14:15:00.000Z","level":"info","message":"…", fields…} and a newline.
std::string json_line(const Line& line);
/// "2026-09-01T14:15:00.000Z INFO    message  field=value" and a newline; `colours` are ANSI's.
std::string text_line(const Line& line, bool colours);

/// `text` with the escapes above, fit for one line of any terminal.
std::string printable(std::string_view text);

}  // namespace tillwatch::log
