// What applying costs on SQLite: batches of orders with three lines each, by customers of whom some
// come again. Prints the processor time an order takes, of new orders and of their updates.
#include <cstdio>
#include <ctime>
#include <filesystem>

#include "base/clock.hpp"
#include "db/migrations.hpp"
#include "projection/apply.hpp"

namespace {

using namespace tillwatch;

constexpr std::int64_t batch_orders = 256;
constexpr std::int64_t batches = 100;
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

double processor_seconds() {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

void apply_all(db::Database& database, const projection::StoreProfile& store, std::int64_t updates,
               const char* what) {
    auto work = projection::applying_work;
    work.flushed = false;
    double seconds = 0;
    for (std::int64_t batch = 0; batch < batches; ++batch) {
        shopify::Snapshots all;
        for (std::int64_t i = 0; i < batch_orders; ++i) {
            auto one = order_of(batch * batch_orders + i + 1, updates);
            all.orders.push_back(std::move(one.orders[0]));
            all.customers.push_back(std::move(one.customers[0]));
        }
        const auto before = processor_seconds();
        database.write(
            [&](db::Transaction& transaction) { projection::apply(transaction, store, all); },
            work);
        seconds += processor_seconds() - before;
    }
    std::printf("%s: %.1f microseconds of processor time an order\n", what,
                seconds * 1e6 / static_cast<double>(batches * batch_orders));
}

}  // namespace

int main() {
    const auto directory = std::filesystem::temp_directory_path() / "tillwatch-apply-bench";
    std::filesystem::remove_all(directory);
    std::filesystem::create_directories(directory);
    {
        const auto database =
            db::Database::open({db::Engine::sqlite, directory.string(), {}}, "state");
        db::migrate(*database, db::migrations::state, SystemClock());
        const projection::StoreProfile store{{1},
                                             value_or_throw(Currency::parse("GBP")),
                                             value_or_throw(TimeZone::find("Europe/London"))};
        apply_all(*database, store, 0, "new orders");
        apply_all(*database, store, 1, "updates that change no figure");
    }
    std::filesystem::remove_all(directory);
}
