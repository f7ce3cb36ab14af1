#include "app.hpp"

#include "base/log.hpp"
#include "crypto/secret_file.hpp"
#include "db/migrations.hpp"
#include "projection/list_indexes.hpp"

namespace tillwatch {
namespace {

constexpr int command_cache_kib = 192 * 1'024;

std::optional<db::DirectoryLock> lock_directory(const Options& options) {
    // A secret file that is not named is told before any database is looked for.
    value_or_throw(options.secret_path());
    if (!options.embedded()) return std::nullopt;
    const auto directory = options.data_directory().string();
    // What SQLite sorts in files (db::Work::sorts) stays with the rest. It asks for this once,
    // before the first file is opened; no other thread runs yet.
    setenv("SQLITE_TMPDIR", directory.c_str(), 0);
    return std::optional<db::DirectoryLock>(std::in_place, directory);
}

std::optional<intake::DiskReserve> reserve_disk(const Options& options) {
    if (!options.embedded()) return std::nullopt;
    return std::optional<intake::DiskReserve>(std::in_place, options.data_directory());
}

Secret read_master_key(const Options& options) {
    const auto path = value_or_throw(options.secret_path());
    return value_or_throw(crypto::load_or_create_secret_file(path));
}

}  // namespace

std::unique_ptr<db::Database> App::open(const Options& options, For whom, std::string_view name,
                                        const std::function<void()>& on_broken,
                                        std::vector<std::string> attached) {
    const auto url = value_or_throw(db::parse_database_url(options.database));
    db::Options database_options;
    database_options.attached = std::move(attached);
    // What is to be acknowledged goes before what is acknowledged.
    database_options.background = whom == For::service && name == "state";
    if (whom == For::command) database_options.writer_cache_kib = command_cache_kib;
    database_options.on_broken = [on_broken](const db::DatabaseError& error) {
        log::error("the storage failed; stopping", {{"detail", error.detail()}});
        on_broken();
    };
    database_options.on_full = [this] {
        if (reserve_) reserve_->release();
    };
    return db::Database::open(url, name, database_options);
}

App::App(const Options& options, For whom, const std::function<void()>& on_broken)
    : alone_(options.embedded() && whom == For::command),
      lock_(lock_directory(options)),
      reserve_(reserve_disk(options)),
      inbox_(options.embedded() ? open(options, whom, "inbox", on_broken) : nullptr),
      state_(open(options, whom, "state", on_broken, {"inbox"})),
      sealer(read_master_key(options)),
      outbox(state(), clock, random, sealer),
      accounts(state(), clock, random, hasher),
      api_keys(state(), clock, random),
      sessions(state(), clock, random, sealer, options.public_url.text()),
      stores(state(), clock, random, sealer),
      members(state(), clock, random, outbox, options.public_url.text()) {
    db::migrate(state(), db::migrations::state, clock);
    db::migrate(inbox(), db::migrations::inbox, clock);
    projection::restore_list_indexes(state());
}

}  // namespace tillwatch
