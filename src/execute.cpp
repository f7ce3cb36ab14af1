#include "execute.hpp"

#include <fmt/format.h>
#include <limits.h>
#include <poll.h>
#include <unistd.h>

#include "accounts/lost_second_factor.hpp"
#include "base/cancellable_wait.hpp"
#include "base/log_line.hpp"
#include "base/secret_input.hpp"
#include "import_progress.hpp"
#include "projection/import.hpp"
#include "projection/rebuild.hpp"
#include "projection/verify.hpp"
#include "replaying.hpp"

namespace tillwatch {
namespace {

/// Waits for room; after a stop takes only what room there is.
bool has_room(const CancellableWait& wait, int out) {
    pollfd stream{out, POLLOUT, 0};
    return wait.until_ready(out, POLLOUT) || ::poll(&stream, 1, 0) > 0;
}

/// Results go to standard output. A caller that does not read holds up no stop: a stream that is
/// ready takes PIPE_BUF bytes without blocking. One that has gone is noticed by the stop, not here.
void print(const CancellableWait& wait, int out, std::string_view text) {
    while (!text.empty() && has_room(wait, out)) {
        const auto written =
            ::write(out, text.data(), std::min<std::size_t>(text.size(), PIPE_BUF));
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

/// Carries out one command; one overload each.
class Execution {
  public:
    Execution(App& app, control::Streams streams, std::stop_token cancelled,
              std::function<void(StoreId)> wake_projector)
        : app_(app),
          streams_(streams),
          cancelled_(cancelled),
          wait_(std::move(cancelled)),
          wake_projector_(std::move(wake_projector)) {}

    int operator()(const Serve&) const { refuse_second_server(); }
    int operator()(const Demo&) const { refuse_second_server(); }

    int operator()(const Migrate&) const { return 0; }  // opening the databases has done it

    int operator()(const UserAdd& command) const {
        app_.accounts.add({.email = command.email,
                           .name = command.name,
                           .password = secret("password"),
                           .is_operator = command.is_operator});
        return 0;
    }

    int operator()(const UserList&) const {
        for (const auto& user : app_.accounts.list())
            print(wait_, streams_.out,
                  fmt::format("{}\t{}\t{}\t{}\n", opaque_text(user.id), user.email, user.name,
                              user.is_operator ? "operator" : "user"));
        return 0;
    }

    int operator()(const UserSetPassword& command) const {
        app_.accounts.set_password(command.email, secret("password"));
        return 0;
    }

    int operator()(const UserRemoveSecondFactor& command) const {
        accounts::remove_lost_second_factor(app_.state(), app_.clock, app_.outbox, command.email);
        return 0;
    }

    int operator()(const ApiKeyAdd& command) const {
        const auto scopes = value_or_throw(
            accounts::Scopes::parse(fmt::format("{}", fmt::join(command.scopes, ","))));
        const auto key = app_.accounts.add_api_key(command.email, command.name, scopes);
        print(wait_, streams_.out, fmt::format("{}\n", key.reveal()));
        return 0;
    }

    int operator()(const StoreAdd& command) const {
        const auto owner = app_.accounts.get_id(command.owner_email);
        const auto id = app_.stores.add({.domain = command.domain,
                                         .name = command.name,
                                         .currency = command.currency,
                                         .timezone = command.time_zone,
                                         .webhook_secret = secret("webhook secret")},
                                        owner);
        print(wait_, streams_.out, opaque_text(id) + "\n");
        return 0;
    }

    int operator()(const StoreList&) const {
        for (const auto& store : app_.stores.list())
            print(wait_, streams_.out,
                  fmt::format("{}\t{}\t{}\t{}\t{}\t{}\n", opaque_text(store.id), store.domain,
                              store.name, store.currency.code(), store.zone.name(), store.state));
        return 0;
    }

    int operator()(const StoreSetSecret& command) const {
        app_.stores.set_webhook_secret(command.domain, secret("webhook secret"),
                                       command.keep_previous_seconds);
        return 0;
    }

    int operator()(const Import& command) const {
        // What a pipe gave before says nothing of what it gives now.
        if (command.resume && command.file == "-")
            throw Failure(Code::invalid, "--resume needs a file, standard input has no name");
        const auto store = app_.stores.get(command.domain);
        projection::bring_up_to_date(app_.state(), profile_of(store));
        projection::LineReader lines(streams_.in, cancelled_);
        ImportProgress progress(streams_);
        const auto on_rejected = [&](std::int64_t line, std::string_view reason) {
            progress.clear();
            print(wait_, streams_.err, fmt::format("line {}: {}\n", line, reason));
        };
        const auto on_progress = [&](const projection::ImportCounts& counts,
                                     std::int64_t bytes_read) {
            progress.show(counts.read, bytes_read);
            return !cancelled_.stop_requested();
        };
        const auto counts = projection::import_lines(app_.state(), app_.clock, lines,
                                                     {.store = profile_of(store),
                                                      .source = command.file,
                                                      .resume = command.resume,
                                                      .alone = app_.alone(),
                                                      .on_rejected = on_rejected,
                                                      .on_progress = on_progress});
        progress.clear();
        print(wait_, streams_.out,
              fmt::format("read {}, applied {}, unchanged {}, rejected {}\n", counts.read,
                          counts.applied, counts.unchanged, counts.rejected));
        return counts.rejected == 0 ? 0 : 1;
    }

    int operator()(const Replay& command) const {
        const auto store = app_.stores.get(command.domain);
        intake::DeliveryFilter filter;
        if (command.topic) {
            filter.topic = *command.topic;
            if (const auto topic = intake::parse_topic(*command.topic); !topic)
                throw Failure(Code::invalid, "--topic " + topic.error().message);
        }
        if (command.since) filter.since = command.since->begin(store.zone);
        if (command.failed) filter.state = intake::DeliveryState::failed;
        const auto print_count = [this](std::int64_t count) {
            print(wait_, streams_.out, fmt::format("{} deliveries\n", count));
        };
        const auto results = replay(app_, store.id, filter,
                                    {.wake_projector = wake_projector_,
                                     .on_counted = print_count,
                                     .cancelled = cancelled_});
        print(wait_, streams_.out,
              fmt::format("applied {}, failed {}, ignored {}\n", results.applied, results.failed,
                          results.ignored));
        return results.failed == 0 ? 0 : 1;
    }

    int operator()(const Verify& command) const {
        const auto stores = stores_of(command.domain);
        const auto tell = [this](const std::string& domain) {
            return [this, domain](const projection::Difference& difference) {
                print(wait_, streams_.out, fmt::format("{}: {}\n", domain, difference.text()));
            };
        };
        std::int64_t differences = 0;
        for (const auto& store : stores) {
            stop_if_cancelled();
            differences += projection::verify(app_.state(), profile_of(store), tell(store.domain));
        }
        print(wait_, streams_.out,
              fmt::format("verified {} stores, {} differences\n", stores.size(), differences));
        return differences == 0 ? 0 : 1;
    }

    int operator()(const Rebuild& command) const {
        const auto stores = stores_of(command.domain);
        for (const auto& store : stores) {
            stop_if_cancelled();
            projection::rebuild(app_.state(), profile_of(store));
        }
        print(wait_, streams_.out, fmt::format("rebuilt {} stores\n", stores.size()));
        return 0;
    }

  private:
    [[noreturn]] static void refuse_second_server() {
        throw Failure(Code::locked, "a server runs on this data directory already");
    }

    std::vector<stores::Store> stores_of(const std::optional<std::string>& domain) const {
        if (domain) return {app_.stores.get(*domain)};
        return app_.stores.list();
    }

    static projection::StoreProfile profile_of(const stores::Store& store) {
        return {store.id, store.currency};
    }

    void stop_if_cancelled() const {
        if (cancelled_.stop_requested()) throw Failure(Code::unavailable, "stopped");
    }

    Secret secret(std::string_view what) const {
        return value_or_throw(read_secret(streams_.in, what, cancelled_));
    }

    App& app_;
    control::Streams streams_;
    std::stop_token cancelled_;
    CancellableWait wait_;
    std::function<void(StoreId)> wake_projector_;
};

int report(const Error& error, int err, const std::stop_token& cancelled) {
    print(CancellableWait(cancelled), err, fmt::format("tillwatch: {}\n", error.message));
    return exit_code_of(error);
}

}  // namespace

int exit_code_of(const Error& error) {
    switch (error.code) {
        case Code::not_found:
        case Code::conflict:
        case Code::malformed: return 1;
        case Code::locked: return 3;
        case Code::invalid:
        case Code::unauthenticated:
        case Code::forbidden:
        case Code::too_large:
        case Code::too_many_requests:
        case Code::unavailable: return 2;
    }
    return 2;
}

Error told_whole(const db::DatabaseError& error) {
    auto told = error.error();
    told.message += ": " + log::printable(error.detail());
    return told;
}

int report(const Error& error, int err) {
    return report(error, err, {});
}

int execute(App& app, const Command& command, control::Streams streams, std::stop_token cancelled,
            std::function<void(StoreId)> wake_projector) {
    try {
        return std::visit(Execution(app, streams, cancelled, std::move(wake_projector)), command);
    } catch (const db::DatabaseError& error) {
        return report(told_whole(error), streams.err, cancelled);
    } catch (const Failure& failure) {
        return report(failure.error(), streams.err, cancelled);
    }
}

}  // namespace tillwatch
