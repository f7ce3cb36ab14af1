#include "base/command_line.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/log_line.hpp"

namespace tillwatch {
namespace {

/// One option or flag as CLI11 sees it, and where its value goes.
struct Bound {
    std::string name;
    CLI::Option* option = nullptr;
};

struct BoundCommand {
    const CommandRow* row = nullptr;
    CLI::App* app = nullptr;
    std::vector<CLI::Option*> positionals;
    std::vector<Bound> flags;
};

CLI::App* subcommand_of(CLI::App& app, const std::string& name) {
    const auto known =
        app.get_subcommands([&name](CLI::App* each) { return each->get_name() == name; });
    if (!known.empty()) return known[0];
    CLI::App* const made = app.add_subcommand(name);
    made->fallthrough();
    made->require_subcommand(0, 1);
    return made;
}

BoundCommand bind(CLI::App& app, const CommandRow& row) {
    BoundCommand bound{&row, &app, {}, {}};
    for (std::string_view rest = row.words; !rest.empty();) {
        const auto end = std::min(rest.find(' '), rest.size());
        bound.app = subcommand_of(*bound.app, std::string(rest.substr(0, end)));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    for (const Positional& positional : row.positionals) {
        bound.positionals.push_back(bound.app->add_option(std::string(positional.name)));
        bound.positionals.back()->expected(1);
    }
    for (const CommandFlag& flag : row.flags) {
        const std::string name = fmt::format("--{}", flag.name);
        CLI::Option* const option =
            flag.value.empty() ? bound.app->add_flag(name) : bound.app->add_option(name);
        if (flag.value.empty()) {
            option->disable_flag_override();  // --operator=false would set it
        } else {
            option->expected(1);
        }
        bound.flags.push_back({std::string(flag.name), option});
    }
    return bound;
}

/// The program as CLI11 knows it, built from the two tables.
class Parser {
  public:
    explicit Parser(std::string_view version) {
        app_.set_help_flag("-h,--help");
        app_.set_version_flag("--version", fmt::format("tillwatch {}", version));
        app_.require_subcommand(0, 1);
        bind_option("config");
        for (const Option& option : option_table()) bind_option(option.name);
        for (const CommandRow& row : command_table()) commands_.push_back(bind(app_, row));
    }

    void parse(std::span<const std::string> arguments) {
        app_.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    }

    /// The command that was named; none if only a part of its words was, or none.
    const BoundCommand* command() const {
        for (const BoundCommand& bound : commands_) {
            if (bound.app->parsed()) return &bound;
        }
        return nullptr;
    }

    std::vector<Flag> options() const { return given(options_); }

    static std::vector<Flag> given(const std::vector<Bound>& all) {
        std::vector<Flag> flags;
        for (const Bound& bound : all) {
            if (bound.option->count() > 0)
                flags.push_back({bound.name, bound.option->results()[0]});
        }
        return flags;
    }

    /// The words of a command that are there already: "user" of "user add".
    std::string words_so_far() const {
        std::string words;
        const CLI::App* app = &app_;
        while (!app->get_subcommands().empty()) {
            app = app->get_subcommands()[0];
            words += (words.empty() ? "" : " ") + app->get_name();
        }
        return words;
    }

  private:
    void bind_option(std::string_view name) {
        CLI::Option* const option = app_.add_option(fmt::format("--{}", name));
        option->expected(1);
        options_.push_back({std::string(name), option});
    }

    CLI::App app_;
    std::vector<Bound> options_;
    std::vector<BoundCommand> commands_;
};

std::unexpected<Error> wrong_use(std::string_view what, std::string_view words) {
    const std::string help = fmt::format("tillwatch {}{}--help", words, words.empty() ? "" : " ");
    return fail(Code::invalid, fmt::format("{} (see {})", what, help));
}

/// CLI11 says "--name: 1 required  missing" or "--name: At Most 1 required but received 2".
std::string plain(const CLI::ArgumentMismatch& error) {
    const std::string_view what = error.what();
    const auto colon = what.find(": ");
    if (colon == std::string_view::npos) return std::string(what);
    return fmt::format("{} must be given once, with one value", what.substr(0, colon));
}

Result<Command> command_of(const Parser& parser) {
    const BoundCommand* const bound = parser.command();
    const std::string words = parser.words_so_far();
    if (bound == nullptr) {
        if (words.empty()) return wrong_use("no command is given", "");
        return wrong_use(fmt::format("{} is not a whole command", words), "");
    }
    CommandWords given;
    given.flags = Parser::given(bound->flags);
    for (std::size_t i = 0; i < bound->positionals.size(); ++i) {
        if (bound->positionals[i]->count() == 0) {
            return wrong_use(fmt::format("{} is missing", bound->row->positionals[i].name), words);
        }
        given.positionals.push_back(bound->positionals[i]->results()[0]);
    }
    for (const CommandFlag& flag : bound->row->flags) {
        if (flag.required && !given.has(flag.name)) {
            return wrong_use(fmt::format("--{} is missing: {}", flag.name, flag.help), words);
        }
    }
    return bound->row->make(given);
}

Result<std::variant<Invocation, Printed>> invocation_of(const Parser& parser,
                                                        std::span<const std::string> environment) {
    auto command = command_of(parser);
    if (!command) return std::unexpected(std::move(command.error()));
    auto options = load_options(parser.options(), environment);
    if (!options) return std::unexpected(std::move(options.error()));
    return Invocation{std::move(*command), std::move(*options)};
}

Result<std::variant<Invocation, Printed>> parse_unescaped(std::span<const std::string> arguments,
                                                          std::span<const std::string> environment,
                                                          std::string_view version) {
    Parser parser(version);
    try {
        parser.parse(arguments);
    } catch (const CLI::CallForHelp&) {
        const BoundCommand* const bound = parser.command();
        return Printed{bound == nullptr ? program_help() : command_help(*bound->row)};
    } catch (const CLI::CallForVersion& wanted) {
        return Printed{std::string(wanted.what()) + "\n"};
    } catch (const CLI::ArgumentMismatch& error) {
        return wrong_use(plain(error), parser.words_so_far());
    } catch (const CLI::ParseError& error) {
        return wrong_use(error.what(), parser.words_so_far());
    }
    return invocation_of(parser, environment);
}

}  // namespace

Result<std::variant<Invocation, Printed>> parse_command_line(
    std::span<const std::string> arguments, std::span<const std::string> environment,
    std::string_view version) {
    auto parsed = parse_unescaped(arguments, environment, version);
    if (!parsed) parsed.error().message = log::printable(parsed.error().message);
    return parsed;
}

}  // namespace tillwatch
