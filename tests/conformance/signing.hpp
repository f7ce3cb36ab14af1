// All that people do to prove who they are, on a database of either engine; what is mailed to them
// is read where it waits to be sent.
#pragma once

#include <future>
#include <regex>

#include "accounts/desk.hpp"
#include "audit/reading.hpp"
#include "base/try_again.hpp"
#include "conformance/program_fixture.hpp"
#include "dump/sql.hpp"
#include "stores/members.hpp"

namespace tillwatch::test {

inline constexpr auto public_url = "https://tillwatch.example";
inline constexpr auto ann = "ann@example.com";
inline constexpr auto good_password = "a password of some length";
inline constexpr auto other_password = "quite another long password";

/// RFC 4648, of what crypto::base32 wrote.
inline Secret from_base32(std::string_view text) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string bytes;
    std::uint32_t bits = 0;
    int held = 0;
    for (const char c : text) {
        bits = bits << 5 | static_cast<std::uint32_t>(alphabet.find(c));
        held += 5;
        if (held >= 8) bytes += static_cast<char>(bits >> (held -= 8) & 0xFF);
    }
    return Secret(std::move(bytes));
}

class Signing : public Program {
  protected:
    /// The mail that waits, which is the only one.
    mail::Message take_mail() {
        const auto claimed = outbox_.claim();
        if (!claimed) throw std::runtime_error("no mail waits");
        outbox_.remove(*claimed);
        EXPECT_FALSE(has_mail());
        return claimed->message;
    }
    bool has_mail() { return outbox_.claim().has_value(); }

    static std::string found_in(const mail::Message& message, const char* pattern) {
        std::smatch found;
        if (!std::regex_search(message.text, found, std::regex(pattern)))
            throw std::runtime_error("not in the mail: " + message.text);
        return found[1];
    }
    std::string take_code() { return found_in(take_mail(), R"(\b(\d{6})\b)"); }
    Secret take_token() { return Secret(found_in(take_mail(), "#token=([A-Za-z0-9_-]{43})")); }

    static std::string wrong(std::string code) {
        code.back() = code.back() == '0' ? '1' : '0';
        return code;
    }

    std::int64_t ask_for_account(const std::string& email = ann,
                                 const char* password = good_password) {
        return desk_.sign_up.begin({.email = email, .name = "Ann", .password = Secret(password)});
    }
    accounts::SignedIn sign_up(const std::string& email = ann) {
        ask_for_account(email);
        return desk_.sign_up.verify(email, take_code(), std::nullopt, device_);
    }
    accounts::SignedIn sign_in(const std::string& email = ann,
                               const char* password = good_password) {
        return std::get<accounts::SignedIn>(
            desk_.sign_in.by_password(email, Secret(password), device_));
    }
    bool is_password(const char* password, const std::string& email = ann) {
        try {
            desk_.sign_in.by_password(email, Secret(password), device_);
            return true;
        } catch (const Failure& failure) {
            EXPECT_EQ(failure.code(), Code::unauthenticated) << failure.what();
            return false;
        }
    }
    std::optional<accounts::Caller> caller_of(const accounts::SignedIn& signed_in) {
        return sessions_.find_caller(signed_in.grant.access_token.reveal());
    }
    std::optional<accounts::SignedIn> refresh(const Secret& token) {
        return desk_.sign_in.by_refresh(token, device_);
    }
    /// After how many seconds it may be tried again; 0: it was not refused.
    static std::int64_t wait_of(const std::function<void()>& action) {
        try {
            action();
        } catch (const TryAgain& later) {
            return later.after_s();
        } catch (const Failure&) {
        }
        return 0;
    }

    /// What the audit log has of an account under an action.
    std::vector<audit::Logged> events(UserId user_id, std::string_view action) {
        audit::Filter filter;
        filter.action = action;
        return state().read([&](db::Transaction& transaction) {
            return audit::read_of_account(transaction, user_id, filter, std::nullopt, 10).events;
        });
    }

    /// How many of four who do the same at once succeed.
    static int count_at_once(const std::function<bool()>& action) {
        std::vector<std::future<bool>> all;
        for (int i = 0; i < 4; ++i) all.push_back(std::async(std::launch::async, action));
        int succeeded = 0;
        for (auto& one : all) succeeded += one.get() ? 1 : 0;
        return succeeded;
    }

    /// Whether something kept of accounts contains it.
    bool holds(std::string_view text) {
        return state().read([&](db::Transaction& transaction) {
            bool found = false;
            for (const auto& row : transaction.all<dump::sql::DumpAccountTexts>({}))
                found = found || row.content.contains(text);
            for (const auto& row : transaction.all<dump::sql::DumpAccountBytes>({}))
                found = found || row.content.contains(text);
            return found;
        });
    }

    mail::Outbox outbox_{state(), clock_, random_, sealer_};
    stores::Members members_{state(), clock_, random_, outbox_, public_url};
    const accounts::Invitations invitations_ = members_.invitations();
    const accounts::Device device_{"A browser", "192.0.2.1"};
    accounts::Sessions sessions_{state(), clock_, random_, sealer_, public_url};
    const http::Cursors cursors_{bytes_of("cursors")};
    accounts::Desk desk_{{state(), clock_, random_, hasher_, sealer_, outbox_, public_url},
                         sessions_,
                         cursors_,
                         Signup::open,
                         invitations_};
};

}  // namespace tillwatch::test
