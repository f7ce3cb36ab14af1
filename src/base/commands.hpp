// Every command of the program, once: its words, arguments, flags and help; and what a command line
// says, as types. What the arguments mean (is this an e-mail address, a currency?) is checked by
// the part that carries the command out.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/moment.hpp"
#include "base/options.hpp"
#include "base/result.hpp"

namespace tillwatch {

inline constexpr std::int64_t keep_previous_seconds_default = 3600;
inline constexpr std::int64_t keep_previous_seconds_max = 30LL * 24 * 3600;

inline constexpr std::int64_t demo_days_default = 730;
inline constexpr std::int64_t demo_days_max = 1100;

struct Serve {};
struct Demo {
    std::optional<std::string> directory;  // none: one that is thrown away
    std::int64_t days = demo_days_default;
};
struct Migrate {};
struct UserAdd {
    std::string email;
    std::string name;  // empty: none given
    bool is_operator = false;
};
struct UserList {};
struct UserSetPassword {
    std::string email;
};
struct UserRemoveSecondFactor {
    std::string email;
};
struct ApiKeyAdd {
    std::string email;
    std::string name;
    std::vector<std::string> scopes;  // of read, export, write; never empty, none twice
};
struct StoreAdd {
    std::string domain;
    std::string owner_email;
    std::string name;
    std::string currency;
    std::string time_zone;
};
struct StoreList {};
struct StoreSetSecret {
    std::string domain;
    std::int64_t keep_previous_seconds = keep_previous_seconds_default;
};
struct Import {
    std::string domain;
    std::string file;  // "-": standard input
    bool resume = false;
};

struct Replay {
    std::string domain;
    std::optional<std::string> topic;
    std::optional<Moment> since;
    bool failed = false;
};

struct Verify {
    std::optional<std::string> domain;  // none: all stores
};
struct Rebuild {
    std::optional<std::string> domain;
};

using Command =
    std::variant<Serve, Demo, Migrate, UserAdd, UserList, UserSetPassword, UserRemoveSecondFactor,
                 ApiKeyAdd, StoreAdd, StoreList, StoreSetSecret, Import, Replay, Verify, Rebuild>;

struct Invocation {
    Command command;
    Options options;
};

/// An argument of a command without a name.
struct Positional {
    std::string_view name;  // "EMAIL"
    std::string_view help;
};

struct CommandFlag {
    std::string_view name;   // "scope"
    std::string_view value;  // "LIST"; empty: the flag stands alone
    bool required = false;
    std::string_view help;
};

/// What was given to one command; present as the table demands.
class CommandWords {
  public:
    std::vector<std::string> positionals;
    std::vector<Flag> flags;

    bool has(std::string_view flag) const;
    std::string value(std::string_view flag, std::string_view otherwise = "") const;
};

struct CommandRow {
    std::string_view words;  // "user add"
    std::string_view help;
    std::span<const Positional> positionals;
    std::span<const CommandFlag> flags;
    Result<Command> (*make)(const CommandWords&);
};

std::span<const CommandRow> command_table();

/// What `tillwatch --help` and `tillwatch COMMAND --help` print.
std::string program_help();
std::string command_help(const CommandRow& row);

}  // namespace tillwatch
