// What came of trying to hand on a mail.
#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <string_view>

#include "mail/message.hpp"

namespace tillwatch::mail {

enum class Fate {
    sent,
    refused,   // the server will never take it: no such address
    deferred,  // the server cannot take this one now: to be tried again
    failed,    // the server is away or takes none now: to be tried again
};

struct Delivered {
    Fate fate = Fate::sent;
    std::string reason = {};  // for the log: no address, nothing of the mail
};

using Deliver =
    std::function<Delivered(const Message&, std::string_view id, const std::stop_token& stop)>;

}  // namespace tillwatch::mail
