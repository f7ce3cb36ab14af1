#include "sim/world.hpp"

namespace tillwatch::sim {
namespace {

std::vector<Books> open_books(World& world, Edits edits) {
    std::vector<Books> books;
    for (std::size_t i = 0; i < world.size(); ++i) {
        const auto& shop = world.shop(i);
        books.emplace_back(shop.currency(), shop.zone(), shop.profile().taxes_included, edits);
    }
    return books;
}

void keep_books(World& world, std::vector<Books>& books) {
    world.audience.on_closed = [&books](std::size_t shop, const Order& order,
                                        const Customer& buyer) {
        books[shop].enter(order, order.guest ? 0 : buyer.id);
    };
    world.audience.on_customer = [&books](std::size_t shop, const Customer&) {
        books[shop].enter_customer();
    };
}

}  // namespace

World::World(const Plan& plan, std::size_t shops) : plan_(plan) {
    for (std::size_t i = 0; i < shops; ++i)
        shops_.push_back(std::make_unique<Shop>(i, plan_, audience));
}

Shop* World::first() const {
    Shop* first = nullptr;
    for (const auto& shop : shops_)
        if (shop->next() && (first == nullptr || *shop->next() < *first->next()))
            first = shop.get();
    return first;
}

std::optional<Instant> World::next() const {
    const auto* const shop = first();
    return shop == nullptr ? std::nullopt : shop->next();
}

void World::act() {
    first()->act();
}

void World::run_until(Instant instant) {
    for (auto* shop = first(); shop != nullptr && *shop->next() < instant; shop = first())
        shop->act();
}

void World::close() {
    for (const auto& shop : shops_) shop->close();
}

bool write_history(const Plan& plan, std::size_t index,
                   const std::function<bool(std::string_view line)>& take) {
    bool taken = true;
    const auto give = [&](std::string line) {
        line += '\n';
        taken = taken && take(line);
    };
    Audience audience;
    Shop shop(index, plan, audience);
    audience.on_closed = [&](std::size_t, const Order& order, const Customer& buyer) {
        if (!order.deleted) give(shop.bodies().order(order, buyer));
    };
    while (taken && shop.next() && *shop.next() < plan.until) shop.act();
    if (taken) shop.close();
    for (const auto& customer : shop.customers())
        if (taken) give(shop.bodies().customer(customer));
    for (const auto& product : shop.products())
        if (taken) give(shop.bodies().product(product));
    return taken;
}

std::string write_ledger(const Plan& plan, std::size_t shops,
                         std::optional<std::int64_t> webhooks) {
    World world(plan, shops);
    auto books = open_books(world, webhooks ? Edits::known : Edits::unknown);
    keep_books(world, books);
    if (webhooks) {
        std::int64_t count = 0;
        world.audience.wants_bodies = false;
        world.audience.on_webhook = [&](const Webhook&) { ++count; };
        while (count < *webhooks && world.next()) world.act();
        world.audience.on_webhook = nullptr;
    } else {
        world.run_until(plan.until);
    }
    world.close();
    json::Writer out;
    out.begin_object().key("stores").begin_array();
    for (std::size_t i = 0; i < world.size(); ++i) {
        const auto& shop = world.shop(i);
        out.begin_object().member("domain", shop.profile().domain);
        out.member("currency", shop.currency().code()).member("timezone", shop.zone().name());
        books[i].write(out);
        out.end_object();
    }
    return out.end_array().end_object().take();
}

}  // namespace tillwatch::sim
