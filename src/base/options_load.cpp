// Where options come from: flags over environment over file.
#include <algorithm>
#include <fstream>
#include <thread>

#include <fmt/format.h>
#include <unistd.h>

#include "base/options.hpp"
#include "base/options_file.hpp"

namespace tillwatch {
namespace {

constexpr std::string_view environment_prefix = "TILLWATCH_";
constexpr std::string_view test_prefix = "TILLWATCH_TEST_";

/// A value and how an error calls the place it came from.
struct Given {
    std::string option;
    std::string value;
    std::string place;
};

const Option* find_option(std::string_view name) {
    const auto table = option_table();
    const auto found = std::ranges::find(table, name, &Option::name);
    return found == table.end() ? nullptr : &*found;
}

std::string known_variables() {
    std::string names;
    for (const Option& option : option_table()) names += environment_name(option.name) + ", ";
    return names + environment_name("config");
}

/// The option that a variable is for; none if it is unknown.
std::optional<std::string> option_of(std::string_view variable) {
    for (const Option& option : option_table()) {
        if (environment_name(option.name) == variable) return std::string(option.name);
    }
    if (environment_name("config") == variable) return "config";
    return std::nullopt;
}

Result<std::vector<Given>> from_environment(std::span<const std::string> environment) {
    std::vector<Given> all;
    for (const std::string_view entry : environment) {
        if (!entry.starts_with(environment_prefix) || entry.starts_with(test_prefix)) continue;
        const auto equals = std::min(entry.find('='), entry.size());
        const auto name = entry.substr(0, equals);
        auto option = option_of(name);
        if (!option) {
            return fail(Code::invalid,
                        fmt::format("the environment variable {} is no option; known are {}", name,
                                    known_variables()));
        }
        const auto value = entry.substr(std::min(equals + 1, entry.size()));
        if (value.empty()) continue;
        all.push_back({std::move(*option), std::string(value), std::string(name)});
    }
    return all;
}

Result<std::string> read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::string text(options_file_bytes_max + 1, '\0');
    if (!file.read(text.data(), static_cast<std::streamsize>(text.size())) && !file.eof()) {
        return fail(Code::invalid, fmt::format("--config: the file {} cannot be read", path));
    }
    text.resize(static_cast<std::size_t>(file.gcount()));
    if (text.size() > options_file_bytes_max) {
        return fail(Code::invalid, fmt::format("--config: the file {} is larger than {} bytes",
                                               path, options_file_bytes_max));
    }
    return text;
}

Result<std::vector<Given>> from_file(const std::string& path) {
    const auto text = read_file(path);
    if (!text) return std::unexpected(text.error());
    auto lines = parse_options_file(*text, path);
    if (!lines) return std::unexpected(std::move(lines.error()));
    std::vector<Given> all;
    for (OptionsFileLine& line : *lines) {
        const std::string place = fmt::format("{}:{}", path, line.number);
        if (find_option(line.key) == nullptr) {
            return fail(Code::invalid, fmt::format("{}: {} is no option", place, line.key));
        }
        std::string key_at_place = fmt::format("{}: {}", place, line.key);
        all.push_back({std::move(line.key), std::move(line.value), std::move(key_at_place)});
    }
    return all;
}

std::vector<Given> from_flags(std::span<const Flag> flags) {
    std::vector<Given> all;
    for (const Flag& flag : flags) all.push_back({flag.name, flag.value, "--" + flag.name});
    return all;
}

/// Takes the given `config` out of `all`.
std::optional<std::string> take_config(std::vector<Given>& all) {
    const auto found = std::ranges::find(all, "config", &Given::option);
    if (found == all.end()) return std::nullopt;
    std::string path = std::move(found->value);
    all.erase(found);
    return path;
}

Result<void> apply_all(Options& options, std::span<const Given> all) {
    for (const Given& given : all) {
        const Option* const option = find_option(given.option);
        if (option == nullptr) {
            return fail(Code::invalid, fmt::format("{} is no option", given.place));
        }
        if (const auto applied = option->apply(options, given.value); !applied) {
            return fail(Code::invalid, fmt::format("{} {}", given.place, applied.error().message));
        }
    }
    return {};
}

}  // namespace

Result<Options> load_options(std::span<const Flag> flags,
                             std::span<const std::string> environment) {
    auto flagged = from_flags(flags);
    auto variables = from_environment(environment);
    if (!variables) return std::unexpected(std::move(variables.error()));
    const auto config_variable = take_config(*variables);
    const auto config_flag = take_config(flagged);

    Options options;
    options.threads = std::clamp(std::thread::hardware_concurrency(), 1U, threads_max);
    if (const auto config = config_flag ? config_flag : config_variable) {
        const auto lines = from_file(*config);
        if (!lines) return std::unexpected(lines.error());
        if (auto done = apply_all(options, *lines); !done) return std::unexpected(done.error());
    }
    if (auto done = apply_all(options, *variables); !done) return std::unexpected(done.error());
    if (auto done = apply_all(options, flagged); !done) return std::unexpected(done.error());
    if (!options.smtp_url.empty() && !options.mail_from)
        return fail(Code::invalid, "--smtp-url needs --mail-from: who mails come from");
    return options;
}

std::vector<std::string> environment_of_process() {
    std::vector<std::string> all;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        all.emplace_back(*entry);
    }
    return all;
}

}  // namespace tillwatch
