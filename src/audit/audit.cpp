#include "audit/audit.hpp"

#include "audit/sql.hpp"
#include "crypto/random.hpp"
#include "json/writer.hpp"

namespace tillwatch::audit {
namespace {

constexpr std::int64_t day_ms = 86'400'000;

std::string json_of(const Event& event) {
    json::Writer out;
    out.begin_object();
    for (const auto& [name, value] : event.details) out.member(name, value);
    out.end_object();
    return out.take();
}

}  // namespace

std::int64_t record(db::Transaction& transaction, const Event& event) {
    const auto details = json_of(event);
    const auto id = crypto::SystemRandom().id();
    transaction.run<sql::InsertEvent>({.event_id = id,
                                       .happened_at = event.at.ms,
                                       .action = event.action,
                                       .store_id = number_of(event.store),
                                       .account_id = number_of(event.account),
                                       .actor_id = number_of(event.actor.user),
                                       .api_key_id = number_of(event.actor.api_key),
                                       .address = event.actor.address,
                                       .subject = event.subject,
                                       .details = details});
    return id;
}

void forget(db::Transaction& transaction, std::int64_t event_id) {
    transaction.run<sql::DeleteEvent>({event_id});
}

std::int64_t forget_old(db::Database& database, Instant now) {
    return database.write([&](db::Transaction& transaction) {
        return transaction.run<sql::DeleteOldEvents>({now.ms - retention_days * day_ms});
    });
}

}  // namespace tillwatch::audit
