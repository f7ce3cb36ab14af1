#include "conformance/program_fixture.hpp"

#include <future>

#include "conformance/state_of_store.hpp"
#include "db/migrations.hpp"
#include "intake/inbox.hpp"
#include "projection/projector.hpp"

namespace tillwatch::test {

Program::Program()
    : empty_(GetParam()),
      state_(empty_.open()),
      inbox_(GetParam() == db::Engine::sqlite ? db::Database::open(empty_.url(), "inbox")
                                              : nullptr),
      accounts_(*state_, clock_, random_, hasher_),
      stores_(*state_, clock_, random_, sealer_) {
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

std::int64_t Program::deliver(const stores::Store& store, const std::vector<Sent>& sent) {
    std::int64_t stored = 0;
    {
        intake::Inbox inbox_log(inbox(), figures_, nullptr, [](std::span<const StoreId>) {});
        std::vector<std::future<intake::Receipt>> receipts;
        for (const auto& [topic, body, webhook_id] : sent) {
            auto promise = std::make_shared<std::promise<intake::Receipt>>();
            receipts.push_back(promise->get_future());
            const auto id = webhook_id.empty() ? std::to_string(++sent_) : webhook_id;
            inbox_log.append({.store_id = store.id,
                              .topic = topic,
                              .webhook_id = id,
                              .received_at = clock_.now(),
                              .generation = stores_.generation(),
                              .content = intake::pack("", body)},
                             [promise](intake::Receipt receipt) { promise->set_value(receipt); });
        }
        for (auto& receipt : receipts) stored += receipt.get() == intake::Receipt::stored ? 1 : 0;
    }
    projection::Projector projector(state(), inbox(), stores_);
    projector.drain();
    return stored;
}

insights::Overview Program::overview(const stores::Store& store) {
    const insights::Range year{value_or_throw(Day::parse("2026-01-01")),
                               value_or_throw(Day::parse("2026-12-31"))};
    return state().read([&](db::Transaction& transaction) {
        return insights::read_overview(transaction, store.id, year, insights::Compare::none);
    });
}

ledger::Measures Program::day(const stores::Store& store, std::string_view day) {
    const auto wanted = value_or_throw(Day::parse("2026-" + std::string(day)));
    for (const auto& totals : overview(store).days)
        if (totals.day == wanted) return totals.measures;
    ADD_FAILURE() << "no such day";
    return {};
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
