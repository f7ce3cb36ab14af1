// What is asked of texts that people chose, such as names. Takes any bytes; whether they are UTF-8
// is another question (db/storable_text.hpp). Pure.
#pragma once

#include <cstddef>
#include <string_view>

namespace tillwatch {

/// U+0000 to U+001F and U+007F.
bool is_control(char c);
bool has_control(std::string_view text);

/// Code points of a UTF-8 text.
std::size_t count_characters(std::string_view text);

}  // namespace tillwatch
