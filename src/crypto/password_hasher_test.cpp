#include "crypto/password_hasher.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/result.hpp"

namespace tillwatch::crypto {
namespace {

constexpr PasswordCost cheap{.passes = 1, .memory_bytes = 8192};
const Secret right(std::string("correct horse battery"));
const Secret wrong(std::string("correct horse batterY"));

TEST(PasswordHasher, matches_the_same_password_only) {
    PasswordHasher hasher(cheap);
    const std::string phc = hasher.hash(right);
    EXPECT_TRUE(hasher.verify(right, phc));
    EXPECT_FALSE(hasher.verify(wrong, phc));
    EXPECT_FALSE(hasher.verify(Secret(), phc));
    EXPECT_NE(phc, hasher.hash(right)) << "each hash has a salt of its own";
}

TEST(PasswordHasher, writes_argon2id_at_the_stated_cost) {
    PasswordHasher hasher;
    EXPECT_THAT(hasher.hash(right), testing::StartsWith("$argon2id$v=19$m=65536,t=2,p=1$"));
}

TEST(PasswordHasher, tells_what_was_hashed_at_another_cost) {
    PasswordHasher hasher(cheap);
    PasswordHasher dearer({.passes = 2, .memory_bytes = 8192});
    EXPECT_FALSE(hasher.needs_rehash(hasher.hash(right)));
    EXPECT_TRUE(dearer.needs_rehash(hasher.hash(right)));
    EXPECT_TRUE(hasher.needs_rehash("no hash"));
    EXPECT_TRUE(dearer.verify(right, hasher.hash(right))) << "an old hash still verifies";
}

TEST(PasswordHasher, matches_nothing_to_what_is_no_hash) {
    PasswordHasher hasher(cheap);
    EXPECT_FALSE(hasher.verify(right, ""));
    EXPECT_FALSE(hasher.verify(right, "$argon2id$v=19$m=65536,t=2,p=1$AAAA"));
}

TEST(PasswordHasher, neither_hashes_nor_matches_what_is_too_long) {
    PasswordHasher hasher(cheap);
    const Secret longest(std::string(PasswordHasher::password_bytes_max, 'x'));
    const Secret longer(std::string(PasswordHasher::password_bytes_max + 1, 'x'));
    const std::string phc = hasher.hash(longest);
    EXPECT_TRUE(hasher.verify(longest, phc));
    EXPECT_FALSE(hasher.verify(longer, phc));
    EXPECT_THROW(hasher.hash(longer), Failure);
}

TEST(PasswordHasher, turns_away_who_finds_the_queue_full_and_serves_the_others) {
    PasswordHasher hasher({.passes = 1, .memory_bytes = std::size_t{8} << 20}, 1);
    constexpr int callers = 2 * static_cast<int>(PasswordHasher::queue_max);
    std::atomic<int> served = 0;
    std::atomic<int> turned_away = 0;
    {
        std::vector<std::jthread> threads;
        threads.reserve(callers);
        for (int i = 0; i < callers; ++i) {
            threads.emplace_back([&] {
                // Again and again, until at least one caller met a full queue.
                do {
                    try {
                        hasher.verify_dummy(right);
                        ++served;
                    } catch (const Failure& failure) {
                        EXPECT_EQ(failure.code(), Code::unavailable);
                        ++turned_away;
                    }
                } while (turned_away == 0);
            });
        }
    }
    EXPECT_GT(turned_away, 0);
    EXPECT_GT(served, 0);
    EXPECT_NO_THROW(hasher.verify_dummy(right)) << "the queue is empty again";
}

}  // namespace
}  // namespace tillwatch::crypto
