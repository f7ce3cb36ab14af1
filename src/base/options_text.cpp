#include "base/options_text.hpp"

#include <iterator>

#include <fmt/format.h>

#include "base/options.hpp"
#include "base/text_columns.hpp"

namespace tillwatch {

std::string options_help() {
    std::string text =
        column_row("--config FILE", "a file of lines `listen = 127.0.0.1:8080`, one an option");
    for (const Option& option : option_table()) {
        text += column_row(fmt::format("--{} {}", option.name, option.value),
                           fmt::format("{} (default: {})", option.help, option.default_value));
    }
    return text;
}

std::string sample_options_file() {
    std::string text =
        "# Options of Tillwatch. Flags win over environment variables, those win over this file.\n";
    for (const Option& option : option_table()) {
        text += "\n";
        for (const std::string& line : wrapped(option.help, 98)) text += "# " + line + "\n";
        fmt::format_to(std::back_inserter(text), "# Default: {}\n# {} = {}\n", option.default_value,
                       option.name, option.value);
    }
    return text;
}

std::string options_markdown() {
    std::string text =
        "# Options\n\n"
        "Every option is a flag, an environment variable or a line `name = value` of the file that "
        "`--config FILE` names. Flags win over the environment, the environment over the file. "
        "Unknown names are refused.\n\n"
        "| option | environment | default | meaning |\n|---|---|---|---|\n";
    for (const Option& option : option_table()) {
        fmt::format_to(std::back_inserter(text), "| `--{} {}` | `{}` | {} | {} |\n", option.name,
                       option.value, environment_name(option.name), option.default_value,
                       option.help);
    }
    return text;
}

}  // namespace tillwatch
