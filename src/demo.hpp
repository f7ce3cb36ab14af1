// `tillwatch demo`: the service on a directory of its own, with an account and three simulated
// stores. At the first start two years of their history are imported; then they live: the
// simulator, a library of this program (docs/decisions/0013), sends the webhooks of what happens in
// them to the service's own port, signed, every second or so. On a directory that is kept the demo
// goes on where it was, without a second import.
#pragma once

#include "base/commands.hpp"

namespace tillwatch {

/// Blocks until it is told to end; answers the exit code. A Failure if it cannot start.
int demo(Options options, const Demo& wanted);

}  // namespace tillwatch
