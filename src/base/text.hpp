// What is asked of texts that people chose, such as names. Takes any bytes; whether they are UTF-8
// is another question (base/storable_text.hpp). What is searched for is folded: letters of A to Z
// are taken as small ones, as the databases' indexes have them (migrations/state/*_lists.sql).
// Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tillwatch {

/// U+0000 to U+001F and U+007F.
bool is_control(char c);
bool has_control(std::string_view text);

/// Code points of a UTF-8 text.
std::size_t count_characters(std::string_view text);

/// The first so many code points of a UTF-8 text, and an ellipsis for the rest.
std::string first_characters(std::string_view text, std::size_t count);

/// With small letters for A to Z; everything else stays.
std::string fold(std::string_view text);

/// Whether a text begins with `folded`, or has it somewhere.
bool begins_with(std::string_view text, std::string_view folded);
bool has_part(std::string_view text, std::string_view folded);

}  // namespace tillwatch
