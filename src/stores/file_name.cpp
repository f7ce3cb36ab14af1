#include "stores/file_name.hpp"

#include <fmt/format.h>

namespace tillwatch::stores {

std::string file_name(const Store& store, std::string_view what, Instant now) {
    const auto shop = std::string_view(store.domain).substr(0, store.domain.find('.'));
    return fmt::format("{}-{}-{}.csv", shop, what, store.zone.local(now).day.text());
}

}  // namespace tillwatch::stores
