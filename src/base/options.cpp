#include "base/options.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/text.hpp"

namespace tillwatch {
namespace {

using Applied = Result<void>;

template <class T>
Applied assign(T& place, Result<T> value) {
    if (!value) return std::unexpected(std::move(value.error()));
    place = std::move(*value);
    return {};
}

std::optional<unsigned> parse_number(std::string_view text, unsigned most) {
    unsigned number = 0;
    const auto read = std::from_chars(text.begin(), text.end(), number);
    if (read.ec != std::errc() || read.ptr != text.end() || number > most) return std::nullopt;
    return number;
}

struct HostAndPort {
    std::string_view host;  // IPv6 still in its brackets
    std::optional<std::string_view> port;
};

HostAndPort split_port(std::string_view text) {
    const auto bracket = text.find(']');
    const auto colon = text.find(':', bracket == std::string_view::npos ? 0 : bracket);
    if (colon == std::string_view::npos) return {text, std::nullopt};
    return {text.substr(0, colon), text.substr(colon + 1)};
}

Result<Endpoint> parse_endpoint(std::string_view text) {
    const auto wrong = [] {
        return fail(Code::invalid, "must be ADDRESS:PORT, such as 127.0.0.1:8080 or [::]:8080");
    };
    const auto [host, port_text] = split_port(text);
    const auto port = parse_number(port_text.value_or(""), 65535);
    if (!port) return wrong();
    const bool bracketed = host.size() > 2 && host.starts_with('[') && host.ends_with(']');
    std::string_view bare = bracketed ? host.substr(1, host.size() - 2) : host;
    if (host == "localhost") bare = "127.0.0.1";
    if (!IpAddress::parse(bare) || bracketed != (bare.find(':') != std::string_view::npos)) {
        return wrong();
    }
    return Endpoint{std::string(bare), static_cast<std::uint16_t>(*port)};
}

bool is_host_name(std::string_view host) {
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789-.";
    return !host.empty() && host.size() <= 253 && !host.starts_with('.') &&
           host.find_first_not_of(allowed) == std::string_view::npos;
}

bool is_bracketed_v6(std::string_view host) {
    return host.size() > 2 && host.starts_with('[') && host.ends_with(']') &&
           host.find(':') != std::string_view::npos &&
           IpAddress::parse(host.substr(1, host.size() - 2));
}

Result<std::string> parse_database(std::string_view text) {
    constexpr std::string_view sqlite = "sqlite:";
    const bool known = (text.starts_with(sqlite) && text.size() > sqlite.size()) ||
                       text.starts_with("postgresql://") || text.starts_with("postgres://");
    if (!known) return fail(Code::invalid, "must be sqlite:DIRECTORY or postgresql://…");
    return std::string(text);
}

Result<std::vector<Network>> parse_networks(std::string_view text) {
    std::vector<Network> networks;
    for (;;) {
        const auto comma = text.find(',');
        auto network = Network::parse(text.substr(0, comma));
        if (!network) return std::unexpected(std::move(network.error()));
        networks.push_back(*network);
        if (comma == std::string_view::npos) return networks;
        text.remove_prefix(comma + 1);
        text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    }
}

/// What may stand behind "Bearer" (RFC 6750).
Result<Secret> parse_token(std::string_view text) {
    constexpr std::string_view allowed =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~+/=";
    if (text.empty() || text.find_first_not_of(allowed) != std::string_view::npos) {
        return fail(Code::invalid, "may have letters, digits and -._~+/= only");
    }
    return Secret(std::string(text));
}

Result<unsigned> parse_threads(std::string_view text) {
    const auto threads = parse_number(text, threads_max);
    if (!threads || *threads == 0) {
        return fail(Code::invalid, fmt::format("must be a number from 1 to {}", threads_max));
    }
    return *threads;
}

Result<unsigned> parse_rate(std::string_view text) {
    constexpr unsigned rate_max = 1'000'000;
    if (const auto rate = parse_number(text, rate_max)) return *rate;
    return fail(Code::invalid, fmt::format("must be a number from 0 to {}", rate_max));
}

Result<std::vector<Origin>> parse_origins(std::string_view text) {
    std::vector<Origin> origins;
    while (!text.empty()) {
        const auto comma = text.find(',');
        auto origin = Origin::parse(text.substr(0, comma));
        if (!origin) return std::unexpected(std::move(origin.error()));
        origins.push_back(*std::move(origin));
        text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
    }
    return origins;
}

Result<Signup> parse_signup(std::string_view text) {
    if (text == "open") return Signup::open;
    if (text == "invited") return Signup::invited;
    if (text == "closed") return Signup::closed;
    return fail(Code::invalid, "must be open, invited or closed");
}

Result<std::filesystem::path> parse_path(std::string_view text) {
    if (text.empty()) return fail(Code::invalid, "must be a path");
    return std::filesystem::path(text);
}

/// smtp:// or smtps://, a user and a password where they are needed, a host, perhaps a port.
Result<Secret> parse_smtp_url(std::string_view text) {
    const auto wrong = [] {
        return fail(Code::invalid, "must be smtp://USER:PASSWORD@HOST:PORT or smtps://…");
    };
    const Secret url{std::string(text)};
    if (!text.starts_with("smtp://") && !text.starts_with("smtps://")) return wrong();
    if (!std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7f; })) return wrong();
    text.remove_prefix(text.find("://") + 3);
    if (text.ends_with('/')) text.remove_suffix(1);
    if (const auto at = text.rfind('@'); at != std::string_view::npos) text.remove_prefix(at + 1);
    const auto [host, port_text] = split_port(text);
    if (!is_host_name(host) && !is_bracketed_v6(host)) return wrong();
    if (port_text && parse_number(*port_text, 65535).value_or(0) == 0) return wrong();
    return url;
}

template <class T>
Result<std::optional<T>> some(Result<T> value) {
    if (!value) return std::unexpected(std::move(value.error()));
    return std::optional<T>(std::move(*value));
}

// clang-format off
constexpr Option table[] = {
    {"listen", "ADDRESS:PORT", "127.0.0.1:8080",
     "where to listen; requests that name another host than this, the public URL's or a loopback "
     "one are refused (421)",
     [](Options& o, std::string_view v) { return assign(o.listen, parse_endpoint(v)); }},
    {"database", "URL", "sqlite:./data",
     "sqlite:DIRECTORY (embedded) or postgresql://USER:PASSWORD@HOST/DATABASE",
     [](Options& o, std::string_view v) { return assign(o.database, parse_database(v)); }},
    {"public-url", "URL", "http://localhost:8080",
     "how browsers and Shopify reach this server",
     [](Options& o, std::string_view v) { return assign(o.public_url, Origin::parse(v)); }},
    {"secret-file", "FILE", "`secret` in the data directory",
     "the master key that seals stored secrets; made on the first start (32 bytes, mode 0600); "
     "must be named with PostgreSQL",
     [](Options& o, std::string_view v) { return assign(o.secret_file, some(parse_path(v))); }},
    {"smtp-url", "URL", "none",
     "the mail server: smtp://USER:PASSWORD@HOST:587 (TLS where it is offered, and always before a "
     "password goes to another machine) or smtps://…; with none, mails are printed to the log",
     [](Options& o, std::string_view v) { return assign(o.smtp_url, parse_smtp_url(v)); }},
    {"mail-from", "ADDRESS", "none",
     "who mails come from: no-reply@example.com or `Tillwatch <no-reply@example.com>`; must be "
     "given with --smtp-url",
     [](Options& o, std::string_view v) { return assign(o.mail_from, some(Mailbox::parse(v))); }},
    {"smtp-ca-file", "FILE", "the system's certificates",
     "certificates (PEM) that vouch for the mail server",
     [](Options& o, std::string_view v) { return assign(o.smtp_ca_file, some(parse_path(v))); }},
    {"signup", "WHO", "invited",
     "who may sign up by themselves, besides the first: open (everybody), invited or closed",
     [](Options& o, std::string_view v) { return assign(o.signup, parse_signup(v)); }},
    {"trusted-proxies", "NETWORKS", "none",
     "networks whose X-Forwarded-For counts, comma-separated: 10.0.0.0/8,fd00::/8",
     [](Options& o, std::string_view v) { return assign(o.trusted_proxies, parse_networks(v)); }},
    {"allowed-origins", "ORIGINS", "none",
     "origins whose pages may read the API (CORS), comma-separated: https://bi.example",
     [](Options& o, std::string_view v) { return assign(o.allowed_origins, parse_origins(v)); }},
    {"shopify-client-secret", "SECRET", "none",
     "the Shopify app's own secret; it signs webhooks of every store that the app is installed in",
     [](Options& o, std::string_view v) {
         return assign(o.shopify_client_secret, parse_token(v));
     }},
    {"metrics-token", "TOKEN", "none",
     "lets others than direct loopback peers read /metrics, as a bearer token",
     [](Options& o, std::string_view v) { return assign(o.metrics_token, parse_token(v)); }},
    {"log-format", "FORMAT", "text on a terminal, else json",
     "text or json",
     [](Options& o, std::string_view v) {
         return assign(o.log_format, some(log::parse_format(v)));
     }},
    {"log-level", "LEVEL", "info",
     "debug, info, warning or error",
     [](Options& o, std::string_view v) { return assign(o.log_level, log::parse_level(v)); }},
    {"user-rate", "NUMBER", "60",
     "requests a second that one person may make of the API, some more after a pause; 0: any "
     "number",
     [](Options& o, std::string_view v) { return assign(o.user_rate, parse_rate(v)); }},
    {"store-rate", "NUMBER", "300",
     "the same for all who ask for one store",
     [](Options& o, std::string_view v) { return assign(o.store_rate, parse_rate(v)); }},
    {"threads", "NUMBER", "as many as cores",
     "threads that serve requests",
     [](Options& o, std::string_view v) { return assign(o.threads, parse_threads(v)); }},
};
// clang-format on

}  // namespace

Result<Origin> Origin::parse(std::string_view text) {
    const auto wrong = [] {
        return fail(Code::invalid,
                    "must be http:// or https:// with a host and perhaps a port, and no path");
    };
    Origin origin;
    origin.https = text.starts_with("https://");
    if (!origin.https && !text.starts_with("http://")) return wrong();
    text.remove_prefix(origin.https ? 8 : 7);
    if (text.ends_with('/')) text.remove_suffix(1);
    const auto [host, port_text] = split_port(text);
    origin.host.assign(host);
    std::ranges::transform(origin.host, origin.host.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    if (!is_host_name(origin.host) && !is_bracketed_v6(origin.host)) return wrong();
    origin.port = origin.https ? 443 : 80;
    if (port_text) {
        const auto port = parse_number(*port_text, 65535);
        if (!port || *port == 0) return wrong();
        origin.port = static_cast<std::uint16_t>(*port);
    }
    return origin;
}

std::string Origin::text() const {
    const std::string_view scheme = https ? "https" : "http";
    if (port == (https ? 443 : 80)) return fmt::format("{}://{}", scheme, host);
    return fmt::format("{}://{}:{}", scheme, host, port);
}

Result<Mailbox> Mailbox::parse(std::string_view text) {
    const auto wrong = [] { return fail(Code::invalid, "must be an address, or NAME <ADDRESS>"); };
    Mailbox mailbox;
    if (text.ends_with('>')) {
        const auto open = text.rfind('<');
        if (open == std::string_view::npos) return wrong();
        mailbox.name = text.substr(0, text.find_last_not_of(' ', open - 1) + 1);
        text = text.substr(open + 1, text.size() - open - 2);
        if (open == 0) mailbox.name.clear();
    }
    const bool plain = std::ranges::all_of(text, [](char c) {
        return c > ' ' && c < 0x7f && !std::string_view("<>()[],;:\\\"").contains(c);
    });
    const auto at = text.find('@');
    if (!plain || at == std::string_view::npos || at == 0 || text.rfind('@') != at ||
        !is_host_name(text.substr(at + 1)) || has_control(mailbox.name))
        return wrong();
    mailbox.address = text;
    return mailbox;
}

bool Options::embedded() const {
    return database.starts_with("sqlite:");
}

std::filesystem::path Options::data_directory() const {
    return database.substr(std::string_view("sqlite:").size());
}

Result<std::filesystem::path> Options::secret_path() const {
    if (secret_file) return *secret_file;
    if (embedded()) return data_directory() / "secret";
    return fail(Code::invalid,
                "with PostgreSQL, --secret-file must name the file of the master key (it is made "
                "if it does not exist)");
}

std::span<const Option> option_table() {
    return table;
}

std::string environment_name(std::string_view option) {
    std::string name = "TILLWATCH_";
    for (const char c : option) {
        name += c == '-' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return name;
}

}  // namespace tillwatch
