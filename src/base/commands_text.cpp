// The command table as the text of --help.
#include <fmt/format.h>

#include "base/commands.hpp"
#include "base/options_text.hpp"
#include "base/text_columns.hpp"

namespace tillwatch {
namespace {

std::string written(const CommandFlag& flag) {
    std::string text = fmt::format("--{}", flag.name);
    if (!flag.value.empty()) text.append(" ").append(flag.value);
    return text;
}

std::string usage(const CommandRow& row) {
    std::string text(row.words);
    for (const Positional& positional : row.positionals) {
        text.append(" ").append(positional.name);
    }
    for (const CommandFlag& flag : row.flags) {
        text += flag.required ? " " + written(flag) : " [" + written(flag) + "]";
    }
    return text;
}

constexpr std::string_view exit_codes =
    "Exit codes: 0 done; 1 the work found or left something wrong; 2 wrong use, bad configuration\n"
    "or unreachable database; 3 another server holds this data directory.\n";

}  // namespace

std::string program_help() {
    std::string text =
        "Tillwatch watches the tills of Shopify stores.\n\n"
        "Usage: tillwatch COMMAND [ARGUMENTS] [OPTIONS]\n"
        "       tillwatch COMMAND --help\n"
        "       tillwatch --version\n\nCommands:\n";
    for (const CommandRow& row : command_table()) {
        std::string name(row.words);
        for (const Positional& positional : row.positionals) {
            name.append(" ").append(positional.name);
        }
        text += column_row(name, row.help);
    }
    text +=
        "\nOptions, before or after the command; each is an environment variable as well "
        "(--log-level:\nTILLWATCH_LOG_LEVEL):\n";
    return text.append(options_help()).append("\n").append(exit_codes);
}

std::string command_help(const CommandRow& row) {
    std::string text = fmt::format("tillwatch {}: {}\n\nUsage:", row.words, row.help);
    const char* indent = " ";
    for (const std::string& line : wrapped("tillwatch " + usage(row) + " [OPTIONS]", 92)) {
        text.append(indent).append(line).append("\n");
        indent = "           ";
    }
    if (!row.positionals.empty() || !row.flags.empty()) text += "\nArguments:\n";
    for (const Positional& positional : row.positionals) {
        text += column_row(positional.name, positional.help);
    }
    for (const CommandFlag& flag : row.flags) {
        text += column_row(written(flag),
                           fmt::format("{}{}", flag.help, flag.required ? " (required)" : ""));
    }
    return text.append("\nOptions:\n").append(options_help()).append("\n").append(exit_codes);
}

}  // namespace tillwatch
