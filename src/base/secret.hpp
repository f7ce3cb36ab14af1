// A secret that cannot be printed by accident: it has no conversion to text, no stream operator
// and no formatter, and its memory is wiped when it goes. reveal() is the one way to its bytes.
#pragma once

#include <string>
#include <string_view>

namespace tillwatch {

class Secret {
  public:
    Secret() = default;
    /// What moving left behind in `value` (short texts live inside the string) is wiped as well.
    explicit Secret(std::string value);
    Secret(const Secret&) = default;
    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret other) noexcept;
    ~Secret();

    std::string_view reveal() const { return value_; }
    bool empty() const { return value_.empty(); }

  private:
    std::string value_;
};

}  // namespace tillwatch
