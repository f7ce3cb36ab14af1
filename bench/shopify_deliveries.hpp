// Makes signed deliveries of orders/create, each of its own order, customer and webhook id, in the
// bytes that Shopify sends; and renews one that was sent, which costs far less than making it: ids
// and tokens change; what people and things are called and cost stays.
// Nothing for tests: what it makes differs with its seed. A source belongs to one thread.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "bench/text_template.hpp"
#include "crypto/digest.hpp"

namespace tillwatch::bench {

struct DeliveryOptions {
    std::string host = "127.0.0.1";
    std::string shop;  ///< of the only store; if empty, shop-0001.myshopify.com and so on
    std::uint32_t stores = 1;
    std::string secret = "hush";
    std::string topic = "orders/create";
    std::string currency = "GBP";
    std::size_t body_bytes = 7000;
    std::uint64_t seed = 0;
};

class DeliverySource {
  public:
    explicit DeliverySource(const DeliveryOptions& options);
    DeliverySource(const DeliverySource&) = delete;
    DeliverySource& operator=(const DeliverySource&) = delete;

    /// The next delivery, for the stores in turns. Its body has body_bytes, or what an order of
    /// one line needs where that is more.
    Prepared make();
    /// Makes another delivery of it, as long as it was.
    void renew(Prepared& delivery);

  private:
    struct Line {
        std::string title, variant, vendor, line_id, sku;
        std::int64_t product_id, cents, quantity, grams;
    };
    void send_by_post(bool posted);
    void choose_person();
    void choose_lines(std::size_t count);
    void choose_names();
    void write_lines(Prepared& out);
    std::size_t filled_bytes();
    std::string note(std::size_t bytes);
    void set_money(std::string_view name, std::int64_t cents);
    std::string_view pick(std::span<const std::string_view> list);
    std::int64_t below(std::int64_t bound);
    void sign(Prepared& delivery) const;

    DeliveryOptions options_;
    crypto::HmacKey key_;
    std::mt19937_64 random_;
    Identities identities_;
    Slots slots_;
    TextTemplate order_, address_, line_, shipping_line_, head_;
    std::vector<Line> lines_;
    std::size_t bytes_of_one_line_ = 0, bytes_of_a_further_line_ = 0;
    bool posted_ = true;
    std::uint64_t made_ = 0;
};

}  // namespace tillwatch::bench
