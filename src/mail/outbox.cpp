#include "mail/outbox.hpp"

#include <algorithm>
#include <array>

#include "base/encoding.hpp"
#include "base/ensure.hpp"
#include "base/id.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "mail/sql.hpp"

namespace tillwatch::mail {
namespace {

constexpr std::string_view seal_purpose = "mail";
constexpr char separator = '\0';  // in no text that can be stored

Secret packed(const Message& message) {
    std::string packed;
    for (const auto* part : {&message.to, &message.subject, &message.text, &message.html}) {
        ENSURE(!part->contains(separator));
        packed += *part;
        packed += separator;
    }
    return Secret(std::move(packed));
}

Message unpacked(const Secret& secret) {
    std::string_view rest = secret.reveal();
    const auto next = [&rest] {
        const auto part = rest.substr(0, rest.find(separator));
        ENSURE(part.size() < rest.size());
        rest.remove_prefix(part.size() + 1);
        return std::string(part);
    };
    Message message;
    message.to = next();
    message.subject = next();
    message.text = next();
    message.html = next();
    return message;
}

}  // namespace

void Outbox::post(db::Transaction& transaction, const Message& message) const {
    const auto id = random_.id();
    const auto sealed = sealer_.seal(seal_purpose, opaque_text(id), packed(message));
    transaction.run<sql::InsertMail>({.mail_id = id,
                                      .kind = message.kind,
                                      .sealed = text_of(sealed),
                                      .due_at = clock_.now().ms,
                                      .expires_at = message.expires_at.ms});
}

void Outbox::pretend(db::Transaction& transaction, Message message) const {
    message.to.clear();
    post(transaction, message);
}

std::optional<Outbox::Claimed> Outbox::claim() {
    for (;;) {
        const auto now_ms = clock_.now().ms;
        const auto due = database_.read([&](db::Transaction& transaction) {
            return transaction.one<sql::FindDueMail>({now_ms});
        });
        if (!due) return std::nullopt;
        const auto claimed = database_.write([&](db::Transaction& transaction) {
            return transaction.run<sql::ClaimMail>({.mail_id = due->mail_id,
                                                    .due_at = due->due_at,
                                                    .claimed_until = now_ms + claim_ms});
        });
        if (claimed == 0) continue;  // another process was faster
        const auto opened =
            sealer_.open(seal_purpose, opaque_text(due->mail_id), bytes_of(due->sealed));
        if (!opened) {
            // Sealed by another key, which may come back until the mail is of no use any more.
            const bool expired = due->expires_at <= now_ms;
            if (expired) remove(due->mail_id);
            log::error(expired ? "a mail that cannot be opened is given up"
                               : "a mail cannot be opened; tried again later",
                       {{"mail", opaque_text(due->mail_id)}, {"kind", due->kind}});
            continue;
        }
        Claimed mail{due->mail_id, due->attempts + 1, unpacked(*opened), due->expires_at <= now_ms};
        mail.message.kind = due->kind;
        mail.message.expires_at = {due->expires_at};
        if (!mail.message.to.empty()) return mail;
        remove(mail.id);
    }
}

void Outbox::remove(std::int64_t mail_id) {
    database_.write(
        [&](db::Transaction& transaction) { transaction.run<sql::DeleteMail>({mail_id}); });
}

void Outbox::remove(const Claimed& mail) {
    remove(mail.id);
}

void Outbox::postpone(const Claimed& mail) {
    constexpr std::int64_t doublings_max = 16;
    const auto doublings = std::min(mail.attempts - 1, doublings_max);
    const auto pause_ms = std::min(first_pause_ms << doublings, pause_max_ms);
    const auto due_at = std::min(clock_.now().ms + pause_ms, mail.message.expires_at.ms);
    database_.write([&](db::Transaction& transaction) {
        transaction.run<sql::PostponeMail>(
            {.mail_id = mail.id, .attempts = mail.attempts, .due_at = due_at});
    });
}

std::int64_t Outbox::count() {
    return database_
        .read([](db::Transaction& transaction) { return transaction.one<sql::CountMails>({}); })
        ->mails;
}

}  // namespace tillwatch::mail
