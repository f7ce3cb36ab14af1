// Passwords as Argon2id (libsodium's), in the PHC form "$argon2id$v=19$m=65536,t=2,p=1$…".
// A hash takes some 100 ms and 64 MiB, so never call this on an I/O thread. At most as many run at
// once as half the cores are; up to queue_max callers wait, the next ones get a
// Failure{unavailable}, so that a storm of sign-ins cannot take the machine. Safe in all threads.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>

#include "base/secret.hpp"

namespace tillwatch::crypto {

/// The one place that says what a hash costs.
struct PasswordCost {
    unsigned long long passes = 2;
    std::size_t memory_bytes = std::size_t{64} << 20;
};

class PasswordHasher {
  public:
    static constexpr unsigned queue_max = 32;
    /// 128 characters of four bytes each; longer ones never match and are not hashed.
    static constexpr std::size_t password_bytes_max = 512;

    explicit PasswordHasher(PasswordCost cost = {}, unsigned at_once = 0 /* half the cores */);

    std::string hash(const Secret& password);
    bool verify(const Secret& password, std::string_view phc);
    /// Costs what verify costs and matches nothing: for accounts that do not exist.
    void verify_dummy(const Secret& password);
    unsigned at_once() const { return at_once_; }
    /// True if `phc` was made at another cost than today's.
    bool needs_rehash(std::string_view phc) const;

  private:
    class Turn;

    PasswordCost cost_;
    const unsigned at_once_;
    std::mutex mutex_;
    std::condition_variable freed_;
    unsigned running_ = 0;
    unsigned waiting_ = 0;
};

}  // namespace tillwatch::crypto
