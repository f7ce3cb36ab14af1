// The connection of a process that listens to PostgreSQL; one that is lost is made again. Internal
// to db.
#pragma once

#include <chrono>
#include <memory>
#include <stop_token>
#include <thread>

#include "base/descriptor.hpp"
#include "db/listening.hpp"
#include "db/url.hpp"

struct pg_conn;

namespace tillwatch::db {

class PostgresListening final : public Listening {
  public:
    static constexpr int first_pause_ms = 50;  // before it connects again; doubled each time
    static constexpr int pause_max_ms = 5'000;

    PostgresListening(Url url, int connect_timeout_ms, Ears ears);
    ~PostgresListening() override;
    PostgresListening(const PostgresListening&) = delete;
    PostgresListening& operator=(const PostgresListening&) = delete;

  private:
    using Time = std::chrono::steady_clock::time_point;
    struct Close {
        void operator()(pg_conn* handle) const;
    };

    void serve();
    bool begin();
    bool connect(Time deadline);
    bool ask_to_listen(Time deadline);
    void hear();
    bool wait(short events, Time deadline = Time::max());

    const Url url_;
    const std::chrono::milliseconds connect_timeout_;
    const Ears ears_;
    const Descriptor stop_;  // readable when it is time to stop
    std::unique_ptr<pg_conn, Close> handle_;
    std::thread thread_;
};

}  // namespace tillwatch::db
