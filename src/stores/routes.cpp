#include "stores/routes.hpp"

#include "accounts/acting.hpp"
#include "base/text.hpp"
#include "http/short_list.hpp"
#include "json/fields.hpp"
#include "json/writer.hpp"

namespace tillwatch::stores {
namespace {

void write_members(json::Writer& out, const Membership& membership, std::int64_t pending) {
    const auto& store = membership.store;
    out.member("id", opaque_text(store.id)).member("domain", store.domain);
    out.member("name", store.name).member("currency", store.currency.code());
    out.member("timezone", store.zone.name()).member("state", store.state);
    out.member("role", text_of(membership.role)).member("pending", pending);
    out.member("second_factor_required", store.second_factor_required);
    out.member("connected_at", store.connected_at.text());
    out.member("body_retention_days", store.body_retention_days);
    out.member("personal_data", membership.sees_personal_data);
}

void refuse_parameters(const http::Request& request) {
    http::Query(request, {}).throw_if_refused();
}

std::string name_of(const Membership& membership) {
    return fold(membership.store.name);
}
std::string domain_of(const Membership& membership) {
    return membership.store.domain;
}
std::string connected_at(const Membership& membership) {
    return http::sort_text(membership.store.connected_at);
}

bool is_called(const Membership& membership, std::string_view folded) {
    return has_part(membership.store.name, folded) || has_part(membership.store.domain, folded);
}

using Shape = http::ShortListShape<Membership>;
constexpr http::SortName<Shape::KeyOf> sort_keys[] = {
    {"name", &name_of}, {"domain", &domain_of}, {"connected_at", &connected_at}};
constexpr Shape stores_shape{
    sort_keys,
    {&name_of},
    [](const Membership& membership) { return opaque_text(membership.store.id); },
    &is_called};

http::Response list_stores(StoreDirectory& directory, http::Request& request) {
    const http::ShortList list(request, directory.cursors, stores_shape);
    return list.answer(directory.stores.list_of(request.caller<accounts::Caller>()->user_id),
                       [&](json::Writer& out, const Membership& membership) {
                           write_members(out, membership,
                                         directory.count_pending(membership.store.id));
                       });
}

http::Response store_answer(StoreDirectory& directory, const Membership& membership,
                            int status = 200) {
    json::Writer out;
    out.begin_object();
    write_members(out, membership, directory.count_pending(membership.store.id));
    // Its key lets nobody in, but it is one more thing that a viewer does not need.
    if (membership.role >= Role::admin)
        out.member("webhook_url", directory.public_url + "/webhooks/shopify/" +
                                      directory.stores.webhook_key(membership.store.id));
    out.end_object();
    return http::json(status, out.take());
}

http::Response get_store(StoreDirectory& directory, http::Request& request) {
    refuse_parameters(request);
    return store_answer(directory, *request.caller<Membership>());
}

Result<std::string> parse_any(std::string_view text) {
    return std::string(text);
}

/// Whoever adds it owns it.
http::Response add_store(StoreDirectory& directory, http::Request& request) {
    constexpr std::string_view known[] = {"domain", "name", "currency", "timezone",
                                          "webhook_secret"};
    refuse_parameters(request);
    json::Body body(request.body(), known);
    auto text = [&](std::string_view field) {
        return body.fields().get<std::string>(field, &parse_any);
    };
    const NewStore store{.domain = text("domain"),
                         .name = text("name"),
                         .currency = text("currency"),
                         .timezone = text("timezone"),
                         .webhook_secret = Secret(text("webhook_secret"))};
    body.throw_if_refused();
    const auto caller = *request.caller<accounts::Caller>();
    const auto id =
        directory.stores.add(store, caller.user_id, accounts::actor_of(caller, request));
    return store_answer(directory, *directory.stores.find_membership(caller.user_id, id), 201);
}

http::Response change_store(StoreDirectory& directory, http::Request& request) {
    constexpr std::string_view known[] = {"name", "timezone", "body_retention_days",
                                          "second_factor_required", "webhook_secret"};
    refuse_parameters(request);
    json::Body body(request.body(), known);
    StoreSettings settings;
    settings.name = body.fields().find<std::string>("name", &parse_any);
    settings.timezone = body.fields().find<std::string>("timezone", &parse_any);
    if (const auto days = body.object().find("body_retention_days")) {
        settings.body_retention_days = days->integer();
        if (!days->integer()) body.fields().refuse("body_retention_days", "is not a whole number");
    }
    settings.second_factor_required = body.fields().find_flag("second_factor_required");
    if (auto secret = body.fields().find<std::string>("webhook_secret", &parse_any))
        settings.webhook_secret = Secret(*std::move(secret));
    body.throw_if_refused();
    auto membership = *request.caller<Membership>();
    const auto by = accounts::actor_of(membership.caller, request);
    directory.stores.update(membership, by, settings, directory.choose_time_zone);
    if (settings.timezone) directory.restate(membership.store.id);
    auto changed = directory.stores.find(membership.store.id);
    if (!changed) throw Failure(Code::not_found, "there is no such store");
    membership.store = *std::move(changed);
    return store_answer(directory, membership);
}

/// The name is asked so that nobody deletes another store than they mean.
http::Response remove_store(StoreDirectory& directory, http::Request& request) {
    constexpr std::string_view known[] = {"name"};
    refuse_parameters(request);
    json::Body body(request.body(), known);
    const auto name = body.fields().get<std::string>("name", &parse_any);
    body.throw_if_refused();
    const auto& membership = *request.caller<Membership>();
    directory.remove(membership.store.id, accounts::actor_of(membership.caller, request), name);
    return http::json(202, "{}");
}

constexpr http::Route<StoreDirectory> table[] = {
    {http::Method::get, "/api/v1/stores", http::Access::user, 0,
     http::Blocking<StoreDirectory>{list_stores}},
    {http::Method::post, "/api/v1/stores", http::Access::user, http::body_bytes_default_max,
     http::Blocking<StoreDirectory>{add_store}},
    {http::Method::get, "/api/v1/stores/{store}", http::Access::store_viewer, 0,
     http::Blocking<StoreDirectory>{get_store}},
    {http::Method::patch, "/api/v1/stores/{store}", http::Access::store_admin,
     http::body_bytes_default_max, http::Blocking<StoreDirectory>{change_store}},
    {http::Method::delete_, "/api/v1/stores/{store}", http::Access::store_owner,
     http::body_bytes_default_max, http::Blocking<StoreDirectory>{remove_store}},
};

}  // namespace

std::span<const http::Route<StoreDirectory>> routes() {
    return table;
}

}  // namespace tillwatch::stores
