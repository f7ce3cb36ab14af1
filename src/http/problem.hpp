// Errors as answers: RFC 9457 problem documents, and the one table from Code to HTTP status.
// Pure; safe in all threads.
#pragma once

#include <exception>
#include <string_view>

#include "base/result.hpp"
#include "http/gate.hpp"
#include "http/response.hpp"

namespace tillwatch::http {

int status_of(Code code);

Response problem(const Error& error, std::string_view request_id);

/// For what is not an Error: refusals of the gate, 404 of the router and the like.
Response problem(int status, std::string_view detail, std::string_view request_id);

/// A Failure is shown as what it says; of any other exception the client learns nothing, the log
/// its text (Response::internal_error).
Response problem(std::exception_ptr failure, std::string_view request_id);

}  // namespace tillwatch::http
