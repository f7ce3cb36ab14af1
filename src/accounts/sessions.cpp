#include "accounts/sessions.hpp"

#include <algorithm>
#include <array>

#include "accounts/sql.hpp"
#include "base/encoding.hpp"
#include "base/text.hpp"

namespace tillwatch::accounts {
namespace {

constexpr std::size_t refresh_token_bytes = 32;
constexpr std::size_t refresh_token_characters = 43;

std::string hash_of(std::string_view token) {
    return std::string(text_of(crypto::sha256(bytes_of(token))));
}

std::int64_t end_of_life(Instant created_at, Instant now) {
    return std::min(now.ms + session_idle_ms, created_at.ms + session_absolute_ms);
}

std::string random_text(Random& random) {
    std::array<std::byte, refresh_token_bytes> bytes{};
    random.fill(bytes);
    return std::string(text_of(bytes));
}

}  // namespace

/// The same for all who come with `token` at once, and for nobody else to be known: the nonce is
/// made when the token is used.
Sessions::Successor Sessions::successor(std::string_view token, std::string_view nonce) const {
    const auto bytes = successors_.sign(bytes_of(std::string(nonce) + std::string(token)));
    auto text = base64url(bytes);
    auto hash = hash_of(text);
    return {Secret(std::move(text)), std::move(hash)};
}

Grant Sessions::grant(UserId user_id, SessionId session_id, Instant created_at,
                      Secret refresh_token) {
    const auto now = clock_.now();
    return {user_id, tokens_.issue({user_id, session_id}, random_.id(), now),
            std::move(refresh_token), (end_of_life(created_at, now) - now.ms) / 1'000};
}

Grant Sessions::begin(db::Transaction& transaction, UserId user_id, const Device& device) {
    const auto now = clock_.now();
    const SessionId session_id{random_.id()};
    const std::string random_bytes = random_text(random_);
    Secret token(base64url(bytes_of(random_bytes)));
    for (const auto& row :
         transaction.all<sql::ListOldestSessions>({user_id.value, sessions_max - 1}))
        end(transaction, user_id, {row.session_id});
    transaction.run<sql::InsertSession>({.session_id = session_id.value,
                                         .user_id = user_id.value,
                                         .device = device.name,
                                         .address = device.address,
                                         .now = now.ms,
                                         .expires_at = end_of_life(now, now)});
    transaction.run<sql::InsertRefreshToken>({hash_of(token.reveal()), session_id.value});
    return grant(user_id, session_id, now, std::move(token));
}

bool Sessions::has(const Secret& refresh_token) const {
    const auto token = refresh_token.reveal();
    if (token.size() != refresh_token_characters) return false;
    return database_.read([&](db::Transaction& transaction) {
        return transaction.one<sql::FindRefreshToken>({hash_of(token), clock_.now().ms})
            .has_value();
    });
}

std::optional<Grant> Sessions::refresh(const Secret& refresh_token, const Device& device,
                                       const OnReuse& on_reuse) {
    // Nobody's token takes none of the writer's time.
    if (!has(refresh_token)) return std::nullopt;
    const auto token = refresh_token.reveal();
    const auto hash = hash_of(token);
    const auto body = [&](db::Transaction& transaction) -> std::optional<Grant> {
        const auto now = clock_.now();
        const bool first =
            transaction.run<sql::UseRefreshToken>({hash, random_text(random_), now.ms}) == 1;
        const auto found = transaction.one<sql::FindRefreshToken>({hash, now.ms});
        if (!found) return std::nullopt;
        const UserId user_id{found->user_id};
        const SessionId session_id{found->session_id};
        if (!first && now.ms - found->used_at.value_or(0) > refresh_grace_ms) {
            end(transaction, user_id, session_id);
            on_reuse(transaction, user_id);
            return std::nullopt;
        }
        auto next = successor(token, found->nonce.value_or(""));
        if (first) {
            transaction.run<sql::InsertRefreshToken>({next.hash, session_id.value});
            transaction.run<sql::ExtendSession>({session_id.value, device.name, device.address,
                                                 now.ms, end_of_life({found->created_at}, now)});
        }
        return grant(user_id, session_id, {found->created_at}, std::move(next.token));
    };
    return database_.write(body, {.isolation = db::Isolation::read_committed});
}

std::optional<UserId> Sessions::end(db::Transaction& transaction,
                                    const Secret& refresh_token) const {
    const auto hash = hash_of(refresh_token.reveal());
    const auto found = transaction.one<sql::FindRefreshToken>({hash, clock_.now().ms});
    if (!found) return std::nullopt;
    end(transaction, {found->user_id}, {found->session_id});
    return UserId{found->user_id};
}

bool Sessions::end(db::Transaction& transaction, UserId user_id, SessionId session_id) {
    transaction.run<sql::DeleteSessionTokens>({session_id.value, user_id.value});
    return transaction.run<sql::DeleteSession>({session_id.value, user_id.value}) == 1;
}

void Sessions::end_all(db::Transaction& transaction, UserId user_id,
                       std::optional<SessionId> kept) {
    const auto kept_id = number_of(kept).value_or(0);
    transaction.run<sql::DeleteTokensOfUser>({user_id.value, kept_id});
    transaction.run<sql::DeleteSessionsOfUser>({user_id.value, kept_id});
}

std::vector<Session> Sessions::list(UserId user_id) {
    const auto rows = database_.read([&](db::Transaction& transaction) {
        return transaction.all<sql::ListSessions>({user_id.value, clock_.now().ms});
    });
    std::vector<Session> sessions;
    for (const auto& row : rows)
        sessions.push_back({{row.session_id},
                            row.device,
                            row.address,
                            {row.created_at},
                            {row.last_used_at},
                            {row.expires_at}});
    return sessions;
}

bool Sessions::is_known(db::Transaction& transaction, UserId user_id,
                        const std::string& address) const {
    return transaction.one<sql::FindSessionFrom>({user_id.value, address, clock_.now().ms})
        .has_value();
}

std::optional<Caller> Sessions::find_caller(std::string_view access_token) {
    const auto now = clock_.now();
    const auto claims = tokens_.verify(access_token, now);
    if (!claims) return std::nullopt;
    const auto found = database_.read([&](db::Transaction& transaction) {
        return transaction.one<sql::FindSession>({claims->session_id.value, now.ms});
    });
    if (!found || found->user_id != claims->user_id.value) return std::nullopt;
    return Caller{.user_id = claims->user_id,
                  .scopes = {.read = true, .export_ = true, .write = true},
                  .session_id = claims->session_id};
}

}  // namespace tillwatch::accounts
