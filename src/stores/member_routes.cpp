#include "stores/member_routes.hpp"

#include "accounts/acting.hpp"
#include "base/text.hpp"
#include "http/short_list.hpp"
#include "json/fields.hpp"
#include "json/writer.hpp"
#include "stores/masking.hpp"

namespace tillwatch::stores {
namespace {

constexpr auto no_member = "there is no such member";

const Membership& membership_of(const http::Request& request) {
    return *request.caller<Membership>();
}

audit::Actor actor_of(const http::Request& request) {
    return accounts::actor_of(membership_of(request).caller, request);
}

/// A member or somebody who is invited, as shown.
struct ListedMember {
    std::string id;
    std::string_view state;
    std::string email;
    std::optional<std::string> name = {};
    Role role;
    bool sees_personal_data;
    std::optional<Instant> joined_at = {};
    std::optional<Instant> invited_at = {};
    std::optional<Instant> expires_at = {};
};

/// `asking`: who is shown it. Their own name everybody may see.
ListedMember listed(const Member& member, const Membership& asking) {
    const bool hidden = !asking.sees_personal_data && member.id != asking.caller.user_id;
    return {.id = opaque_text(member.id),
            .state = "active",
            .email = hidden ? std::string(masked) : member.email,
            .name = hidden ? std::string(masked) : member.name,
            .role = member.role,
            .sees_personal_data = member.sees_personal_data,
            .joined_at = member.joined_at};
}

ListedMember listed(const Invitation& invitation) {
    return {.id = opaque_text(invitation.id),
            .state = "invited",
            .email = invitation.email,
            .role = invitation.role,
            .sees_personal_data = invitation.sees_personal_data,
            .invited_at = invitation.invited_at,
            .expires_at = invitation.expires_at};
}

std::optional<std::string> text_of(const std::optional<Instant>& instant) {
    if (!instant) return std::nullopt;
    return instant->text();
}

void write_member(json::Writer& out, const ListedMember& member) {
    out.member("id", member.id).member("state", member.state);
    out.member("email", member.email).member("name", member.name);
    out.member("role", stores::text_of(member.role));
    out.member("personal_data", member.sees_personal_data);
    out.member("joined_at", text_of(member.joined_at));
    out.member("invited_at", text_of(member.invited_at));
    out.member("expires_at", text_of(member.expires_at));
}

http::Response member_answer(int status, const ListedMember& member) {
    json::Writer out;
    out.begin_object();
    write_member(out, member);
    out.end_object();
    return http::json(status, out.take());
}

/// Who is invited comes after who is here.
std::string joined_at(const ListedMember& member) {
    constexpr std::string_view after_all = "~";
    if (!member.joined_at) return std::string(after_all) + http::sort_text(*member.invited_at);
    return http::sort_text(*member.joined_at);
}
std::string name_of(const ListedMember& member) {
    return fold(member.name.value_or(""));
}
std::string email_of(const ListedMember& member) {
    return member.email;
}

bool is_called(const ListedMember& member, std::string_view folded) {
    return has_part(member.email, folded) || has_part(member.name.value_or(""), folded);
}

using Shape = http::ShortListShape<ListedMember>;
constexpr http::SortName<Shape::KeyOf> sort_keys[] = {
    {"joined_at", &joined_at}, {"name", &name_of}, {"email", &email_of}};
constexpr Shape members_shape{
    sort_keys, {&joined_at}, [](const ListedMember& member) { return member.id; }, &is_called};

/// Who is invited is the business of those who may invite.
http::Response list_members(MemberDesk& desk, http::Request& request) {
    const http::ShortList list(request, desk.cursors, members_shape);
    const auto& asking = membership_of(request);
    std::vector<ListedMember> rows;
    for (const auto& member : desk.members.list(asking.store.id))
        rows.push_back(listed(member, asking));
    if (asking.role >= Role::admin)
        for (const auto& invitation : desk.members.list_invitations(asking.store.id))
            rows.push_back(listed(invitation));
    return list.answer(std::move(rows), &write_member);
}

http::Response invite(MemberDesk& desk, http::Request& request) {
    constexpr std::string_view known[] = {"email", "role", "personal_data"};
    http::Query(request, {}).throw_if_refused();
    json::Body body(request.body(), known);
    NewInvitation wanted;
    wanted.email = body.fields().get<std::string>("email", &accounts::parse_email);
    wanted.role = body.fields().get<Role>("role", &parse_role);
    wanted.sees_personal_data = body.fields().find_flag("personal_data").value_or(true);
    body.throw_if_refused();
    const auto made = desk.members.invite(membership_of(request).store, actor_of(request), wanted);
    return member_answer(201, listed(made));
}

std::int64_t id_of(const http::Request& request) {
    const auto id = parse_opaque(request.parameter("id"));
    if (!id) throw Failure(Code::not_found, no_member);
    return *id;
}

http::Response change_member(MemberDesk& desk, http::Request& request) {
    constexpr std::string_view known[] = {"role", "personal_data"};
    http::Query(request, {}).throw_if_refused();
    const auto id = id_of(request);
    json::Body body(request.body(), known);
    MemberChange wanted;
    wanted.role = body.fields().find<Role>("role", &parse_role);
    wanted.sees_personal_data = body.fields().find_flag("personal_data");
    body.throw_if_refused();
    const auto& asking = membership_of(request);
    desk.members.change(asking.store.id, actor_of(request), id, wanted);
    for (const auto& member : desk.members.list(asking.store.id)) {
        if (member.id.value == id) return member_answer(200, listed(member, asking));
    }
    throw Failure(Code::not_found, no_member);
}

/// Of oneself: leaving, which everybody may.
http::Response remove_member(MemberDesk& desk, http::Request& request) {
    http::Query(request, {}).throw_if_refused();
    desk.members.remove(membership_of(request).store.id, actor_of(request), id_of(request));
    return http::no_content();
}

Result<std::string> parse_token(std::string_view text) {
    constexpr std::size_t token_characters_max = 100;
    if (!text.empty() && text.size() <= token_characters_max) return std::string(text);
    return fail(Code::invalid, "is not a token");
}

http::Response accept(MemberDesk& desk, http::Request& request) {
    constexpr std::string_view known[] = {"token"};
    http::Query(request, {}).throw_if_refused();
    json::Body body(request.body(), known);
    const Secret token(body.fields().get<std::string>("token", &parse_token));
    body.throw_if_refused();
    const auto& caller = *request.caller<accounts::Caller>();
    const auto store_id = desk.members.accept(accounts::actor_of(caller, request), token);
    json::Writer out;
    out.begin_object().member("store", opaque_text(store_id)).end_object();
    return http::json(200, out.take());
}

constexpr http::Route<MemberDesk> table[] = {
    {http::Method::get, "/api/v1/stores/{store}/members", http::Access::store_viewer, 0,
     http::Blocking<MemberDesk>{list_members}},
    {http::Method::post, "/api/v1/stores/{store}/members", http::Access::store_admin,
     http::body_bytes_default_max, http::Blocking<MemberDesk>{invite}},
    {http::Method::patch, "/api/v1/stores/{store}/members/{id}", http::Access::store_admin,
     http::body_bytes_default_max, http::Blocking<MemberDesk>{change_member}},
    {http::Method::delete_, "/api/v1/stores/{store}/members/{id}", http::Access::store_viewer, 0,
     http::Blocking<MemberDesk>{remove_member}},
    {http::Method::post, "/api/v1/invitations/accept", http::Access::user,
     http::body_bytes_default_max, http::Blocking<MemberDesk>{accept}},
};

}  // namespace

std::span<const http::Route<MemberDesk>> member_routes() {
    return table;
}

}  // namespace tillwatch::stores
