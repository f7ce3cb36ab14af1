// The one way to write a mail: what it says, paragraph by paragraph, becomes its text and its HTML,
// so that the two cannot part. All that is given is text: marks of HTML in it are shown, not
// obeyed, and a control character (a line break in a subject) becomes a blank. Pure.
//
//   mail::Letter letter("Your code for Tillwatch");
//   letter.paragraph("Somebody wants to sign up with this address. The code is").code("314159");
//   outbox.post(transaction, letter.to("ann@example.com", "signup", expires_at));
#pragma once

#include <string>
#include <string_view>

#include "mail/message.hpp"

namespace tillwatch::mail {

class Letter {
  public:
    explicit Letter(std::string_view subject);

    Letter& paragraph(std::string_view text);
    /// Large, on a line of its own.
    Letter& code(std::string_view code);
    /// A button; in the text the URL itself. `url` is of our own making, https:// or http://.
    Letter& link(std::string_view label, std::string_view url);

    /// A Failure invalid if it is larger than a Message may be.
    Message to(std::string_view address, std::string_view kind, Instant expires_at) const;

  private:
    std::string subject_;
    std::string text_;
    std::string html_;
};

}  // namespace tillwatch::mail
