// A person as they see themselves, and what they may set: name, language, the time zone in which
// instants are shown to them (a store's figures have the store's), and the looks of the web app.
#pragma once

#include <optional>
#include <string>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "db/database.hpp"

namespace tillwatch::accounts {

struct Profile {
    UserId id;
    std::string email;
    std::string name;
    std::string locale;                    // "en", "pt-BR"
    std::optional<std::string> time_zone;  // none: the browser's
    std::string theme;                     // "system", "light", "dark"
    bool is_operator = false;
    bool second_factor = false;
    Instant created_at;
};

/// What is none stays; a time zone of "" is taken away.
struct ProfileChange {
    std::optional<std::string> name;
    std::optional<std::string> locale;
    std::optional<std::string> time_zone;
    std::optional<std::string> theme;
};

/// Failure not_found where the account is gone.
Profile get_profile(db::Transaction& transaction, UserId user_id);
void change_profile(db::Transaction& transaction, UserId user_id, const ProfileChange& change);

Result<std::string> parse_locale(std::string_view text);
Result<std::string> parse_zone_name(std::string_view text);
Result<std::string> parse_theme(std::string_view text);

}  // namespace tillwatch::accounts
