#include "bench/text_template.hpp"

#include <fmt/format.h>

namespace tillwatch::bench {
namespace {

std::string joined_lines(std::string_view text) {
    std::string out;
    bool indenting = false;
    for (const char c : text) {
        if (c == '\n')
            indenting = true;
        else if (c != ' ' || !indenting) {
            indenting = false;
            out += c;
        }
    }
    return out;
}

}  // namespace

Identities::Identities(std::uint64_t seed) : random_(seed) {
    order_id_ = 4'000'000'000'000 + random_() % 3'000 * 1'000'000'000;
    customer_id_ = order_id_ + 400'000'000;
    number_ = 1'000'000 + random_() % 2'000'000;
}

void Identities::fill_from(std::string_view alphabet, std::span<char> out) {
    std::uint64_t bits = 0;
    std::size_t left = 0;
    for (char& c : out) {
        if (left == 0) {
            bits = random_();
            left = 10;
        }
        c = alphabet[bits % alphabet.size()];
        bits /= alphabet.size();
        --left;
    }
}

void Identities::fill(Kind kind, std::span<char> out) {
    switch (kind) {
        case Kind::text: return;
        case Kind::order_id:
            order_id_ += 1 + random_() % 200;
            fmt::format_to_n(out.data(), out.size(), "{}", order_id_);
            return;
        case Kind::customer_id:
            customer_id_ += 1 + random_() % 200;
            fmt::format_to_n(out.data(), out.size(), "{}", customer_id_);
            return;
        case Kind::number: fmt::format_to_n(out.data(), out.size(), "{}", ++number_); return;
        case Kind::digits:
            fill_from("0123456789", out);
            if (out[0] == '0') out[0] = '1';
            return;
        case Kind::hex: fill_from("0123456789abcdef", out); return;
        case Kind::capitals: fill_from("ABCDEFGHJKLMNPQRSTUVWXYZ123456789", out); return;
        case Kind::uuid:
            fill_from("0123456789abcdef", out);
            for (const std::size_t at : {8U, 13U, 18U, 23U}) out[at] = '-';
            out[14] = '4';
            return;
    }
}

std::size_t Slots::index_of(std::string_view name) {
    if (const auto found = indexes_.find(name); found != indexes_.end()) return found->second;
    indexes_.emplace(name, slots_.size());
    slots_.emplace_back();
    return slots_.size() - 1;
}

Slots::Slot& Slots::cleared(std::string_view name) {
    auto& slot = slots_[index_of(name)];
    slot.kind = Kind::text;
    slot.first_at = -1;
    return slot;
}

void Slots::set_text(std::string_view name, std::string text) {
    cleared(name).text = std::move(text);
}

void Slots::set_new(std::string_view name, Kind kind, std::size_t size, Identities& identities) {
    auto& slot = cleared(name);
    slot.kind = kind;
    slot.text.resize(size);
    identities.fill(kind, slot.text);
}

void Slots::set_part(std::string_view name, std::function<void(Prepared&)> write) {
    cleared(name).write = std::move(write);
}

void Slots::forget_places() {
    for (auto& slot : slots_) slot.first_at = -1;
}

TextTemplate::TextTemplate(std::string_view text, Slots& slots, bool joined) {
    const std::string whole = joined ? joined_lines(text) : std::string(text);
    std::size_t at = 0;
    for (auto open = whole.find('<'); open != std::string::npos; open = whole.find('<', at)) {
        const auto close = whole.find('>', open);
        pieces_.push_back(
            {whole.substr(at, open - at),
             slots.index_of(std::string_view(whole).substr(open + 1, close - open - 1))});
        at = close + 1;
    }
    rest_ = whole.substr(at);
}

void TextTemplate::fill(Slots& slots, Prepared& out) const {
    for (const auto& piece : pieces_) {
        out.bytes += piece.literal;
        // The part that a slot writes may add slots: no reference outlives the call.
        if (slots.slots_[piece.slot].write) {
            slots.slots_[piece.slot].write(out);
            continue;
        }
        auto& slot = slots.slots_[piece.slot];
        const auto at = static_cast<std::uint32_t>(out.bytes.size());
        const auto size = static_cast<std::uint8_t>(slot.text.size());
        out.bytes += slot.text;
        if (slot.kind == Kind::text) continue;
        if (slot.first_at >= 0) {
            out.copies.push_back({static_cast<std::uint32_t>(slot.first_at), at, size});
        } else {
            out.names.push_back({at, size, slot.kind});
            slot.first_at = at;
        }
    }
    out.bytes += rest_;
}

}  // namespace tillwatch::bench
