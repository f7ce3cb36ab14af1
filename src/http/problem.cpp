#include "http/problem.hpp"

#include <fmt/format.h>

#include "base/try_again.hpp"
#include "http/response_head.hpp"

namespace tillwatch::http {
namespace {

constexpr std::int64_t retry_after_s_default = 30;  // where nobody knows better

// The few strings of a problem; http/ writes them itself, since it builds on no domain's JSON.
void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20) {
            out += fmt::format("\\u{:04x}", byte);
        } else {
            out += c;
        }
    }
    out += '"';
}

std::string document(int status, std::string_view detail, std::string_view request_id,
                     const std::vector<FieldError>& fields) {
    std::string out = R"({"type":"about:blank","title":)";
    append_json_string(out, reason_phrase(status));
    out += fmt::format(R"(,"status":{},"detail":)", status);
    append_json_string(out, detail);
    out += R"(,"request_id":)";
    append_json_string(out, request_id);
    if (!fields.empty()) {
        out += R"(,"errors":[)";
        for (const auto& [field, message] : fields) {
            if (out.back() != '[') out += ',';
            out += R"({"field":)";
            append_json_string(out, field);
            out += R"(,"message":)";
            append_json_string(out, message);
            out += '}';
        }
        out += ']';
    }
    out += "}\n";
    return out;
}

Response make(int status, std::string_view detail, std::string_view request_id,
              const std::vector<FieldError>& fields,
              std::int64_t retry_after_s = retry_after_s_default) {
    Response response(status, problem_type, document(status, detail, request_id, fields));
    if (status == 401) response.header("WWW-Authenticate", "Bearer");
    if (status == 429 || status == 503) {
        response.header("Retry-After", std::to_string(retry_after_s));
    }
    return response;
}

}  // namespace

int status_of(Code code) {
    switch (code) {
        case Code::malformed: return 400;
        case Code::invalid: return 422;
        case Code::unauthenticated: return 401;
        case Code::forbidden: return 403;
        case Code::not_found: return 404;
        case Code::conflict: return 409;
        case Code::too_large: return 413;
        case Code::too_many_requests: return 429;
        case Code::unavailable:
        case Code::locked: return 503;
    }
    return 500;
}

Response problem(const Error& error, std::string_view request_id) {
    return make(status_of(error.code), error.message, request_id, error.fields);
}

Response problem(int status, std::string_view detail, std::string_view request_id) {
    return make(status, detail, request_id, {});
}

Response problem(std::exception_ptr failure, std::string_view request_id) {
    constexpr std::string_view unexpected = "something went wrong on our side";
    try {
        std::rethrow_exception(std::move(failure));
    } catch (const TryAgain& later) {
        return make(status_of(later.code()), later.error().message, request_id, {},
                    later.after_s());
    } catch (const Failure& known) {
        return problem(known.error(), request_id);
    } catch (const std::exception& other) {
        auto response = problem(500, unexpected, request_id);
        response.internal_error = other.what();
        return response;
    } catch (...) {
        auto response = problem(500, unexpected, request_id);
        response.internal_error = "an exception of unknown type";
        return response;
    }
}

}  // namespace tillwatch::http
