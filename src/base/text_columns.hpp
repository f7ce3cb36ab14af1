// Two columns of text for --help: a name, and what is said of it, wrapped at 100 columns.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tillwatch {

/// `text` in lines of at most `width` bytes, broken at blanks; a longer word stands alone.
std::vector<std::string> wrapped(std::string_view text, std::size_t width);

/// "  name       text", the text in its own column; on the next line if the name is too long.
std::string column_row(std::string_view name, std::string_view text);

}  // namespace tillwatch
