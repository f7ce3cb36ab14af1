// Outcomes are values: a parse or a check answers Result<T>. Failures are exceptions: where a
// request or a command cannot go on, Failure is thrown and turned into an answer in one place.
// One table (http/problem.cpp) maps a Code to an HTTP status, one (main.cpp) to an exit code.
#pragma once

#include <expected>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace tillwatch {

enum class Code {
    malformed,          // not understood
    invalid,            // understood and wrong
    unauthenticated,    // who are you
    forbidden,          // you may not
    not_found,          // no such thing, or not yours
    conflict,           // exists already, or changed meanwhile
    too_large,          // beyond a stated limit
    too_many_requests,  // slow down
    unavailable,        // a part we need is away: try again
    locked,             // another server holds this data directory
};

/// One wrong input field, named as the caller wrote it.
struct FieldError {
    std::string field;
    std::string message;
};

/// `message` is safe to show to whoever asked: it never holds a secret or personal data.
struct Error {
    Code code = Code::invalid;
    std::string message;
    std::vector<FieldError> fields = {};
};

template <class T>
using Result = std::expected<T, Error>;

/// `return fail(Code::invalid, "…")` from a function that answers a Result.
inline std::unexpected<Error> fail(Code code, std::string message) {
    return std::unexpected(Error{code, std::move(message)});
}

class Failure : public std::runtime_error {
  public:
    explicit Failure(Error error) : std::runtime_error(error.message), error_(std::move(error)) {}
    Failure(Code code, std::string message) : Failure(Error{code, std::move(message)}) {}

    const Error& error() const noexcept { return error_; }
    Code code() const noexcept { return error_.code; }

  private:
    Error error_;
};

/// The value, or a Failure thrown.
template <class T>
T value_or_throw(Result<T> result) {
    if (!result) throw Failure(std::move(result.error()));
    return *std::move(result);
}

}  // namespace tillwatch
