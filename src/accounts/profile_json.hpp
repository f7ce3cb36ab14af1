// A profile as the API shows it.
#pragma once

#include "accounts/profile.hpp"
#include "json/writer.hpp"

namespace tillwatch::accounts {

/// As a value within a larger document.
void write_profile(json::Writer& out, const Profile& profile);
std::string profile_json(const Profile& profile);

}  // namespace tillwatch::accounts
