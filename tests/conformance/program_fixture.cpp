#include "conformance/program_fixture.hpp"

#include "conformance/state_of_store.hpp"
#include "db/migrations.hpp"
#include "dump/sql.hpp"
#include "projection/projection.hpp"

namespace tillwatch::test {

Program::Program()
    : empty_(GetParam(), Begun::with_schema_of_program),
      state_([this] { return empty_.open({.attached = {"inbox"}}); }),
      accounts_(state(), clock_, random_, hasher_),
      stores_(state(), clock_, random_, sealer_) {
    if (GetParam() == db::Engine::sqlite)
        inbox_.emplace([this] { return db::Database::open(empty_.url(), "inbox"); });
    db::migrate(state(), db::migrations::state, clock_);
    db::migrate(inbox(), db::migrations::inbox, clock_);
}

UserId Program::add_user(std::string email) {
    return accounts_.add({std::move(email), "Ann", Secret("a password of some length"), false});
}

stores::Store Program::add_store(std::string domain) {
    const auto owner = accounts_.list().empty() ? add_user() : accounts_.get_id("ann@example.com");
    stores_.add({domain, "One", "GBP", "Europe/London", Secret("hush")}, owner);
    return stores_.get(domain);
}

std::int64_t Program::take_in(const stores::Store& store, const std::vector<Sent>& sent) {
    intake::Inbox inbox_log(inbox(), figures_, crowd_, nullptr, [](std::span<const StoreId>) {});
    std::vector<std::future<intake::Receipt>> receipts;
    for (const auto& [topic, body, webhook_id] : sent) {
        auto next =
            delivery(store, webhook_id.empty() ? std::to_string(++sent_) : webhook_id, body);
        next.topic = topic;
        receipts.push_back(append(inbox_log, std::move(next)));
    }
    std::int64_t stored = 0;
    for (auto& receipt : receipts) stored += receipt.get() == intake::Receipt::stored ? 1 : 0;
    return stored;
}

void Program::project() {
    projection::Projection(state(), inbox(), stores_, random_.id()).drain();
}

std::int64_t Program::deliver(const stores::Store& store, const std::vector<Sent>& sent) {
    const auto stored = take_in(store, sent);
    project();
    return stored;
}

intake::Delivery Program::delivery(const stores::Store& store, std::string webhook_id,
                                   std::string_view body) {
    return {.store_id = store.id,
            .topic = "orders/create",
            .webhook_id = std::move(webhook_id),
            .received_at = clock_.now(),
            .generation = stores_.generation(),
            .content = intake::pack("", body)};
}

std::future<intake::Receipt> Program::append(intake::Inbox& log, intake::Delivery delivery) {
    auto promise = std::make_shared<std::promise<intake::Receipt>>();
    auto receipt = promise->get_future();
    log.append(std::move(delivery), [promise](intake::Receipt told) { promise->set_value(told); });
    return receipt;
}

insights::Overview Program::overview(const stores::Store& store) {
    const insights::Range year{value_or_throw(Day::parse("2026-01-01")),
                               value_or_throw(Day::parse("2026-12-31"))};
    insights::LeaderBoards boards(state());
    return state().read([&](db::Transaction& transaction) {
        return insights::read_overview(transaction, store.id, year, insights::Compare::none,
                                       boards);
    });
}

ledger::Measures Program::day(const stores::Store& store, std::string_view day) {
    return rollup(store, ledger::Dimension::all, "", day);
}

ledger::Measures Program::rollup(const stores::Store& store, ledger::Dimension dimension,
                                 std::string_view value, std::string_view day) {
    const auto number = value_or_throw(Day::parse("2026-" + std::string(day))).number;
    const auto row = state().read([&](db::Transaction& transaction) {
        return transaction.one<dump::sql::FindRollup>(
            {store.id.value, static_cast<std::int64_t>(dimension), value, number});
    });
    if (!row) return {};
    return {.orders = row->orders,
            .inexact_orders = row->inexact_orders,
            .units = row->units,
            .gross_sales = row->gross_sales,
            .discounts = row->discounts,
            .returns = row->returns,
            .shipping = row->shipping,
            .duties = row->duties,
            .fees = row->fees,
            .taxes = row->taxes,
            .tips = row->tips,
            .gift_cards = row->gift_cards,
            .order_value = row->order_value,
            .customer_orders = row->customer_orders,
            .first_orders = row->first_orders};
}

void Program::close_databases() {
    state_.close();
    if (inbox_) inbox_->close();
}

void Program::open_databases() {
    state_.open_again();
    if (inbox_) inbox_->open_again();
}

std::vector<std::string> Program::outcomes(const stores::Store& store) {
    return state().read([&](db::Transaction& transaction) {
        std::vector<std::string> texts;
        for (const auto& row : transaction.all<dump::sql::DumpOutcomes>({store.id.value}))
            texts.push_back(row.content);
        return texts;
    });
}

Code code_of(const std::function<void()>& action) {
    try {
        action();
    } catch (const Failure& failure) {
        return failure.code();
    }
    ADD_FAILURE() << "no Failure";
    return {};
}

}  // namespace tillwatch::test
