// Cross-origin requests, for the origins that the operator names and no others. Credentials never
// cross origins: the API takes bearer tokens, its cookie stays with our own pages. Pure.
#pragma once

#include <span>
#include <string>

#include "http/request.hpp"
#include "http/response.hpp"

namespace tillwatch::http {

/// Adds what a browser must see to let a page of an allowed origin read `response`; an origin is
/// compared exactly, "null" and "*" are none. To a preflight it also says what may be asked.
void allow_origin(Response& response, const Request& request,
                  std::span<const std::string> allowed_origins);

}  // namespace tillwatch::http
