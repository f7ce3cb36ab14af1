#include "demo_stores.hpp"

#include <thread>

#include <fcntl.h>
#include <unistd.h>

#include "app.hpp"
#include "base/log.hpp"
#include "import_progress.hpp"
#include "projection/import.hpp"
#include "projection/rebuild.hpp"
#include "sim/world.hpp"

namespace tillwatch {
namespace {

/// The lines that a thread of its own writes, to be read at the other end of a pipe.
class HistoryPipe {
  public:
    HistoryPipe(const sim::Plan& plan, std::size_t shop) {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0)
            throw Failure(Code::unavailable, "too many files are open");
        read_ = Descriptor(ends[0]);
        write_ = Descriptor(ends[1]);
        writer_ = std::jthread([this, plan, shop](const std::stop_token& stop) {
            sim::write_history(plan, shop, [&](std::string_view line) {
                return !stop.stop_requested() && write_whole(line);
            });
            write_ = Descriptor();
        });
    }
    /// A writer that waits for a reader is told that there is none any more.
    ~HistoryPipe() {
        writer_.request_stop();
        read_ = Descriptor();
    }
    HistoryPipe(const HistoryPipe&) = delete;
    HistoryPipe& operator=(const HistoryPipe&) = delete;

    int descriptor() const { return read_.get(); }

  private:
    bool write_whole(std::string_view text) const {
        while (!text.empty()) {
            const auto written = ::write(write_.get(), text.data(), text.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) return false;
            text.remove_prefix(static_cast<std::size_t>(written));
        }
        return true;
    }

    Descriptor read_, write_;
    std::jthread writer_;  // ends before the descriptors go
};

class Maker {
  public:
    Maker(App& app, const std::filesystem::path& directory, DemoAccount& account,
          const std::stop_token& stop)
        : app_(app), directory_(directory), account_(account), stop_(stop) {}

    void make() {
        make_account();
        for (std::size_t i = 0; i < demo_stores && !stop_.stop_requested(); ++i)
            import_history(make_store(sim::profiles()[i]), i);
        if (stop_.stop_requested()) return;
        account_.made = true;
        save_demo_account(directory_, account_);
    }

  private:
    void make_account() {
        try {
            app_.accounts.add({.email = std::string(demo_email),
                               .name = "Demo",
                               .password = Secret(std::string(demo_password))});
        } catch (const Failure& failure) {
            if (failure.code() != Code::conflict) throw;  // it was made before
        }
        if (!account_.api_key.empty()) return;
        const auto scopes = value_or_throw(accounts::Scopes::parse("read,export,write"));
        account_.api_key = app_.accounts.add_api_key(demo_email, "demo", scopes).reveal();
        save_demo_account(directory_, account_);
    }

    stores::Store make_store(const sim::Profile& profile) {
        if (const auto known = app_.stores.find(profile.domain)) return *known;
        app_.stores.add({.domain = std::string(profile.domain),
                         .name = std::string(profile.name),
                         .currency = std::string(profile.currency),
                         .timezone = std::string(profile.zone),
                         .webhook_secret = Secret(account_.webhook_secret)},
                        app_.accounts.get_id(demo_email));
        return app_.stores.get(profile.domain);
    }

    void import_history(const stores::Store& store, std::size_t shop) {
        const projection::StoreProfile profile{store.id, store.currency};
        projection::bring_up_to_date(app_.state(), profile);
        const HistoryPipe history(account_.plan, shop);
        projection::LineReader lines(history.descriptor(), stop_);
        ImportProgress progress({.in = history.descriptor()});
        const auto counts = projection::import_lines(
            app_.state(), app_.clock, lines,
            {.store = profile,
             .source = "demo",
             .resume = false,
             .alone = app_.alone(),
             .on_rejected =
                 [](std::int64_t line, std::string_view reason) {
                     log::error("a line of the demo's history is rejected",
                                {{"line", line}, {"reason", reason}});
                 },
             .on_progress =
                 [&](const projection::ImportCounts& done, std::int64_t bytes_read) {
                     progress.show(done.read, bytes_read);
                     return !stop_.stop_requested();
                 }});
        progress.clear();
        log::info("history imported", {{"store", store.domain}, {"objects", counts.read}});
    }

    App& app_;
    const std::filesystem::path& directory_;
    DemoAccount& account_;
    const std::stop_token& stop_;
};

}  // namespace

void make_demo_stores(const Options& options, const std::filesystem::path& directory,
                      DemoAccount& account, const std::stop_token& stop) {
    if (account.made) return;
    try {
        App app(options, App::For::command);
        Maker(app, directory, account, stop).make();
    } catch (const Failure&) {
        if (!stop.stop_requested()) throw;  // what was cut off is no failure
    }
}

}  // namespace tillwatch
