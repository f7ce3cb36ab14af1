// A PostgreSQL of the tests' own, in a temporary directory, gone when the test program ends, also
// by a crash. It runs as the user `postgres` where the tests run as root (it refuses to be root).
// It trades durability for speed. `shared()` is the one most tests use; with
// TILLWATCH_TEST_POSTGRES set to a URL that is the server behind that URL instead. A test that
// stops or breaks its server makes one for itself. To be made on the main thread.
#pragma once

#include <filesystem>
#include <string>

#include <sys/types.h>

namespace tillwatch::test {

class PostgresServer {
  public:
    static PostgresServer& shared();

    PostgresServer();
    ~PostgresServer();
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;

    /// The URL of a database of that server.
    std::string url(const std::string& database = "postgres") const;
    /// Makes a database, empty or like another one that nobody is connected to; gone with the
    /// server or by drop_database.
    std::string create_database(const std::string& like = "template1");
    void drop_database(const std::string& name);
    /// Runs statements as the owner of the server; answers the first value, "" if there is none.
    std::string execute(const std::string& statements, const std::string& database = "postgres");

    /// Ends it as a crash would. start() brings it back with its data.
    void kill();
    void start();
    /// Stops all its processes where they are, connections included; and lets them go on.
    void freeze();
    void thaw();

  private:
    explicit PostgresServer(std::string url_of_other);

    void signal_all(int signal);
    bool answers() const;

    std::string other_;  // the URL of a server that is not ours
    std::filesystem::path directory_;
    pid_t process_ = 0;
    int databases_ = 0;
};

}  // namespace tillwatch::test
