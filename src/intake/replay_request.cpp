#include "intake/replay_request.hpp"

#include <algorithm>

#include "base/moment.hpp"
#include "json/reader.hpp"

namespace tillwatch::intake {
namespace {

/// Reads members of an object and keeps what is wrong with them.
class Fields {
  public:
    Fields(Error& error, std::string prefix, std::span<const std::string_view> known,
           json::Value object)
        : error_(error), prefix_(std::move(prefix)), object_(object) {
        object.each_member([&](std::string_view name, json::Value) {
            if (std::ranges::find(known, name) == known.end()) refuse(name, "is not known");
        });
    }

    void refuse(std::string_view name, std::string message) {
        error_.fields.push_back({prefix_ + std::string(name), std::move(message)});
    }

    /// None where it is absent, null or refused.
    template <class T>
    std::optional<T> read(std::string_view name, Result<T> (*parse)(std::string_view)) {
        const auto value = object_.find_present(name);
        if (!value) return std::nullopt;
        const auto text = value->text();
        auto parsed = text ? parse(*text) : Result<T>(fail(Code::invalid, "is not a text"));
        if (parsed) return *std::move(parsed);
        refuse(name, parsed.error().message);
        return std::nullopt;
    }

  private:
    Error& error_;
    std::string prefix_;
    json::Value object_;
};

DeliveryFilter read_filter(json::Value object, const TimeZone& zone, Error& error) {
    constexpr std::string_view known[] = {"topic", "state", "since", "until"};
    Fields fields(error, "filter.", known, object);
    DeliveryFilter filter;
    filter.topic = fields.read("topic", &parse_topic);
    filter.state = fields.read("state", &parse_delivery_state);
    if (const auto since = fields.read("since", &Moment::parse)) filter.since = since->begin(zone);
    if (const auto until = fields.read("until", &Moment::parse)) filter.until = until->end(zone);
    return filter;
}

}  // namespace

ReplayRequest read_replay_request(std::string_view body, const TimeZone& zone) {
    constexpr std::string_view known[] = {"filter", "dry_run"};
    json::Parser parser;
    const auto object = parser.parse(body);
    if (!object || !object->is_object())
        throw Failure(Code::malformed, "the body is not a JSON object");
    Error error{Code::invalid, "the body is not valid", {}};
    Fields fields(error, "", known, *object);
    ReplayRequest request;
    // That everything is meant has to be said: an empty filter, not none.
    const auto filter = object->find("filter");
    if (filter && filter->is_object())
        request.filter = read_filter(*filter, zone, error);
    else
        fields.refuse("filter", filter ? "is not an object" : "is missing");
    if (const auto dry_run = object->find("dry_run")) {
        if (!dry_run->boolean()) fields.refuse("dry_run", "is not true or false");
        request.dry_run = dry_run->boolean().value_or(false);
    }
    if (!error.fields.empty()) throw Failure(std::move(error));
    return request;
}

}  // namespace tillwatch::intake
