// What applying costs on SQLite: batches of 256 orders with three lines each, by customers of whom
// some come again; new orders, and their updates.
#include <filesystem>

#include <benchmark/benchmark.h>

#include "base/clock.hpp"
#include "db/migrations.hpp"
#include "projection/apply.hpp"
#include "stores/sql.hpp"

namespace {

using namespace tillwatch;

constexpr std::int64_t batch_orders = 256;
constexpr std::int64_t customers = 5'000;
constexpr std::int64_t products = 200;
constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t begin_ms = 1'780'000'000'000;

commerce::LineItem line_of(std::int64_t order, std::int64_t number) {
    commerce::LineItem line;
    line.id = {order * 10 + number};
    line.product_id = ProductId{(order * 7 + number * 13) % products};
    line.variant_id = VariantId{line.product_id->value * 3 + order % 3};
    line.title = "A cup of a certain size";
    line.sku = "cup-" + std::to_string(line.variant_id->value);
    line.vendor = "Potter " + std::to_string(line.product_id->value % 20);
    line.quantity = 1 + order % 3;
    line.price = {1'000 + number};
    line.tax = {200};
    line.tax_lines = {{"VAT", 200'000, {200}}};
    return line;
}

shopify::Snapshots order_of(std::int64_t number, std::int64_t updates) {
    commerce::Order order;
    order.id = {number};
    order.version = {{begin_ms + number * minute_ms + updates}, {}, 1, number};
    order.name = "#" + std::to_string(number);
    order.happened_at = order.created_at = {begin_ms + number * minute_ms};
    order.financial_status = updates == 0 ? "pending" : "paid";
    order.channel = "web";
    order.country_code = "GB";
    order.email = "buyer@example.com";
    order.gateways = {"shopify_payments"};
    order.checkout_token = "c" + std::to_string(number);
    order.customer_id = CustomerId{1 + number * 31 % customers};
    for (std::int64_t i = 1; i <= 3; ++i) order.lines.push_back(line_of(number, i));
    order.shipping_lines = {{{499}, {}, {100}}};
    commerce::Customer customer;
    customer.id = *order.customer_id;
    customer.first_name = "Ann";
    customer.last_name = "Lee";
    customer.email = order.email;
    return {.orders = {order}, .customers = {{customer, false, order.version}}};
}

/// A database with one store, gone at the end.
class Till {
  public:
    Till() {
        std::filesystem::remove_all(directory_);
        std::filesystem::create_directories(directory_);
        database_ = db::Database::open({db::Engine::sqlite, directory_.string(), {}}, "state");
        db::migrate(*database_, db::migrations::state, SystemClock());
        database_->write([&](db::Transaction& transaction) {
            transaction.run<stores::sql::InsertStore>({.store_id = store_.store_id.value,
                                                       .domain = "one.myshopify.com",
                                                       .name = "One",
                                                       .currency = "GBP",
                                                       .timezone = "Europe/London",
                                                       .state = "connected",
                                                       .webhook_secret = std::string_view("sealed"),
                                                       .connected_at = 0});
        });
    }
    ~Till() {
        database_.reset();
        std::filesystem::remove_all(directory_);
    }
    Till(const Till&) = delete;
    Till& operator=(const Till&) = delete;

    void apply(const shopify::Snapshots& batch) {
        auto work = projection::applying_work;
        work.flushed = false;
        database_->write(
            [&](db::Transaction& transaction) { projection::apply(transaction, store_, batch); },
            work);
    }

  private:
    const std::filesystem::path directory_ =
        std::filesystem::temp_directory_path() / "tillwatch-apply-bench";
    std::unique_ptr<db::Database> database_;
    const projection::StoreProfile store_{{1}, value_or_throw(Currency::parse("GBP"))};
};

shopify::Snapshots batch_of(std::int64_t first, std::int64_t updates) {
    shopify::Snapshots all;
    for (std::int64_t number = first; number < first + batch_orders; ++number) {
        auto one = order_of(number, updates);
        all.orders.push_back(std::move(one.orders[0]));
        all.customers.push_back(std::move(one.customers[0]));
    }
    return all;
}

/// The processor time is of all threads; making the batch does not count.
void apply_batches(benchmark::State& state, std::int64_t updates) {
    Till till;
    std::int64_t first = 1;
    for ([[maybe_unused]] auto _ : state) {
        state.PauseTiming();
        if (updates > 0) till.apply(batch_of(first, 0));
        const auto batch = batch_of(first, updates);
        first += batch_orders;
        state.ResumeTiming();
        till.apply(batch);
    }
    state.SetItemsProcessed(state.iterations() * batch_orders);
}

void new_orders(benchmark::State& state) {
    apply_batches(state, 0);
}
void updates_that_change_no_figure(benchmark::State& state) {
    apply_batches(state, 1);
}

BENCHMARK(new_orders)->MeasureProcessCPUTime()->Iterations(100);
BENCHMARK(updates_that_change_no_figure)->MeasureProcessCPUTime()->Iterations(100);

}  // namespace

BENCHMARK_MAIN();
