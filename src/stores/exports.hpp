// Downloads of a store's rows as CSV: each person may have so many in progress at once, each is
// written to the store's audit log, and none goes on for who may no longer have it. Thread-safe.
#pragma once

#include <functional>
#include <string_view>

#include "base/clock.hpp"
#include "db/database.hpp"
#include "http/csv.hpp"
#include "http/slots.hpp"
#include "stores/stores.hpp"

namespace tillwatch::stores {

inline constexpr std::size_t exports_max = 2;  // of one person

class Exports {
  public:
    /// Whether who had that membership, by that session or key, may still download what it let
    /// them. The session's access token may have ended meanwhile. May block.
    using MayStill = std::function<bool(const Membership& so_far)>;

    Exports(db::Database& database, const Clock& clock, http::Workers& workers, MayStill may_still)
        : database_(database),
          clock_(clock),
          workers_(workers),
          may_still_(std::move(may_still)),
          slots_(exports_max) {}

    /// All rows of `what`, a word of the program. It is asked again before each piece; the
    /// connection is cut where the answer is no. TryAgain where the person has as many already.
    http::Response answer(const http::Request& request, std::string_view what,
                          http::NextPiece next);

  private:
    db::Database& database_;
    const Clock& clock_;
    http::Workers& workers_;
    const MayStill may_still_;
    http::Slots slots_;
};

}  // namespace tillwatch::stores
