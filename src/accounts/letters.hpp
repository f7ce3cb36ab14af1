// What accounts write to people. Pure.
#pragma once

#include <string_view>

#include "base/secret.hpp"
#include "mail/message.hpp"

namespace tillwatch::accounts::letters {

/// How long a letter that asks for nothing is worth sending.
inline constexpr std::int64_t news_valid_ms = std::int64_t{3} * 86'400'000;

mail::Message sign_up_code(std::string_view address, std::string_view code, Instant expires_at);
/// To who signs up with an address that has an account.
mail::Message known_already(std::string_view address, std::string_view public_url, Instant now);
mail::Message reset_link(std::string_view address, std::string_view public_url, const Secret& token,
                         Instant expires_at);
/// To who can sign in no more: too many attempts failed.
mail::Message password_reset_needed(std::string_view address, std::string_view public_url,
                                    Instant now);
mail::Message password_changed(std::string_view address, Instant now);
mail::Message email_code(std::string_view address, std::string_view code, Instant expires_at);
/// To who asks for an address that has another account.
mail::Message email_taken(std::string_view address, Instant now);
/// To the address so far.
mail::Message email_changed(std::string_view address, std::string_view public_url,
                            const Secret& undo_token, Instant expires_at);
mail::Message session_ended(std::string_view address, Instant now);
mail::Message second_factor_changed(std::string_view address, bool enabled, Instant now);

}  // namespace tillwatch::accounts::letters
