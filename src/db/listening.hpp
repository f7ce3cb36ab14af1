// Listening to a database: notices that transactions tell (Transaction::tell), each once, in the
// order of the commits, in this process and, on PostgreSQL, in every other that listens. Nothing is
// kept for who does not listen, and a connection may be lost: who needs all looks again at a gap.
#pragma once

#include <functional>
#include <string_view>

namespace tillwatch::db {

/// Called on one thread of its own; neither throws.
struct Ears {
    std::function<void(std::string_view notice)> on_notice;
    /// What is told from now on is heard, what was told before may have been missed. Called when
    /// listening has begun, and whenever it has begun again after something was lost.
    std::function<void()> on_gap;
};

/// Ends listening when it goes; then no call is in progress any more.
class Listening {
  public:
    virtual ~Listening() = default;
};

}  // namespace tillwatch::db
