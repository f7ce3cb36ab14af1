#include "mail/letter.hpp"

#include <fmt/format.h>

#include "base/ensure.hpp"
#include "base/result.hpp"
#include "base/text.hpp"

namespace tillwatch::mail {
namespace {

// Mail programs know no style sheets.
constexpr std::string_view html_begin =
    R"(<!doctype html><html lang="en"><head><meta charset="utf-8">)"
    R"(<meta name="viewport" content="width=device-width"></head>)"
    R"(<body style="margin:0;padding:32px 16px;background:#f4f5f7;color:#1c2430;)"
    R"(font:16px/1.5 system-ui,sans-serif"><div style="max-width:520px;margin:0 auto;)"
    R"(padding:32px;background:#ffffff;border-radius:12px">)"
    R"(<p style="margin:0 0 24px;font-weight:700">Tillwatch</p>)";
constexpr std::string_view html_end = "</div></body></html>\n";

std::string printable(std::string_view text) {
    std::string clean(text);
    for (char& c : clean)
        if (is_control(c)) c = ' ';
    return clean;
}

std::string escaped(std::string_view text) {
    std::string html;
    for (const char c : text) {
        switch (c) {
            case '&': html += "&amp;"; break;
            case '<': html += "&lt;"; break;
            case '>': html += "&gt;"; break;
            case '"': html += "&quot;"; break;
            case '\'': html += "&#39;"; break;
            default: html += c;
        }
    }
    return html;
}

}  // namespace

Letter::Letter(std::string_view subject) : subject_(printable(subject)) {}

Letter& Letter::paragraph(std::string_view text) {
    const auto clean = printable(text);
    text_ += clean + "\n\n";
    html_ += fmt::format(R"(<p style="margin:0 0 16px">{}</p>)", escaped(clean));
    return *this;
}

Letter& Letter::code(std::string_view code) {
    const auto clean = printable(code);
    text_ += "    " + clean + "\n\n";
    html_ += fmt::format(
        R"(<p style="margin:0 0 16px;font:700 32px/1.4 monospace;letter-spacing:4px">{}</p>)",
        escaped(clean));
    return *this;
}

Letter& Letter::link(std::string_view label, std::string_view url) {
    ENSURE((url.starts_with("https://") || url.starts_with("http://")) && !has_control(url) &&
           !url.contains(' '));
    text_ += fmt::format("{}:\n{}\n\n", printable(label), url);
    html_ += fmt::format(
        R"(<p style="margin:0 0 16px"><a href="{}" style="display:inline-block;padding:10px 20px;)"
        R"(background:#1f5eff;color:#ffffff;border-radius:8px;text-decoration:none">{}</a></p>)",
        escaped(url), escaped(printable(label)));
    return *this;
}

Message Letter::to(std::string_view address, std::string_view kind, Instant expires_at) const {
    Message message{std::string(kind),
                    std::string(address),
                    subject_,
                    text_,
                    fmt::format("{}{}{}", html_begin, html_, html_end),
                    expires_at};
    if (message.subject.size() > subject_bytes_max || message.text.size() > body_bytes_max ||
        message.html.size() > body_bytes_max)
        throw Failure(Code::invalid, "a mail is too long");
    return message;
}

}  // namespace tillwatch::mail
