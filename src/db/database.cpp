#include "db/database.hpp"

#include <filesystem>

#include "db/postgres_database.hpp"
#include "db/sqlite_database.hpp"

namespace tillwatch::db {

std::unique_ptr<Database> Database::open(const Url& url, std::string_view name,
                                         const Options& options) {
    switch (url.engine) {
        case Engine::sqlite: {
            const auto file = std::filesystem::path(url.directory) / (std::string(name) + ".db");
            return std::make_unique<SqliteDatabase>(file.string(), options);
        }
        case Engine::postgres: return std::make_unique<PostgresDatabase>(url, options);
    }
    return nullptr;
}

}  // namespace tillwatch::db
