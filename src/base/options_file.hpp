// The text of a configuration file: lines of `key = value`, lines that begin with # and empty ones.
// A value goes to the end of its line, without the blanks around it; it has no quotes, escapes or
// comments of its own. Which keys exist is not known here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace tillwatch {

inline constexpr std::size_t options_file_bytes_max = std::size_t{64} << 10;

struct OptionsFileLine {
    std::string key;
    std::string value;
    int number = 0;
};

/// `name` is how errors call the file: "tillwatch.conf:3: …". Refuses doubled keys, lines without
/// `=`, keys and values that are empty, and control characters.
Result<std::vector<OptionsFileLine>> parse_options_file(std::string_view text,
                                                        std::string_view name);

}  // namespace tillwatch
