#include "db/error.hpp"

namespace tillwatch::db {
namespace {

Error safe_error(Kind kind) {
    switch (kind) {
        case Kind::unique: return {Code::conflict, "it exists already"};
        case Kind::constraint: return {Code::invalid, "a value that cannot be stored"};
        case Kind::conflict: return {Code::unavailable, "too many changes at once: try again"};
        case Kind::unavailable: return {Code::unavailable, "the database is not available"};
        case Kind::full: return {Code::unavailable, "the database has no space left"};
        case Kind::broken: return {Code::unavailable, "the database's storage failed"};
        case Kind::bug: return {Code::unavailable, "the database refused a statement"};
    }
    return {Code::unavailable, "the database failed"};
}

}  // namespace

DatabaseError::DatabaseError(Kind kind, std::string detail)
    : Failure(safe_error(kind)), kind_(kind), detail_(std::move(detail)) {}

}  // namespace tillwatch::db
