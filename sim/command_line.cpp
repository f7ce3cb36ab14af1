#include "sim/command_line.hpp"

#include <charconv>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/clock.hpp"
#include "base/log_line.hpp"

namespace tillwatch::sim {
namespace {

constexpr std::int64_t days_max = 3'650, orders_a_day_max = 100'000, rate_max = 1'000'000;
constexpr std::int64_t connections_max = 256, count_max = 1'000'000'000'000;

/// The words that were given, before they are understood.
struct Given {
    std::uint64_t seed = 1;
    std::int64_t stores = 3, store = 1, orders_a_day = 20, days = 730;
    std::string until, url, pace = "steady:100", events, of = "history";
    std::int64_t duplicates = 0, late = 0, disorder = 0, connections = 8;
    std::int64_t webhooks = 0;
    bool forever = false, secret = false;
};

CLI::Validator within(std::int64_t least, std::int64_t most) {
    return CLI::Range(least, most);
}

void add_plan(CLI::App& app, Given& given) {
    app.add_option("--seed", given.seed, "all chance comes from it")->capture_default_str();
    app.add_option("--days", given.days, "how long the history is")
        ->check(within(1, days_max))
        ->capture_default_str();
    app.add_option("--orders-a-day", given.orders_a_day,
                   "of the greatest store, on an ordinary day at the end of the history")
        ->check(within(1, orders_a_day_max))
        ->capture_default_str();
    app.add_option("--until", given.until,
                   "the instant at which the history ends, such as 2026-09-01T14:15:00Z");
}

void add_stores(CLI::App& app, Given& given) {
    app.add_option("--stores", given.stores, "the first so many stores of the list")
        ->check(within(1, static_cast<std::int64_t>(profiles().size())))
        ->capture_default_str();
}

void add_send(CLI::App& app, Given& given) {
    add_plan(app, given);
    add_stores(app, given);
    app.add_option("--to", given.url,
                   "where the webhooks go, such as http://127.0.0.1:8080/webhooks/shopify")
        ->required();
    app.add_flag("--secret-stdin", given.secret,
                 "the secret that signs them comes by standard input")
        ->required();
    app.add_option(
           "--pace", given.pace,
           "steady:RATE: the history from its first day on, RATE webhooks a second (0: as "
           "fast as they are answered); living: what happens from --until on, as it happens "
           "(--until: now, if it is not given)")
        ->capture_default_str();
    auto* const events =
        app.add_option("--events", given.webhooks,
                       "ends after so many webhooks, and those that come with the last of them")
            ->check(within(1, count_max));
    app.add_flag("--forever", given.forever,
                 "goes on until it is stopped; of a history, to its end")
        ->excludes(events);
    app.add_option("--duplicates", given.duplicates, "per cent that are sent twice")
        ->check(within(0, 100))
        ->capture_default_str();
    app.add_option("--late", given.late, "per cent that come 200 to 2,000 webhooks late")
        ->check(within(0, 100))
        ->capture_default_str();
    app.add_option("--disorder", given.disorder, "per cent that come up to 20 webhooks late")
        ->check(within(0, 100))
        ->capture_default_str();
    app.add_option("--connections", given.connections, "how many are kept")
        ->check(within(1, connections_max))
        ->capture_default_str();
}

Result<Plan> plan_of(const Given& given, bool lives) {
    Plan plan;
    plan.seed = given.seed;
    plan.orders_a_day = given.orders_a_day;
    plan.days = given.days;
    plan.lives = lives;
    if (given.until.empty() && lives) {
        plan.until = SystemClock().now();
        return plan;
    }
    if (given.until.empty()) return fail(Code::invalid, "--until is missing");
    const auto until = Instant::parse(given.until);
    if (!until) return fail(Code::invalid, "--until " + until.error().message);
    plan.until = *until;
    return plan;
}

/// None: living.
Result<std::optional<std::int64_t>> parse_pace(std::string_view text) {
    if (text == "living") return std::nullopt;
    constexpr std::string_view steady = "steady:";
    std::int64_t rate = -1;
    if (text.starts_with(steady)) {
        text.remove_prefix(steady.size());
        const auto read = std::from_chars(text.data(), text.data() + text.size(), rate);
        if (read.ec != std::errc() || read.ptr != text.data() + text.size()) rate = -1;
    }
    if (rate < 0 || rate > rate_max)
        return fail(Code::invalid, "--pace must be living or steady:RATE, such as steady:100");
    return rate;
}

Result<Request> send_of(const Given& given) {
    const auto rate = parse_pace(given.pace);
    if (!rate) return std::unexpected(rate.error());
    if (given.webhooks == 0 && !given.forever)
        return fail(Code::invalid, "--events N or --forever is missing");
    auto plan = plan_of(given, !rate->has_value());
    if (!plan) return std::unexpected(std::move(plan.error()));
    Send send;
    send.plan = *plan;
    send.shops = static_cast<std::size_t>(given.stores);
    send.url = given.url;
    send.rate = rate->value_or(0);
    if (given.webhooks > 0) send.webhooks = given.webhooks;
    send.faults = {given.duplicates, given.late, given.disorder};
    send.connections = static_cast<std::size_t>(given.connections);
    return send;
}

Result<Request> history_of(const Given& given) {
    auto plan = plan_of(given, false);
    if (!plan) return std::unexpected(std::move(plan.error()));
    return History{*plan, static_cast<std::size_t>(given.store - 1)};
}

Result<Request> ledger_of(const Given& given) {
    auto plan = plan_of(given, false);
    if (!plan) return std::unexpected(std::move(plan.error()));
    Ledger ledger{*plan, static_cast<std::size_t>(given.stores), std::nullopt};
    if (given.webhooks > 0) ledger.webhooks = given.webhooks;
    return ledger;
}

class Parser {
  public:
    explicit Parser(std::string_view version)
        : app_(
              "tillwatch-sim: stores that do not exist, and the webhooks that they send.\n"
              "The same seed and options give the same bytes on every machine.",
              "tillwatch-sim") {
        app_.set_version_flag("--version", fmt::format("tillwatch-sim {}", version));
        app_.require_subcommand(1);
        stores_ = app_.add_subcommand(
            "stores", "lists the stores: number, domain, currency, time zone, name");
        history_ = app_.add_subcommand(
            "history", "writes the history of a store as lines of JSON, for tillwatch import");
        add_plan(*history_, given_);
        history_->add_option("--store", given_.store, "the number of the store")
            ->check(within(1, static_cast<std::int64_t>(profiles().size())))
            ->capture_default_str();
        ledger_ = app_.add_subcommand(
            "ledger",
            "writes the simulator's own figures of each day: those that an import of the "
            "histories must come to or, with --events, the webhooks that were sent");
        add_plan(*ledger_, given_);
        add_stores(*ledger_, given_);
        ledger_->add_option("--events", given_.webhooks, "as in send")->check(within(1, count_max));
        send_ = app_.add_subcommand("send", "sends signed webhooks, as Shopify does");
        add_send(*send_, given_);
    }

    Result<Request> parse(std::span<const std::string> arguments) {
        try {
            app_.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
        } catch (const CLI::CallForHelp&) {
            return Help{app_.help()};
        } catch (const CLI::CallForVersion& wanted) {
            return Help{std::string(wanted.what()) + "\n"};
        } catch (const CLI::ParseError& error) {
            return fail(Code::invalid, log::printable(error.what()));
        }
        if (stores_->parsed()) return ListStores{};
        if (history_->parsed()) return history_of(given_);
        if (ledger_->parsed()) return ledger_of(given_);
        return send_of(given_);
    }

  private:
    CLI::App app_;
    Given given_;
    CLI::App* stores_ = nullptr;
    CLI::App* history_ = nullptr;
    CLI::App* ledger_ = nullptr;
    CLI::App* send_ = nullptr;
};

}  // namespace

Result<Request> parse_request(std::span<const std::string> arguments, std::string_view version) {
    return Parser(version).parse(arguments);
}

}  // namespace tillwatch::sim
