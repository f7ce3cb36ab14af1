#include "stores/exports.hpp"

#include "accounts/acting.hpp"
#include "base/try_again.hpp"
#include "stores/file_name.hpp"

namespace tillwatch::stores {

http::Response Exports::answer(const http::Request& request, std::string_view what,
                               http::NextPiece next) {
    constexpr std::int64_t try_again_after_s = 5;
    const auto& member = *request.caller<Membership>();
    auto slot = slots_.take(member.caller.user_id.value);
    if (!slot) throw TryAgain(try_again_after_s, "two exports are in progress already");
    const auto now = clock_.now();
    if (request.method() == http::Method::get)
        database_.write([&](db::Transaction& transaction) {
            audit::record(transaction, {.action = "list.exported",
                                        .actor = accounts::actor_of(member.caller, request),
                                        .at = now,
                                        .store = member.store.id,
                                        .details = {{"list", std::string(what)}}});
        });
    const auto checked = [this, member, next = std::move(next)] {
        if (!may_still_(member))
            throw Failure(Code::forbidden, "an export ended: who asked for it may no longer");
        return next();
    };
    return http::csv(workers_, file_name(member.store, what, now), checked, std::move(slot));
}

}  // namespace tillwatch::stores
