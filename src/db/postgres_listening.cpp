#include "db/postgres_listening.hpp"

#include <algorithm>
#include <limits>

#include <libpq-fe.h>
#include <poll.h>
#include <sys/eventfd.h>

#include "base/ensure.hpp"
#include "base/log.hpp"
#include "base/this_thread.hpp"
#include "db/postgres_connecting.hpp"

namespace tillwatch::db {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

int milliseconds_until(steady_clock::time_point deadline) {
    if (deadline == steady_clock::time_point::max()) return -1;
    const auto left = ceil<milliseconds>(deadline - steady_clock::now()).count();
    return static_cast<int>(std::clamp<std::int64_t>(left, 0, std::numeric_limits<int>::max()));
}

}  // namespace

void PostgresListening::Close::operator()(pg_conn* handle) const {
    PQfinish(handle);
}

PostgresListening::PostgresListening(Url url, int connect_timeout_ms, Ears ears)
    : url_(std::move(url)),
      connect_timeout_(connect_timeout_ms),
      ears_(std::move(ears)),
      stop_(eventfd(0, EFD_CLOEXEC)),
      thread_([this] { serve(); }) {}

PostgresListening::~PostgresListening() {
    ENSURE(eventfd_write(stop_.get(), 1) == 0);
    thread_.join();
}

void PostgresListening::serve() {
    name_this_thread("notices");
    milliseconds pause{first_pause_ms};
    bool told = false;  // one line an outage
    for (;;) {
        if (begin()) {
            pause = milliseconds(first_pause_ms);
            told = false;
            ears_.on_gap();
            hear();
        } else {
            pause = std::min(pause * 2, milliseconds(pause_max_ms));
        }
        const std::string why = handle_ ? PQerrorMessage(handle_.get()) : "";
        handle_.reset();
        pollfd stop{.fd = stop_.get(), .events = POLLIN, .revents = 0};
        if (poll(&stop, 1, static_cast<int>(pause.count())) > 0) return;
        if (!std::exchange(told, true))
            log::warning("the connection that listens for changes is lost", {{"reason", why}});
    }
}

/// False: there is no connection, or it is time to stop.
bool PostgresListening::begin() {
    const auto deadline = steady_clock::now() + connect_timeout_;
    return connect(deadline) && ask_to_listen(deadline);
}

bool PostgresListening::connect(Time deadline) {
    handle_.reset(start_connecting(std::string(url_.connection.reveal())));
    if (!handle_) return false;
    auto status = PGRES_POLLING_WRITING;
    while (status != PGRES_POLLING_OK) {
        if (status == PGRES_POLLING_FAILED || PQstatus(handle_.get()) == CONNECTION_BAD)
            return false;
        if (!wait(status == PGRES_POLLING_READING ? POLLIN : POLLOUT, deadline)) return false;
        status = PQconnectPoll(handle_.get());
    }
    return true;
}

bool PostgresListening::ask_to_listen(Time deadline) {
    if (PQsendQuery(handle_.get(), "listen tillwatch") != 1) return false;
    bool done = false;
    for (;;) {
        while (PQisBusy(handle_.get()) == 1)
            if (!wait(POLLIN, deadline) || PQconsumeInput(handle_.get()) != 1) return false;
        auto* result = PQgetResult(handle_.get());
        if (result == nullptr) return done;
        done = PQresultStatus(result) == PGRES_COMMAND_OK;
        PQclear(result);
    }
}

/// Until the connection is lost or it is time to stop.
void PostgresListening::hear() {
    do {
        while (auto* notice = PQnotifies(handle_.get())) {
            ears_.on_notice(notice->extra);
            PQfreemem(notice);
        }
    } while (wait(POLLIN) && PQconsumeInput(handle_.get()) == 1);
}

/// For the server; false if it is late or time to stop.
bool PostgresListening::wait(short events, Time deadline) {
    pollfd either[] = {{.fd = PQsocket(handle_.get()), .events = events, .revents = 0},
                       {.fd = stop_.get(), .events = POLLIN, .revents = 0}};
    for (;;) {
        const int ready = poll(either, 2, milliseconds_until(deadline));
        if (ready == 0 || (ready > 0 && either[1].revents != 0)) return false;
        if (ready > 0) return true;
    }
}

}  // namespace tillwatch::db
