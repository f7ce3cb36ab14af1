#include "accounts/accounts.hpp"

#include <algorithm>
#include <array>
#include <ranges>

#include "accounts/api_keys.hpp"
#include "accounts/attempts.hpp"
#include "accounts/one_time_tokens.hpp"
#include "accounts/password_rules.hpp"
#include "accounts/sessions.hpp"
#include "accounts/sql.hpp"
#include "audit/audit.hpp"
#include "base/encoding.hpp"
#include "base/storable_text.hpp"
#include "base/text.hpp"
#include "crypto/digest.hpp"

namespace tillwatch::accounts {
namespace {

std::string checked_name(std::string_view name) {
    auto parsed = parse_name(name);
    if (!parsed) throw Failure(Code::invalid, "the name " + parsed.error().message);
    return *std::move(parsed);
}

/// Characters that are not seen, or turn the writing around: two addresses would look alike.
bool has_unseen(std::string_view text) {
    using namespace std::string_view_literals;
    constexpr std::array unseen{
        "\u00ad"sv, "\u061c"sv, "\u180e"sv, "\u200b"sv, "\u200c"sv, "\u200d"sv, "\u200e"sv,
        "\u200f"sv, "\u2028"sv, "\u2029"sv, "\u202a"sv, "\u202b"sv, "\u202c"sv, "\u202d"sv,
        "\u202e"sv, "\u2060"sv, "\u2066"sv, "\u2067"sv, "\u2068"sv, "\u2069"sv, "\ufeff"sv};
    return std::ranges::any_of(unseen, [text](auto one) { return text.contains(one); });
}

/// RFC 5321's dot-string, any letters of UTF-8 (RFC 6531).
bool is_local_part(std::string_view text) {
    constexpr std::size_t bytes_max = 64;
    return !text.empty() && text.size() <= bytes_max && !text.starts_with('.') &&
           !text.ends_with('.') && !text.contains("..") && std::ranges::none_of(text, [](char c) {
               return std::string_view(" @<>()[],;:\\\"").contains(c);
           });
}

bool is_domain_label(std::string_view text) {
    constexpr std::size_t bytes_max = 63;
    return !text.empty() && text.size() <= bytes_max && !text.starts_with('-') &&
           !text.ends_with('-') && std::ranges::all_of(text, [](char c) {
               const bool is_letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
               return is_letter || (c >= '0' && c <= '9') || c == '-' || (c & 0x80) != 0;
           });
}

bool is_domain(std::string_view text) {
    return !text.empty() &&
           std::ranges::all_of(std::views::split(text, '.'), [](const auto& label) {
               return is_domain_label(std::string_view(label));
           });
}

}  // namespace

Result<std::string> parse_email(std::string_view text) {
    const auto at = text.find('@');
    const bool plausible = at != std::string_view::npos && text.size() <= email_bytes_max &&
                           !has_control(text) && is_storable_text(text) && !has_unseen(text) &&
                           is_local_part(text.substr(0, at)) && is_domain(text.substr(at + 1));
    if (!plausible) return fail(Code::invalid, "is not an e-mail address");
    std::string email(text);
    std::ranges::transform(email, email.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return email;
}

Result<std::string> parse_name(std::string_view text) {
    if (count_characters(text) > name_characters_max || has_control(text) ||
        !is_storable_text(text))
        return fail(Code::invalid, "is too long, holds control characters or is not UTF-8");
    return std::string(text);
}

Result<Scopes> Scopes::parse(std::string_view text) {
    Scopes scopes;
    while (!text.empty()) {
        const auto comma = text.find(',');
        const auto word = text.substr(0, comma);
        text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
        if (word == "read")
            scopes.read = true;
        else if (word == "export")
            scopes.export_ = true;
        else if (word == "write")
            scopes.write = true;
        else
            return fail(Code::invalid, "scopes are read, export and write, with commas between");
    }
    if (!scopes.read && !scopes.export_ && !scopes.write)
        return fail(Code::invalid, "a key needs at least one scope");
    return scopes;
}

std::string Scopes::text() const {
    std::string text;
    const auto add = [&](bool has, std::string_view word) {
        if (has) text.append(text.empty() ? "" : ",").append(word);
    };
    add(read, "read");
    add(export_, "export");
    add(write, "write");
    return text;
}

UserId Accounts::add(const NewUser& user) {
    const auto email = parse_email(user.email);
    if (!email) throw Failure(Code::invalid, "the e-mail address " + email.error().message);
    const auto name = checked_name(user.name);
    value_or_throw(check_password(user.password, {*email, name}));
    const auto password_hash = hasher_.hash(user.password);
    const UserId id{random_.id()};
    database_.write([&](db::Transaction& transaction) {
        if (transaction.one<sql::FindUserByEmail>({*email}))
            throw Failure(Code::conflict, "this e-mail address has an account already");
        transaction.run<sql::InsertUser>({.user_id = id.value,
                                          .email = *email,
                                          .name = name,
                                          .password_hash = password_hash,
                                          .is_operator = user.is_operator ? 1 : 0,
                                          .created_at = clock_.now().ms});
        Attempts::clear_all(transaction, id, *email);
    });
    return id;
}

std::vector<User> Accounts::list() {
    const auto rows = database_.read(
        [](db::Transaction& transaction) { return transaction.all<sql::ListUsers>({}); });
    std::vector<User> users;
    for (const auto& row : rows)
        users.push_back(
            {{row.user_id}, row.email, row.name, row.is_operator != 0, {row.created_at}});
    return users;
}

void Accounts::set_password(std::string_view email, const Secret& password) {
    const auto known = value_or_throw(parse_email(email));
    value_or_throw(check_password(password, {known}));
    const auto password_hash = hasher_.hash(password);
    database_.write([&](db::Transaction& transaction) {
        const auto found = transaction.one<sql::FindUserByEmail>({known});
        if (!found) throw Failure(Code::not_found, "no account has this e-mail address");
        const UserId user_id{found->user_id};
        transaction.run<sql::SetPassword>({user_id.value, password_hash});
        // Whoever sets a new one may do so because somebody else knows the old one.
        Sessions::end_all(transaction, user_id);
        OneTimeTokens::revoke(transaction, reset_token, user_id);
        OneTimeTokens::revoke(transaction, totp_ticket, user_id);
        Attempts::clear_all(transaction, user_id, known);
        audit::record(transaction,
                      {.action = "password.changed", .at = clock_.now(), .account = user_id});
    });
}

UserId Accounts::get_id(std::string_view email) {
    const auto known = parse_email(email);
    const auto found = !known ? std::nullopt : database_.read([&](db::Transaction& transaction) {
        return transaction.one<sql::FindUserByEmail>({*known});
    });
    if (!found) throw Failure(Code::not_found, "no account has this e-mail address");
    return {found->user_id};
}

Secret Accounts::add_api_key(std::string_view email, std::string_view name, Scopes scopes) {
    return ApiKeys(database_, clock_, random_).add(get_id(email), {}, name, scopes).text;
}

std::optional<Caller> Accounts::find_caller(std::string_view api_key) {
    if (!api_key.starts_with(api_key_prefix)) return std::nullopt;
    const auto hash = crypto::sha256(bytes_of(api_key));
    const auto found = database_.read([&](db::Transaction& transaction) {
        return transaction.one<sql::FindApiKey>({text_of(hash)});
    });
    if (!found) return std::nullopt;
    return Caller{{found->user_id},
                  value_or_throw(Scopes::parse(found->scopes)),
                  ApiKeyId{found->api_key_id}};
}

}  // namespace tillwatch::accounts
