#include "projection/verify.hpp"

#include <fmt/format.h>

#include "base/log_line.hpp"
#include "projection/audit.hpp"
#include "projection/store_state.hpp"

namespace tillwatch::projection {
namespace {

constexpr std::string_view no_row = "no row";

template <class T>
std::string text_of(const std::optional<T>& number) {
    return number ? std::to_string(*number) : "none";
}

std::string text_of(const std::optional<CustomerId>& id) {
    return text_of(number_of(id));
}

std::string text_of(const commerce::LedgerColumns& c) {
    return fmt::format("customer {}, day {}, counted {}, standing {}, value {}",
                       text_of(c.customer_id), c.day.text(), c.counted ? 1 : 0, c.standing,
                       c.order_value.minor);
}

std::string text_of(const ledger::Sale& s) {
    return fmt::format(
        "({} {} hour {} action {} line type {} quantity {} total {} tax {} discount {} line {} "
        "product {} variant {} vendor {} sku {} inexact {})",
        s.happened_at.text(), s.day.text(), s.hour, static_cast<int>(s.action),
        static_cast<int>(s.line_type), s.quantity, s.total.minor, s.tax.minor, s.discount.minor,
        text_of(number_of(s.line_item_id)), text_of(number_of(s.product_id)),
        text_of(number_of(s.variant_id)), s.vendor.value_or("none"), s.sku.value_or("none"),
        s.inexact ? 1 : 0);
}

std::string text_of(const std::vector<ledger::Sale>& sales) {
    if (sales.empty()) return std::string(no_row);
    std::string text;
    for (const auto& sale : sales) text += (text.empty() ? "" : " ") + text_of(sale);
    return text;
}

std::string text_of(const ledger::Measures& m) {
    return fmt::format(
        "orders {}, inexact {}, units {}, gross {}, discounts {}, returns {}, shipping {}, "
        "duties {}, fees {}, taxes {}, tips {}, gift cards {}, order value {}, of customers {}, "
        "first {}",
        m.orders, m.inexact_orders, m.units, m.gross_sales, m.discounts, m.returns, m.shipping,
        m.duties, m.fees, m.taxes, m.tips, m.gift_cards, m.order_value, m.customer_orders,
        m.first_orders);
}

std::string text_of(const ledger::CustomerMeasures& m) {
    return fmt::format("orders {}, net sales {}, total sales {}", m.orders, m.net_sales,
                       m.total_sales);
}

std::string text_of(std::int64_t count) {
    return std::to_string(count);
}

class Telling final : public Findings {
  public:
    explicit Telling(const std::function<void(const Difference&)>& tell) : tell_(tell) {}

    std::int64_t count() const { return count_; }

    void columns(OrderId id, const commerce::LedgerColumns& stored,
                 const commerce::LedgerColumns& made) override {
        tell("orders", fmt::format("order {}", id.value), text_of(stored), text_of(made));
    }
    void customer(OrderId id, const std::optional<CustomerId>& stored,
                  const std::optional<CustomerId>& made) override {
        tell("orders", fmt::format("order {}", id.value), "customer " + text_of(stored),
             "customer " + text_of(made));
    }
    void sales(const LedgerOrder& made, const std::vector<ledger::Sale>& stored) override {
        tell("sales", fmt::format("order {}", made.entry.order_id.value), text_of(stored),
             text_of(made.entry.sales));
    }
    void stray_sales(OrderId id, std::int64_t stored) override {
        tell("sales", fmt::format("order {}", id.value), fmt::format("{} rows", stored),
             std::string(no_row));
    }
    void sum(const ledger::RollupKey& key, const Row<ledger::Measures>& stored,
             const Row<ledger::Measures>& made) override {
        tell_sum("rollups",
                 fmt::format("dimension {}, value \"{}\", day {}", static_cast<int>(key.dimension),
                             key.value, key.day.text()),
                 stored, made);
    }
    void sum(const ledger::RepeatKey& key, const Row<std::int64_t>& stored,
             const Row<std::int64_t>& made) override {
        tell_sum("repeat_orders",
                 fmt::format("grain {}, before {}, day {}", static_cast<int>(key.grain), key.before,
                             key.day),
                 stored, made);
    }
    void sum(const ledger::CustomerDayKey& key, const Row<ledger::CustomerMeasures>& stored,
             const Row<ledger::CustomerMeasures>& made) override {
        tell_sum("customer_days",
                 fmt::format("customer {}, day {}", key.customer_id.value, key.day.text()), stored,
                 made);
    }
    void sum(const ledger::CohortKey& key, const Row<std::int64_t>& stored,
             const Row<std::int64_t>& made) override {
        tell_sum("cohorts", fmt::format("first month {}, month {}", key.first_month, key.month),
                 stored, made);
    }

    void checkout(const std::string& token, const Row<std::int64_t>& stored,
                  const Row<std::int64_t>& made) override {
        tell("checkouts", "checkout " + token, "ordered at " + text_of(stored),
             "ordered at " + text_of(made));
    }

    void known_customers(std::int64_t stored, std::int64_t made) override {
        tell("store_versions", "customers", text_of(stored), text_of(made));
    }

  private:
    template <class Value>
    void tell_sum(std::string table, std::string key, const Row<Value>& stored,
                  const Row<Value>& made) {
        const auto text = [](const Row<Value>& row) {
            return row ? text_of(*row) : std::string(no_row);
        };
        tell(std::move(table), std::move(key), text(stored), text(made));
    }

    void tell(std::string table, std::string key, std::string stored, std::string made) {
        ++count_;
        tell_({std::move(table), std::move(key), std::move(stored), std::move(made)});
    }

    const std::function<void(const Difference&)>& tell_;
    std::int64_t count_ = 0;
};

}  // namespace

std::string Difference::text() const {
    return log::printable(
        fmt::format("{}, {}: stored {}; recomputed {}", table, key, stored, recomputed));
}

std::int64_t verify(db::Database& database, const StoreProfile& store,
                    const std::function<void(const Difference&)>& on_difference) {
    return database.read(
        [&](db::Transaction& transaction) {
            Telling telling(on_difference);
            const auto state = read_store_state(transaction, store);
            audit(transaction, store.store_id, state.zone, telling);
            return telling.count();
        },
        {.statement_timeout_ms = audit_statement_timeout_ms});
}

}  // namespace tillwatch::projection
