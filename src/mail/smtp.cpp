#include "mail/smtp.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <new>

#include <curl/curl.h>
#include <fmt/format.h>

#include "base/ensure.hpp"
#include "base/network.hpp"
#include "base/result.hpp"

namespace tillwatch::mail {
namespace {

using Handle = std::unique_ptr<CURL, void (*)(CURL*)>;
using List = std::unique_ptr<curl_slist, void (*)(curl_slist*)>;

// Of an address that is not there or takes nothing (RFC 5321, 4.2.3); others may pass.
constexpr std::array<long, 5> never_codes{501, 550, 551, 552, 553};
// Of one mail or mailbox for now: the server may well take others.
constexpr std::array<long, 3> later_codes{450, 451, 452};

void ready_curl() {
    static const CURLcode outcome = curl_global_init(CURL_GLOBAL_DEFAULT);
    ENSURE(outcome == CURLE_OK);
}

template <class Value>
void set(const Handle& handle, CURLoption option, Value value) {
    const CURLcode code = curl_easy_setopt(handle.get(), option, value);
    if (code == CURLE_OUT_OF_MEMORY) throw std::bad_alloc();
    ENSURE(code == CURLE_OK);
}

/// The text that libcurl asks for, piece by piece.
struct Upload {
    std::string text;
    std::size_t at = 0;

    static std::size_t read(char* into, std::size_t size, std::size_t count, void* self) {
        auto& upload = *static_cast<Upload*>(self);
        const auto length = std::min(size * count, upload.text.size() - upload.at);
        std::memcpy(into, upload.text.data() + upload.at, length);
        upload.at += length;
        return length;
    }
};

int stop_if_asked(void* stop, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<const std::stop_token*>(stop)->stop_requested() ? 1 : 0;
}

std::string part_of(CURLU* url, CURLUPart which) {
    char* text = nullptr;
    if (curl_url_get(url, which, &text, 0) != CURLUE_OK) return {};
    const std::unique_ptr<char, void (*)(void*)> owned(text, curl_free);
    return text;
}

bool is_this_machine(std::string_view host) {
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    const auto address = IpAddress::parse(host);
    return host == "localhost" || (address && address->is_loopback());
}

/// A password goes to other machines by TLS only.
bool sends_password_away(const Secret& url) {
    const std::unique_ptr<CURLU, void (*)(CURLU*)> parsed(curl_url(), curl_url_cleanup);
    if (!parsed) throw std::bad_alloc();
    const std::string text(url.reveal());
    if (curl_url_set(parsed.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK)
        throw Failure(Code::invalid, "--smtp-url is not understood");
    return !part_of(parsed.get(), CURLUPART_USER).empty() &&
           !is_this_machine(part_of(parsed.get(), CURLUPART_HOST));
}

void set_limits(const Handle& handle, const SmtpSettings& settings, bool needs_tls) {
    set(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(handle, CURLOPT_PROXY, "");
    set(handle, CURLOPT_NOSIGNAL, 1L);
    set(handle, CURLOPT_CONNECTTIMEOUT_MS, connect_timeout_ms);
    set(handle, CURLOPT_TIMEOUT_MS, total_timeout_ms);
    set(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(handle, CURLOPT_USE_SSL, static_cast<long>(needs_tls ? CURLUSESSL_ALL : CURLUSESSL_TRY));
    if (!settings.ca_file) return;
    set(handle, CURLOPT_CAINFO, settings.ca_file->c_str());
    set(handle, CURLOPT_CAPATH, static_cast<char*>(nullptr));
}

Delivered outcome_of(const Handle& handle, CURLcode code) {
    if (code == CURLE_OK) return {};
    long answered = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &answered);
    const bool of_mail = code == CURLE_SEND_ERROR || code == CURLE_WEIRD_SERVER_REPLY;
    auto fate = Fate::failed;
    if (of_mail && std::ranges::find(never_codes, answered) != never_codes.end())
        fate = Fate::refused;
    else if (of_mail && std::ranges::find(later_codes, answered) != later_codes.end())
        fate = Fate::deferred;
    // libcurl's text for the code, unlike its text for this transfer, holds nothing of the mail.
    return {fate, fmt::format("{} (SMTP {})", curl_easy_strerror(code), answered)};
}

}  // namespace

Smtp::Smtp(SmtpSettings settings) : settings_(std::move(settings)) {
    ready_curl();
    needs_tls_ = sends_password_away(settings_.url);
}

Delivered Smtp::deliver(const Message& message, std::string_view id, Instant now,
                        const std::stop_token& stop) const {
    const Handle handle(curl_easy_init(), curl_easy_cleanup);
    const List recipients(curl_slist_append(nullptr, message.to.c_str()), curl_slist_free_all);
    if (!handle || !recipients) throw std::bad_alloc();
    Upload upload{wire_text(message, settings_.from, id, now)};
    const std::string url(settings_.url.reveal());
    set_limits(handle, settings_, needs_tls_);
    set(handle, CURLOPT_URL, url.c_str());
    set(handle, CURLOPT_MAIL_FROM, settings_.from.address.c_str());
    set(handle, CURLOPT_MAIL_RCPT, recipients.get());
    set(handle, CURLOPT_UPLOAD, 1L);
    set(handle, CURLOPT_READFUNCTION, &Upload::read);
    set(handle, CURLOPT_READDATA, static_cast<void*>(&upload));
    set(handle, CURLOPT_NOPROGRESS, 0L);
    set(handle, CURLOPT_XFERINFOFUNCTION, &stop_if_asked);
    set(handle, CURLOPT_XFERINFODATA, static_cast<void*>(const_cast<std::stop_token*>(&stop)));
    return outcome_of(handle, curl_easy_perform(handle.get()));
}

}  // namespace tillwatch::mail
