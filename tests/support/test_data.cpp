#include "support/test_data.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace tillwatch::test {

std::string test_data(std::string_view name) {
    const std::string path = std::string(TILLWATCH_TEST_DATA "/").append(name);
    const std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("no test data: " + path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

}  // namespace tillwatch::test
