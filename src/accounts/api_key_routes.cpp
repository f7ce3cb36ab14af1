#include "accounts/api_key_routes.hpp"

#include "accounts/acting.hpp"
#include "base/text.hpp"
#include "http/short_list.hpp"
#include "json/fields.hpp"
#include "json/writer.hpp"

namespace tillwatch::accounts {
namespace {

void write_scopes(json::Writer& out, Scopes scopes) {
    out.key("scopes").begin_array();
    if (scopes.read) out.value("read");
    if (scopes.export_) out.value("export");
    if (scopes.write) out.value("write");
    out.end_array();
}

void write_members(json::Writer& out, const ApiKey& key) {
    out.member("id", opaque_text(key.id)).member("name", key.name);
    write_scopes(out, key.scopes);
    out.member("created_at", key.created_at.text()).key("last_used_at");
    if (key.last_used_at)
        out.value(key.last_used_at->text());
    else
        out.value(nullptr);
}

std::string name_of(const ApiKey& key) {
    return fold(key.name);
}
std::string created_at(const ApiKey& key) {
    return http::sort_text(key.created_at);
}
/// One that was never used comes first.
std::string last_used_at(const ApiKey& key) {
    return key.last_used_at ? http::sort_text(*key.last_used_at) : "";
}

using Shape = http::ShortListShape<ApiKey>;
constexpr http::SortName<Shape::KeyOf> sort_keys[] = {
    {"created_at", &created_at}, {"name", &name_of}, {"last_used_at", &last_used_at}};
constexpr Shape keys_shape{
    sort_keys,
    {&created_at, true},
    [](const ApiKey& key) { return opaque_text(key.id); },
    [](const ApiKey& key, std::string_view folded) { return has_part(key.name, folded); }};

http::Response list_keys(ApiKeyDesk& desk, http::Request& request) {
    const http::ShortList list(request, desk.cursors, keys_shape);
    return list.answer(desk.keys.list(request.caller<Caller>()->user_id), &write_members);
}

Result<std::string> parse_key_name(std::string_view text) {
    if (text.empty()) return fail(Code::invalid, "is empty");
    return parse_name(text);
}

/// A list of scopes; all of the caller's own where none are named.
Scopes read_scopes(json::Body& body, Scopes own) {
    const auto named = body.object().find("scopes");
    if (!named) return own;
    std::string list;
    bool texts = named->is_array();
    named->each([&](json::Value scope) {
        texts = texts && scope.text() && !scope.text()->contains(',');
        list += list.empty() ? "" : ",";
        list += scope.text().value_or("");
    });
    const auto scopes = Scopes::parse(list);
    if (!texts || !scopes) {
        body.fields().refuse("scopes", "is not a list of read, export and write");
        return own;
    }
    return *scopes;
}

/// A key cannot make one that may more than itself.
void ensure_within(Scopes wanted, Scopes own) {
    if ((wanted.read && !own.read) || (wanted.export_ && !own.export_) ||
        (wanted.write && !own.write))
        throw Failure(Code::forbidden, "a key cannot have scopes that you lack");
}

http::Response add_key(ApiKeyDesk& desk, http::Request& request) {
    constexpr std::string_view known[] = {"name", "scopes"};
    http::Query(request, {}).throw_if_refused();
    const auto& caller = *request.caller<Caller>();
    json::Body body(request.body(), known);
    const auto name = body.fields().get<std::string>("name", &parse_key_name);
    const auto scopes = read_scopes(body, caller.scopes);
    body.throw_if_refused();
    ensure_within(scopes, caller.scopes);
    const auto made = desk.keys.add(caller.user_id, actor_of(caller, request), name, scopes);
    json::Writer out;
    out.begin_object();
    write_members(out, made.key);
    out.member("key", made.text.reveal()).end_object();
    return http::json(201, out.take());
}

http::Response remove_key(ApiKeyDesk& desk, http::Request& request) {
    http::Query(request, {}).throw_if_refused();
    const auto& caller = *request.caller<Caller>();
    const auto id = parse_opaque(request.parameter("id"));
    if (!id) throw Failure(Code::not_found, "there is no such key");
    desk.keys.remove(caller.user_id, actor_of(caller, request), ApiKeyId{*id});
    return http::no_content();
}

constexpr http::Route<ApiKeyDesk> table[] = {
    {http::Method::get, "/api/v1/me/api-keys", http::Access::user, 0,
     http::Blocking<ApiKeyDesk>{list_keys}},
    {http::Method::post, "/api/v1/me/api-keys", http::Access::user, http::body_bytes_default_max,
     http::Blocking<ApiKeyDesk>{add_key}},
    {http::Method::delete_, "/api/v1/me/api-keys/{id}", http::Access::user, 0,
     http::Blocking<ApiKeyDesk>{remove_key}},
};

}  // namespace

std::span<const http::Route<ApiKeyDesk>> api_key_routes() {
    return table;
}

}  // namespace tillwatch::accounts
