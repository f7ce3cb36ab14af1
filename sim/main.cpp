// tillwatch-sim: arguments → what is asked for → exit code.
#include <cstdio>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include "base/secret_input.hpp"
#include "base/stop_signals.hpp"
#include "sim/command_line.hpp"
#include "sim/sending.hpp"
#include "sim/world.hpp"

namespace tillwatch::sim {
namespace {

/// False where nobody reads any more.
bool print(std::string_view text) {
    return std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
}

/// What was printed is whole, or the exit code says that it is not.
int printed(bool whole) {
    if (std::fflush(stdout) == 0 && whole) return 0;
    fmt::print(stderr, "tillwatch-sim: standard output cannot be written\n");
    return 2;
}

int carry_out(const Help& help) {
    return printed(print(help.text));
}

int carry_out(const ListStores&) {
    bool whole = true;
    for (std::size_t i = 0; i < profiles().size(); ++i) {
        const auto& profile = profiles()[i];
        whole = whole && print(fmt::format("{}\t{}\t{}\t{}\t{}\n", i + 1, profile.domain,
                                           profile.currency, profile.zone, profile.name));
    }
    return printed(whole);
}

int carry_out(const History& history) {
    return printed(write_history(history.plan, history.shop, print));
}

int carry_out(const Ledger& ledger) {
    return printed(print(write_ledger(ledger.plan, ledger.shops, ledger.webhooks) + "\n"));
}

int carry_out(const Send& send) {
    const auto secret = value_or_throw(read_secret(STDIN_FILENO, "webhook secret", {}));
    hold_stop_signals();
    const StopSignalWatch signals;
    Sender sender(send.url, secret.reveal(), send.connections);
    const auto result =
        send.plan.lives
            ? send_life(send.plan, send.shops, send.webhooks, send.faults, sender, signals.token())
            : send_history(send.plan, send.shops, send.rate, send.webhooks, send.faults, sender,
                           signals.token());
    const auto& answers = result.answers;
    if (answers.given_up > 0)
        fmt::print(stderr,
                   "tillwatch-sim: given up after {} attempts each; the last answer was {}\n",
                   retries_max + 1, answers.last_refusal);
    const bool whole = print(fmt::format(
        "webhooks {}, accepted {}, duplicates {}, late {}, out of order {}, sent again {}, "
        "given up {}\n",
        result.webhooks, answers.accepted, result.faults.duplicates, result.faults.late,
        result.faults.disorder, answers.again, answers.given_up));
    const int exit_code = printed(whole);
    return exit_code == 0 && answers.given_up > 0 ? 1 : exit_code;
}

int run(const std::vector<std::string>& arguments) {
    signal(SIGPIPE, SIG_IGN);
    try {
        const auto request = value_or_throw(parse_request(arguments, TILLWATCH_VERSION));
        return std::visit([](const auto& asked) { return carry_out(asked); }, request);
    } catch (const std::exception& error) {
        fmt::print(stderr, "tillwatch-sim: {}\n", error.what());
        return 2;
    }
}

}  // namespace
}  // namespace tillwatch::sim

int main(int count, char** values) {
    return tillwatch::sim::run(std::vector<std::string>(values + 1, values + count));
}
