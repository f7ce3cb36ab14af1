// What a database says no with. As a Failure it is turned into an answer at the request's edge; who
// needs to know more asks for its kind. The message is safe for everyone; `detail` names the
// statement and gives the engine's words, for the log only.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace tillwatch::db {

enum class Kind {
    unique,       // that key exists already
    constraint,   // another rule of the schema, or a text the engines cannot both store
    conflict,     // lost against another transaction, more often than we retry
    unavailable,  // away, overloaded or too slow; after a commit was sent: in doubt
    full,         // no space left
    broken,       // the storage failed or is corrupt: stop the server, do not carry on
    bug,          // our statement is wrong
};

class DatabaseError : public Failure {
  public:
    DatabaseError(Kind kind, std::string detail);

    Kind kind() const noexcept { return kind_; }
    const std::string& detail() const noexcept { return detail_; }

  private:
    Kind kind_;
    std::string detail_;
};

}  // namespace tillwatch::db
