#include "demo_account.hpp"

#include <fstream>
#include <sstream>

#include "base/result.hpp"
#include "json/reader.hpp"
#include "json/writer.hpp"

namespace tillwatch {
namespace {

std::filesystem::path file_in(const std::filesystem::path& directory) {
    return directory / "demo.json";
}

std::string read_whole(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return std::move(text).str();
}

Failure unreadable(const std::filesystem::path& path) {
    return Failure(Code::invalid, path.string() + " cannot be read: name another directory");
}

std::string text_of(const json::Value& object, std::string_view key) {
    const auto found = object.find(key);
    return found ? std::string(found->text().value_or("")) : std::string();
}

std::int64_t number_of(const json::Value& object, std::string_view key) {
    const auto found = object.find(key);
    return found ? found->integer().value_or(0) : 0;
}

}  // namespace

std::optional<DemoAccount> load_demo_account(const std::filesystem::path& directory) {
    const auto path = file_in(directory);
    std::error_code error;
    if (!std::filesystem::exists(path)) {
        if (!std::filesystem::exists(directory) || std::filesystem::is_empty(directory, error))
            return std::nullopt;
        throw Failure(Code::invalid, directory.string() +
                                         " holds something that no demo made: name another "
                                         "directory by --data");
    }
    const auto text = read_whole(path);
    json::Parser parser;
    const auto document = parser.parse(text);
    if (!document) throw unreadable(path);
    const auto until = Instant::parse(text_of(*document, "until"));
    if (!until) throw unreadable(path);
    DemoAccount account;
    account.plan.seed = static_cast<std::uint64_t>(number_of(*document, "seed"));
    account.plan.days = number_of(*document, "days");
    account.plan.orders_a_day = number_of(*document, "orders_a_day");
    account.plan.until = *until;
    account.webhook_secret = text_of(*document, "webhook_secret");
    account.api_key = text_of(*document, "api_key");
    account.made = number_of(*document, "made") == 1;
    return account;
}

void save_demo_account(const std::filesystem::path& directory, const DemoAccount& account) {
    json::Writer out;
    out.begin_object().member("seed", static_cast<std::int64_t>(account.plan.seed));
    out.member("days", account.plan.days).member("orders_a_day", account.plan.orders_a_day);
    out.member("until", account.plan.until.text());
    out.member("webhook_secret", account.webhook_secret).member("api_key", account.api_key);
    out.member("made", account.made ? 1 : 0).end_object();
    const auto path = file_in(directory);
    auto beside = path;
    beside += ".new";
    if (!(std::ofstream(beside) << out.text() << '\n' << std::flush))
        throw Failure(Code::unavailable, "cannot write " + beside.string());
    std::filesystem::rename(beside, path);
}

}  // namespace tillwatch
