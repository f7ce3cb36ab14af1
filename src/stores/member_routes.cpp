#include "stores/member_routes.hpp"

#include "accounts/acting.hpp"
#include "http/query.hpp"
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

void write_rights(json::Writer& out, Role role, bool sees_personal_data) {
    out.member("role", text_of(role)).member("personal_data", sees_personal_data);
}

/// `shown`: to whom. Their own name everybody may see.
void write_member(json::Writer& out, const Member& member, const Membership& shown) {
    const bool hidden = !shown.sees_personal_data && member.id != shown.caller.user_id;
    out.begin_object().member("id", opaque_text(member.id)).member("state", "active");
    out.member("email", hidden ? std::string(masked) : member.email);
    out.member("name", hidden ? std::string(masked) : member.name);
    write_rights(out, member.role, member.sees_personal_data);
    out.member("joined_at", member.joined_at.text()).member("invited_at", nullptr);
    out.member("expires_at", nullptr).end_object();
}

void write_invitation(json::Writer& out, const Invitation& invitation) {
    out.begin_object().member("id", opaque_text(invitation.id)).member("state", "invited");
    out.member("email", invitation.email).member("name", nullptr);
    write_rights(out, invitation.role, invitation.sees_personal_data);
    out.member("joined_at", nullptr).member("invited_at", invitation.invited_at.text());
    out.member("expires_at", invitation.expires_at.text()).end_object();
}

/// Who is invited is the business of those who may invite.
http::Response list_members(Members& members, http::Request& request) {
    http::Query(request, {}).throw_if_refused();
    const auto& asking = membership_of(request);
    json::Writer out;
    out.begin_object().key("items").begin_array();
    for (const auto& member : members.list(asking.store.id)) write_member(out, member, asking);
    if (asking.role >= Role::admin)
        for (const auto& invitation : members.list_invitations(asking.store.id))
            write_invitation(out, invitation);
    out.end_array().member("next_cursor", nullptr).end_object();
    return http::json(200, out.take());
}

http::Response invite(Members& members, http::Request& request) {
    constexpr std::string_view known[] = {"email", "role", "personal_data"};
    http::Query(request, {}).throw_if_refused();
    json::Body body(request.body(), known);
    NewInvitation wanted;
    wanted.email = body.fields().get<std::string>("email", &accounts::parse_email);
    wanted.role = body.fields().get<Role>("role", &parse_role);
    wanted.sees_personal_data = body.fields().find_flag("personal_data").value_or(true);
    body.throw_if_refused();
    const auto made = members.invite(membership_of(request).store, actor_of(request), wanted);
    json::Writer out;
    write_invitation(out, made);
    return http::json(201, out.take());
}

std::int64_t id_of(const http::Request& request) {
    const auto id = parse_opaque(request.parameter("id"));
    if (!id) throw Failure(Code::not_found, no_member);
    return *id;
}

http::Response change_member(Members& members, http::Request& request) {
    constexpr std::string_view known[] = {"role", "personal_data"};
    http::Query(request, {}).throw_if_refused();
    const auto id = id_of(request);
    json::Body body(request.body(), known);
    MemberChange wanted;
    wanted.role = body.fields().find<Role>("role", &parse_role);
    wanted.sees_personal_data = body.fields().find_flag("personal_data");
    body.throw_if_refused();
    const auto& asking = membership_of(request);
    members.change(asking.store.id, actor_of(request), id, wanted);
    for (const auto& member : members.list(asking.store.id)) {
        if (member.id.value != id) continue;
        json::Writer out;
        write_member(out, member, asking);
        return http::json(200, out.take());
    }
    throw Failure(Code::not_found, no_member);
}

/// Of oneself: leaving, which everybody may.
http::Response remove_member(Members& members, http::Request& request) {
    http::Query(request, {}).throw_if_refused();
    members.remove(membership_of(request).store.id, actor_of(request), id_of(request));
    return http::no_content();
}

Result<std::string> parse_token(std::string_view text) {
    constexpr std::size_t token_characters_max = 100;
    if (!text.empty() && text.size() <= token_characters_max) return std::string(text);
    return fail(Code::invalid, "is not a token");
}

http::Response accept(Members& members, http::Request& request) {
    constexpr std::string_view known[] = {"token"};
    http::Query(request, {}).throw_if_refused();
    json::Body body(request.body(), known);
    const Secret token(body.fields().get<std::string>("token", &parse_token));
    body.throw_if_refused();
    const auto& caller = *request.caller<accounts::Caller>();
    const auto store_id = members.accept(accounts::actor_of(caller, request), token);
    json::Writer out;
    out.begin_object().member("store", opaque_text(store_id)).end_object();
    return http::json(200, out.take());
}

constexpr http::Route<Members> table[] = {
    {http::Method::get, "/api/v1/stores/{store}/members", http::Access::store_viewer, 0,
     http::Blocking<Members>{list_members}},
    {http::Method::post, "/api/v1/stores/{store}/members", http::Access::store_admin,
     http::body_bytes_default_max, http::Blocking<Members>{invite}},
    {http::Method::patch, "/api/v1/stores/{store}/members/{id}", http::Access::store_admin,
     http::body_bytes_default_max, http::Blocking<Members>{change_member}},
    {http::Method::delete_, "/api/v1/stores/{store}/members/{id}", http::Access::store_viewer, 0,
     http::Blocking<Members>{remove_member}},
    {http::Method::post, "/api/v1/invitations/accept", http::Access::user,
     http::body_bytes_default_max, http::Blocking<Members>{accept}},
};

}  // namespace

std::span<const http::Route<Members>> member_routes() {
    return table;
}

}  // namespace tillwatch::stores
