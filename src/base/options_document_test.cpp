#include <gtest/gtest.h>

#include "base/options_text.hpp"
#include "support/test_data.hpp"

namespace tillwatch {
namespace {

TEST(OptionsDocument, lists_every_option_as_the_table_does) {
    const auto document = test::test_data("../../docs/options.md");
    EXPECT_NE(document.find(options_markdown()), std::string::npos)
        << "docs/options.md is to hold:\n"
        << options_markdown();
}

}  // namespace
}  // namespace tillwatch
