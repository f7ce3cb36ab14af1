#include "demo.hpp"

#include <array>
#include <cstdio>
#include <filesystem>

#include <fmt/format.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "app.hpp"
#include "base/descriptor.hpp"
#include "base/encoding.hpp"
#include "base/log.hpp"
#include "base/stop_signals.hpp"
#include "crypto/random.hpp"
#include "demo_stores.hpp"
#include "service.hpp"
#include "sim/sending.hpp"

namespace tillwatch {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t orders_a_day = 40;
constexpr std::uint64_t seed = 2026;
constexpr std::size_t connections = 4;
/// As Shopify's own webhooks come: some twice, some in another order.
constexpr sim::Faults faults{.duplicates = 2, .late = 0, .disorder = 5};

/// Where the demo lives; one that was not named goes with everything in it.
class DemoDirectory {
  public:
    explicit DemoDirectory(const std::optional<std::string>& named) : thrown_away_(!named) {
        if (named) {
            fs::create_directories(*named);
            path_ = fs::absolute(*named);
            return;
        }
        auto pattern = (fs::temp_directory_path() / "tillwatch-demo-XXXXXX").string();
        if (mkdtemp(pattern.data()) == nullptr)
            throw Failure(Code::unavailable,
                          "cannot make a directory for the demo: name one by "
                          "--data");
        path_ = pattern;
    }
    ~DemoDirectory() {
        std::error_code left;
        if (thrown_away_) fs::remove_all(path_, left);
    }
    DemoDirectory(const DemoDirectory&) = delete;
    DemoDirectory& operator=(const DemoDirectory&) = delete;

    const fs::path& path() const { return path_; }

  private:
    bool thrown_away_;
    fs::path path_;
};

DemoAccount new_account(std::int64_t days) {
    crypto::SystemRandom random;
    std::array<std::byte, 24> secret;
    random.fill(secret);
    DemoAccount account;
    const auto now = SystemClock().now();
    account.plan = {.seed = seed,
                    .orders_a_day = orders_a_day,
                    .days = days,
                    .until = {now.ms - now.ms % 1000}};
    account.webhook_secret = hex(secret);
    return account;
}

void adjust(Options& options, const fs::path& directory) {
    const Options standard;
    if (options.database != standard.database)
        throw Failure(Code::invalid,
                      "the demo has a directory of its own: give --data instead of "
                      "--database");
    options.database = "sqlite:" + directory.string();
    if (options.public_url == standard.public_url) options.public_url.port = options.listen.port;
}

/// Told before the demo is made, which takes a while, rather than after.
void ensure_can_listen(const Endpoint& listen) {
    addrinfo hints{};
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (getaddrinfo(listen.address.c_str(), std::to_string(listen.port).c_str(), &hints, &found))
        return;  // the service tells what is wrong with it
    const Descriptor tried(::socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const int reuse = 1;
    setsockopt(tried.get(), SOL_SOCKET, SO_REUSEADDR, &reuse, sizeof reuse);
    const bool is_taken = ::bind(tried.get(), found->ai_addr, found->ai_addrlen) != 0 ||
                          ::listen(tried.get(), 1) != 0;
    const std::string reason = is_taken ? strerrordesc_np(errno) : "";
    freeaddrinfo(found);
    if (is_taken)
        throw Failure(Code::unavailable, fmt::format("cannot listen at {}:{}: {}", listen.address,
                                                     listen.port, reason));
}

/// Where the service listens, for this machine.
std::string webhook_url(const Endpoint& listen, std::uint16_t port) {
    auto address = listen.address;
    if (address == "0.0.0.0") address = "127.0.0.1";
    if (address == "::") address = "::1";
    if (address.contains(':')) address = "[" + address + "]";
    return fmt::format("http://{}:{}/webhooks/shopify", address, port);
}

void live(const DemoAccount& account, const std::string& url, const std::stop_token& stop) {
    try {
        auto plan = account.plan;
        plan.lives = true;
        sim::Sender sender(url, account.webhook_secret, connections);
        const auto done = sim::send_life(plan, demo_stores, std::nullopt, faults, sender, stop);
        log::info("the demo's stores have stopped", {{"webhooks", done.webhooks}});
    } catch (const std::exception& error) {
        log::error("the demo's stores have stopped", {{"reason", error.what()}});
    }
}

/// As the API knows it.
std::string first_store_id(const Options& options) {
    App app(options, App::For::command);
    return opaque_text(app.stores.get(sim::profiles()[0].domain).id);
}

void introduce(const std::string& address, const DemoAccount& account, const std::string& store) {
    fmt::print(
        "\n  Three simulated stores are selling.\n\n"
        "  Open         {0}\n"
        "  Sign in as   {1}, password {2}\n"
        "  API key      {3}\n\n"
        "  Ask twice, and the figures have moved:\n\n"
        "  curl -s -H 'Authorization: Bearer {3}' \\\n"
        "      {0}/api/v1/stores/{4}/insights/overview\n\n"
        "  Ctrl-C ends it.\n\n",
        address, demo_email, demo_password, account.api_key, store);
    std::fflush(stdout);
}

}  // namespace

int demo(Options options, const Demo& wanted) {
    hold_stop_signals();
    const DemoDirectory directory(wanted.directory);
    adjust(options, directory.path());
    ensure_can_listen(options.listen);
    auto loaded = load_demo_account(directory.path());
    auto account = loaded ? std::move(*loaded) : new_account(wanted.days);
    if (!loaded) save_demo_account(directory.path(), account);
    {
        const StopSignalWatch signals;
        if (!account.made)
            log::info("making the demo: some seconds, once",
                      {{"directory", directory.path().string()}, {"days", account.plan.days}});
        make_demo_stores(options, directory.path(), account, signals.token());
        if (signals.token().stop_requested()) return 0;
    }
    const auto store = first_store_id(options);
    const auto begin = [&](std::uint16_t port) {
        auto address = options.public_url;
        if (options.listen.port == 0) address.port = port;
        introduce(address.text(), account, store);
        return std::jthread([&, port](const std::stop_token& stop) {
            live(account, webhook_url(options.listen, port), stop);
        });
    };
    return serve(options, begin, MailPage::shown);
}

}  // namespace tillwatch
