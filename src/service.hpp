// The service: `tillwatch serve`. Takes deliveries, projects them, answers questions, and carries
// out the commands that are given while it runs. Ends when it is told to by SIGTERM or SIGINT,
// after what was received is committed and answered.
#pragma once

#include <cstdint>
#include <functional>
#include <thread>

#include "base/options.hpp"

namespace tillwatch {

/// Begins what works beside the service, on the port where it listens. Asked to stop, and waited
/// for, before the service stops.
using Companion = std::function<std::jthread(std::uint16_t port)>;

/// Without a mail server: whether mails, which the log has then, are to be seen at /dev/mail too.
enum class MailPage { hidden, shown };

/// Blocks until the service ends; answers the exit code. A Failure if it cannot start.
int serve(const Options& options, const Companion& begin_companion = {},
          MailPage mail_page = MailPage::hidden);

}  // namespace tillwatch
