#include "crypto/password_hasher.hpp"

#include <algorithm>
#include <array>
#include <thread>

#include <sodium.h>

#include "base/result.hpp"
#include "crypto/sodium.hpp"

namespace tillwatch::crypto {

/// One of the places at work, waited for in the queue.
class PasswordHasher::Turn {
  public:
    explicit Turn(PasswordHasher& hasher) : hasher_(hasher) {
        std::unique_lock lock(hasher_.mutex_);
        if (hasher_.running_ == hasher_.at_once_) wait(lock);
        ++hasher_.running_;
    }
    ~Turn() {
        {
            const std::lock_guard lock(hasher_.mutex_);
            --hasher_.running_;
        }
        hasher_.freed_.notify_one();
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

  private:
    void wait(std::unique_lock<std::mutex>& lock) {
        if (hasher_.waiting_ == queue_max) {
            throw Failure(Code::unavailable, "too many sign-ins at once; try again in a moment");
        }
        ++hasher_.waiting_;
        hasher_.freed_.wait(lock, [this] { return hasher_.running_ < hasher_.at_once_; });
        --hasher_.waiting_;
    }

    PasswordHasher& hasher_;
};

PasswordHasher::PasswordHasher(PasswordCost cost, unsigned at_once)
    : cost_(cost),
      at_once_(at_once != 0 ? at_once : std::max(1U, std::thread::hardware_concurrency() / 2)) {
    ready_sodium();
}

std::string PasswordHasher::hash(const Secret& password) {
    if (password.reveal().size() > password_bytes_max) {
        throw Failure(Code::invalid, "the password is too long");
    }
    const Turn turn(*this);
    std::array<char, crypto_pwhash_STRBYTES> phc{};
    const int outcome =
        crypto_pwhash_str_alg(phc.data(), password.reveal().data(), password.reveal().size(),
                              cost_.passes, cost_.memory_bytes, crypto_pwhash_ALG_ARGON2ID13);
    if (outcome != 0) throw Failure(Code::unavailable, "not enough memory to hash a password");
    return phc.data();
}

bool PasswordHasher::verify(const Secret& password, std::string_view phc) {
    if (password.reveal().size() > password_bytes_max) {
        verify_dummy(password);
        return false;
    }
    const Turn turn(*this);
    const std::string terminated(phc);
    return crypto_pwhash_str_verify(terminated.c_str(), password.reveal().data(),
                                    password.reveal().size()) == 0;
}

void PasswordHasher::verify_dummy(const Secret& password) {
    const Turn turn(*this);
    constexpr std::array<unsigned char, crypto_pwhash_SALTBYTES> salt{};
    std::array<unsigned char, 32> out{};  // as many as the PHC form holds
    const std::string_view text = password.reveal().substr(0, password_bytes_max);
    const int outcome =
        crypto_pwhash(out.data(), out.size(), text.data(), text.size(), salt.data(), cost_.passes,
                      cost_.memory_bytes, crypto_pwhash_ALG_ARGON2ID13);
    if (outcome != 0) throw Failure(Code::unavailable, "not enough memory to hash a password");
}

bool PasswordHasher::needs_rehash(std::string_view phc) const {
    const std::string terminated(phc);
    return crypto_pwhash_str_needs_rehash(terminated.c_str(), cost_.passes, cost_.memory_bytes) !=
           0;
}

}  // namespace tillwatch::crypto
