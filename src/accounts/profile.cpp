#include "accounts/profile.hpp"

#include <algorithm>
#include <array>

#include "accounts/profile_json.hpp"
#include "accounts/sql.hpp"
#include "base/time_zone.hpp"

namespace tillwatch::accounts {
namespace {

constexpr std::array<std::string_view, 3> themes{"system", "light", "dark"};

bool all_between(std::string_view text, char first, char last) {
    return std::ranges::all_of(text, [=](char c) { return c >= first && c <= last; });
}

}  // namespace

Profile get_profile(db::Transaction& transaction, UserId user_id) {
    auto row = transaction.one<sql::FindProfile>({user_id.value});
    if (!row) throw Failure(Code::not_found, "this account is gone");
    return {.id = {row->user_id},
            .email = std::move(row->email),
            .name = std::move(row->name),
            .locale = std::move(row->locale),
            .time_zone = std::move(row->time_zone),
            .theme = std::move(row->theme),
            .is_operator = row->is_operator != 0,
            .second_factor = row->second_factor != 0,
            .created_at = {row->created_at}};
}

void change_profile(db::Transaction& transaction, UserId user_id, const ProfileChange& change) {
    const auto so_far = get_profile(transaction, user_id);
    auto zone = change.time_zone ? change.time_zone : so_far.time_zone;
    if (zone && zone->empty()) zone.reset();
    transaction.run<sql::SetProfile>({.user_id = user_id.value,
                                      .name = change.name.value_or(so_far.name),
                                      .locale = change.locale.value_or(so_far.locale),
                                      .time_zone = zone,
                                      .theme = change.theme.value_or(so_far.theme)});
}

/// A language and perhaps a region: "en", "pt-BR".
Result<std::string> parse_locale(std::string_view text) {
    const auto dash = text.find('-');
    const auto language = text.substr(0, dash);
    const auto region = dash == std::string_view::npos ? "XX" : text.substr(dash + 1);
    if ((language.size() != 2 && language.size() != 3) || !all_between(language, 'a', 'z') ||
        region.size() != 2 || !all_between(region, 'A', 'Z'))
        return fail(Code::invalid, "is not a language, or a language and a region: en, pt-BR");
    return std::string(text);
}

Result<std::string> parse_zone_name(std::string_view text) {
    if (!text.empty() && !TimeZone::find(text))
        return fail(Code::invalid, "is not the name of a time zone");
    return std::string(text);
}

Result<std::string> parse_theme(std::string_view text) {
    if (std::ranges::find(themes, text) == themes.end())
        return fail(Code::invalid, "is one of system, light, dark");
    return std::string(text);
}

void write_profile(json::Writer& out, const Profile& profile) {
    out.begin_object().member("id", opaque_text(profile.id)).member("email", profile.email);
    out.member("name", profile.name).member("locale", profile.locale);
    out.member("time_zone", profile.time_zone).member("theme", profile.theme);
    out.member("operator", profile.is_operator).member("second_factor", profile.second_factor);
    out.member("created_at", profile.created_at.text()).end_object();
}

std::string profile_json(const Profile& profile) {
    json::Writer out;
    write_profile(out, profile);
    return out.take();
}

}  // namespace tillwatch::accounts
