// Files under tests/data, wherever a test is started from.
#pragma once

#include <string>
#include <string_view>

namespace tillwatch::test {

/// The whole file tests/data/`name`; throws if there is none.
std::string test_data(std::string_view name);

}  // namespace tillwatch::test
