// The commands that are not the service itself: each reads, does one thing, prints its result.
// They run in the command's own process or, when a server holds the data directory, in that server.
#pragma once

#include <functional>
#include <stop_token>

#include "app.hpp"
#include "base/commands.hpp"
#include "control/server.hpp"
#include "db/error.hpp"

namespace tillwatch {

/// The exit code of a failure: 1 where something exists already, does not exist or was found
/// wrong, 3 where another server holds the directory, else 2.
int exit_code_of(const Error& error);

/// With the engine's words, which the operator needs to mend it.
Error told_whole(const db::DatabaseError& error);

/// One line on the error stream, and the exit code.
int report(const Error& error, int err);

/// Answers the exit code. `cancelled`: the caller has gone. `wake_projector`: of the service that
/// carries it out; empty: there is none in this process.
int execute(App& app, const Command& command, control::Streams streams, std::stop_token cancelled,
            std::function<void(StoreId)> wake_projector = {});

}  // namespace tillwatch
