// co_await offload(workers, function): runs a function on a worker and goes on with its value in
// the coroutine's own thread. Throws what the function throws; Failure(unavailable) if the workers
// have too much to do.
#pragma once

#include <exception>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

#include "base/result.hpp"
#include "http/suspend.hpp"
#include "http/workers.hpp"

namespace tillwatch::http {

/// Runs `function` on a worker; false, and nothing was run, when the queue is full. `function`
/// does not throw; what it refers to lives in the coroutine that waits for it.
boost::asio::awaitable<bool> run_on(Workers& workers, std::move_only_function<void()> function);

template <class Function>
auto offload(Workers& workers, Function function)
    -> boost::asio::awaitable<std::invoke_result_t<Function&>> {
    using Value = std::invoke_result_t<Function&>;
    std::optional<std::conditional_t<std::is_void_v<Value>, std::monostate, Value>> value;
    std::exception_ptr thrown;
    auto work = [&value, &thrown, &function] {
        try {
            if constexpr (std::is_void_v<Value>) {
                function();
            } else {
                value.emplace(function());
            }
        } catch (...) {
            thrown = std::current_exception();
        }
    };
    const bool ran = co_await run_on(workers, std::move_only_function<void()>(work));
    if (!ran) throw Failure(Code::unavailable, "the server is busy");
    if (thrown) std::rethrow_exception(std::move(thrown));
    if constexpr (!std::is_void_v<Value>) co_return *std::move(value);
}

}  // namespace tillwatch::http
