#include "base/secret.hpp"

#include <string.h>

namespace tillwatch {
namespace {

void wipe(std::string& text) {
    explicit_bzero(text.data(), text.capacity());
}

}  // namespace

Secret::Secret(std::string value) {
    value_.swap(value);
    wipe(value);
}

Secret::Secret(Secret&& other) noexcept {
    value_.swap(other.value_);
    wipe(other.value_);
}

Secret& Secret::operator=(Secret other) noexcept {
    value_.swap(other.value_);
    return *this;
}

Secret::~Secret() {
    wipe(value_);
}

}  // namespace tillwatch
