#include "base/commands.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

namespace tillwatch {
namespace {

constexpr std::array<std::string_view, 3> known_scopes{"read", "export", "write"};

Result<std::vector<std::string>> parse_scopes(std::string_view text) {
    std::vector<std::string> scopes;
    for (;;) {
        const auto comma = text.find(',');
        const auto scope = text.substr(0, comma);
        if (std::ranges::find(known_scopes, scope) == known_scopes.end()) {
            return fail(Code::invalid, "--scope must be a list of read, export and write");
        }
        if (std::ranges::find(scopes, scope) == scopes.end()) scopes.emplace_back(scope);
        if (comma == std::string_view::npos) return scopes;
        text.remove_prefix(comma + 1);
    }
}

/// The whole number that a flag gives; else `wrong`, which says what it must be.
Result<std::int64_t> parse_count(const std::string& text, std::int64_t least, std::int64_t most,
                                 std::string_view wrong) {
    std::int64_t count = -1;
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, count);
    const bool whole = read.ec == std::errc() && read.ptr == end;
    if (!whole || count < least || count > most)
        return fail(Code::invalid, fmt::format("{} from {} to {}", wrong, least, most));
    return count;
}

Result<Command> make_demo(const CommandWords& words) {
    const auto days = parse_count(words.value("days", std::to_string(demo_days_default)), 1,
                                  demo_days_max, "--days must be a number");
    if (!days) return std::unexpected(days.error());
    Demo demo{std::nullopt, *days};
    if (words.has("data")) demo.directory = words.value("data");
    return demo;
}

Result<Command> make_user_add(const CommandWords& words) {
    return UserAdd{words.positionals[0], words.value("name"), words.has("operator")};
}

Result<Command> make_user_set_password(const CommandWords& words) {
    return UserSetPassword{words.positionals[0]};
}

Result<Command> make_user_remove_second_factor(const CommandWords& words) {
    return UserRemoveSecondFactor{words.positionals[0]};
}

Result<Command> make_api_key_add(const CommandWords& words) {
    auto scopes = parse_scopes(words.value("scope", "read,export,write"));
    if (!scopes) return std::unexpected(std::move(scopes.error()));
    return ApiKeyAdd{words.positionals[0], words.value("name"), std::move(*scopes)};
}

Result<Command> make_store_add(const CommandWords& words) {
    return StoreAdd{words.positionals[0], words.value("owner"), words.value("name"),
                    words.value("currency"), words.value("timezone")};
}

Result<Command> make_store_set_secret(const CommandWords& words) {
    const std::string standard = std::to_string(keep_previous_seconds_default);
    const auto seconds = parse_count(words.value("keep-previous", standard), 0,
                                     keep_previous_seconds_max, "--keep-previous must be seconds");
    if (!seconds) return std::unexpected(seconds.error());
    return StoreSetSecret{words.positionals[0], *seconds};
}

Result<Command> make_import(const CommandWords& words) {
    return Import{words.value("store"), words.positionals[0], words.has("resume")};
}

Result<Command> make_replay(const CommandWords& words) {
    Replay replay{words.value("store"), std::nullopt, std::nullopt, words.has("failed")};
    if (words.has("topic")) replay.topic = words.value("topic");
    if (words.has("since")) {
        const auto since = Moment::parse(words.value("since"));
        if (!since) return fail(Code::invalid, "--since " + since.error().message);
        replay.since = *since;
    }
    return replay;
}

/// Of one store, or of all.
template <class T>
Result<Command> make_of_stores(const CommandWords& words) {
    T command;
    if (words.has("store")) command.domain = words.value("store");
    return command;
}

template <class T>
Result<Command> make_plain(const CommandWords&) {
    return T{};
}

constexpr Positional email[] = {{"EMAIL", "the account's e-mail address"}};
constexpr Positional domain[] = {{"DOMAIN", "the shop's domain, such as example.myshopify.com"}};
constexpr Positional file[] = {
    {"FILE", "plain, .gz or .zst; - for standard input"},
};

constexpr CommandFlag password_stdin{"password-stdin", "", true,
                                     "the password comes by standard input"};
constexpr CommandFlag webhook_secret_stdin{
    "webhook-secret-stdin", "", true,
    "the secret that signs the store's webhooks comes by standard input"};

constexpr CommandFlag user_add_flags[] = {
    {"name", "NAME", false, "the person's name"},
    {"operator", "", false, "may see the health of all stores (not their data)"},
    password_stdin,
};
constexpr CommandFlag user_set_password_flags[] = {password_stdin};
constexpr CommandFlag api_key_add_flags[] = {
    {"name", "NAME", false, "what the key is for"},
    {"scope", "LIST", false, "read, export, write, comma-separated (default: all)"},
};
constexpr CommandFlag store_add_flags[] = {
    {"owner", "EMAIL", true, "the account that owns the store"},
    {"name", "NAME", true, "the store's name"},
    {"currency", "CUR", true, "the store's currency, such as EUR"},
    {"timezone", "ZONE", true, "the store's time zone, such as Europe/Berlin"},
    webhook_secret_stdin,
};
constexpr CommandFlag store_set_secret_flags[] = {
    webhook_secret_stdin,
    {"keep-previous", "SECONDS", false, "the previous secret stays valid so long (default: 3600)"},
};
constexpr CommandFlag import_flags[] = {
    {"store", "DOMAIN", true, "the store to import into"},
    {"resume", "", false, "goes on after the last line that an earlier import committed"},
};
constexpr CommandFlag replay_flags[] = {
    {"store", "DOMAIN", true, "the store whose deliveries are meant"},
    {"topic", "TOPIC", false, "only those of a topic, such as orders/create"},
    {"since", "TIME", false,
     "only those received since then: 2026-09-01 (in the store's time zone) or "
     "2026-09-01T14:15:00Z"},
    {"failed", "", false, "only those that failed"},
};

constexpr CommandFlag demo_flags[] = {
    {"data", "DIR", false,
     "keeps the demo in this directory and goes on with what is there (default: a directory that "
     "is thrown away)"},
    {"days", "N", false, "how much history its stores begin with (default: 730)"},
};

constexpr CommandFlag of_stores_flags[] = {
    {"store", "DOMAIN", false, "this store alone (default: all stores)"},
};

constexpr CommandRow table[] = {
    {"serve",
     "runs the service; brings the database's schema up to date first",
     {},
     {},
     make_plain<Serve>},
    {"demo",
     "runs the service with an account and three simulated stores that sell while you look",
     {},
     demo_flags,
     make_demo},
    {"migrate", "brings the database's schema up to date and exits", {}, {}, make_plain<Migrate>},
    {"user add", "makes an account", email, user_add_flags, make_user_add},
    {"user list", "lists the accounts", {}, {}, make_plain<UserList>},
    {"user set-password", "gives an account a new password", email, user_set_password_flags,
     make_user_set_password},
    {"user remove-second-factor",
     "takes a lost second factor off an account",
     email,
     {},
     make_user_remove_second_factor},
    {"api-key add", "makes an API key of an account and prints it", email, api_key_add_flags,
     make_api_key_add},
    {"store add", "makes a store and prints its id", domain, store_add_flags, make_store_add},
    {"store list", "lists the stores", {}, {}, make_plain<StoreList>},
    {"store set-secret", "gives a store a new webhook secret", domain, store_set_secret_flags,
     make_store_set_secret},
    {"import", "reads orders, refunds and customers from a file of JSON lines", file, import_flags,
     make_import},
    {"replay",
     "projects deliveries of the log again; prints their count first",
     {},
     replay_flags,
     make_replay},
    {"verify",
     "recomputes every sum from the stored objects and prints each difference",
     {},
     of_stores_flags,
     make_of_stores<Verify>},
    {"rebuild",
     "recomputes every sum from the stored objects and replaces what differs",
     {},
     of_stores_flags,
     make_of_stores<Rebuild>},
};

}  // namespace

bool CommandWords::has(std::string_view flag) const {
    return std::ranges::find(flags, flag, &Flag::name) != flags.end();
}

std::string CommandWords::value(std::string_view flag, std::string_view otherwise) const {
    const auto found = std::ranges::find(flags, flag, &Flag::name);
    return found == flags.end() ? std::string(otherwise) : found->value;
}

std::span<const CommandRow> command_table() {
    return table;
}

}  // namespace tillwatch
