// One mail to one person. Made by a Letter (letter.hpp), put into the Outbox (outbox.hpp).
#pragma once

#include <string>

#include "base/instant.hpp"

namespace tillwatch::mail {

inline constexpr std::size_t subject_bytes_max = 400;
inline constexpr std::size_t body_bytes_max = std::size_t{64} << 10;  // of text and HTML each

struct Message {
    std::string kind;  // a word of the program for the log: "invitation"
    std::string to;    // an address, as accounts::parse_email takes it
    std::string subject;
    std::string text;
    std::string html;
    Instant expires_at;  // not sent any more from then on
};

}  // namespace tillwatch::mail
