#include "db/sqlite_connection.hpp"

#include <array>
#include <cerrno>

#include <fmt/format.h>
#include <sqlite3.h>

#include "base/ensure.hpp"

namespace tillwatch::db {
namespace {

constexpr int busy_timeout_ms = 2'000;
constexpr int steps_between_deadline_checks = 20'000;
constexpr int parameters_max = 64;

constexpr Column use_wal_columns[] = {{"journal_mode", Type::text, false}};
constexpr Statement use_wal{"db/use_wal",   "pragma journal_mode = wal", "", nullptr, {},
                            use_wal_columns};
constexpr Column attach_parameters[] = {{"path", Type::text, false}, {"name", Type::text, false}};
constexpr Statement attach_file{"db/attach", "attach ?1 as ?2", "", nullptr, attach_parameters, {}};

Kind kind_of(int extended) {
    switch (extended) {
        case SQLITE_CONSTRAINT_UNIQUE:
        case SQLITE_CONSTRAINT_PRIMARYKEY:
        case SQLITE_CONSTRAINT_ROWID: return Kind::unique;
        case SQLITE_READONLY_DBMOVED: return Kind::broken;
        default: break;
    }
    switch (extended & 0xFF) {
        case SQLITE_CONSTRAINT:
        case SQLITE_MISMATCH:
        case SQLITE_TOOBIG: return Kind::constraint;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_INTERRUPT:
        case SQLITE_NOMEM: return Kind::unavailable;
        case SQLITE_FULL: return Kind::full;
        case SQLITE_IOERR:
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
        case SQLITE_CANTOPEN:
        case SQLITE_PROTOCOL: return Kind::broken;
        default: return Kind::bug;
    }
}

/// A file that could not grow is no storage that failed. A flush that found no space is: what it
/// was to make durable is lost.
bool is_lack_of_space(int extended, int system_errno) {
    if (system_errno != ENOSPC && system_errno != EDQUOT) return false;
    return (extended & 0xFF) == SQLITE_IOERR && extended != SQLITE_IOERR_FSYNC &&
           extended != SQLITE_IOERR_DIR_FSYNC;
}

class Row final : public RowReader {
  public:
    Row(sqlite3_stmt* at, const Statement& statement) : at_(at), statement_(statement) {}

    bool null(int column) const override { return sqlite3_column_type(at_, column) == SQLITE_NULL; }

    std::int64_t bigint(int column) const override {
        expect(column, SQLITE_INTEGER);
        return sqlite3_column_int64(at_, column);
    }

    std::string_view bytes(int column) const override {
        const bool text = statement_.columns[static_cast<std::size_t>(column)].type == Type::text;
        expect(column, text ? SQLITE_TEXT : SQLITE_BLOB);
        const void* data =
            text ? sqlite3_column_text(at_, column) : sqlite3_column_blob(at_, column);
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(at_, column));
        return size == 0 ? std::string_view()
                         : std::string_view(static_cast<const char*>(data), size);
    }

  private:
    void expect(int column, int type) const {
        if (sqlite3_column_type(at_, column) == type) return;
        const auto& declared = statement_.columns[static_cast<std::size_t>(column)];
        throw DatabaseError(Kind::bug, fmt::format("{}: {} is not of its declared type",
                                                   statement_.name, declared.name));
    }

    sqlite3_stmt* at_;
    const Statement& statement_;
};

int bind(sqlite3_stmt* statement, int number, const Value& value) {
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        return sqlite3_bind_int64(statement, number, *integer);
    }
    if (const auto* text = std::get_if<std::string_view>(&value)) {
        return sqlite3_bind_text64(statement, number, text->empty() ? "" : text->data(),
                                   text->size(), SQLITE_STATIC, SQLITE_UTF8);
    }
    if (const auto* bytes = std::get_if<BytesView>(&value)) {
        const auto view = bytes->view();
        return sqlite3_bind_blob64(statement, number, view.empty() ? "" : view.data(), view.size(),
                                   SQLITE_STATIC);
    }
    return sqlite3_bind_null(statement, number);
}

/// Once a process: nobody asks for SQLite's count of its memory, whose lock all threads would
/// share; and a connection takes room for its pages at once rather than page by page.
void configure_library() {
    constexpr int pages_at_once = 256;
    static const bool configured = [] {
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        sqlite3_config(SQLITE_CONFIG_PAGECACHE, nullptr, 0, pages_at_once);
        return true;
    }();
    static_cast<void>(configured);
}

int past_deadline(void* deadline) {
    const auto at = *static_cast<const std::chrono::steady_clock::time_point*>(deadline);
    return std::chrono::steady_clock::now() > at ? 1 : 0;
}

}  // namespace

/// A prepared statement while it is run; reset at the end, so that it holds no lock.
class SqliteConnection::Use {
  public:
    Use(SqliteConnection& connection, const Statement& statement)
        : Use(connection, statement, statement.sqlite) {}
    Use(SqliteConnection& connection, const Statement& statement, const char* text)
        : connection_(connection),
          statement_(statement),
          at_(connection.prepared(statement, text)) {
        using std::chrono::steady_clock;
        connection.deadline_ =
            connection.statement_timeout_ms_ == 0
                ? steady_clock::time_point::max()
                : steady_clock::now() + std::chrono::milliseconds(connection.statement_timeout_ms_);
    }
    ~Use() { sqlite3_reset(at_); }
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;

    void bind_all(std::span<const Value> values, std::size_t row = 0) {
        auto number = static_cast<int>(row * values.size());
        for (const auto& value : values) {
            if (bind(at_, ++number, value) == SQLITE_OK) continue;
            throw connection_.error(statement_.name);
        }
    }

    bool step() {
        const int code = sqlite3_step(at_);
        if (code == SQLITE_ROW) return true;
        if (code == SQLITE_DONE) return false;
        throw connection_.error(statement_.name);
    }

    void rows(RowSink sink) {
        while (step()) sink(Row(at_, statement_));
    }

    void reset() { sqlite3_reset(at_); }
    std::int64_t affected() const { return sqlite3_changes64(connection_.handle_); }

  private:
    SqliteConnection& connection_;
    const Statement& statement_;
    sqlite3_stmt* at_;
};

SqliteConnection::SqliteConnection(const std::string& path, Mode mode, int cache_kib) {
    configure_library();
    const int access =
        mode == Mode::writer ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    const int code = sqlite3_open_v2(path.c_str(), &handle_, access | SQLITE_OPEN_NOMUTEX, nullptr);
    try {
        if (code != SQLITE_OK) throw error(path);
        configure(mode, cache_kib);
    } catch (...) {
        sqlite3_close_v2(handle_);
        throw;
    }
}

SqliteConnection::~SqliteConnection() {
    for (const auto& [text, prepared] : statements_) sqlite3_finalize(prepared);
    sqlite3_close_v2(handle_);
}

void SqliteConnection::configure(Mode mode, int cache_kib) {
    sqlite3_extended_result_codes(handle_, 1);
    sqlite3_busy_timeout(handle_, busy_timeout_ms);
    // "text" in double quotes is an error here as it is on PostgreSQL.
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    // Checkpoints are the writer's, at its own time, and none after its storage failed.
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    // No mmap: its pages would count as ours, and a failing disk would be a signal, not an error.
    script("pragma mmap_size = 0; pragma temp_store = memory; pragma foreign_keys = on");
    if (mode == Mode::reader) {
        script("pragma query_only = on; pragma cache_size = -4096");
        sqlite3_progress_handler(handle_, steps_between_deadline_checks, past_deadline, &deadline_);
        return;
    }
    query(use_wal, {}, [&](const RowReader& row) {
        if (row.bytes(0) != "wal") {
            throw DatabaseError(Kind::broken, "this file system cannot hold a WAL");
        }
    });
    script("pragma schema_version");  // a first look makes the WAL
    script(
        "pragma synchronous = normal; pragma secure_delete = on;"
        "pragma journal_size_limit = 67108864; pragma wal_autocheckpoint = 0");
    cache_kib_ = cache_kib;
    keep_temporary(Temporary::memory);
    sqlite3_wal_hook(
        handle_,
        [](void* self, sqlite3*, const char*, int pages) {
            static_cast<SqliteConnection*>(self)->wal_pages_ = pages;
            return SQLITE_OK;
        },
        this);
}

/// A sort takes as much memory as the cache may, before it goes to a file, and beside the cache.
void SqliteConnection::keep_temporary(Temporary where) {
    const bool files = where == Temporary::files;
    script(fmt::format("pragma temp_store = {}; pragma cache_size = -{}", files ? "file" : "memory",
                       files ? std::min(sort_kib, cache_kib_) : cache_kib_)
               .c_str());
}

sqlite3_stmt* SqliteConnection::prepared(const Statement& statement, const char* text) {
    auto& prepared = statements_[text];
    if (prepared != nullptr) return prepared;
    if (sqlite3_prepare_v3(handle_, text, -1, SQLITE_PREPARE_PERSISTENT, &prepared, nullptr) !=
        SQLITE_OK) {
        throw error(statement.name);
    }
    const auto columns = static_cast<std::size_t>(sqlite3_column_count(prepared));
    bool same = columns == statement.columns.size();
    for (std::size_t i = 0; same && i < columns; ++i) {
        same = statement.columns[i].name == sqlite3_column_name(prepared, static_cast<int>(i));
    }
    if (same) return prepared;
    sqlite3_finalize(prepared);
    prepared = nullptr;
    throw DatabaseError(Kind::bug,
                        fmt::format("{}: its columns are not the declared ones", statement.name));
}

void SqliteConnection::query(const Statement& statement, std::span<const Value> values,
                             RowSink sink) {
    Use use(*this, statement);
    use.bind_all(values);
    use.rows(sink);
}

void SqliteConnection::stream(const Statement& statement, std::span<const Value> values,
                              RowSink sink) {
    query(statement, values, sink);
}

void SqliteConnection::query_batch(const Statement& statement, const ParameterRows& rows,
                                   RowSink sink) {
    std::array<Value, parameters_max> space;
    ENSURE(statement.parameters.size() <= space.size());
    const auto values = std::span(space).first(statement.parameters.size());
    Use use(*this, statement);
    for (std::size_t row = 0; row < rows.count; ++row) {
        rows.bind(row, values);
        use.bind_all(values);
        use.rows(sink);
        use.reset();
    }
}

void SqliteConnection::run(const Statement& statement, std::span<const Value> values,
                           std::int64_t* affected) {
    Use use(*this, statement);
    use.bind_all(values);
    use.step();
    if (affected != nullptr) *affected = use.affected();
}

void SqliteConnection::run_batch(const Statement& statement, const ParameterRows& rows,
                                 std::int64_t* affected) {
    std::int64_t total = 0;
    std::size_t done = 0;
    if (statement.sqlite_rows != nullptr) {
        done = run_rows(statement, statement.sqlite_rows, Statement::rows_at_once, rows, 0, total);
    }
    run_rows(statement, statement.sqlite, 1, rows, done, total);
    if (affected != nullptr) *affected = total;
}

/// Runs a text that takes `rows_a_step` from row `first` on; answers the first that is left.
std::size_t SqliteConnection::run_rows(const Statement& statement, const char* text,
                                       std::size_t rows_a_step, const ParameterRows& rows,
                                       std::size_t first, std::int64_t& affected) {
    if (rows.count - first < rows_a_step) return first;
    std::array<Value, parameters_max> space;
    ENSURE(statement.parameters.size() <= space.size());
    const auto values = std::span(space).first(statement.parameters.size());
    Use use(*this, statement, text);
    while (rows.count - first >= rows_a_step) {
        for (std::size_t row = 0; row < rows_a_step; ++row) {
            rows.bind(first++, values);
            use.bind_all(values, row);
        }
        use.step();
        affected += use.affected();
        use.reset();
    }
    return first;
}

void SqliteConnection::prepare(const Statement& statement) {
    prepared(statement, statement.sqlite);
    if (statement.sqlite_rows != nullptr) prepared(statement, statement.sqlite_rows);
}

void SqliteConnection::attach(const std::string& path, std::string_view name) {
    const Value values[] = {std::string_view(path), name};
    run(attach_file, values, nullptr);
}

void SqliteConnection::control(const Statement& statement) {
    run(statement, {}, nullptr);
}

void SqliteConnection::script(const char* statements) {
    if (sqlite3_exec(handle_, statements, nullptr, nullptr, nullptr) != SQLITE_OK) {
        throw error("a script");
    }
}

bool SqliteConnection::in_transaction() const {
    return sqlite3_get_autocommit(handle_) == 0;
}

SqliteConnection::Checkpointed SqliteConnection::checkpoint(Checkpoint how, int wait_ms) {
    static constexpr int modes[] = {SQLITE_CHECKPOINT_PASSIVE, SQLITE_CHECKPOINT_RESTART,
                                    SQLITE_CHECKPOINT_TRUNCATE};
    int pages = 0;
    int copied = 0;
    sqlite3_busy_timeout(handle_, wait_ms);
    const int code =
        sqlite3_wal_checkpoint_v2(handle_, nullptr, modes[static_cast<int>(how)], &pages, &copied);
    sqlite3_busy_timeout(handle_, busy_timeout_ms);
    if (code != SQLITE_OK && (code & 0xFF) != SQLITE_BUSY) throw error("a checkpoint");
    if (how == Checkpoint::truncate && code == SQLITE_OK) wal_pages_ = 0;
    return {copied, code == SQLITE_OK && copied == pages};
}

DatabaseError SqliteConnection::error(std::string_view what) const {
    const int code = handle_ == nullptr ? SQLITE_NOMEM : sqlite3_extended_errcode(handle_);
    if (is_lack_of_space(code, handle_ == nullptr ? 0 : sqlite3_system_errno(handle_)))
        return {Kind::full, fmt::format("{}: {} (SQLite {})", what, sqlite3_errmsg(handle_), code)};
    const char* words = handle_ == nullptr ? "out of memory" : sqlite3_errmsg(handle_);
    return {kind_of(code), fmt::format("{}: {} (SQLite {})", what, words, code)};
}

}  // namespace tillwatch::db
