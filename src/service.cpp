#include "service.hpp"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "access_log.hpp"
#include "accounts/desk.hpp"
#include "accounts/expiry.hpp"
#include "authorize.hpp"
#include "base/command_line.hpp"
#include "base/log.hpp"
#include "base/stop_signals.hpp"
#include "control/server.hpp"
#include "erasure/deletion.hpp"
#include "erasure/erasure.hpp"
#include "execute.hpp"
#include "housekeeping.hpp"
#include "http/server.hpp"
#include "intake/retention.hpp"
#include "mail/sender.hpp"
#include "mail/smtp.hpp"
#include "mail_figures.hpp"
#include "projection/choose_time_zone.hpp"
#include "projection/projector.hpp"
#include "route_tables.hpp"
#include "stores/exports.hpp"

namespace tillwatch {
namespace {

constexpr std::size_t worker_threads = 8;  // as many as the pool of PostgreSQL has connections

http::ServerOptions server_options(const Options& options) {
    http::ServerOptions server;
    server.address = options.listen.address;
    server.port = options.listen.port;
    server.threads = options.threads;
    server.hosts = {options.listen.address, options.public_url.host};
    server.trusted_proxies = options.trusted_proxies;
    for (const auto& origin : options.allowed_origins)
        server.allowed_origins.push_back(origin.text());
    server.https = options.public_url.https;
    server.access_log = log_access;
    return server;
}

/// To the mail server; without one to the log and, where there is one, to the page that shows it.
mail::Deliver delivery(const Options& options, const Clock& clock, mail::Recent* shown) {
    if (options.smtp_url.empty())
        return [shown](const mail::Message& message, std::string_view, const std::stop_token&) {
            if (shown != nullptr) shown->add(message);
            return mail::print(message);
        };
    const auto smtp = std::make_shared<const mail::Smtp>(
        mail::SmtpSettings{options.smtp_url, *options.mail_from, options.smtp_ca_file});
    return [smtp, &clock](const mail::Message& message, std::string_view id,
                          const std::stop_token& stop) {
        return smtp->deliver(message, id, clock.now(), stop);
    };
}

std::vector<Housekeeping::Chore> chores(App& app) {
    return {
        {"uses of API keys", std::chrono::seconds(5), [&app] { app.api_keys.write_uses(); }},
        {"expired sessions and codes", std::chrono::minutes(15),
         [&app] { accounts::forget_expired(app.state(), app.clock.now()); }},
        {"expired invitations", std::chrono::hours(1), [&app] { app.members.forget_expired(); }},
        {"old events", std::chrono::hours(6),
         [&app] { audit::forget_old(app.state(), app.clock.now()); }}};
}

/// Everything that runs, in the order in which it may depend on what stands above it.
class Service {
  public:
    Service(const Options& options, MailPage mail_page)
        : app_(options, App::For::service, [this] { fail(); }),
          workers_(std::in_place, worker_threads),
          figures_(metrics_),
          projector_(app_.state(), app_.inbox(), app_.stores, app_.random.id(),
                     [this] { return find_others(); }),
          inbox_(app_.inbox(), figures_, crowd_, app_.reserve(),
                 [this](std::span<const StoreId> stores) { projector_.wake(stores); }),
          retention_(
              app_.inbox(), app_.stores, app_.clock,
              [this](StoreId id) { return projector_.position_of(id); },
              [this](StoreId id) { projection::settle(app_.state(), id); },
              [this](StoreId id, std::span<const std::int64_t> deliveries) {
                  projection::forget_outcomes(app_.state(), id, deliveries);
              }),
          deletion_(app_.state(), app_.stores, app_.clock),
          erasure_(app_.state(), app_.inbox(), app_.clock),
          keys_(app_.stores),
          edge_(keys_, inbox_, figures_, refusals_, *workers_, app_.clock,
                options.shopify_client_secret),
          log_(app_.state()),
          replays_(app_.state(), log_, app_.clock,
                   [this](StoreId id) { projector_.wake(std::span(&id, 1)); }),
          authorizer_(app_, options),
          cursors_(app_.sealer.token("key", "cursors")),
          exports_(app_.state(), app_.clock, *workers_,
                   [this](const stores::Membership& so_far) {
                       return authorizer_.may_still_export(so_far);
                   }),
          desk_{log_, replays_, refusals_, app_.stores, cursors_, exports_},
          boards_(app_.state()),
          insights_{app_.state(), boards_, app_.clock, cursors_,
                    [this](db::Transaction& transaction, StoreId id) {
                        return log_.count_pending(transaction, id);
                    }},
          listing_{app_.state(), app_.clock, cursors_, exports_},
          directory_{app_.stores,
                     [this](StoreId id) { return log_.count_pending(id); },
                     options.public_url.text(),
                     [this](StoreId id, const audit::Actor& actor, std::string_view name) {
                         deletion_.remove(id, actor, name);
                         erasure_.wake();
                     },
                     &projection::choose_time_zone,
                     [this](StoreId id) { projector_.wake(std::span(&id, 1)); },
                     cursors_},
          members_{app_.members, cursors_},
          api_keys_{app_.api_keys, cursors_},
          audit_{app_.state(), app_.stores, cursors_},
          live_(app_.state(), metrics_,
                [this](const live::Pass& pass) {
                    return authorizer_.may_still_read(pass.authorization, pass.store_id);
                }),
          own_{app_.state(), app_.inbox(), metrics_,
               mail_page == MailPage::shown && options.smtp_url.empty() ? &shown_mail_ : nullptr},
          mail_figures_(metrics_, app_.outbox),
          sender_(
              app_.outbox,
              delivery(options, app_.clock, own_.shown_mail != nullptr ? &shown_mail_ : nullptr),
              [this](mail::Outcome outcome) { mail_figures_.count(outcome); }),
          housekeeping_(chores(app_)),
          accounts_({app_.state(), app_.clock, app_.random, app_.hasher, app_.sealer, app_.outbox,
                     options.public_url.text()},
                    app_.sessions, cursors_, options.signup, app_.members.invitations()),
          router_(*workers_, std::ref(authorizer_)) {
        add_routes();
        intake::watch_backlog(metrics_, log_, app_.clock);
        server_.emplace(server_options(options), router_, metrics_);
        if (options.embedded()) open_control(options);
    }

    /// A handler may still be at work when its server has given it up: the workers end before
    /// anything that a handler uses.
    ~Service() {
        control_.reset();
        server_.reset();
        workers_.reset();
    }
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;

    int run(const Companion& begin_companion) {
        server_->start();
        retention_.start();
        erasure_.start();
        sender_.start();
        housekeeping_.start();
        log::info("listening", {{"port", server_->port()}});
        auto companion = begin_companion ? begin_companion(server_->port()) : std::jthread();
        const int number = wait_for_stop_signal();
        log::info("stopping", {{"signal", number}});
        companion = std::jthread();
        own_.stopping = true;
        server_->stop();
        server_->wait();
        return failed_ ? 2 : 0;
    }

  private:
    void add_routes() {
        const auto parts = std::tie(edge_, desk_, accounts_, api_keys_, directory_, members_,
                                    audit_, insights_, listing_, live_, own_);
        visit_route_tables([&]<class Part>(std::span<const http::Route<Part>> table) {
            router_.add(std::get<Part&>(parts), table);
        });
        router_.set_fallback(&answer_static);
    }

    void open_control(const Options& options) {
        control_.emplace(options.data_directory() / "control.sock",
                         [this](const std::vector<std::string>& arguments, control::Streams streams,
                                std::stop_token cancelled) {
                             return carry_out(arguments, streams, std::move(cancelled));
                         });
    }

    int carry_out(const std::vector<std::string>& arguments, control::Streams streams,
                  std::stop_token cancelled) {
        const auto parsed = parse_command_line(arguments, {}, TILLWATCH_VERSION);
        if (!parsed) return report(parsed.error(), streams.err);
        const auto* invocation = std::get_if<Invocation>(&*parsed);
        if (invocation == nullptr) return 2;
        return execute(app_, invocation->command, streams, std::move(cancelled),
                       [this](StoreId id) { projector_.wake(std::span(&id, 1)); });
    }

    /// Who waits to be acknowledged while there is something to be projected.
    projection::Projector::Others find_others() const {
        using enum projection::Projector::Others;
        if (crowd_.is_here(std::chrono::steady_clock::now())) return many;
        return figures_.queue_deliveries.value() > 0 ? some : none;
    }

    /// Storage that failed is never trusted again in this process: stop, and recover at the next
    /// start.
    void fail() {
        failed_ = true;
        kill(getpid(), SIGTERM);
    }

    std::atomic<bool> failed_ = false;
    App app_;
    http::Metrics metrics_;
    std::optional<http::Workers> workers_;
    intake::Figures figures_;
    intake::Crowd crowd_;
    projection::Projector projector_;
    intake::Inbox inbox_;
    intake::Retention retention_;
    erasure::Deletion deletion_;
    erasure::Erasure erasure_;
    intake::WebhookKeys keys_;
    intake::Refusals refusals_;
    intake::WebhookEdge edge_;
    intake::DeliveryLog log_;
    intake::Replays replays_;
    Authorizer authorizer_;
    http::Cursors cursors_;
    stores::Exports exports_;
    intake::LogDesk desk_;
    insights::LeaderBoards boards_;
    insights::Insights insights_;
    listing::Listing listing_;
    stores::StoreDirectory directory_;
    stores::MemberDesk members_;
    accounts::ApiKeyDesk api_keys_;
    stores::AuditDesk audit_;
    live::Live live_;
    mail::Recent shown_mail_;
    ServiceState own_;
    MailFigures mail_figures_;
    mail::Sender sender_;
    Housekeeping housekeeping_;
    accounts::Desk accounts_;
    http::Router router_;
    std::optional<http::Server> server_;
    std::optional<control::ControlServer> control_;
};

}  // namespace

int serve(const Options& options, const Companion& begin_companion, MailPage mail_page) {
    hold_stop_signals();
    return Service(options, mail_page).run(begin_companion);
}

}  // namespace tillwatch
