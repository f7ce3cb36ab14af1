#include "base/command_line.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tillwatch {
namespace {

using testing::HasSubstr;
using Words = std::vector<std::string>;

Result<std::variant<Invocation, Printed>> parse(const Words& words, const Words& environment = {}) {
    return parse_command_line(words, environment, "1.2.3");
}

Invocation invocation(const Words& words) {
    return std::get<Invocation>(value_or_throw(parse(words)));
}

template <class T>
T command(const Words& words) {
    return std::get<T>(invocation(words).command);
}

std::string error_of(const Words& words, const Words& environment = {}) {
    const auto parsed = parse(words, environment);
    return parsed ? "none" : parsed.error().message;
}

std::string printed(const Words& words) {
    return std::get<Printed>(value_or_throw(parse(words))).text;
}

TEST(CommandLine, knows_commands_without_arguments) {
    EXPECT_NO_THROW(command<Serve>({"serve"}));
    EXPECT_NO_THROW(command<Migrate>({"migrate"}));
    EXPECT_NO_THROW(command<UserList>({"user", "list"}));
    EXPECT_NO_THROW(command<StoreList>({"store", "list"}));
}

TEST(CommandLine, reads_where_a_demo_is_kept_and_how_long_its_history_is) {
    EXPECT_EQ(command<Demo>({"demo"}).directory, std::nullopt);
    EXPECT_EQ(command<Demo>({"demo"}).days, 730);
    const auto kept = command<Demo>({"demo", "--data", "here", "--days", "30"});
    EXPECT_EQ(kept.directory, "here");
    EXPECT_EQ(kept.days, 30);
    for (const auto* days : {"0", "1101", "x", "3d", ""})
        EXPECT_THAT(error_of({"demo", "--days", days}),
                    HasSubstr("--days must be a number from 1 to 1100"));
}

TEST(CommandLine, verifies_and_rebuilds_one_store_or_all) {
    EXPECT_EQ(command<Verify>({"verify"}).domain, std::nullopt);
    EXPECT_EQ(command<Verify>({"verify", "--store", "a.myshopify.com"}).domain, "a.myshopify.com");
    EXPECT_EQ(command<Rebuild>({"rebuild"}).domain, std::nullopt);
    EXPECT_EQ(command<Rebuild>({"rebuild", "--store", "b.myshopify.com"}).domain,
              "b.myshopify.com");
    EXPECT_NE(error_of({"verify", "a.myshopify.com"}), "none");
}

TEST(CommandLine, reads_user_commands) {
    const auto add = command<UserAdd>(
        {"user", "add", "a@example.com", "--name", "Ada L", "--operator", "--password-stdin"});
    EXPECT_EQ(add.email, "a@example.com");
    EXPECT_EQ(add.name, "Ada L");
    EXPECT_TRUE(add.is_operator);
    const auto plain = command<UserAdd>({"user", "add", "--password-stdin", "a@example.com"});
    EXPECT_EQ(plain.name, "");
    EXPECT_FALSE(plain.is_operator);
    EXPECT_EQ(command<UserRemoveSecondFactor>({"user", "remove-second-factor", "a@b.c"}).email,
              "a@b.c");
    EXPECT_EQ(command<UserSetPassword>({"user", "set-password", "a@b.c", "--password-stdin"}).email,
              "a@b.c");
}

TEST(CommandLine, reads_api_key_scopes) {
    EXPECT_THAT(command<ApiKeyAdd>({"api-key", "add", "a@b.c"}).scopes,
                testing::ElementsAre("read", "export", "write"));
    EXPECT_THAT(command<ApiKeyAdd>({"api-key", "add", "a@b.c", "--scope", "export,read"}).scopes,
                testing::ElementsAre("export", "read"));
    for (const char* scope : {"all", "", "read,", "read,,write", "Read"}) {
        EXPECT_NE(error_of({"api-key", "add", "a@b.c", "--scope", scope}), "none") << scope;
    }
}

TEST(CommandLine, reads_store_commands) {
    const auto add = command<StoreAdd>({"store", "add", "a.myshopify.com", "--owner", "a@b.c",
                                        "--name", "A", "--currency", "EUR", "--timezone",
                                        "Europe/Berlin", "--webhook-secret-stdin"});
    EXPECT_EQ(add.domain, "a.myshopify.com");
    EXPECT_EQ(add.owner_email, "a@b.c");
    EXPECT_EQ(add.name, "A");
    EXPECT_EQ(add.currency, "EUR");
    EXPECT_EQ(add.time_zone, "Europe/Berlin");
}

TEST(CommandLine, reads_what_to_replay) {
    const auto all = command<Replay>({"replay", "--store", "a.myshopify.com"});
    EXPECT_EQ(all.domain, "a.myshopify.com");
    EXPECT_FALSE(all.topic || all.since || all.failed);
    const auto zone = value_or_throw(TimeZone::find("Europe/Berlin"));
    const auto some = command<Replay>({"replay", "--failed", "--store=a.myshopify.com", "--topic",
                                       "orders/create", "--since", "2026-09-01T14:15:00Z"});
    EXPECT_TRUE(some.failed);
    EXPECT_EQ(some.topic, "orders/create");
    EXPECT_EQ(some.since->begin(zone).text(), "2026-09-01T14:15:00Z");
    const auto day =
        command<Replay>({"replay", "--store", "a.myshopify.com", "--since", "2026-09-01"});
    EXPECT_EQ(day.since->begin(zone).text(), "2026-08-31T22:00:00Z");
    EXPECT_EQ(day.since->end(zone).text(), "2026-09-01T22:00:00Z");
    for (const char* since : {"", "yesterday", "2026-09-31", "2026-09-01T14:15:00", "09/01/2026"})
        EXPECT_THAT(error_of({"replay", "--store", "a.myshopify.com", "--since", since}),
                    HasSubstr("--since"))
            << since;
    EXPECT_THAT(error_of({"replay"}), HasSubstr("--store"));
    EXPECT_THAT(error_of({"replay", "a.myshopify.com"}), HasSubstr("a.myshopify.com"));
}

TEST(CommandLine, reads_how_long_a_previous_secret_is_kept) {
    const Words words{"store", "set-secret", "a.myshopify.com", "--webhook-secret-stdin"};
    EXPECT_EQ(command<StoreSetSecret>(words).keep_previous_seconds, 3600);
    const auto with = [&words](const char* seconds) {
        Words all = words;
        all.insert(all.end(), {"--keep-previous", seconds});
        return all;
    };
    EXPECT_EQ(command<StoreSetSecret>(with("0")).keep_previous_seconds, 0);
    for (const char* seconds : {"1h", "", "99999999", "1.5"}) {
        EXPECT_THAT(error_of(with(seconds)), HasSubstr("--keep-previous")) << seconds;
    }
}

TEST(CommandLine, reads_imports_from_files_and_standard_input) {
    const auto from_file = command<Import>({"import", "--store", "a", "orders.ndjson", "--resume"});
    EXPECT_EQ(from_file.domain, "a");
    EXPECT_EQ(from_file.file, "orders.ndjson");
    EXPECT_TRUE(from_file.resume);
    EXPECT_EQ(command<Import>({"import", "--store", "a", "-"}).file, "-");
    EXPECT_EQ(command<Import>({"import", "--store", "a", "serve"}).file, "serve");
}

TEST(CommandLine, takes_options_before_and_after_the_command) {
    EXPECT_EQ(invocation({"--threads", "3", "user", "list"}).options.threads, 3U);
    EXPECT_EQ(invocation({"user", "list", "--threads=3"}).options.threads, 3U);
    EXPECT_EQ(invocation({"user", "--threads", "3", "list"}).options.threads, 3U);
    const auto add = invocation({"user", "add", "--threads", "3", "a@b.c", "--password-stdin"});
    EXPECT_EQ(std::get<UserAdd>(add.command).email, "a@b.c");
    EXPECT_EQ(add.options.threads, 3U);
}

TEST(CommandLine, refuses_wrong_use_in_one_line) {
    const std::vector<Words> wrong{
        {},
        {"user"},
        {"sing"},
        {"user", "sing"},
        {"serve", "migrate"},
        {"serve", "--sing"},
        {"serve", "--threads"},
        {"serve", "--threads", "2", "--threads", "3"},
        {"user", "add", "--password-stdin"},
        {"user", "add", "a@b.c"},
        {"user", "add", "a@b.c", "--password-stdin", "hunter2"},
        {"user", "add", "a@b.c", "--password-stdin=hunter2"},
        {"user", "list", "--operator"},
        {"import", "x"},
        {"import", "--store", "a"},
        {"sing\nand\x1b[2Jdance"},
        {"--config", "/no/such/file", "serve"},
    };
    for (const Words& words : wrong) {
        const std::string error = error_of(words);
        EXPECT_NE(error, "none") << testing::PrintToString(words);
        EXPECT_EQ(error.find_first_of("\n\x1b"), std::string::npos) << error;
    }
}

TEST(CommandLine, says_what_is_missing_and_where_to_read_on) {
    EXPECT_EQ(error_of({"user", "add", "a@b.c"}),
              "--password-stdin is missing: the password comes by standard input (see tillwatch "
              "user add --help)");
    EXPECT_EQ(error_of({"user", "set-password", "--password-stdin"}),
              "EMAIL is missing (see tillwatch user set-password --help)");
    EXPECT_EQ(error_of({"serve", "--threads"}),
              "--threads must be given once, with one value (see tillwatch serve --help)");
    EXPECT_EQ(error_of({}), "no command is given (see tillwatch --help)");
    EXPECT_EQ(error_of({"user"}), "user is not a whole command (see tillwatch --help)");
}

TEST(CommandLine, refuses_a_wrong_environment) {
    EXPECT_THAT(error_of({"serve"}, {"TILLWATCH_LISTN=x"}), HasSubstr("TILLWATCH_LISTN"));
}

TEST(CommandLine, prints_help_of_all_and_of_one_command) {
    for (const CommandRow& row : command_table()) {
        EXPECT_THAT(printed({"--help"}), HasSubstr(std::string(row.words)));
        for (const CommandFlag& flag : row.flags) {
            EXPECT_THAT(command_help(row), HasSubstr("--" + std::string(flag.name)));
        }
    }
    const auto& user_add = *std::ranges::find(command_table(), "user add", &CommandRow::words);
    EXPECT_EQ(printed({"user", "add", "--help"}), command_help(user_add));
    EXPECT_EQ(printed({"user", "add", "a@b.c", "-h"}), command_help(user_add));
    EXPECT_EQ(printed({"user", "--help"}), program_help());
}

TEST(CommandLine, prints_help_of_at_most_a_hundred_columns) {
    std::string all = program_help();
    for (const CommandRow& row : command_table()) all += command_help(row);
    std::size_t start = 0;
    for (std::size_t end = 0; (end = all.find('\n', start)) != std::string::npos; start = end + 1) {
        EXPECT_LE(end - start, 100U) << all.substr(start, end - start);
    }
}

TEST(CommandLine, prints_its_version) {
    EXPECT_EQ(printed({"--version"}), "tillwatch 1.2.3\n");
    EXPECT_EQ(printed({"serve", "--version"}), "tillwatch 1.2.3\n");
}

}  // namespace
}  // namespace tillwatch
