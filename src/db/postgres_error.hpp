// From PostgreSQL's SQLSTATE to our Kind. Internal to db.
#pragma once

#include <string_view>

#include "db/error.hpp"

namespace tillwatch::db {

/// `read_only`: the transaction was one, so that writing in it was our mistake and not the server
/// being a standby.
Kind kind_of_sqlstate(std::string_view sqlstate, bool read_only);

}  // namespace tillwatch::db
