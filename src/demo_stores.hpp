// Making what a demo shows: its account, an API key, and its stores with their history.
#pragma once

#include <filesystem>
#include <stop_token>

#include "base/options.hpp"
#include "demo_account.hpp"

namespace tillwatch {

inline constexpr std::string_view demo_email = "demo@example.com";
inline constexpr std::string_view demo_password = "watch-the-tills";
inline constexpr std::size_t demo_stores = 3;

/// Goes on where an earlier call was cut off, and does nothing where all is there. Blocks for some
/// seconds; ends soon once `stop` is requested, then `account.made` is false.
void make_demo_stores(const Options& options, const std::filesystem::path& directory,
                      DemoAccount& account, const std::stop_token& stop);

}  // namespace tillwatch
