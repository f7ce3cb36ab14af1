#include "erasure/tables.hpp"

#include "erasure/sql.hpp"

namespace tillwatch::erasure {
namespace {

template <class Statement>
std::int64_t erase_from(db::Transaction& transaction, StoreId store_id, std::int64_t limit) {
    return transaction.run<Statement>({store_id.value, limit});
}

/// A delivery and its body go together.
std::int64_t erase_log(db::Transaction& transaction, StoreId store_id, std::int64_t limit) {
    transaction.run<sql::EraseDeliveryBodies>({store_id.value, limit});
    return transaction.run<sql::EraseDeliveries>({store_id.value, limit});
}

/// Keys after their deliveries: what waits to go to the keys' table is looked up in the log.
constexpr Table of_inbox[] = {erase_log, erase_from<sql::EraseDeliveryKeys>};

constexpr Table of_state[] = {erase_from<sql::EraseAgreementSales>,
                              erase_from<sql::EraseAuditLog>,
                              erase_from<sql::EraseChangedDays>,
                              erase_from<sql::EraseCheckoutLines>,
                              erase_from<sql::EraseCheckouts>,
                              erase_from<sql::EraseCohorts>,
                              erase_from<sql::EraseCustomerAddresses>,
                              erase_from<sql::EraseCustomerAliases>,
                              erase_from<sql::EraseCustomerDays>,
                              erase_from<sql::EraseCustomers>,
                              erase_from<sql::EraseDeliveryAttempts>,
                              erase_from<sql::EraseDeliveryOutcomes>,
                              erase_from<sql::EraseDeliveryReplays>,
                              erase_from<sql::EraseImports>,
                              erase_from<sql::EraseInvitations>,
                              erase_from<sql::EraseLedgerVersions>,
                              erase_from<sql::EraseMembers>,
                              erase_from<sql::EraseOrderAgreements>,
                              erase_from<sql::EraseOrderCharges>,
                              erase_from<sql::EraseOrderEditLines>,
                              erase_from<sql::EraseOrderEdits>,
                              erase_from<sql::EraseOrderLines>,
                              erase_from<sql::EraseOrderMilestones>,
                              erase_from<sql::EraseOrderShippingLines>,
                              erase_from<sql::EraseOrders>,
                              erase_from<sql::EraseProducts>,
                              erase_from<sql::EraseProjectionProgress>,
                              erase_from<sql::EraseRefundAdjustments>,
                              erase_from<sql::EraseRefundLines>,
                              erase_from<sql::EraseRefunds>,
                              erase_from<sql::EraseRepeatOrders>,
                              erase_from<sql::EraseRollups>,
                              erase_from<sql::EraseSales>,
                              erase_from<sql::EraseShops>,
                              erase_from<sql::EraseStoreVersions>,
                              erase_from<sql::EraseTombstones>,
                              erase_from<sql::EraseVariants>};

}  // namespace

std::span<const Table> tables_of_inbox() {
    return of_inbox;
}

std::span<const Table> tables_of_state() {
    return of_state;
}

}  // namespace tillwatch::erasure
