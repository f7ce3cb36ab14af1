// Snapshots as small as they may be, applied to a store of the program.
#pragma once

#include "conformance/program_fixture.hpp"
#include "projection/rebuild.hpp"
#include "projection/verify.hpp"

namespace tillwatch::test {

class Applying : public Program {
  protected:
    Applying() : store_(add_store()) {}

    projection::StoreProfile profile() const { return {store_.id, store_.currency}; }

    projection::Applied apply(const shopify::Snapshots& snapshots) {
        return state().write(
            [&](db::Transaction& transaction) {
                return projection::apply(transaction, profile(), snapshots);
            },
            projection::applying_work);
    }

    /// Noon of a day of 2026, "07-01", in London.
    static Instant noon(std::string_view day) {
        return value_or_throw(Instant::parse("2026-" + std::string(day) + "T12:00:00+01:00"));
    }
    static commerce::Version version(std::string_view day) { return {noon(day), {}, 0, 0}; }

    /// Two cups at 10.00 each, on a day of 2026, by a customer.
    static commerce::Order an_order(std::int64_t id, std::string_view day,
                                    std::optional<std::int64_t> customer = 7) {
        commerce::Order order;
        order.id = {id};
        order.version = version(day);
        order.happened_at = order.created_at = noon(day);
        order.financial_status = "paid";
        order.customer_id = id_as<CustomerId>(customer);
        commerce::LineItem line;
        line.id = {id * 10 + 1};
        line.product_id = ProductId{5};
        line.quantity = 2;
        line.price = {1000};
        order.lines = {line};
        return order;
    }

    static commerce::CustomerSighting a_customer(std::int64_t id, std::string name) {
        commerce::Customer customer;
        customer.id = {id};
        customer.first_name = std::move(name);
        return {.customer = customer, .own = true, .version = version("07-01")};
    }

    static commerce::CustomerMerge a_merge(std::int64_t merged, std::int64_t kept,
                                           std::string_view day = "07-20") {
        return {{kept}, {merged}, version(day)};
    }

    /// How many orders of a day are their customers' first.
    std::int64_t firsts(std::string_view day) { return Program::day(store_, day).first_orders; }

    std::vector<std::string> differences() {
        std::vector<std::string> told;
        const auto count = projection::verify(
            state(), profile(),
            [&](const projection::Difference& difference) { told.push_back(difference.text()); });
        EXPECT_EQ(count, static_cast<std::int64_t>(told.size()));
        return told;
    }

    stores::Store store_;
};

}  // namespace tillwatch::test
