#include "http/client.hpp"

#include <algorithm>
#include <new>

#include <curl/curl.h>

#include "base/ensure.hpp"
#include "http/client_exchange.hpp"

namespace tillwatch::http {
namespace {

void ready_curl() {
    static const CURLcode outcome = curl_global_init(CURL_GLOBAL_DEFAULT);
    ENSURE(outcome == CURLE_OK);
}

}  // namespace

/// A handle of the pool, or a new one; given back at the end with its connections.
class HttpClient::Lease {
  public:
    explicit Lease(HttpClient& client) : client_(client) {
        {
            const std::lock_guard lock(client_.mutex_);
            if (!client_.idle_.empty()) {
                handle_ = client_.idle_.back();
                client_.idle_.pop_back();
            }
        }
        if (handle_ == nullptr) handle_ = curl_easy_init();
        if (handle_ == nullptr) throw std::bad_alloc();
    }
    ~Lease() {
        curl_easy_reset(handle_);  // forgets the request and its secrets, not the connections
        const std::lock_guard lock(client_.mutex_);
        if (client_.idle_.size() < idle_handles_max) {
            client_.idle_.push_back(handle_);
        } else {
            curl_easy_cleanup(handle_);
        }
    }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;

    CURL* handle() const { return handle_; }

  private:
    HttpClient& client_;
    CURL* handle_ = nullptr;
};

std::optional<std::string_view> ClientResponse::header(std::string_view name) const {
    const auto found = std::ranges::find(headers, name, &ClientHeaders::value_type::first);
    if (found == headers.end()) return std::nullopt;
    return found->second;
}

HttpClient::HttpClient(ClientSettings settings) : settings_(std::move(settings)) {
    ready_curl();
    idle_.reserve(idle_handles_max);  // giving a handle back allocates nothing
}

HttpClient::~HttpClient() {
    for (CURL* handle : idle_) curl_easy_cleanup(handle);
}

std::expected<ClientResponse, ClientError> HttpClient::send(const ClientRequest& request) {
    const Lease lease(*this);
    ClientExchange exchange(lease.handle(), request);
    return exchange.run(settings_);
}

}  // namespace tillwatch::http
