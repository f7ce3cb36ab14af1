#include "http/response.hpp"

#include <algorithm>
#include <utility>

#include "http/characters.hpp"

namespace tillwatch::http {

Response::Response(int status_code, std::string_view type,
                   std::variant<Constant, std::string, Stream> content)
    : status(status_code), content_type(type), body(std::move(content)) {}

Response& Response::header(std::string_view name, std::string value) {
    const bool sound = std::ranges::all_of(value, [](char c) { return is(c, value_character); });
    if (!sound) throw Failure(Code::invalid, "a header's value has a control character");
    headers.push_back({std::string(name), std::move(value)});
    return *this;
}

Response json(int status, std::string body) {
    return {status, json_type, std::move(body)};
}

Response text(int status, std::string body) {
    return {status, text_type, std::move(body)};
}

Response no_content() {
    return {};
}

Response see_other(std::string location) {
    Response response(303, {}, Constant{});
    response.header("Location", std::move(location));
    return response;
}

Response stream(std::string_view content_type, Stream body) {
    return {200, content_type, std::move(body)};
}

}  // namespace tillwatch::http
