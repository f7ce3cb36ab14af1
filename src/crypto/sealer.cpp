#include "crypto/sealer.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include "crypto/digest.hpp"
#include "crypto/sodium.hpp"

namespace tillwatch::crypto {
namespace {

constexpr std::byte version{1};
constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(Sealer::overhead_bytes == 1 + nonce_bytes + tag_bytes);
static_assert(master_key_bytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

const unsigned char* octets(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

/// What is bound to the sealed text; the length keeps purpose and owner apart.
std::string associated_data(std::string_view purpose, std::string_view owner) {
    return fmt::format("{}:{}:{}:{}", static_cast<int>(version), purpose.size(), purpose, owner);
}

std::string sealing_purpose(std::string_view purpose) {
    return fmt::format("seal:{}", purpose);
}

}  // namespace

Secret derive_key(const Secret& master_key, std::string_view purpose) {
    // One block is the whole of HKDF-Expand here: T(1) = HMAC(key, info | 0x01).
    const std::string info = fmt::format("tillwatch:{}\x01", purpose);
    const Digest key = hmac_sha256(bytes_of(master_key.reveal()), bytes_of(info));
    return Secret(std::string(text_of(key)));
}

Sealer::Sealer(Secret master_key) : master_key_(std::move(master_key)) {
    ready_sodium();
    if (master_key_.reveal().size() != master_key_bytes) {
        throw Failure(Code::invalid, fmt::format("a master key has {} bytes", master_key_bytes));
    }
}

Bytes Sealer::seal(std::string_view purpose, std::string_view owner, const Secret& plain) const {
    const Secret key = derive_key(master_key_, sealing_purpose(purpose));
    const std::string bound = associated_data(purpose, owner);
    Bytes sealed(overhead_bytes + plain.reveal().size());
    sealed[0] = version;
    auto* const nonce = reinterpret_cast<unsigned char*>(sealed.data() + 1);
    // 24 random bytes never meet twice, so no counter is kept.
    randombytes_buf(nonce, nonce_bytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + nonce_bytes, nullptr, octets(plain.reveal()),
                                               plain.reveal().size(), octets(bound), bound.size(),
                                               nullptr, nonce, octets(key.reveal()));
    return sealed;
}

Result<Secret> Sealer::open(std::string_view purpose, std::string_view owner,
                            std::span<const std::byte> sealed) const {
    if (sealed.size() < overhead_bytes || sealed[0] != version) {
        return fail(Code::invalid, "a sealed value of an unknown form");
    }
    const Secret key = derive_key(master_key_, sealing_purpose(purpose));
    const std::string bound = associated_data(purpose, owner);
    const auto* const nonce = reinterpret_cast<const unsigned char*>(sealed.data() + 1);
    std::string plain(sealed.size() - overhead_bytes, '\0');
    const int outcome = crypto_aead_xchacha20poly1305_ietf_decrypt(
        reinterpret_cast<unsigned char*>(plain.data()), nullptr, nullptr, nonce + nonce_bytes,
        sealed.size() - 1 - nonce_bytes, octets(bound), bound.size(), nonce, octets(key.reveal()));
    if (outcome != 0) {
        return fail(Code::invalid, "a sealed value that does not open with this secret file");
    }
    return Secret(std::move(plain));
}

Digest Sealer::token(std::string_view purpose, std::string_view owner) const {
    const Secret key = derive_key(master_key_, fmt::format("token:{}", purpose));
    return hmac_sha256(bytes_of(key.reveal()), bytes_of(owner));
}

}  // namespace tillwatch::crypto
