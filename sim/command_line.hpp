// What `tillwatch-sim` can be asked for, as types; and the help that it gives.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "sim/disorder.hpp"

namespace tillwatch::sim {

/// Lists the stores that can be simulated.
struct ListStores {};

struct History {
    Plan plan;
    std::size_t shop = 0;
};

struct Ledger {
    Plan plan;
    std::size_t shops = 0;
    std::optional<std::int64_t> webhooks;  // none: of the history, as an import tells it
};

struct Send {
    Plan plan;  // lives where it is sent as it happens
    std::size_t shops = 0;
    std::string url;
    std::int64_t rate = 0;                 // a second; 0: as fast as they are answered
    std::optional<std::int64_t> webhooks;  // none: for ever, or up to `until`
    Faults faults;
    std::size_t connections = 8;
};

/// Goes to standard output, exit 0.
struct Help {
    std::string text;
};

using Request = std::variant<ListStores, History, Ledger, Send, Help>;

/// `arguments` without the program's name. An Error is wrong use (exit 2), one line.
Result<Request> parse_request(std::span<const std::string> arguments, std::string_view version);

}  // namespace tillwatch::sim
