#include "stores/members.hpp"

#include <algorithm>
#include <array>

#include "accounts/codes.hpp"
#include "base/encoding.hpp"
#include "base/ensure.hpp"
#include "base/text.hpp"
#include "base/try_again.hpp"
#include "crypto/digest.hpp"
#include "mail/letter.hpp"
#include "stores/sql.hpp"

namespace tillwatch::stores {
namespace {

constexpr std::size_t token_bytes = 32;
constexpr std::size_t subject_name_characters = 60;

std::string hash_of(const Secret& token) {
    return std::string(tillwatch::text_of(crypto::sha256(bytes_of(token.reveal()))));
}

Secret new_token(Random& random) {
    std::array<std::byte, token_bytes> bytes{};
    random.fill(bytes);
    return Secret(base64url(bytes));
}

/// The role of who acts, as of this transaction.
Role role_of(db::Transaction& transaction, StoreId store_id, UserId user) {
    const auto member = transaction.one<sql::FindRole>({store_id.value, user.value});
    if (!member) throw Failure(Code::not_found, "there is no such store");
    return value_or_throw(parse_role(member->role));
}

bool may_manage(Role actor, Role target) {
    return actor == Role::owner || (actor == Role::admin && target <= Role::admin);
}

void ensure_may_manage(Role actor, Role target) {
    if (!may_manage(actor, target))
        throw Failure(Code::forbidden, "your role in this store does not allow it");
}

/// Only a viewer can be barred from personal data: who manages people sees people.
void ensure_fits(Role role, bool sees_personal_data) {
    if (role != Role::viewer && !sees_personal_data)
        throw Failure(Error{Code::invalid,
                            "the body is not valid",
                            {{"personal_data", "can be false for a viewer only"}}});
}

/// Locks the owners, so that two do not leave at once.
void ensure_other_owner(db::Transaction& transaction, StoreId store_id, UserId leaving) {
    transaction.run<sql::LockOwners>({store_id.value});
    if (transaction.one<sql::CountOtherOwners>({store_id.value, leaving.value})->owners == 0)
        throw Failure(Code::conflict, "a store has at least one owner: make somebody else one");
}

template <class Row>
Invitation invitation_of(const Row& row) {
    return {{row.invitation_id},         row.email,        value_or_throw(parse_role(row.role)),
            row.sees_personal_data != 0, {row.invited_at}, {row.expires_at}};
}

/// Whether who made an invitation still may.
template <class Row>
bool still_counts(const Row& invitation) {
    return may_manage(value_or_throw(parse_role(invitation.inviter_role)),
                      value_or_throw(parse_role(invitation.role)));
}

std::string yes_or_no(bool flag) {
    return flag ? "true" : "false";
}

}  // namespace

Result<Role> parse_role(std::string_view text) {
    for (const auto role : {Role::viewer, Role::admin, Role::owner})
        if (text == text_of(role)) return role;
    return fail(Code::invalid, "is not owner, admin or viewer");
}

std::vector<Member> Members::list(StoreId store_id) {
    const auto rows = database_.read([&](db::Transaction& transaction) {
        return transaction.all<sql::ListMembers>({store_id.value});
    });
    std::vector<Member> members;
    for (const auto& row : rows)
        members.push_back({{row.user_id},
                           row.email,
                           row.name,
                           value_or_throw(parse_role(row.role)),
                           row.sees_personal_data != 0,
                           {row.joined_at}});
    return members;
}

std::vector<Invitation> Members::list_invitations(StoreId store_id) {
    const auto rows = database_.read([&](db::Transaction& transaction) {
        return transaction.all<sql::ListInvitations>({store_id.value, clock_.now().ms});
    });
    std::vector<Invitation> invitations;
    for (const auto& row : rows) invitations.push_back(invitation_of(row));
    return invitations;
}

void Members::record(db::Transaction& transaction, std::string_view action, StoreId store_id,
                     const audit::Actor& by, std::int64_t subject,
                     std::vector<std::pair<std::string_view, std::string>> details) {
    audit::record(transaction, {.action = action,
                                .actor = by,
                                .at = clock_.now(),
                                .store = store_id,
                                .subject = opaque_text(subject),
                                .details = std::move(details)});
}

mail::Message Members::letter(const Store& store, std::string_view inviter,
                              const Invitation& invitation, const Secret& token) const {
    mail::Letter letter(fmt::format("You are invited to {} on Tillwatch",
                                    first_characters(store.name, subject_name_characters)));
    letter.paragraph(fmt::format("{} invites you to see the figures of {} ({}).", inviter,
                                 store.name, store.domain));
    letter.link("Accept the invitation",
                fmt::format("{}/invitation#token={}", public_url_, token.reveal()));
    letter.paragraph(
        "The link is good for seven days and for this address alone. If you do not know what this "
        "is about, do nothing: nobody learns anything about you.");
    return letter.to(invitation.email, "invitation", invitation.expires_at);
}

Invitation Members::invite(const Store& store, const audit::Actor& by,
                           const NewInvitation& wanted) {
    ENSURE(by.user);
    ensure_fits(wanted.role, wanted.sees_personal_data);
    const auto token = new_token(random_);
    const auto now = clock_.now();
    const Invitation made{{random_.id()},
                          wanted.email,
                          wanted.role,
                          wanted.sees_personal_data,
                          now,
                          {now.ms + invitation_valid_ms}};
    database_.write([&](db::Transaction& transaction) {
        const auto actor = role_of(transaction, store.id, *by.user);
        ensure_may_manage(actor, wanted.role);
        if (transaction.one<sql::FindMemberByEmail>({store.id.value, wanted.email}))
            throw Failure(Code::conflict, "this address is a member already");
        const auto before = transaction.one<sql::FindInvitation>({store.id.value, wanted.email});
        if (before) ensure_may_manage(actor, value_or_throw(parse_role(before->role)));
        if (before && before->invited_at > now.ms - invitation_pause_ms)
            throw TryAgain(invitation_pause_ms / 1000, "this address was invited a moment ago");
        if (before)
            transaction.run<sql::DeleteInvitation>({store.id.value, before->invitation_id});
        else if (transaction.one<sql::CountInvitations>({store.id.value})->invitations >=
                 invitations_max)
            throw Failure(Code::conflict, "too many invitations wait: take some back");
        transaction.run<sql::InsertInvitation>(
            {.store_id = store.id.value,
             .invitation_id = made.id.value,
             .email = made.email,
             .role = text_of(made.role),
             .sees_personal_data = made.sees_personal_data ? 1 : 0,
             .token_hash = hash_of(token),
             .invited_at = made.invited_at.ms,
             .expires_at = made.expires_at.ms,
             .invited_by = by.user->value});
        accounts::count_mail_for(transaction, now, *by.user);
        accounts::count_mail(transaction, now, "invitation", wanted.email,
                             accounts::invitations_to_address);
        accounts::count_mail(transaction, now, "invitation to " + opaque_text(store.id),
                             wanted.email, accounts::to_address);
        const auto inviter = transaction.one<sql::FindPerson>({by.user->value});
        const auto name = !inviter ? "" : inviter->name.empty() ? inviter->email : inviter->name;
        outbox_.post(transaction, letter(store, name, made, token));
        record(transaction, "member.invited", store.id, by, made.id.value,
               {{"role", std::string(text_of(made.role))},
                {"personal_data", yes_or_no(made.sees_personal_data)}});
    });
    return made;
}

void Members::change_member(db::Transaction& transaction, StoreId store_id, const audit::Actor& by,
                            std::int64_t id, const MemberChange& wanted) {
    const UserId user{id};
    const auto actor = role_of(transaction, store_id, *by.user);
    const auto member = transaction.one<sql::FindRole>({store_id.value, id});
    if (!member) throw Failure(Code::not_found, "there is no such member");
    const auto before = value_or_throw(parse_role(member->role));
    const auto role = wanted.role.value_or(before);
    const bool sees = wanted.sees_personal_data.value_or(
        role == Role::viewer ? member->sees_personal_data != 0 : true);
    ensure_may_manage(actor, before);
    ensure_may_manage(actor, role);
    ensure_fits(role, sees);
    if (before == Role::owner && role != Role::owner)
        ensure_other_owner(transaction, store_id, user);
    if (role < before) transaction.run<sql::DeleteInvitationsBy>({store_id.value, id});
    transaction.run<sql::UpdateMember>({.store_id = store_id.value,
                                        .user_id = id,
                                        .role = text_of(role),
                                        .sees_personal_data = sees ? 1 : 0});
    record(transaction, "member.changed", store_id, by, id,
           {{"role_before", std::string(text_of(before))},
            {"role", std::string(text_of(role))},
            {"personal_data", yes_or_no(sees)}});
}

void Members::change(StoreId store_id, const audit::Actor& by, std::int64_t id,
                     const MemberChange& wanted) {
    ENSURE(by.user);
    database_.write([&](db::Transaction& transaction) {
        change_member(transaction, store_id, by, id, wanted);
    });
}

void Members::remove(StoreId store_id, const audit::Actor& by, std::int64_t id) {
    ENSURE(by.user);
    database_.write([&](db::Transaction& transaction) {
        const auto actor = role_of(transaction, store_id, *by.user);
        const auto member = transaction.one<sql::FindRole>({store_id.value, id});
        const auto invited = transaction.one<sql::FindInvitationById>({store_id.value, id});
        if (!member && (!invited || actor == Role::viewer))
            throw Failure(Code::not_found, "there is no such member");
        const auto role = value_or_throw(parse_role(member ? member->role : invited->role));
        const bool leaves = by.user->value == id;
        if (!leaves) ensure_may_manage(actor, role);
        if (!member) {
            transaction.run<sql::DeleteInvitation>({store_id.value, id});
            record(transaction, "invitation.withdrawn", store_id, by, id);
            return;
        }
        if (role == Role::owner) ensure_other_owner(transaction, store_id, {id});
        transaction.run<sql::DeleteInvitationsBy>({store_id.value, id});
        transaction.run<sql::DeleteMember>({store_id.value, id});
        record(transaction, leaves ? "member.left" : "member.removed", store_id, by, id,
               {{"role", std::string(text_of(role))}});
    });
}

StoreId Members::accept(const audit::Actor& by, const Secret& token) {
    ENSURE(by.user);
    const auto hash = hash_of(token);
    const auto now = clock_.now();
    return database_.write([&](db::Transaction& transaction) {
        const auto invitation = transaction.one<sql::FindInvitationByToken>({hash, now.ms});
        if (!invitation || !still_counts(*invitation))
            throw Failure(Code::not_found, "there is no such invitation");
        const auto person = transaction.one<sql::FindPerson>({by.user->value});
        if (!person || person->email != invitation->email)
            throw Failure(Code::forbidden, "this invitation is for another address");
        const StoreId store_id{invitation->store_id};
        transaction.run<sql::DeleteInvitation>({store_id.value, invitation->invitation_id});
        if (transaction.one<sql::FindRole>({store_id.value, by.user->value})) return store_id;
        transaction.run<sql::InsertMember>({.store_id = store_id.value,
                                            .user_id = by.user->value,
                                            .role = invitation->role,
                                            .sees_personal_data = invitation->sees_personal_data,
                                            .joined_at = now.ms});
        audit::record(transaction, {.action = "member.joined",
                                    .actor = by,
                                    .at = now,
                                    .store = store_id,
                                    .account = by.user,
                                    .subject = opaque_text(*by.user),
                                    .details = {{"role", invitation->role}}});
        return store_id;
    });
}

std::optional<std::string> Members::find_invited(const Secret& token) {
    const auto hash = hash_of(token);
    const auto found = database_.read([&](db::Transaction& transaction) {
        return transaction.one<sql::FindInvitationByToken>({hash, clock_.now().ms});
    });
    if (!found || !still_counts(*found)) return std::nullopt;
    return found->email;
}

bool Members::is_invited(db::Transaction& transaction, std::string_view email) const {
    const auto rows = transaction.all<sql::ListInvitationsOfAddress>({email, clock_.now().ms});
    return std::ranges::any_of(rows, [](const auto& row) { return still_counts(row); });
}

accounts::Invitations Members::invitations() {
    return {[this](const Secret& token) { return find_invited(token); },
            [this](db::Transaction& transaction, std::string_view email) {
                return is_invited(transaction, email);
            }};
}

void Members::forget_expired() {
    database_.write([&](db::Transaction& transaction) {
        transaction.run<sql::DeleteExpiredInvitations>({clock_.now().ms});
    });
}

}  // namespace tillwatch::stores
