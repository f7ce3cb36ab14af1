// Projects what is pending in a database, and ends with a bang at a delivery that is "deadly":
// the victim of leases_test.
#include <cstdio>
#include <cstdlib>

#include <sys/resource.h>

#include "base/clock.hpp"
#include "crypto/random.hpp"
#include "projection/projection.hpp"

namespace {

using namespace tillwatch;

projection::Parser mortal_parser() {
    return [parse = projection::parser_of_deliveries()](
               std::string_view topic, std::string_view body, std::optional<Instant> triggered_at,
               Currency currency) mutable {
        if (body.contains("deadly")) std::abort();
        return parse(topic, body, triggered_at, currency);
    };
}

void project(const db::Url& url) {
    const SystemClock clock;
    crypto::SystemRandom random;
    const crypto::Sealer sealer(Secret(std::string(crypto::master_key_bytes, 'k')));
    const auto state = db::Database::open(url, "state", {.attached = {"inbox"}});
    const auto inbox =
        url.engine == db::Engine::sqlite ? db::Database::open(url, "inbox") : nullptr;
    stores::Stores stores(*state, clock, random, sealer);
    projection::Projection(*state, inbox ? *inbox : *state, stores, random.id(), mortal_parser())
        .drain();
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 2) return 2;
    const rlimit none{};
    setrlimit(RLIMIT_CORE, &none);
    try {
        project(value_or_throw(db::parse_database_url(arguments[1])));
        return 0;
    } catch (const db::DatabaseError& error) {
        std::fprintf(stderr, "%s\n", error.detail().c_str());
        return 1;
    }
}
