// What a demo remembers of itself, in demo.json of its directory: when its history ended, which
// all of its stores are a function of, and the keys that are shown to whoever runs it. What is
// there and was not made by a demo is refused.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "sim/shop.hpp"

namespace tillwatch {

struct DemoAccount {
    sim::Plan plan;
    std::string webhook_secret;
    std::string api_key;  // empty: not made yet
    bool made = false;    // the stores have their history
};

/// None: the directory is empty, or is not there. Failure invalid where it is not a demo's.
std::optional<DemoAccount> load_demo_account(const std::filesystem::path& directory);
void save_demo_account(const std::filesystem::path& directory, const DemoAccount& account);

}  // namespace tillwatch
