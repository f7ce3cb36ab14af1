#include "live/routes.hpp"

#include "http/query.hpp"
#include "stores/stores.hpp"

namespace tillwatch::live {
namespace {

/// Watches from before its head is sent: who then asks for the figures misses nothing.
http::Response watch(Live& live, http::Request& request) {
    http::Query query(request, {});
    query.throw_if_refused();
    const auto& store = request.caller<stores::Membership>()->store;
    const auto authorization = request.header("authorization").value_or("");
    auto queue = live.watchers().add({store.id, Secret(std::string(authorization))});
    if (!queue) throw Failure(Code::unavailable, "too many watch already");
    return http::event_stream(std::move(queue));
}

constexpr http::Route<Live> table[] = {
    {http::Method::get, "/api/v1/stores/{store}/live", http::Access::store_viewer, 0,
     http::Blocking<Live>{watch}},
};

}  // namespace

std::span<const http::Route<Live>> routes() {
    return table;
}

}  // namespace tillwatch::live
