// Hands mails to an SMTP server, by libcurl. smtps:// speaks TLS from the beginning; smtp://
// changes to TLS where the server offers it, and must where a password is to be sent to another
// machine. Certificate and host name are verified; TLS 1.2 or later; no proxy. Used by one thread;
// a call blocks for total_timeout_ms at most.
#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>

#include "base/secret.hpp"
#include "mail/delivering.hpp"
#include "mail/mime.hpp"

namespace tillwatch::mail {

inline constexpr long connect_timeout_ms = 3'000;
inline constexpr long total_timeout_ms = 10'000;

struct SmtpSettings {
    Secret url;  // as --smtp-url takes it
    Mailbox from;
    std::optional<std::filesystem::path> ca_file;  // none: the system's certificates
};

class Smtp {
  public:
    explicit Smtp(SmtpSettings settings);

    Delivered deliver(const Message& message, std::string_view id, Instant now,
                      const std::stop_token& stop) const;

  private:
    SmtpSettings settings_;
    bool needs_tls_ = false;
};

}  // namespace tillwatch::mail
