// A view of something callable, for the length of one call: two words, no allocation, no copy.
#pragma once

#include <concepts>
#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

namespace tillwatch::db {

template <class Signature>
class FunctionRef;

template <class R, class... Arguments>
class FunctionRef<R(Arguments...)> {
  public:
    template <class F>
        requires(!std::same_as<std::remove_cvref_t<F>, FunctionRef> &&
                 std::is_invocable_r_v<R, F&, Arguments...>)
    FunctionRef(F&& function)  // NOLINT(bugprone-forwarding-reference-overload)
        : target_(const_cast<void*>(static_cast<const void*>(std::addressof(function)))),
          call_([](void* target, Arguments... arguments) -> R {
              return std::invoke(*static_cast<std::remove_reference_t<F>*>(target),
                                 std::forward<Arguments>(arguments)...);
          }) {}

    R operator()(Arguments... arguments) const {
        return call_(target_, std::forward<Arguments>(arguments)...);
    }

  private:
    void* target_;
    R (*call_)(void*, Arguments...);
};

}  // namespace tillwatch::db
