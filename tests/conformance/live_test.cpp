// From a commit, on whatever node, to those who watch the store.
#include "live/live.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include "conformance/an_order.hpp"
#include "conformance/applying.hpp"
#include "conformance/ear.hpp"
#include "projection/import.hpp"

namespace tillwatch::test {
namespace {

using projection::StoreChange;
using testing::HasSubstr;
using namespace std::chrono_literals;

class LiveEvents : public Applying {
  protected:
    /// What is heard of what `action` commits.
    std::vector<StoreChange> changes_of(const std::function<void()>& action) {
        Ear ear(state());
        action();
        state().write([](db::Transaction& transaction) { transaction.tell("end"); });
        std::vector<StoreChange> changes;
        for (const auto& notice : ear.heard_until("end"))
            if (notice != "end") changes.push_back(value_or_throw(StoreChange::parse(notice)));
        return changes;
    }

    StoreChange change(std::optional<Instant> through,
                       std::initializer_list<std::string_view> days) const {
        StoreChange change{store_.id, through, {}};
        for (const auto day : days)
            change.days.add(value_or_throw(Day::parse("2026-" + std::string(day))));
        return change;
    }
    StoreChange any_day(std::optional<Instant> through) const {
        auto any = change(through, {});
        any.days.set_any();
        return any;
    }

    void import(std::string_view lines) {
        int ends[2];
        ASSERT_EQ(pipe(ends), 0);
        ASSERT_EQ(write(ends[1], lines.data(), lines.size()), std::ssize(lines));
        close(ends[1]);
        projection::LineReader reader(ends[0]);
        projection::import_lines(
            state(), clock_, reader,
            {.store = profile(),
             .source = "-",
             .on_rejected = [](std::int64_t, std::string_view) {},
             .on_progress = [](const projection::ImportCounts&, std::int64_t) { return true; }});
        close(ends[0]);
    }

    static std::string order_line() {
        auto line = order("2026-07-01T12:00:00Z");
        std::erase(line, '\n');
        return line + "\n";
    }
};

TEST_P(LiveEvents, tell_the_days_of_what_was_projected_and_through_when) {
    const auto changes = changes_of([&] {
        deliver(store_, {{"orders/create", order("2026-07-01T12:00:00Z")}});
        clock_.advance_ms(1'000);
        deliver(store_, {{"orders/create", "no json"}});
    });
    const auto received = Instant{clock_.now().ms - 1'000};
    EXPECT_THAT(changes,
                testing::ElementsAre(change(received, {"07-01"}), change(clock_.now(), {})));
}

TEST_P(LiveEvents, tell_what_an_import_changed) {
    EXPECT_THAT(changes_of([&] { import(order_line()); }),
                testing::ElementsAre(change({}, {"07-01"})));
    deliver(store_, {{"themes/update", "{}"}});
    EXPECT_THAT(changes_of([&] { import(order_line()); }),
                testing::ElementsAre(change(clock_.now(), {})));
}

TEST_P(LiveEvents, tell_that_a_rebuild_may_have_changed_any_day) {
    EXPECT_THAT(changes_of([&] { projection::rebuild(state(), profile()); }),
                testing::ElementsAre(any_day({})));
}

/// Watches on a node of its own where there can be one.
class Watching : public LiveEvents {
  protected:
    db::Database& node() { return other_ ? *other_ : state(); }

    std::shared_ptr<http::EventQueue> watch(live::Live& live, StoreId store_id) {
        return live.watchers().add({store_id, Secret("Bearer key")});
    }
    /// Takes what comes until something has `text`; answers all.
    static std::string take_until(http::EventQueue& queue, std::string_view text) {
        std::string taken;
        wait_until([&] {
            taken += queue.take();
            return taken.contains(text);
        });
        return taken;
    }
    /// Tells of a change again and again until it is heard: then listening has begun.
    void wait_for_listening(http::EventQueue& queue) {
        wait_until([&] {
            state().write([&](db::Transaction& transaction) { tell(transaction, change({}, {})); });
            return queue.take().contains("\"days\":[]");
        });
    }

    std::unique_ptr<db::Database> other_ =
        GetParam() == db::Engine::postgres ? open_again() : nullptr;
    std::atomic<bool> holds_ = true;
};

TEST_P(Watching, hears_of_its_own_store_what_another_node_commits) {
    live::Live live(node(), metrics_, [&](const live::Pass&) { return holds_.load(); });
    const auto two = add_store("two.myshopify.com");
    const auto queue = watch(live, store_.id);
    const auto others = watch(live, two.id);
    wait_for_listening(*queue);
    deliver(store_, {{"orders/create", order("2026-07-01T12:00:00Z")}});
    EXPECT_THAT(take_until(*queue, "2026-07-01"),
                testing::EndsWith("event: changed\ndata: {\"through\":\"" + clock_.now().text() +
                                  "\",\"days\":[\"2026-07-01\"]}\n\n"));
    EXPECT_THAT(others->take(), testing::Not(HasSubstr("2026-07-01")));
}

TEST_P(Watching, ends_when_its_pass_no_longer_holds) {
    live::Live live(node(), metrics_, [&](const live::Pass&) { return holds_.load(); }, 5ms);
    const auto queue = watch(live, store_.id);
    wait_until([&] { return metrics_.text().contains("tillwatch_live_watchers 1\n"); });
    EXPECT_FALSE(queue->closed());
    holds_ = false;
    wait_until([&] { return queue->closed(); });
    wait_until([&] { return metrics_.text().contains("tillwatch_live_watchers 0\n"); });
}

TEST_P(Watching, goes_on_while_nobody_can_say_whether_its_pass_holds) {
    std::atomic<int> asked = 0;
    live::Live live(
        node(), metrics_,
        [&](const live::Pass&) -> bool {
            ++asked;
            throw Failure(Code::unavailable, "away");
        },
        5ms);
    const auto queue = watch(live, store_.id);
    wait_until([&] { return asked > 2; });
    EXPECT_FALSE(queue->closed());
}

ON_BOTH_ENGINES(LiveEvents);
ON_BOTH_ENGINES(Watching);

}  // namespace
}  // namespace tillwatch::test
