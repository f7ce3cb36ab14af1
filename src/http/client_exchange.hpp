// One request and its answer on a curl handle; a part of http/client.
#pragma once

#include <expected>
#include <memory>
#include <string>

#include <curl/curl.h>

#include "http/client.hpp"

namespace tillwatch::http {

struct FreeSlist {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

/// Lives as long as the transfer: libcurl keeps pointers into it and into the request.
class ClientExchange {
  public:
    ClientExchange(CURL* handle, const ClientRequest& request)
        : handle_(handle), request_(request) {}
    ClientExchange(const ClientExchange&) = delete;
    ClientExchange& operator=(const ClientExchange&) = delete;

    std::expected<ClientResponse, ClientError> run(const ClientSettings& settings);

  private:
    std::optional<ClientError> check_request();
    void set_limits(const ClientSettings& settings);
    void set_request();
    void set_receivers();
    ClientError fault_of(CURLcode code) const;
    bool take_header_line(std::string_view line);
    bool take_body(std::string_view piece);

    CURL* handle_;
    const ClientRequest& request_;
    std::string host_;
    std::unique_ptr<curl_slist, FreeSlist> header_list_;
    ClientResponse response_;
    std::size_t head_bytes_ = 0;
    bool too_large_ = false;
};

}  // namespace tillwatch::http
