// The laws of the projection (docs/metrics.md) over generated histories: the same set of snapshots
// ends in the same state, whatever the order, the repetitions and the batches; what is kept up to
// date is what recomputing makes of the stored objects, and what SQL sums from the sales; both
// engines end in the same state.
#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "conformance/engines.hpp"
#include "conformance/histories.hpp"
#include "conformance/state_of_store.hpp"
#include "projection/apply.hpp"
#include "projection/rebuild.hpp"
#include "projection/verify.hpp"
#include "stores/sql.hpp"

namespace tillwatch::test {
namespace {

using shopify::Snapshots;

constexpr int histories_default = 2'000;
/// Applied to both engines, a history takes several times as long: it has a part of the number.
constexpr int across_divisor = 20;

int histories_count() {
    const char* const wanted = std::getenv("TILLWATCH_LAW_HISTORIES");
    return wanted == nullptr ? histories_default : std::atoi(wanted);
}

template <class Property>
bool holds(int count, Property property) {
    auto params = rc::detail::configuration().testParams;
    params.maxSuccess = count;
    const auto result = rc::detail::checkTestable(property, rc::detail::TestMetadata(), params);
    rc::detail::printResultMessage(result, std::cerr);
    return result.template is<rc::detail::SuccessResult>();
}

/// A database of the program with fresh stores: they share it, so each history is cheap.
class Ledgers {
  public:
    explicit Ledgers(db::Engine engine)
        : empty_(engine, Begun::with_schema_of_program), database_(empty_.open()) {
        migrate_program(*database_);
    }

    /// Applies a history to a fresh store, cut into batches where `cuts` says so, and answers the
    /// whole state.
    std::string state_after(const std::vector<Snapshots>& history, std::uint64_t cuts) {
        add_store(++last_store_);
        Snapshots batch;
        for (std::size_t i = 0; i < history.size(); ++i) {
            append(batch, history[i]);
            if ((cuts >> (i % 64) & 1) != 0) apply(std::exchange(batch, {}));
        }
        apply(batch);
        return state_of_store(*database_, last_store_);
    }

    /// Law 2, of the last store.
    std::string differences() {
        std::string told;
        projection::verify(*database_, last_store(), [&](const projection::Difference& difference) {
            told += difference.text() + "\n";
        });
        return told;
    }
    std::string differences_to_sql() {
        const auto stored = sums_of_store(*database_, last_store_);
        const auto made = recomputed_sums(*database_, last_store_);
        std::vector<std::string> only;
        std::ranges::set_symmetric_difference(stored, made, std::back_inserter(only));
        return fmt::format("{}", fmt::join(only, "\n"));
    }

  private:
    void add_store(std::int64_t id) {
        database_->write([&](db::Transaction& transaction) {
            transaction.run<stores::sql::InsertStore>(
                {.store_id = id,
                 .domain = std::to_string(id) + ".myshopify.com",
                 .name = "One",
                 .currency = "GBP",
                 .timezone = "Pacific/Auckland",
                 .state = "connected",
                 .webhook_secret = std::string_view("sealed"),
                 .connected_at = 0});
        });
    }
    projection::StoreProfile last_store() const {
        return {{last_store_}, value_or_throw(Currency::parse("GBP"))};
    }
    void apply(const Snapshots& batch) {
        auto work = projection::applying_work;
        work.flushed = false;  // no crash is tried here
        database_->write(
            [&](db::Transaction& transaction) {
                projection::apply(transaction, last_store(), batch);
            },
            work);
    }

    EmptyDatabase empty_;
    std::unique_ptr<db::Database> database_;
    std::int64_t last_store_ = 0;
};

class Laws : public testing::TestWithParam<db::Engine> {};

TEST_P(Laws, hold_over_any_history) {
    Ledgers ledgers(GetParam());
    EXPECT_TRUE(holds(histories_count(), [&] {
        const auto history = some_history();
        const auto at_once = ledgers.state_after(history, 0);
        RC_ASSERT(ledgers.differences() == "");
        const auto disorder = in_disorder(history);
        RC_ASSERT(ledgers.state_after(disorder, *rc::gen::arbitrary<std::uint64_t>()) == at_once);
        RC_ASSERT(ledgers.differences() == "");
        RC_ASSERT(ledgers.differences_to_sql() == "");
    }));
}

ON_BOTH_ENGINES(Laws);

TEST(LawsAcrossEngines, both_end_in_the_same_state) {
    Ledgers embedded(db::Engine::sqlite);
    Ledgers server(db::Engine::postgres);
    EXPECT_TRUE(holds(histories_count() / across_divisor, [&] {
        const auto history = some_history();
        const auto cuts = *rc::gen::arbitrary<std::uint64_t>();
        RC_ASSERT(embedded.state_after(history, cuts) == server.state_after(history, cuts));
    }));
}

}  // namespace
}  // namespace tillwatch::test
