#include "projection/choose_time_zone.hpp"

#include "commerce/object_tables.hpp"
#include "projection/sql.hpp"
#include "stores/stores.hpp"

namespace tillwatch::projection {
namespace {

constexpr std::int64_t outdated_version = 0;

[[noreturn]] void refuse() {
    constexpr auto why = "follows what the shop says (shop/update): change it in Shopify";
    throw Failure(Error{Code::invalid, std::string("timezone ") + why, {{"timezone", why}}});
}

}  // namespace

void choose_time_zone(db::Transaction& transaction, StoreId store_id, const TimeZone& zone) {
    transaction.one<sql::LockStore>({store_id.value});
    if (commerce::find_shop_zone(transaction, store_id)) refuse();
    if (!stores::set_time_zone(transaction, store_id, zone)) return;
    transaction.run<sql::PutLedgerVersion>({store_id.value, outdated_version});
    const sql::CountStoreChange::Params change[] = {{store_id.value}};
    transaction.batch<sql::CountStoreChange>(change);
}

}  // namespace tillwatch::projection
