#include "db/sqlite_notices.hpp"

#include <condition_variable>
#include <thread>

#include "base/this_thread.hpp"

namespace tillwatch::db {

class SqliteNotices::Listener final : public Listening {
  public:
    Listener(SqliteNotices& notices, Ears ears) : notices_(notices), ears_(std::move(ears)) {
        {
            const std::lock_guard lock(notices_.mutex_);
            notices_.listeners_.insert(this);
        }
        thread_ = std::thread([this] { serve(); });
    }
    ~Listener() override {
        {
            const std::lock_guard lock(notices_.mutex_);
            notices_.listeners_.erase(this);
        }
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        arrived_.notify_one();
        thread_.join();
    }

    void take(const std::vector<std::string>& notices) {
        {
            const std::lock_guard lock(mutex_);
            waiting_.insert(waiting_.end(), notices.begin(), notices.end());
            if (waiting_.size() > waiting_max) {
                waiting_.clear();
                gap_ = true;
            }
        }
        arrived_.notify_one();
    }

  private:
    void serve() {
        name_this_thread("notices");
        std::unique_lock lock(mutex_);
        while (!stopping_) {
            arrived_.wait(lock, [&] { return stopping_ || gap_ || !waiting_.empty(); });
            const bool gap = std::exchange(gap_, false);
            const auto notices = std::exchange(waiting_, {});
            lock.unlock();
            if (gap) ears_.on_gap();
            for (const auto& notice : notices) ears_.on_notice(notice);
            lock.lock();
        }
    }

    SqliteNotices& notices_;
    const Ears ears_;
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::vector<std::string> waiting_;
    bool gap_ = true;  // listening begins
    bool stopping_ = false;
    std::thread thread_;
};

std::unique_ptr<Listening> SqliteNotices::listen(Ears ears) {
    return std::make_unique<Listener>(*this, std::move(ears));
}

void SqliteNotices::hand_on(std::vector<std::string> notices) {
    if (notices.empty()) return;
    const std::lock_guard lock(mutex_);
    for (auto* listener : listeners_) listener->take(notices);
}

}  // namespace tillwatch::db
