#include "stores/routes.hpp"

#include "http/query.hpp"
#include "json/writer.hpp"

namespace tillwatch::stores {
namespace {

void write_members(json::Writer& out, const Membership& membership, std::int64_t pending) {
    const auto& store = membership.store;
    out.member("id", opaque_text(store.id)).member("domain", store.domain);
    out.member("name", store.name).member("currency", store.currency.code());
    out.member("timezone", store.zone.name()).member("state", store.state);
    out.member("role", text_of(membership.role)).member("pending", pending);
    out.member("connected_at", store.connected_at.text());
}

/// All of them in one answer: nothing can be asked of these paths yet.
void refuse_parameters(const http::Request& request) {
    http::Query(request, {}).throw_if_refused();
}

http::Response list_stores(StoreDirectory& directory, http::Request& request) {
    refuse_parameters(request);
    json::Writer out;
    out.begin_object().key("items").begin_array();
    for (const auto& membership :
         directory.stores.list_of(request.caller<accounts::Caller>()->user_id)) {
        out.begin_object();
        write_members(out, membership, directory.count_pending(membership.store.id));
        out.end_object();
    }
    out.end_array().member("next_cursor", nullptr).end_object();
    return http::json(200, out.take());
}

http::Response get_store(StoreDirectory& directory, http::Request& request) {
    refuse_parameters(request);
    const auto& membership = *request.caller<Membership>();
    json::Writer out;
    out.begin_object();
    write_members(out, membership, directory.count_pending(membership.store.id));
    // Its key lets nobody in, but it is one more thing that a viewer does not need.
    if (membership.role >= Role::admin)
        out.member("webhook_url", directory.public_url + "/webhooks/shopify/" +
                                      directory.stores.webhook_key(membership.store.id));
    out.end_object();
    return http::json(200, out.take());
}

constexpr http::Route<StoreDirectory> table[] = {
    {http::Method::get, "/api/v1/stores", http::Access::user, 0,
     http::Blocking<StoreDirectory>{list_stores}},
    {http::Method::get, "/api/v1/stores/{store}", http::Access::store_viewer, 0,
     http::Blocking<StoreDirectory>{get_store}},
};

}  // namespace

std::span<const http::Route<StoreDirectory>> routes() {
    return table;
}

}  // namespace tillwatch::stores
