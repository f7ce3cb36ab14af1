#include "http/offload.hpp"

namespace tillwatch::http {

boost::asio::awaitable<bool> run_on(Workers& workers, std::move_only_function<void()> function) {
    auto start = [&workers, &function](Resume<bool> resume) {
        auto shared = std::make_shared<Resume<bool>>(std::move(resume));
        Workers::Task task = [&function, shared] {
            function();
            (*shared)(true);
        };
        if (!workers.submit(task)) (*shared)(false);
    };
    co_return co_await suspend<bool>(std::move(start));
}

}  // namespace tillwatch::http
