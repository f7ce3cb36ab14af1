#include "sim/sending.hpp"

#include "base/clock.hpp"
#include "sim/world.hpp"

namespace tillwatch::sim {
namespace {

using SteadyClock = std::chrono::steady_clock;

/// A computer that slept does not make up for the visits of the night.
constexpr auto behind_max = std::chrono::minutes(1);

/// False where it was stopped meanwhile.
bool wait_until(SteadyClock::time_point time, const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait_until(lock, stop, time, [] { return false; });
    return !stop.stop_requested();
}

/// Sends what a world announces; `pace` waits until a webhook may be sent.
class Stream {
  public:
    Stream(World& world, const Plan& plan, const Faults& faults, Sender& sender,
           const std::stop_token& stop)
        : world_(world), sender_(sender), stop_(stop), disorder_(plan.seed, faults, [&](Webhook w) {
              if (pace_() && sender_.submit(std::move(w), stop_)) return;
          }) {
        world_.audience.on_webhook = [this](Webhook webhook) {
            ++webhooks_;
            disorder_.take(std::move(webhook));
        };
    }

    void set_pace(std::function<bool()> pace) { pace_ = std::move(pace); }
    std::int64_t webhooks() const { return webhooks_; }

    SendResult finish() {
        disorder_.flush();
        return {webhooks_, disorder_.counts(), sender_.finish(stop_)};
    }

  private:
    World& world_;
    Sender& sender_;
    const std::stop_token& stop_;
    std::function<bool()> pace_ = [] { return true; };
    std::int64_t webhooks_ = 0;
    Disorder disorder_;
};

bool is_enough(std::int64_t webhooks, std::optional<std::int64_t> wanted) {
    return wanted && webhooks >= *wanted;
}

}  // namespace

SendResult send_history(const Plan& plan, std::size_t shops, std::int64_t rate,
                        std::optional<std::int64_t> webhooks, const Faults& faults, Sender& sender,
                        const std::stop_token& stop) {
    World world(plan, shops);
    Stream stream(world, plan, faults, sender, stop);
    const auto begin = SteadyClock::now();
    std::int64_t sent = 0;
    if (rate > 0)
        stream.set_pace([&] {
            constexpr std::int64_t second_us = 1'000'000;
            return wait_until(begin + std::chrono::microseconds(sent++ * second_us / rate), stop);
        });
    while (!stop.stop_requested() && !is_enough(stream.webhooks(), webhooks) && world.next())
        world.act();
    return stream.finish();
}

SendResult send_life(const Plan& plan, std::size_t shops, std::optional<std::int64_t> webhooks,
                     const Faults& faults, Sender& sender, const std::stop_token& stop) {
    const SystemClock clock;
    World world(plan, shops);
    const auto now = clock.now();
    for (std::size_t i = 0; i < shops; ++i) world.shop(i).skip_visits_until(now);
    world.run_until(now);
    Stream stream(world, plan, faults, sender, stop);
    while (!is_enough(stream.webhooks(), webhooks)) {
        const std::chrono::milliseconds ahead(world.next()->ms - clock.now().ms);
        if (ahead < -behind_max)
            for (std::size_t i = 0; i < shops; ++i) world.shop(i).skip_visits_until(clock.now());
        if (!wait_until(SteadyClock::now() + ahead, stop)) break;
        world.act();
    }
    return stream.finish();
}

}  // namespace tillwatch::sim
