// Arguments → options and a command → what carries it out → exit code.
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app.hpp"
#include "base/command_line.hpp"
#include "base/log.hpp"
#include "control/client.hpp"
#include "demo.hpp"
#include "execute.hpp"
#include "service.hpp"

namespace tillwatch {
namespace {

void configure_log(const Options& options) {
    const auto by_terminal = isatty(STDERR_FILENO) == 1 ? log::Format::text : log::Format::json;
    log::configure(options.log_format.value_or(by_terminal), options.log_level);
}

/// An import reads its file as standard input, wherever it is carried out.
void open_import_file(const Import& command) {
    if (command.file == "-") return;
    const int file = open(command.file.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        throw Failure(Code::invalid, "cannot open " + command.file + ": " + strerrordesc_np(errno));
    dup2(file, STDIN_FILENO);
    close(file);
}

/// A file is remembered under a name that means the same in every directory.
std::string whole_name(const std::string& file) {
    if (file == "-") return file;
    std::error_code error;
    const auto canonical = std::filesystem::canonical(file, error);
    return error ? std::filesystem::absolute(file).string() : canonical.string();
}

/// The words of an import whose file's name may have been made whole.
std::vector<std::string> words_of(const Import& command) {
    std::vector<std::string> words{"import", "--store=" + command.domain};
    if (command.resume) words.emplace_back("--resume");
    words.push_back(command.file);
    return words;
}

/// The command's own words, without the options of the server that is to carry it out.
std::vector<std::string> without_options(const std::vector<std::string>& arguments) {
    std::vector<std::string> kept;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const auto name = arguments[i].substr(0, arguments[i].find('='));
        const auto is_named = [&](const Option& option) {
            return name == "--" + std::string(option.name);
        };
        if (name != "--config" && std::ranges::none_of(option_table(), is_named))
            kept.push_back(arguments[i]);
        else if (name == arguments[i])
            ++i;  // its value is the next word
    }
    return kept;
}

int run_command(Invocation invocation, const std::vector<std::string>& arguments) {
    auto* const import = std::get_if<Import>(&invocation.command);
    if (import != nullptr) {
        open_import_file(*import);
        import->file = whole_name(import->file);
    }
    try {
        App app(invocation.options, App::For::command);
        return execute(app, invocation.command, {}, {});
    } catch (const Failure& failure) {
        if (failure.code() != Code::locked) throw;
        const auto socket = invocation.options.data_directory() / "control.sock";
        const auto words = import != nullptr ? words_of(*import) : without_options(arguments);
        if (const auto exit_code = control::run_remotely(socket, words)) return *exit_code;
        throw;
    }
}

/// Nothing was found or left wrong: it could not start.
int report_start(const Error& error) {
    return report(error, STDERR_FILENO) == 3 ? 3 : 2;
}

int run(const std::vector<std::string>& arguments) {
    const auto parsed = parse_command_line(arguments, environment_of_process(), TILLWATCH_VERSION);
    if (!parsed) return report(parsed.error(), STDERR_FILENO);
    if (const auto* printed = std::get_if<Printed>(&*parsed)) {
        const auto written = ::write(STDOUT_FILENO, printed->text.data(), printed->text.size());
        return written < 0 ? 2 : 0;
    }
    const auto& invocation = std::get<Invocation>(*parsed);
    configure_log(invocation.options);
    signal(SIGPIPE, SIG_IGN);
    umask(S_IRWXG | S_IRWXO);  // what is stored is nobody else's to read
    try {
        if (std::holds_alternative<Serve>(invocation.command)) return serve(invocation.options);
        if (const auto* wanted = std::get_if<Demo>(&invocation.command))
            return demo(invocation.options, *wanted);
        return run_command(invocation, arguments);
    } catch (const db::DatabaseError& error) {
        return report_start(told_whole(error));
    } catch (const Failure& failure) {
        return report_start(failure.error());
    } catch (const std::exception& error) {
        return report_start(Error{Code::unavailable, error.what(), {}});
    }
}

}  // namespace
}  // namespace tillwatch

int main(int count, char** values) {
    return tillwatch::run(std::vector<std::string>(values + 1, values + count));
}
