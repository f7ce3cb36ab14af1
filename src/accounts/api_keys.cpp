#include "accounts/api_keys.hpp"

#include <array>

#include "accounts/sql.hpp"
#include "base/encoding.hpp"
#include "crypto/digest.hpp"

namespace tillwatch::accounts {
namespace {

/// Beyond it those that were written are forgotten: the worst is a write too many.
constexpr std::size_t remembered_max = 10'000;

Secret new_text(Random& random) {
    std::array<std::byte, 32> random_bytes{};
    random.fill(random_bytes);
    return Secret(std::string(api_key_prefix) + base64url(random_bytes));
}

}  // namespace

std::vector<ApiKey> ApiKeys::list(UserId user) {
    const auto rows = database_.read([&](db::Transaction& transaction) {
        return transaction.all<sql::ListApiKeys>({user.value});
    });
    std::vector<ApiKey> keys;
    for (const auto& row : rows) {
        ApiKey key{{row.api_key_id},
                   row.name,
                   value_or_throw(Scopes::parse(row.scopes)),
                   {row.created_at},
                   {}};
        if (row.last_used_at) key.last_used_at = Instant{*row.last_used_at};
        keys.push_back(std::move(key));
    }
    return keys;
}

NewApiKey ApiKeys::add(UserId user, const audit::Actor& by, std::string_view name, Scopes scopes) {
    NewApiKey made{{{random_.id()}, value_or_throw(parse_name(name)), scopes, clock_.now(), {}},
                   new_text(random_)};
    const auto hash = crypto::sha256(bytes_of(made.text.reveal()));
    database_.write([&](db::Transaction& transaction) {
        // Taken back meanwhile, or beside this: then it makes none that would stay.
        if (by.api_key && transaction.run<sql::TouchApiKey>({user.value, by.api_key->value}) == 0)
            throw Failure(Code::unauthenticated, "this API key is good no more");
        if (transaction.one<sql::CountApiKeys>({user.value})->keys >= keys_max)
            throw Failure(Code::conflict, "there are too many keys: take some back");
        transaction.run<sql::InsertApiKey>({.api_key_id = made.key.id.value,
                                            .user_id = user.value,
                                            .name = made.key.name,
                                            .scopes = scopes.text(),
                                            .key_hash = text_of(hash),
                                            .created_at = made.key.created_at.ms,
                                            .made_by = number_of(by.api_key)});
        audit::record(transaction, {.action = "api_key.added",
                                    .actor = by,
                                    .at = made.key.created_at,
                                    .account = user,
                                    .subject = opaque_text(made.key.id),
                                    .details = {{"scopes", scopes.text()}}});
    });
    return made;
}

void ApiKeys::remove(UserId user, const audit::Actor& by, ApiKeyId id) {
    database_.write([&](db::Transaction& transaction) {
        const auto keys = transaction.run<sql::DeleteApiKey>({user.value, id.value});
        if (keys == 0) throw Failure(Code::not_found, "there is no such key");
        audit::record(transaction, {.action = "api_key.removed",
                                    .actor = by,
                                    .at = clock_.now(),
                                    .account = user,
                                    .subject = opaque_text(id),
                                    .details = {{"keys", std::to_string(keys)}}});
    });
    const std::lock_guard lock(mutex_);
    uses_.erase(id);
}

void ApiKeys::note_use(ApiKeyId id) {
    const auto now = clock_.now();
    const std::lock_guard lock(mutex_);
    if (uses_.size() >= remembered_max)
        std::erase_if(uses_,
                      [](const auto& use) { return use.second.written_at >= use.second.used_at; });
    uses_[id].used_at = now;
}

void ApiKeys::write_uses() {
    std::vector<sql::SetApiKeyUse::Params> written;
    {
        const std::lock_guard lock(mutex_);
        for (auto& [id, use] : uses_) {
            const bool known = use.used_at <= use.written_at;
            if (known || use.used_at.ms < use.written_at.ms + use_written_every_ms) continue;
            written.push_back({.api_key_id = id.value, .used_at = use.used_at.ms});
            use.written_at = use.used_at;
        }
    }
    if (written.empty()) return;
    database_.write(
        [&](db::Transaction& transaction) {
            for (const auto& use : written) transaction.send<sql::SetApiKeyUse>(use);
        },
        {.flushed = false});
}

}  // namespace tillwatch::accounts
