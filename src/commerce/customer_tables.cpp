#include "commerce/customer_tables.hpp"

#include "commerce/sql.hpp"
#include "commerce/stored_version.hpp"

namespace tillwatch::commerce {
namespace {

template <class Q>
std::vector<typename Q::Params> params_of(StoreId store_id, std::span<const CustomerId> ids) {
    std::vector<typename Q::Params> params;
    params.reserve(ids.size());
    for (const auto id : ids) params.push_back({store_id.value, id.value});
    return params;
}

template <class Row>
CustomerMerge merge_of(const Row& row) {
    return {{row.kept_id}, {row.merged_id}, version_of(row)};
}

template <class Q>
std::vector<CustomerMerge> merges_of(db::Transaction& transaction, StoreId store_id,
                                     std::span<const CustomerId> ids) {
    std::vector<CustomerMerge> merges;
    if (ids.empty()) return merges;
    for (const auto& row : transaction.batch_all<Q>(params_of<Q>(store_id, ids)))
        merges.push_back(merge_of(row));
    return merges;
}

/// Those of whom the same was known have the same addresses.
void put_addresses(db::Transaction& transaction, StoreId store_id,
                   std::span<const CustomerSighting* const> customers,
                   const StoredCustomers& stored) {
    std::vector<sql::DeleteCustomerAddresses::Params> old;
    std::vector<sql::InsertCustomerAddress::Params> rows;
    for (const auto* sighting : customers) {
        const auto& [customer, own, version] = *sighting;
        const auto known = stored.find(customer.id);
        if (known != stored.end()) {
            if (known->second.version.content_hash == version.content_hash) continue;
            old.push_back({store_id.value, customer.id.value});
        }
        std::int64_t position = 0;
        for (const auto& address : customer.addresses)
            rows.push_back({.store_id = store_id.value,
                            .customer_id = customer.id.value,
                            .position = position++,
                            .is_default = address.is_default ? 1 : 0,
                            .name = address.name,
                            .company = address.company,
                            .address1 = address.address1,
                            .address2 = address.address2,
                            .city = address.city,
                            .province = address.province,
                            .zip = address.zip,
                            .country_code = address.country_code,
                            .phone = address.phone});
    }
    if (!old.empty()) transaction.send_batch<sql::DeleteCustomerAddresses>(old);
    if (!rows.empty()) transaction.send_batch<sql::InsertCustomerAddress>(rows);
}

/// But for the addresses.
bool says_the_same(const Customer& one, const Customer& other) {
    return one.created_at == other.created_at && one.first_name == other.first_name &&
           one.last_name == other.last_name && one.email == other.email && one.phone == other.phone;
}

}  // namespace

StoredCustomers find_stored_customers(db::Transaction& transaction, StoreId store_id,
                                      std::span<const CustomerId> ids) {
    StoredCustomers stored;
    if (ids.empty()) return stored;
    const auto params = params_of<sql::ListCustomerVersions>(store_id, ids);
    for (const auto& row : transaction.batch_all<sql::ListCustomerVersions>(params)) {
        const Version version{
            {row.updated_at}, read_trigger(row.triggered_at), 0, row.content_hash};
        Customer customer{
            .id = {row.customer_id},
            .created_at = row.created_at.transform([](std::int64_t ms) { return Instant{ms}; }),
            .first_name = row.first_name,
            .last_name = row.last_name,
            .email = row.email,
            .phone = row.phone,
            .addresses = {}};
        stored.emplace(customer.id, StoredCustomer{row.own != 0, version, std::move(customer)});
    }
    return stored;
}

void put_customers(db::Transaction& transaction, StoreId store_id,
                   std::span<const CustomerSighting* const> customers,
                   const StoredCustomers& stored) {
    if (customers.empty()) return;
    std::vector<sql::UpsertCustomer::Params> rows;
    std::vector<sql::UpdateCustomerVersion::Params> same;
    for (const auto* sighting : customers) {
        const auto& [customer, own, version] = *sighting;
        const auto known = stored.find(customer.id);
        if (known != stored.end() && says_the_same(known->second.customer, customer))
            same.push_back({store_id.value, customer.id.value, own ? 1 : 0, version.updated_at.ms,
                            stored_trigger(version), version.content_hash});
        else
            rows.push_back({.store_id = store_id.value,
                            .customer_id = customer.id.value,
                            .own = own ? 1 : 0,
                            .updated_at = version.updated_at.ms,
                            .triggered_at = stored_trigger(version),
                            .content_hash = version.content_hash,
                            .created_at = ms_of(customer.created_at),
                            .first_name = customer.first_name,
                            .last_name = customer.last_name,
                            .email = customer.email,
                            .phone = customer.phone});
    }
    if (!rows.empty()) transaction.send_batch<sql::UpsertCustomer>(rows);
    if (!same.empty()) transaction.send_batch<sql::UpdateCustomerVersion>(same);
    put_addresses(transaction, store_id, customers, stored);
}

std::int64_t delete_customers(db::Transaction& transaction, StoreId store_id,
                              std::span<const CustomerId> ids) {
    if (ids.empty()) return 0;
    transaction.send_batch<sql::DeleteCustomerAddresses>(
        params_of<sql::DeleteCustomerAddresses>(store_id, ids));
    return transaction.batch<sql::DeleteCustomer>(params_of<sql::DeleteCustomer>(store_id, ids));
}

std::vector<CustomerMerge> find_merges(db::Transaction& transaction, StoreId store_id,
                                       std::span<const CustomerId> merged) {
    if (!transaction.one<sql::FindAnyCustomerAlias>({store_id.value})) return {};
    return merges_of<sql::FindCustomerAlias>(transaction, store_id, merged);
}

std::vector<CustomerMerge> list_merges_to(db::Transaction& transaction, StoreId store_id,
                                          std::span<const CustomerId> kept) {
    return merges_of<sql::ListAliasesTo>(transaction, store_id, kept);
}

std::vector<CustomerMerge> list_all_merges(db::Transaction& transaction, StoreId store_id) {
    std::vector<CustomerMerge> merges;
    for (const auto& row : transaction.all<sql::ListAliases>({store_id.value}))
        merges.push_back(merge_of(row));
    return merges;
}

void put_merges(db::Transaction& transaction, StoreId store_id,
                std::span<const CustomerMerge* const> merges) {
    std::vector<sql::UpsertCustomerAlias::Params> rows;
    for (const auto* merge : merges) {
        auto& row = rows.emplace_back();
        row.store_id = store_id.value;
        row.merged_id = merge->merged.value;
        row.kept_id = merge->kept.value;
        put_version(row, merge->version);
    }
    if (!rows.empty()) transaction.send_batch<sql::UpsertCustomerAlias>(rows);
}

}  // namespace tillwatch::commerce
