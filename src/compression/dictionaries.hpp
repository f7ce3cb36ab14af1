// The Zstandard dictionaries that webhooks are compressed with, part of the program. They are
// append-only: rows of a database name them, so one that was released stays as it is for good
// (docs/decisions/0009). A new one is a file, a line in dictionaries.cpp's assembly and a row of
// its table. Any thread.
#pragma once

#include <span>
#include <string_view>

namespace tillwatch::compression {

struct Dictionary {
    std::string_view encoding;  // as stored beside what was compressed with it
    std::string_view bytes;
};

/// All that were ever released, the oldest first; the last is the one to compress with.
std::span<const Dictionary> dictionaries();

}  // namespace tillwatch::compression
