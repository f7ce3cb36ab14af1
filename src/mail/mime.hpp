// A mail as it goes over the wire (RFC 5322, RFC 2045 to 2047): text and HTML as alternatives, both
// in base64, so that no line of theirs means anything to a mail server. Pure.
#pragma once

#include <string>
#include <string_view>

#include "base/options.hpp"
#include "mail/message.hpp"

namespace tillwatch::mail {

/// `id` is unique to the mail. Stops the process if a header's text has a control character.
std::string wire_text(const Message& message, const Mailbox& from, std::string_view id,
                      Instant now);

}  // namespace tillwatch::mail
