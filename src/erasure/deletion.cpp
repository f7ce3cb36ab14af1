#include "erasure/deletion.hpp"

#include "base/ensure.hpp"
#include "erasure/sql.hpp"
#include "stores/sql.hpp"

namespace tillwatch::erasure {
namespace {

Failure not_there() {
    return Failure(Code::not_found, "there is no such store");
}

Failure wrong_name() {
    const std::string message = "is not the name of this store";
    return Failure(Error{Code::invalid, "name " + message, {FieldError{"name", message}}});
}

}  // namespace

void Deletion::remove(StoreId id, const audit::Actor& actor, std::string_view name) {
    const auto generation = state_.write([&](db::Transaction& transaction) {
        const auto store = transaction.one<stores::sql::FindStore>({id.value});
        if (!store) throw not_there();
        if (name != store->name) throw wrong_name();
        // Of two who delete it at once, one finds no row.
        if (transaction.run<sql::DeleteStore>({id.value}) == 0) throw not_there();
        const auto now = clock_.now();
        transaction.run<sql::DeleteMembersOfStore>({id.value});
        transaction.run<sql::DeleteInvitationsOfStore>({id.value});
        transaction.run<sql::InsertErasure>({id.value, now.ms});
        audit::record(transaction, {.action = "store.deleted",
                                    .actor = actor,
                                    .at = now,
                                    .account = actor.user,
                                    .subject = opaque_text(id),
                                    .details = {{"domain", store->domain}}});
        const auto counted = transaction.one<stores::sql::CountChange>({});
        ENSURE(counted);
        return counted->generation;
    });
    stores_.learn(static_cast<std::uint64_t>(generation));
}

}  // namespace tillwatch::erasure
