#include "compression/webhook_codec.hpp"

#include <latch>
#include <random>

#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

#include "compression/decompressor.hpp"
#include "compression/dictionaries.hpp"
#include "support/test_data.hpp"

namespace tillwatch::compression {
namespace {

constexpr std::size_t bytes_max = std::size_t{10} << 20;
constexpr std::size_t magic_bytes = 4;
constexpr std::size_t id_at = 5;  // the dictionary's, of two bytes; a byte of flags stands before

const std::string headers =
    "content-type: application/json\nx-shopify-api-version: 2026-10\n"
    "x-shopify-shop-domain: some-store.myshopify.com\nx-shopify-topic: orders/create\n\n";

/// A frame that Zstandard passes over.
const std::string to_skip("\x50\x2a\x4d\x18\0\0\0\0", 8);

std::string random_bytes(std::size_t size) {
    std::mt19937_64 random(size);
    std::string bytes(size, '\0');
    for (auto& byte : bytes) byte = static_cast<char>(random());
    return bytes;
}

/// Real orders, though fewer keys than Shopify's have.
std::vector<std::string> orders() {
    const auto packed = test::test_data("online_retail_2010-12.ndjson.gz");
    const auto unpacker = make_decompressor(packed);
    unpacker->give(packed);
    std::string text;
    while (text.size() < piece_bytes_max && unpacker->unpack(text)) continue;
    std::vector<std::string> lines;
    for (std::size_t begin = 0, end = 0; (end = text.find('\n', begin)) != std::string::npos;
         begin = end + 1)
        lines.push_back(text.substr(begin, end - begin));
    return lines;
}

/// A synthetic order with its headers and all the keys that Shopify's have, of a seed that the
/// dictionary was not trained on.
std::string order_text() {
    return test::test_data("order_create.webhook");
}

Encoded order_encoded() {
    return compress("", order_text());
}

Code refusal(std::string_view bytes, std::string_view encoding = zstd_webhooks_1) {
    const auto text = decompress(encoding, bytes, bytes_max);
    EXPECT_FALSE(text);
    return text ? Code::conflict : text.error().code;
}

/// The smallest frame: no content, said to be of `size` bytes, with dictionary 1's id.
std::string frame_that_claims(std::uint64_t size) {
    std::string frame = "\x28\xb5\x2f\xfd\xe2";
    for (const auto byte : {0x01, 0x80}) frame += static_cast<char>(byte);
    for (int n = 0; n < 8; ++n) frame += static_cast<char>(size >> 8 * n);
    return frame + std::string("\x01\0\0", 3);
}

void expect_round_trip(const std::string& body) {
    const auto [encoding, bytes] = compress("", body);
    EXPECT_EQ(decompress(encoding, bytes, body.size()), body);
    EXPECT_EQ(encoding == plain, bytes.size() == body.size());
    EXPECT_LE(bytes.size(), body.size());
}

TEST(WebhookCodec, gives_back_what_it_was_given_whatever_its_size) {
    std::vector<std::size_t> sizes = {1000, 65535, 65536, 65536 + 256, bytes_max};
    for (std::size_t size = 0; size < 300; ++size) sizes.push_back(size);
    for (const auto size : sizes) {
        expect_round_trip(std::string(size, '\0'));
        expect_round_trip(random_bytes(size));
        expect_round_trip(order_text().substr(0, size));
    }
}

TEST(WebhookCodec, gives_back_what_gets_hardly_smaller_or_not_quite) {
    for (std::size_t zeros = 0; zeros < 50; ++zeros)
        expect_round_trip(random_bytes(200) + std::string(zeros, '\0'));
}

TEST(WebhookCodec, gives_back_headers_and_body_of_every_order) {
    for (const auto& order : orders()) {
        const auto [encoding, bytes] = compress(headers, order);
        EXPECT_EQ(encoding, zstd_webhooks_1);
        EXPECT_EQ(decompress(encoding, bytes, bytes_max), headers + order);
    }
}

TEST(WebhookCodec, gives_back_what_was_packed_with_little_effort_and_is_larger) {
    for (const auto& order : orders()) {
        const auto [encoding, bytes] = compress(headers, order, Effort::quick);
        EXPECT_EQ(encoding, zstd_webhooks_1);
        EXPECT_EQ(decompress(encoding, bytes, bytes_max), headers + order);
    }
    EXPECT_GT(compress("", order_text(), Effort::quick).bytes.size(), order_encoded().bytes.size());
}

TEST(WebhookCodec, stores_plain_what_does_not_get_smaller) {
    for (const auto& body : {std::string(), std::string("x"), random_bytes(7000)}) {
        const auto [encoding, bytes] = compress("", body);
        EXPECT_EQ(encoding, plain);
        EXPECT_EQ(bytes, body);
    }
    EXPECT_EQ(compress("a\n", "b").bytes, "a\nb");
    EXPECT_EQ(compress("", std::string(7000, '\0')).encoding, zstd_webhooks_1);
}

TEST(WebhookCodec, makes_an_order_half_as_long_as_it_gets_without_the_dictionary) {
    const auto text = order_text();
    std::string without(ZSTD_compressBound(text.size()), '\0');
    without.resize(ZSTD_compress(without.data(), without.size(), text.data(), text.size(), 3));
    EXPECT_LT(order_encoded().bytes.size() * 2, without.size());
}

TEST(WebhookCodec, writes_size_and_dictionary_into_the_frame_and_no_checksum) {
    const auto frame = order_encoded().bytes;
    EXPECT_EQ(ZSTD_getFrameContentSize(frame.data(), frame.size()), order_text().size());
    EXPECT_EQ(ZSTD_getDictID_fromFrame(frame.data(), frame.size()), 32769U);
    constexpr unsigned has_checksum = 4;
    EXPECT_EQ(static_cast<unsigned char>(frame[magic_bytes]) & has_checksum, 0U);
}

TEST(WebhookCodec, keeps_nothing_but_the_bytes_while_they_wait) {
    const auto bytes = order_encoded().bytes;
    EXPECT_LT(bytes.capacity(), bytes.size() + 32);
}

TEST(WebhookCodec, refuses_a_frame_cut_off_anywhere) {
    const auto [encoding, frame] = order_encoded();
    for (std::size_t size = 0; size < frame.size(); ++size)
        ASSERT_EQ(refusal(std::string_view(frame).substr(0, size)), Code::malformed) << size;
    EXPECT_EQ(decompress(encoding, frame, bytes_max), order_text());
}

TEST(WebhookCodec, refuses_what_follows_a_frame) {
    const auto frame = order_encoded().bytes;
    EXPECT_EQ(refusal(frame + "x"), Code::malformed);
    EXPECT_EQ(refusal(frame + frame), Code::malformed);
    EXPECT_EQ(refusal(frame + frame_that_claims(0)), Code::malformed);
    EXPECT_EQ(refusal(frame + to_skip), Code::malformed);
    EXPECT_EQ(refusal(to_skip + frame), Code::malformed);
}

// Without a checksum a flipped bit may give another text; whoever stores keeps a digest.
TEST(WebhookCodec, gives_no_more_than_allowed_whichever_bit_is_flipped) {
    auto frame = order_encoded().bytes;
    const auto size = order_text().size();
    std::size_t refused = 0;
    for (std::size_t bit = 0; bit < frame.size() * 8; ++bit) {
        const auto flip = static_cast<char>(1U << bit % 8);
        frame[bit / 8] = static_cast<char>(frame[bit / 8] ^ flip);
        const auto text = decompress(zstd_webhooks_1, frame, size);
        frame[bit / 8] = static_cast<char>(frame[bit / 8] ^ flip);
        if (!text) ++refused;
        if (text) ASSERT_LE(text->size(), size);
    }
    EXPECT_GT(refused, (id_at + 2) * 8);  // all of magic and id, and some behind
    EXPECT_EQ(decompress(zstd_webhooks_1, frame, size), order_text());
}

TEST(WebhookCodec, refuses_a_frame_that_claims_more_than_it_holds) {
    EXPECT_EQ(decompress(zstd_webhooks_1, frame_that_claims(0), bytes_max), "");
    EXPECT_EQ(refusal(frame_that_claims(1)), Code::malformed);
    EXPECT_EQ(refusal(frame_that_claims(bytes_max)), Code::malformed);
    EXPECT_EQ(refusal(frame_that_claims(bytes_max + 1)), Code::too_large);
    EXPECT_EQ(refusal(frame_that_claims(std::uint64_t{1} << 40)), Code::too_large);
    EXPECT_EQ(refusal(frame_that_claims(~std::uint64_t{0} - 2)), Code::too_large);
}

TEST(WebhookCodec, takes_as_much_as_is_allowed_and_not_one_byte_more) {
    const auto longest = compress("", std::string(bytes_max, '\0'));
    EXPECT_EQ(decompress(longest.encoding, longest.bytes, bytes_max)->size(), bytes_max);
    auto bomb = compress("", std::string(bytes_max + 1, '\0')).bytes;
    EXPECT_EQ(refusal(bomb), Code::too_large);

    // The same bomb, that claims to be smaller. The size stands behind a byte for the window, which
    // small frames do not have, and the id.
    const std::size_t size_at = id_at + 3;
    ASSERT_EQ(bomb.substr(size_at, 4), std::string("\x01\0\xa0\0", 4));
    bomb[size_at] = '\0';
    EXPECT_EQ(refusal(bomb), Code::malformed);

    EXPECT_EQ(decompress(plain, "abc", 3), "abc");
    EXPECT_EQ(decompress(plain, "abcd", 3).error().code, Code::too_large);
}

TEST(WebhookCodec, refuses_frames_of_another_dictionary_or_of_none) {
    auto frame = order_encoded().bytes;
    frame[id_at] = '\x02';
    ASSERT_EQ(ZSTD_getDictID_fromFrame(frame.data(), frame.size()), 32770U);
    EXPECT_EQ(refusal(frame), Code::malformed);

    std::string without(1000, '\0');
    without.resize(ZSTD_compress(without.data(), without.size(), "text", 4, 1));
    EXPECT_EQ(refusal(without), Code::malformed);
    EXPECT_EQ(refusal(to_skip), Code::malformed);
    EXPECT_EQ(refusal(order_text()), Code::malformed);
}

TEST(WebhookCodec, refuses_a_frame_that_does_not_say_its_size) {
    const auto dictionary = dictionaries().front().bytes;
    const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(),
                                                                       &ZSTD_freeCCtx);
    ZSTD_CCtx_loadDictionary(context.get(), dictionary.data(), dictionary.size());
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_contentSizeFlag, 0);
    std::string frame(1000, '\0');
    frame.resize(ZSTD_compress2(context.get(), frame.data(), frame.size(), "text", 4));
    ASSERT_EQ(ZSTD_getDictID_fromFrame(frame.data(), frame.size()), 32769U);
    EXPECT_EQ(refusal(frame), Code::malformed);
}

TEST(WebhookCodec, refuses_an_encoding_it_does_not_know) {
    for (const auto* encoding : {"", "zstd", "zstd-webhooks-", "zstd-webhooks-2", "PLAIN"})
        EXPECT_EQ(refusal(order_encoded().bytes, encoding), Code::invalid) << encoding;
}

TEST(WebhookCodec, serves_many_threads_at_once) {
    constexpr std::size_t rounds = 20;
    const auto all = orders();
    std::atomic<std::size_t> wrong = 0;
    std::latch ready(4);
    std::vector<std::jthread> threads;
    for (int n = 0; n < 4; ++n)
        threads.emplace_back([&] {
            ready.arrive_and_wait();
            for (std::size_t i = 0; i < rounds * all.size(); ++i) {
                const auto& order = all[i % all.size()];
                const auto [encoding, bytes] = compress(headers, order);
                if (decompress(encoding, bytes, bytes_max) != headers + order) ++wrong;
            }
        });
    threads.clear();
    EXPECT_EQ(wrong, 0U);
}

// Rows of databases can be read by these bytes alone: a change here is a loss there.
TEST(Dictionaries, stay_as_they_were_released) {
    const auto all = dictionaries();
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].encoding, "zstd-webhooks-1");
    EXPECT_EQ(all[0].bytes.size(), 32768U);
    EXPECT_EQ(::crc32(0, reinterpret_cast<const Bytef*>(all[0].bytes.data()), 32768), 0x7ddc20dU);
}

}  // namespace
}  // namespace tillwatch::compression
