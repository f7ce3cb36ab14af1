// Whose request it is, where proxies stand between. Pure.
#pragma once

#include <span>

#include "base/network.hpp"
#include "http/gate.hpp"

namespace tillwatch::http {

/// The peer, unless it is one of `trusted`; then the last address of X-Forwarded-For that is not.
IpAddress client_address(const IpAddress& peer, const Head& head, std::span<const Network> trusted);

}  // namespace tillwatch::http
