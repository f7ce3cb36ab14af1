#include "bench/shopify_deliveries.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "bench/shopify_order_template.hpp"

namespace tillwatch::bench {
namespace {

using Words = std::span<const std::string_view>;

constexpr std::string_view first_names[] = {
    "Aisha",  "Amelia", "Björn",    "Carlos",  "Chloé",  "Daniel", "Deepa", "Emma",
    "Fatima", "George", "Hannah",   "Ibrahim", "Isla",   "Jack",   "Keiko", "Liam",
    "Łukasz", "Maria",  "Mohammed", "Nina",    "Olivia", "Oscar",  "Priya", "Ruth",
    "Siân",   "Sophie", "Thomas",   "Uma",     "Wei",    "Zoë"};
constexpr std::string_view last_names[] = {
    "Adeyemi", "Baker",  "Brown",  "Chen",   "Clarke", "Davies",   "Evans", "Fernández",
    "García",  "Green",  "Hall",   "Hughes", "Jones",  "Kaur",     "Khan",  "Kowalski",
    "Lewis",   "Martin", "Müller", "Murphy", "Nowak",  "O'Neill",  "Patel", "Roberts",
    "Silva",   "Singh",  "Smith",  "Taylor", "Walker", "Williams", "Wood",  "Wright"};
constexpr std::string_view streets[] = {"High Street",  "Station Road",  "Main Street",
                                        "Church Lane",  "Victoria Road", "Green Lane",
                                        "Manor Road",   "Park Avenue",   "Queens Road",
                                        "The Crescent", "Mill Lane",     "Albert Terrace"};
constexpr std::string_view cities[] = {
    "London", "Leeds",     "Bristol",    "Cardiff", "Glasgow",   "Exeter",  "Norwich", "York",
    "Hull",   "Edinburgh", "Nottingham", "Oxford",  "Sheffield", "Swansea", "Truro",   "Inverness"};
constexpr std::string_view materials[] = {
    "Ceramic", "Oak",    "Linen",   "Recycled", "Vintage",      "Enamel",  "Wool",    "Cast Iron",
    "Glass",   "Bamboo", "Leather", "Copper",   "Hand-painted", "Organic", "Folding", "Rattan"};
constexpr std::string_view things[] = {"Mug",       "Lantern", "Cushion",   "Tea Towel", "Bowl",
                                       "Notebook",  "Candle",  "Coat Hook", "Basket",    "Apron",
                                       "Jar",       "Doormat", "Clock",     "Tray",      "Throw",
                                       "Plant Pot", "Bookend", "Doorstop"};
constexpr std::string_view variants[] = {"Small \\/ Blue",  "Medium \\/ Sage", "Large \\/ Natural",
                                         "Small \\/ Cream", "Set of 4",        "Large \\/ Rust"};
constexpr std::string_view vendors[] = {"Harbour \\u0026 Co", "Northfold", "Ida Lund",
                                        "Kiln \\u0026 Loom", "Ashdown Works"};
constexpr std::string_view note_words[] = {
    "please", "leave",  "with", "the",     "neighbour", "at",     "number",   "if",     "nobody",
    "is",     "in",     "gift", "for",     "my",        "sister", "birthday", "wrap",   "it",
    "card",   "should", "say",  "love",    "from",      "all",    "of",       "us",     "thank",
    "you",    "ring",   "bell", "twice",   "side",      "gate",   "code",     "before", "Friday",
    "after",  "noon",   "no",   "plastic", "porch",     "behind", "green",    "bin"};
constexpr std::string_view devices[] = {
    "Windows NT 10.0; Win64; x64", "Macintosh; Intel Mac OS X 10_15_7",
    "iPhone; CPU iPhone OS 18_5 like Mac OS X", "Linux; Android 15; Pixel 9"};

struct NewName {
    std::string_view name;
    Kind kind;
    std::size_t size;
};
constexpr NewName names[] = {
    {"webhook_id", Kind::uuid, 36},     {"event_id", Kind::uuid, 36},
    {"order_id", Kind::order_id, 13},   {"customer_id", Kind::customer_id, 13},
    {"number", Kind::number, 7},        {"checkout_id", Kind::digits, 14},
    {"address_id", Kind::digits, 13},   {"shipping_line_id", Kind::digits, 13},
    {"cart_token", Kind::hex, 32},      {"checkout_token", Kind::hex, 32},
    {"token", Kind::hex, 32},           {"key", Kind::hex, 32},
    {"confirmation", Kind::capitals, 9}};

constexpr std::int64_t products = 2000;
constexpr std::size_t line_bytes_spread = 100;

std::string decimal(std::int64_t cents) {
    return fmt::format("{}.{:02}", cents / 100, cents % 100);
}

std::span<const std::byte> bytes_of(std::string_view text) {
    return std::as_bytes(std::span(text));
}

/// 32 bytes are 44 characters.
void write_base64(const crypto::Digest& digest, char* out) {
    constexpr std::string_view alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (std::size_t i = 0; i < digest.size(); i += 3) {
        const auto octet = [&](std::size_t at) {
            return at < digest.size() ? std::to_integer<unsigned>(digest[at]) : 0U;
        };
        const unsigned bits = octet(i) << 16U | octet(i + 1) << 8U | octet(i + 2);
        for (const unsigned shift : {18U, 12U, 6U, 0U}) *out++ = alphabet[bits >> shift & 63U];
    }
    out[-1] = '=';
}

}  // namespace

DeliverySource::DeliverySource(const DeliveryOptions& options)
    : options_(options),
      key_(bytes_of(options.secret)),
      random_(options.seed),
      identities_(random_()),
      order_(order_template, slots_, true),
      address_(address_template, slots_, true),
      line_(line_template, slots_, true),
      shipping_line_(shipping_line_template, slots_, true),
      head_(head_template, slots_, false) {
    slots_.set_text("host", options_.host);
    slots_.set_text("topic", options_.topic);
    slots_.set_text("currency", options_.currency);
    slots_.set_text("shop", "shop-0001.myshopify.com");
    slots_.set_text("signature", std::string(44, '='));
    slots_.set_part("address", [this](Prepared& out) { address_.fill(slots_, out); });
    slots_.set_part("line_items", [this](Prepared& out) { write_lines(out); });
    choose_person();
    choose_names();
    slots_.set_text("note", "");
    send_by_post(true);
    choose_lines(1);
    send_by_post(options_.body_bytes >= filled_bytes() + line_bytes_spread);
    choose_lines(1);
    bytes_of_one_line_ = filled_bytes();
    choose_lines(2);
    bytes_of_a_further_line_ = filled_bytes() - bytes_of_one_line_;
}

/// An order that is collected has no shipping, which leaves room where bodies are to be small.
void DeliverySource::send_by_post(bool posted) {
    posted_ = posted;
    const auto part = [&](std::string_view name, const TextTemplate& text, std::string_view none) {
        slots_.set_part(name, [this, &text, none](Prepared& out) {
            if (posted_) return text.fill(slots_, out);
            out.bytes += none;
        });
    };
    part("shipping_address", address_, "null");
    part("shipping_lines", shipping_line_, "");
}

std::int64_t DeliverySource::below(std::int64_t bound) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(bound));
}

std::string_view DeliverySource::pick(Words list) {
    return list[random_() % list.size()];
}

void DeliverySource::set_money(std::string_view name, std::int64_t cents) {
    const auto text = decimal(cents);
    slots_.set_text(name, text);
    slots_.set_text(fmt::format("{}_set", name),
                    fmt::format(R"({{"shop_money":{{"amount":"{0}","currency_code":"{1}"}},)"
                                R"("presentment_money":{{"amount":"{0}","currency_code":"{1}"}}}})",
                                text, options_.currency));
}

void DeliverySource::choose_person() {
    const auto first = pick(first_names), last = pick(last_names);
    slots_.set_text("first_name", std::string(first));
    slots_.set_text("last_name", std::string(last));
    slots_.set_text("email", fmt::format("{:c}{}{}@example.com", 'a' + below(26), pick(note_words),
                                         random_() % 1'000'000'000));
    slots_.set_text("street", fmt::format("{} {}", 1 + below(220), pick(streets)));
    slots_.set_text("city", std::string(pick(cities)));
    slots_.set_text("zip", fmt::format("{:c}{:c}{} {}{:c}{:c}", 'A' + below(26), 'A' + below(26),
                                       1 + below(20), below(10), 'A' + below(26), 'A' + below(26)));
    slots_.set_text("phone", fmt::format("+447{:09}", below(1'000'000'000)));
    slots_.set_text("latitude", fmt::format("5{}.{:07}", below(9), below(10'000'000)));
    slots_.set_text("longitude", fmt::format("-{}.{:07}", below(5), below(10'000'000)));
    slots_.set_text("browser_ip", fmt::format("203.0.113.{}", below(256)));
    slots_.set_text("device", std::string(pick(devices)));
    slots_.set_text("marketing", below(2) == 0 ? "false" : "true");
}

void DeliverySource::choose_names() {
    const auto now = std::chrono::system_clock::now();
    const auto second = std::chrono::floor<std::chrono::seconds>(now);
    const auto part = std::chrono::nanoseconds(now - second).count();
    slots_.set_text("at", fmt::format("{:%Y-%m-%dT%H:%M:%S}+00:00", second));
    slots_.set_text("triggered_at", fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:09}Z", second, part));
    for (const auto& name : names) slots_.set_new(name.name, name.kind, name.size, identities_);
}

/// Product and price belong together: a shop sells the same thing more than once.
void DeliverySource::choose_lines(std::size_t count) {
    std::int64_t subtotal = 0, grams = 0;
    lines_.clear();
    for (std::size_t i = 0; i < count; ++i) {
        const auto product = below(products);
        const auto word = [&](Words list, std::int64_t step) {
            return std::string(list[static_cast<std::size_t>(product / step) % list.size()]);
        };
        Line line;
        line.title = fmt::format("{} {}", word(materials, 1), word(things, 16));
        line.variant = word(variants, 7);
        line.vendor = word(vendors, 3);
        line.sku = fmt::format("HB-{:04}-{:02}", product * 7919 % 10'000, product % 100);
        line.product_id = 7'700'000'000'000 + product * 104'729;
        line.cents = 195 + product * 37 % 9'000;
        line.quantity = below(4) == 0 ? 2 + below(5) : 1;
        line.grams = 50 + product % 37 * 40;
        subtotal += line.cents * line.quantity;
        grams += line.grams * line.quantity;
        lines_.push_back(std::move(line));
    }
    slots_.set_text("handle", fmt::format("item-{}", lines_[0].product_id % 100'000));
    const std::int64_t shipping = posted_ ? 395 + 100 * below(4) : 0;
    set_money("zero", 0);
    set_money("shipping", shipping);
    set_money("subtotal", subtotal);
    set_money("total", subtotal + shipping);
    set_money("tax", (subtotal + 3) / 6);
    slots_.set_text("grams", fmt::format("{}", grams));
}

void DeliverySource::write_lines(Prepared& out) {
    for (const auto& line : lines_) {
        if (&line != lines_.data()) out.bytes += ',';
        slots_.set_new("line_id", Kind::digits, 14, identities_);
        slots_.set_text("title", line.title);
        slots_.set_text("variant", line.variant);
        slots_.set_text("vendor", line.vendor);
        slots_.set_text("sku", line.sku);
        slots_.set_text("product_id", fmt::format("{}", line.product_id));
        slots_.set_text("variant_id", fmt::format("{}", line.product_id * 5 + 31));
        slots_.set_text("quantity", fmt::format("{}", line.quantity));
        slots_.set_text("line_grams", fmt::format("{}", line.grams));
        set_money("price", line.cents);
        set_money("line_tax", (line.cents * line.quantity + 3) / 6);
        line_.fill(slots_, out);
    }
}

std::size_t DeliverySource::filled_bytes() {
    Prepared measured;
    slots_.forget_places();
    order_.fill(slots_, measured);
    return measured.bytes.size();
}

std::string DeliverySource::note(std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) text.append(pick(note_words)).append(" ");
    text.resize(bytes);
    return text;
}

void DeliverySource::sign(Prepared& delivery) const {
    const auto body = std::string_view(delivery.bytes).substr(delivery.body_at);
    write_base64(key_.sign(bytes_of(body)), delivery.bytes.data() + delivery.signature_at);
}

Prepared DeliverySource::make() {
    const auto one = bytes_of_one_line_ + line_bytes_spread;
    const auto further = bytes_of_a_further_line_ + line_bytes_spread;
    choose_person();
    choose_names();
    choose_lines(options_.body_bytes <= one ? 1 : 1 + (options_.body_bytes - one) / further);
    const auto store = made_++ % options_.stores;
    slots_.set_text("shop", options_.shop.empty()
                                ? fmt::format("shop-{:04}.myshopify.com", store + 1)
                                : options_.shop);
    slots_.set_text("note", "");
    const auto empty = filled_bytes();
    if (empty < options_.body_bytes) slots_.set_text("note", note(options_.body_bytes - empty));
    slots_.set_text("length", fmt::format("{}", std::max(empty, options_.body_bytes)));
    Prepared delivery;
    slots_.forget_places();
    head_.fill(slots_, delivery);
    delivery.signature_at = static_cast<std::uint32_t>(delivery.bytes.find("Hmac-Sha256: ") +
                                                       std::string_view("Hmac-Sha256: ").size());
    delivery.body_at = static_cast<std::uint32_t>(delivery.bytes.size());
    order_.fill(slots_, delivery);
    sign(delivery);
    return delivery;
}

void DeliverySource::renew(Prepared& delivery) {
    const std::span<char> bytes = delivery.bytes;
    for (const auto& name : delivery.names)
        identities_.fill(name.kind, bytes.subspan(name.at, name.size));
    for (const auto& copy : delivery.copies)
        std::ranges::copy(bytes.subspan(copy.from, copy.size), bytes.begin() + copy.to);
    sign(delivery);
}

}  // namespace tillwatch::bench
