#include "http/request.hpp"

#include <atomic>
#include <random>

#include "base/ensure.hpp"
#include "http/target.hpp"

namespace tillwatch::http {
namespace {

constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t process_length = 10;

std::uint64_t process_number() {
    // Tells processes apart; nothing secret hangs on it.
    static const std::uint64_t number = [] {
        std::random_device device;
        return static_cast<std::uint64_t>(device()) << 32 | device();
    }();
    return number;
}

Request::Parameters parse_query(std::string_view query) {
    Request::Parameters parameters;
    while (!query.empty()) {
        const auto pair = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(query.size(), pair.size() + 1));
        if (pair.empty()) continue;
        const auto equals = pair.find('=');
        const auto value =
            equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1);
        parameters.emplace_back(percent_decode(pair.substr(0, equals), true),
                                percent_decode(value, true));
    }
    return parameters;
}

}  // namespace

RequestId RequestId::next() {
    static std::atomic<std::uint64_t> counter{0};
    RequestId id;
    auto process = process_number();
    for (std::size_t i = 0; i < process_length; ++i, process >>= 5) {
        id.characters_[i] = alphabet[process & 31];
    }
    auto number = counter.fetch_add(1, std::memory_order_relaxed);
    for (std::size_t i = length; i-- > process_length; number >>= 5) {
        id.characters_[i] = alphabet[number & 31];
    }
    return id;
}

Request::Request(const Head& head, const Origin& origin)
    : head_(head), origin_(origin), path_(head.path) {
    if (path_.find('%') == std::string_view::npos) return;
    decoded_path_ = percent_decode(path_, false);
    path_ = decoded_path_;
}

std::optional<std::string> Request::query(std::string_view name) const {
    for (const auto& [key, value] : query_parameters()) {
        if (key == name) return value;
    }
    return std::nullopt;
}

const Request::Parameters& Request::query_parameters() const {
    if (!query_) query_ = parse_query(head_.query);
    return *query_;
}

std::string_view Request::parameter(std::string_view name) const {
    for (std::size_t i = 0; i < parameters_.count; ++i) {
        if (parameters_.items[i].name == name) return parameters_.items[i].value;
    }
    ENSURE(false && "the route has no such parameter");
    return {};
}

}  // namespace tillwatch::http
