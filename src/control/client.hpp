// The caller's side of the control socket: hands a command to the server that runs on this data
// directory. Blocks until the command is done.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>

#include "control/server.hpp"

namespace tillwatch::control {

/// The exit code; none if no server listens there. A Failure if the server belongs to another user,
/// refuses, or stops before the command is done.
std::optional<int> run_remotely(const std::filesystem::path& path,
                                std::span<const std::string> arguments, Streams streams = {});

}  // namespace tillwatch::control
