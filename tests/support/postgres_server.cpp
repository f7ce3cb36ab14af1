#include "support/postgres_server.hpp"

#include <chrono>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tillwatch::test {
namespace {

using std::chrono::steady_clock;

constexpr const char* binaries = "/usr/lib/postgresql/15/bin";
constexpr auto patience = std::chrono::seconds(30);
constexpr auto glance = std::chrono::milliseconds(20);

/// PostgreSQL refuses to run as root.
const passwd* other_user() {
    if (geteuid() != 0) return nullptr;
    const auto* user = getpwnam("postgres");  // NOLINT(concurrency-mt-unsafe)
    if (user == nullptr) throw std::runtime_error("there is no user postgres");
    return user;
}

/// Starts a program that dies with us, its output in `log`.
pid_t spawn(const std::vector<std::string>& words, const std::string& log) {
    const auto* user = other_user();
    std::vector<char*> arguments;
    for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    const pid_t child = fork();
    if (child < 0) throw std::runtime_error("fork failed");
    if (child > 0) return child;
    if (freopen(log.c_str(), "a", stdout) == nullptr || dup2(1, 2) < 0) _exit(126);
    if (user != nullptr &&
        (setgroups(0, nullptr) != 0 || setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0)) {
        _exit(126);
    }
    prctl(PR_SET_PDEATHSIG, SIGQUIT);
    execv(arguments[0], arguments.data());
    _exit(127);
}

std::string contents(const std::filesystem::path& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::filesystem::path make_directory() {
    auto pattern = (std::filesystem::temp_directory_path() / "tillwatch-postgres-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("mkdtemp failed");
    const auto* user = other_user();
    if (user != nullptr && chown(pattern.c_str(), user->pw_uid, user->pw_gid) != 0) {
        throw std::runtime_error("chown failed");
    }
    return pattern;
}

void run_initdb(const std::filesystem::path& directory) {
    const auto log = (directory / "log").string();
    const pid_t child = spawn(
        {fmt::format("{}/initdb", binaries), "--pgdata", (directory / "data").string(),
         "--username=tillwatch", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"},
        log);
    int status = 0;
    waitpid(child, &status, 0);
    if (status != 0) throw std::runtime_error("initdb failed: " + contents(log));
}

}  // namespace

PostgresServer& PostgresServer::shared() {
    static const auto server = [] {
        const char* url = getenv("TILLWATCH_TEST_POSTGRES");  // NOLINT(concurrency-mt-unsafe)
        return std::unique_ptr<PostgresServer>(url == nullptr ? new PostgresServer()
                                                              : new PostgresServer(url));
    }();
    return *server;
}

PostgresServer::PostgresServer(std::string url_of_other) : other_(std::move(url_of_other)) {}

PostgresServer::PostgresServer() : directory_(make_directory()) {
    run_initdb(directory_);
    start();
}

PostgresServer::~PostgresServer() {
    if (directory_.empty()) return;
    thaw();
    if (process_ > 0) {
        ::kill(process_, SIGQUIT);
        waitpid(process_, nullptr, 0);
    }
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
}

void PostgresServer::start() {
    const auto log = (directory_ / "log").string();
    process_ = spawn({fmt::format("{}/postgres", binaries), "-D", (directory_ / "data").string(),
                      "-k", directory_.string(), "-c", "listen_addresses=", "-c", "fsync=off", "-c",
                      "full_page_writes=off", "-c", "max_connections=64"},
                     log);
    const auto deadline = steady_clock::now() + patience;
    while (!answers()) {
        if (steady_clock::now() > deadline || waitpid(process_, nullptr, WNOHANG) != 0) {
            throw std::runtime_error("PostgreSQL does not start: " + contents(log));
        }
        std::this_thread::sleep_for(glance);
    }
}

bool PostgresServer::answers() const {
    return PQping(url().c_str()) == PQPING_OK;
}

void PostgresServer::kill() {
    signal_all(SIGKILL);
    waitpid(process_, nullptr, 0);
    process_ = 0;
    // Only the lock on the socket is in the way of a new start.
    std::filesystem::remove(directory_ / "data" / "postmaster.pid");
}

void PostgresServer::freeze() {
    signal_all(SIGSTOP);
}
void PostgresServer::thaw() {
    signal_all(SIGCONT);
}

/// The postmaster is stopped first, so that it starts nothing and loses no child meanwhile.
void PostgresServer::signal_all(int signal) {
    if (process_ <= 0) return;
    ::kill(process_, SIGSTOP);
    std::ifstream in(fmt::format("/proc/{0}/task/{0}/children", process_));
    for (pid_t child = 0; in >> child;) ::kill(child, signal);
    ::kill(process_, signal);
}

std::string PostgresServer::url(const std::string& database) const {
    if (other_.empty()) {
        return fmt::format("postgresql://tillwatch@/{}?host={}", database, directory_.string());
    }
    const auto authority = other_.find("://") + 3;
    const auto path = std::min(other_.find('/', authority), other_.find('?', authority));
    const auto query = other_.find('?', authority);
    return other_.substr(0, path) + "/" + database +
           (query == std::string::npos ? "" : other_.substr(query));
}

std::string PostgresServer::execute(const std::string& statements, const std::string& database) {
    const std::unique_ptr<PGconn, void (*)(PGconn*)> connection(PQconnectdb(url(database).c_str()),
                                                                PQfinish);
    const std::unique_ptr<PGresult, void (*)(PGresult*)> result(
        PQexec(connection.get(), statements.c_str()), PQclear);
    const auto status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
        throw std::runtime_error(PQerrorMessage(connection.get()));
    }
    return PQntuples(result.get()) > 0 ? PQgetvalue(result.get(), 0, 0) : "";
}

std::string PostgresServer::create_database(const std::string& like) {
    auto name = fmt::format("test_{}_{}", getpid(), ++databases_);
    execute(fmt::format("create database {} template {}", name, like));
    return name;
}

void PostgresServer::drop_database(const std::string& name) {
    execute("drop database if exists " + name + " with (force)");
}

}  // namespace tillwatch::test
