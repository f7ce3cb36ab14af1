// A command line and an environment, read into an Invocation.
#pragma once

#include <span>
#include <string>
#include <variant>

#include "base/commands.hpp"

namespace tillwatch {

/// Asked for by --help or --version: goes to standard output, exit 0.
struct Printed {
    std::string text;
};

/// `arguments` without the program's name. An Error is wrong use (exit 2); its message is one line
/// that is fit for a terminal.
Result<std::variant<Invocation, Printed>> parse_command_line(
    std::span<const std::string> arguments, std::span<const std::string> environment,
    std::string_view version);

}  // namespace tillwatch
