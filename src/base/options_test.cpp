#include "base/options.hpp"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/options_file.hpp"
#include "base/options_text.hpp"
#include "support/temporary_directory.hpp"

namespace tillwatch {
namespace {

using testing::HasSubstr;
using Environment = std::vector<std::string>;

Result<Options> load(const std::vector<Flag>& flags, const Environment& environment = {}) {
    return load_options(flags, environment);
}

std::string error_of(const std::vector<Flag>& flags, const Environment& environment = {}) {
    const auto options = load(flags, environment);
    return options ? "none" : options.error().message;
}

class OptionsFromFile : public testing::Test {
  protected:
    std::string file(std::string_view text) const {
        const auto path = directory_.path() / "t.conf";
        std::ofstream(path) << text;
        return path;
    }

  private:
    test::TemporaryDirectory directory_;
};

TEST(Options, have_defaults) {
    const auto options = load({});
    ASSERT_TRUE(options);
    EXPECT_EQ(options->listen, (Endpoint{"127.0.0.1", 8080}));
    EXPECT_EQ(options->public_url.text(), "http://localhost:8080");
    EXPECT_EQ(options->data_directory(), "./data");
    EXPECT_EQ(options->secret_path().value(), "./data/secret");
    EXPECT_EQ(options->log_format, std::nullopt);
    EXPECT_GE(options->threads, 1U);
    EXPECT_TRUE(options->metrics_token.empty());
}

TEST_F(OptionsFromFile, give_way_to_the_environment_and_that_to_flags) {
    const std::string path = file("log-level = error\nthreads = 2\nlisten = 127.0.0.1:1\n");
    const Environment environment{"TILLWATCH_THREADS=3", "TILLWATCH_LISTEN=127.0.0.1:2"};
    const auto options = load({{"config", path}, {"listen", "127.0.0.1:3"}}, environment);
    ASSERT_TRUE(options);
    EXPECT_EQ(options->log_level, log::Level::error);
    EXPECT_EQ(options->threads, 3U);
    EXPECT_EQ(options->listen.port, 3);
}

TEST_F(OptionsFromFile, are_found_by_the_environment_too) {
    const Environment environment{"TILLWATCH_CONFIG=" + file("threads = 7")};
    EXPECT_EQ(load({}, environment)->threads, 7U);
}

TEST_F(OptionsFromFile, are_refused_with_file_and_line) {
    const std::string path = file("threads = 2\n\nthread = 3\n");
    EXPECT_EQ(error_of({{"config", path}}), path + ":3: thread is no option");
    EXPECT_THAT(error_of({{"config", file("threads = x")}}),
                HasSubstr("t.conf:1: threads must be a number from 1 to 256"));
    EXPECT_THAT(error_of({{"config", file("config = other")}}), HasSubstr("config is no option"));
}

TEST_F(OptionsFromFile, are_checked_also_where_a_flag_wins) {
    EXPECT_NE(error_of({{"config", file("threads = x")}, {"threads", "2"}}), "none");
}

TEST_F(OptionsFromFile, need_a_file_that_can_be_read_and_is_small) {
    EXPECT_THAT(error_of({{"config", "/no/such/file"}}), HasSubstr("cannot be read"));
    EXPECT_THAT(error_of({{"config", "/"}}), HasSubstr("cannot be read"));
    EXPECT_THAT(error_of({{"config", file(std::string(options_file_bytes_max + 1, '#'))}}),
                HasSubstr("larger than"));
    EXPECT_EQ(error_of({{"config", file(std::string(options_file_bytes_max, '#'))}}), "none");
}

TEST(Options, refuse_unknown_variables_and_name_the_known_ones) {
    const std::string error = error_of({}, {"PATH=/bin", "TILLWATCH_LISTN=x"});
    EXPECT_THAT(error, HasSubstr("TILLWATCH_LISTN is no option"));
    EXPECT_THAT(error, HasSubstr("TILLWATCH_LISTEN, "));
    EXPECT_THAT(error, HasSubstr("TILLWATCH_CONFIG"));
    EXPECT_EQ(error_of({}, {"PATH=/bin", "TILLWATCH_TEST_CRASH_AT=x", "TILLWATCH=1"}), "none");
}

TEST(Options, take_an_empty_variable_for_none) {
    EXPECT_EQ(error_of({}, {"TILLWATCH_LISTEN="}), "none");
    EXPECT_NE(error_of({{"listen", ""}}), "none");
}

TEST(Options, name_where_a_wrong_value_came_from) {
    EXPECT_THAT(error_of({{"log-level", "loud"}}), HasSubstr("--log-level must be debug"));
    EXPECT_THAT(error_of({}, {"TILLWATCH_LOG_LEVEL=loud"}),
                HasSubstr("TILLWATCH_LOG_LEVEL must be debug"));
}

TEST(Options, never_repeat_a_secret) {
    EXPECT_THAT(error_of({{"metrics-token", "hush hush"}}), testing::Not(HasSubstr("hush")));
    EXPECT_THAT(error_of({{"database", "mysql://u:hush@h/d"}}), testing::Not(HasSubstr("hush")));
}

TEST(Options, take_a_mail_server_with_a_sender) {
    const auto error = [](const char* url) {
        return error_of({{"smtp-url", url}, {"mail-from", "a@b.example"}});
    };
    for (const char* url : {"smtp://mail.example", "smtp://u:p@mail.example:587/",
                            "smtps://u%40x:p@[::1]:465", "smtp://127.0.0.1:2525"}) {
        EXPECT_EQ(error(url), "none") << url;
    }
    for (const char* url :
         {"", "mail.example:25", "http://mail.example", "smtp://", "smtp://u:p@",
          "smtp://mail example", "smtp://mail.example:0", "smtp://mail.example\n"}) {
        EXPECT_NE(error(url), "none") << url;
    }
    EXPECT_THAT(error("smtp://u:hush@mail.example:x"), testing::Not(HasSubstr("hush")));
    EXPECT_THAT(error_of({{"smtp-url", "smtp://mail.example"}}), HasSubstr("--mail-from"));
}

TEST(Options, take_a_sender_with_and_without_a_name) {
    const auto of = [](const char* text) { return *load({{"mail-from", text}})->mail_from; };
    EXPECT_EQ(of("a@b.example"), (Mailbox{"", "a@b.example"}));
    EXPECT_EQ(of("Till Watch <a@b.example>"), (Mailbox{"Till Watch", "a@b.example"}));
    EXPECT_EQ(of("<a@b.example>"), (Mailbox{"", "a@b.example"}));
    for (const char* text : {"", "a", "a@", "@b", "a@b@c", "a b@c.example", "X <a@b.example", "X",
                             "X\r\nBcc: y <a@b.example>", "X <a@b.example> y"}) {
        EXPECT_NE(error_of({{"mail-from", text}}), "none") << text;
    }
}

TEST(Options, take_an_address_and_a_port_to_listen_on) {
    EXPECT_EQ(load({{"listen", "0.0.0.0:0"}})->listen, (Endpoint{"0.0.0.0", 0}));
    EXPECT_EQ(load({{"listen", "[::1]:65535"}})->listen, (Endpoint{"::1", 65535}));
    EXPECT_EQ(load({{"listen", "localhost:80"}})->listen, (Endpoint{"127.0.0.1", 80}));
    for (const char* text :
         {"8080", ":8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "::1:80", "[127.0.0.1]:80",
          "[::1]", "[::1]80", "example.com:80", "127.0.0.1:80x", "127.0.0.1:-1", "[]:80"}) {
        EXPECT_NE(error_of({{"listen", text}}), "none") << text;
    }
}

TEST(Options, take_a_public_url_that_is_an_origin) {
    const auto text_of_url = [](const char* url) {
        return load({{"public-url", url}})->public_url.text();
    };
    EXPECT_EQ(text_of_url("https://Tills.Example.com/"), "https://tills.example.com");
    EXPECT_EQ(text_of_url("https://tills.example.com:443"), "https://tills.example.com");
    EXPECT_EQ(text_of_url("http://[::1]:8080"), "http://[::1]:8080");
    for (const char* url : {"tills.example.com", "ftp://x", "https://", "https://x/path",
                            "https://user@x", "https://x?q", "https://x#f", "https://x:0",
                            "https://x:99999", "https://a b", "https://[1.2.3.4]", "https://x:"}) {
        EXPECT_NE(error_of({{"public-url", url}}), "none") << url;
    }
}

TEST(Options, take_two_kinds_of_database) {
    EXPECT_TRUE(load({{"database", "sqlite:/var/lib/tillwatch"}})->embedded());
    EXPECT_FALSE(load({{"database", "postgresql://localhost/t"}})->embedded());
    EXPECT_NE(error_of({{"database", "sqlite:"}}), "none");
    EXPECT_NE(error_of({{"database", "/var/lib"}}), "none");
}

TEST(Options, need_a_named_secret_file_with_postgresql) {
    const auto options = load({{"database", "postgresql://localhost/t"}});
    EXPECT_THAT(options->secret_path().error().message, HasSubstr("--secret-file"));
    const auto named = load({{"database", "postgresql://localhost/t"}, {"secret-file", "/s"}});
    EXPECT_EQ(named->secret_path().value(), "/s");
}

TEST(Options, take_a_list_of_proxies) {
    EXPECT_EQ(load({{"trusted-proxies", "10.0.0.0/8, fd00::/8"}})->trusted_proxies.size(), 2U);
    EXPECT_NE(error_of({{"trusted-proxies", "10.0.0.0/8,"}}), "none");
    EXPECT_NE(error_of({{"trusted-proxies", "all"}}), "none");
}

TEST(Options, state_defaults_that_are_the_ones_in_force) {
    // Those that are values, not descriptions, must parse and change nothing.
    const Options standard = *load({});
    for (const Option& option : option_table()) {
        Options changed = standard;
        if (!option.apply(changed, option.default_value)) continue;
        if (option.default_value.find(' ') != std::string_view::npos) continue;
        EXPECT_EQ(changed.listen, standard.listen) << option.name;
        EXPECT_EQ(changed.database, standard.database) << option.name;
        EXPECT_EQ(changed.public_url, standard.public_url) << option.name;
        EXPECT_EQ(changed.log_level, standard.log_level) << option.name;
        EXPECT_EQ(changed.threads, standard.threads) << option.name;
    }
}

TEST(OptionsText, names_every_option_everywhere) {
    for (const Option& option : option_table()) {
        EXPECT_THAT(options_help(), HasSubstr("--" + std::string(option.name)));
        EXPECT_THAT(options_markdown(), HasSubstr(environment_name(option.name)));
        EXPECT_THAT(sample_options_file(), HasSubstr("# " + std::string(option.name) + " = "));
    }
    EXPECT_TRUE(parse_options_file(sample_options_file(), "sample")->empty());
}

}  // namespace
}  // namespace tillwatch
