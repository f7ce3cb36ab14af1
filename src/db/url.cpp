#include "db/url.hpp"

namespace tillwatch::db {
namespace {

constexpr std::string_view sqlite_scheme = "sqlite:";
constexpr std::string_view postgresql_scheme = "postgresql://";
constexpr std::string_view postgres_scheme = "postgres://";

}  // namespace

Result<Url> parse_database_url(std::string_view text) {
    if (text.find('\0') != text.npos) {
        return fail(Code::invalid, "the database URL holds a NUL byte");
    }
    if (text.starts_with(postgresql_scheme) || text.starts_with(postgres_scheme)) {
        return Url{Engine::postgres, {}, Secret(std::string(text))};
    }
    if (text.starts_with(sqlite_scheme)) {
        auto directory = text.substr(sqlite_scheme.size());
        if (directory.starts_with("///")) directory.remove_prefix(2);
        if (!directory.empty() && !directory.starts_with("//")) {
            return Url{Engine::sqlite, std::string(directory), {}};
        }
    }
    return fail(Code::invalid, "a database URL is sqlite:DIRECTORY or postgresql://…");
}

std::string Url::text() const {
    if (engine == Engine::sqlite) return std::string(sqlite_scheme) + directory;
    auto place = connection.reveal();
    place.remove_prefix(place.find("://") + 3);
    // The last @, wherever it is: an unescaped / or ? in a password must not show the password.
    const auto at = place.rfind('@');
    if (at != place.npos) place.remove_prefix(at + 1);
    place = place.substr(0, place.find('?'));
    return std::string(postgresql_scheme) + std::string(place);
}

}  // namespace tillwatch::db
