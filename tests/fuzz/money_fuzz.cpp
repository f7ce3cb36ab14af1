// Any text as an amount of each kind of currency: it is refused, or what is printed of it reads
// back as the same amount.
#include <cstdint>
#include <string_view>

#include "base/ensure.hpp"
#include "base/money.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tillwatch;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const auto* code : {"JPY", "USD", "KWD"}) {
        const auto currency = *Currency::parse(code);
        const auto money = Money::parse(text, currency);
        if (!money) continue;
        ENSURE(money->minor >= -Money::max_minor && money->minor <= Money::max_minor);
        ENSURE(Money::parse(money->text(currency), currency) == *money);
    }
    return 0;
}
