// Every option of the program, once: its default, its check, its help.
// A value comes from a flag (--listen), else from the environment (TILLWATCH_LISTEN), else from the
// file that --config names (listen = …), else it is the default. What is unknown or wrong at any of
// the three is refused, also where another one wins. Errors never repeat a value that is a secret.
// Adding an option is a member of Options and a row of the table in options.cpp.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/log.hpp"
#include "base/network.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"

namespace tillwatch {

inline constexpr unsigned threads_max = 256;

struct Endpoint {
    std::string address = "127.0.0.1";  // IPv4 or IPv6, without brackets
    std::uint16_t port = 8080;          // 0: any free one
    bool operator==(const Endpoint&) const = default;
};

/// Scheme, host and port of a web address, and nothing more.
struct Origin {
    bool https = false;
    std::string host = "localhost";  // lower case; IPv6 in brackets
    std::uint16_t port = 8080;
    bool operator==(const Origin&) const = default;

    static Result<Origin> parse(std::string_view text);
    /// As browsers write it: without the port that belongs to the scheme.
    std::string text() const;
};

/// Who sends a mail: "Tillwatch <no-reply@example.com>", or the address alone.
struct Mailbox {
    std::string name;  // may be empty
    std::string address;
    bool operator==(const Mailbox&) const = default;

    static Result<Mailbox> parse(std::string_view text);
};

/// Who may sign up by themselves, besides the first.
enum class Signup { open, invited, closed };

struct Options {
    Endpoint listen;
    std::string database = "sqlite:./data";  // may hold a password: never print it
    Origin public_url;
    std::optional<std::filesystem::path> secret_file;
    Secret smtp_url;                   // empty: none
    std::optional<Mailbox> mail_from;  // with smtp_url never none
    std::optional<std::filesystem::path> smtp_ca_file;
    Signup signup = Signup::invited;
    std::vector<Network> trusted_proxies;
    std::vector<Origin> allowed_origins;
    Secret shopify_client_secret;           // empty: none
    Secret metrics_token;                   // empty: none
    std::optional<log::Format> log_format;  // none: text on a terminal, else JSON
    log::Level log_level = log::Level::info;
    unsigned user_rate = 60;    // requests a second; 0: no limit
    unsigned store_rate = 300;  // the same
    unsigned threads = 0;       // 0 only before load_options

    bool embedded() const;
    /// Of the embedded database only.
    std::filesystem::path data_directory() const;
    /// An Error with PostgreSQL and no --secret-file: there is no directory to make one in.
    Result<std::filesystem::path> secret_path() const;
};

struct Option {
    std::string_view name;           // "log-level"
    std::string_view value;          // what --help writes for the value: "LEVEL"
    std::string_view default_value;  // as a person reads it; not parsed unless it can be
    std::string_view help;
    Result<void> (*apply)(Options&, std::string_view);
};

/// In the order of the help. `config` is not among them: a file cannot name another one.
std::span<const Option> option_table();
/// "log-level" → "TILLWATCH_LOG_LEVEL".
std::string environment_name(std::string_view option);

/// A flag as it was given: name without dashes.
struct Flag {
    std::string name;
    std::string value;
};

/// `environment` is of the form of environ(7). An empty variable counts as not set, as compose
/// files write it. TILLWATCH_TEST_* is left to tests.
Result<Options> load_options(std::span<const Flag> flags, std::span<const std::string> environment);

/// This process's environment.
std::vector<std::string> environment_of_process();

}  // namespace tillwatch
