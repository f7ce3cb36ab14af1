#include "accounts/letters.hpp"

#include <fmt/format.h>

#include "mail/letter.hpp"

namespace tillwatch::accounts::letters {
namespace {

constexpr std::string_view ignore =
    "If that was not you, do nothing: nothing happens without what this mail holds.";
constexpr std::string_view not_you =
    "If that was not you, set a new password now: somebody else may know yours.";

Instant news_until(Instant now) {
    return {now.ms + news_valid_ms};
}

/// Behind the #, which no browser sends to a server and no server logs.
std::string link(std::string_view public_url, std::string_view page, const Secret& token) {
    return fmt::format("{}/{}#token={}", public_url, page, token.reveal());
}

}  // namespace

mail::Message sign_up_code(std::string_view address, std::string_view code, Instant expires_at) {
    return mail::Letter("Your code for Tillwatch")
        .paragraph("Somebody signs up for Tillwatch with this address. The code is")
        .code(code)
        .paragraph("It is good for ten minutes.")
        .paragraph(ignore)
        .to(address, "signup", expires_at);
}

mail::Message known_already(std::string_view address, std::string_view public_url, Instant now) {
    return mail::Letter("You have a Tillwatch account already")
        .paragraph(
            "Somebody wanted to sign up for Tillwatch with this address. It has an account "
            "already, so nothing was changed.")
        .link("Sign in", fmt::format("{}/login", public_url))
        .paragraph("If you no longer know the password, you can set a new one there.")
        .to(address, "signup", news_until(now));
}

mail::Message reset_link(std::string_view address, std::string_view public_url, const Secret& token,
                         Instant expires_at) {
    return mail::Letter("Set a new password for Tillwatch")
        .paragraph("Somebody asked to set a new password for your Tillwatch account.")
        .link("Set a new password", link(public_url, "reset", token))
        .paragraph("The link is good once, for half an hour.")
        .paragraph(ignore)
        .to(address, "reset", expires_at);
}

mail::Message password_reset_needed(std::string_view address, std::string_view public_url,
                                    Instant now) {
    return mail::Letter("Your Tillwatch account needs a new password")
        .paragraph(
            "A hundred times in a row somebody gave a wrong password or a wrong code for your "
            "Tillwatch account. So that nobody can go on guessing, it takes neither until you set "
            "a new password. Devices that are signed in stay so.")
        .link("Set a new password", fmt::format("{}/forgot", public_url))
        .to(address, "notice", news_until(now));
}

mail::Message password_changed(std::string_view address, Instant now) {
    return mail::Letter("Your Tillwatch password was changed")
        .paragraph(
            "The password of your Tillwatch account was changed, and other devices were "
            "signed out. API keys go on working: take back those that others may know.")
        .paragraph("If that was not you, ask for a new password at once.")
        .to(address, "notice", news_until(now));
}

mail::Message email_code(std::string_view address, std::string_view code, Instant expires_at) {
    return mail::Letter("Your code for Tillwatch")
        .paragraph("Somebody wants to use this address for a Tillwatch account. The code is")
        .code(code)
        .paragraph("It is good for ten minutes.")
        .paragraph(ignore)
        .to(address, "email", expires_at);
}

mail::Message email_taken(std::string_view address, Instant now) {
    return mail::Letter("This address has a Tillwatch account already")
        .paragraph(
            "Somebody wanted to use this address for a Tillwatch account. It belongs to "
            "another account already, so nothing was changed.")
        .to(address, "email", news_until(now));
}

mail::Message email_changed(std::string_view address, std::string_view public_url,
                            const Secret& undo_token, Instant expires_at) {
    return mail::Letter("Your Tillwatch account has another address now")
        .paragraph("The address of your Tillwatch account was changed. Mails go to the new one.")
        .paragraph(
            "If that was not you, undo it, and set a new password then: somebody knows the one "
            "you have. All devices are signed out, and a second factor and API keys that came "
            "since are taken back. The link is good for three days.")
        .link("Undo the change", link(public_url, "undo", undo_token))
        .to(address, "email", expires_at);
}

mail::Message session_ended(std::string_view address, Instant now) {
    return mail::Letter("A device was signed out of Tillwatch")
        .paragraph(
            "What keeps one of your devices signed in was used twice, as if it had been "
            "copied. To be safe, that device was signed out.")
        .paragraph(not_you)
        .to(address, "notice", news_until(now));
}

mail::Message second_factor_changed(std::string_view address, bool enabled, Instant now) {
    return mail::Letter(enabled ? "Your Tillwatch account has a second factor"
                                : "Your Tillwatch account has no second factor any more")
        .paragraph(enabled ? "Signing in now asks for a code of your authenticator app."
                           : "Signing in now asks for the password alone.")
        .paragraph(not_you)
        .to(address, "notice", news_until(now));
}

}  // namespace tillwatch::accounts::letters
