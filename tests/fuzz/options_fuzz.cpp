// Whatever stands in a configuration file: no crash, and what was read can be written and read
// back.
#include <cstdint>
#include <string>

#include "base/ensure.hpp"
#include "base/options.hpp"
#include "base/options_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto lines = tillwatch::parse_options_file(text, "fuzz");
    if (!lines) return 0;

    std::string again;
    tillwatch::Options options;
    for (const auto& line : *lines) {
        again += line.key + "=" + line.value + "\n";
        for (const auto& option : tillwatch::option_table()) {
            if (option.name == line.key) (void)option.apply(options, line.value);
        }
    }
    const auto same = tillwatch::parse_options_file(again, "fuzz");
    ENSURE(same && same->size() == lines->size());
    for (std::size_t i = 0; i < lines->size(); ++i) {
        ENSURE((*same)[i].key == (*lines)[i].key && (*same)[i].value == (*lines)[i].value);
    }
    return 0;
}
