// Files that are part of the program (cmake/static_files.cmake): the web app. Answered from
// memory, with the encoding that the client takes, an entity tag, and caching for ever where the
// name carries a hash. Immutable once made; safe in all threads.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>

#include "http/request.hpp"
#include "http/response.hpp"

namespace tillwatch::http {

struct StaticFile {
    std::string_view path;  // "/index.html"
    std::string_view content_type;
    std::string_view hash;
    bool immutable = false;  // the name changes with the content
    std::string_view plain;
    std::string_view gzip;    // empty where it would not be smaller
    std::string_view brotli;  // likewise
};

class StaticFiles {
  public:
    /// What `files` views lives as long as the program.
    explicit StaticFiles(std::span<const StaticFile> files);

    /// The file of that path. For a path that is no file and not the API's, a client that takes
    /// HTML gets the app, which finds its page itself: /stores.html for the pages of stores where
    /// there is one, /index.html for all others. Else nothing.
    std::optional<Response> answer(const Request& request) const;

    /// The app likewise, for a page of it that is there for every client. Nothing where the files
    /// are without it.
    std::optional<Response> answer_app(const Request& request) const;

  private:
    std::unordered_map<std::string_view, StaticFile> files_;
};

/// Whether a client that sends this Accept-Encoding takes `coding`.
bool accepts_coding(std::string_view accept_encoding, std::string_view coding);

}  // namespace tillwatch::http
