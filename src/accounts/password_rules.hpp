// Which passwords are taken: of 12 to 128 characters, none that many people use, none that is
// little more than the product's name or words of its owner (their name, address, stores). No rule
// asks for capital letters or digits. Pure.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/secret.hpp"

namespace tillwatch::accounts {

inline constexpr std::size_t password_characters_min = 12;
inline constexpr std::size_t password_characters_max = 128;
/// What a password must have besides the words of its owner.
inline constexpr std::size_t password_own_characters_min = 8;
inline constexpr std::size_t context_word_characters_min = 4;

/// `context`: what somebody who knows the owner would try: their address, name, stores' names.
Result<void> check_password(const Secret& password, const std::vector<std::string>& context);

/// The passwords that are refused as common, in lower case, sorted.
std::span<const std::string_view> common_passwords();

}  // namespace tillwatch::accounts
