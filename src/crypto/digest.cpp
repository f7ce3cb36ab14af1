#include "crypto/digest.hpp"

#include <new>

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include "base/ensure.hpp"

namespace tillwatch::crypto {
namespace {

const unsigned char* octets(std::span<const std::byte> bytes) {
    // OpenSSL takes a null key for "keep the old one".
    static constexpr unsigned char none = 0;
    return bytes.empty() ? &none : reinterpret_cast<const unsigned char*>(bytes.data());
}

/// Looked up once: a fetch costs more than the digest of a small message.
EVP_MD* sha256_algorithm() {
    static EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    ENSURE(algorithm != nullptr);
    return algorithm;
}

EVP_MAC* hmac_algorithm() {
    static EVP_MAC* const algorithm = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    ENSURE(algorithm != nullptr);
    return algorithm;
}

template <class T>
T* or_out_of_memory(T* pointer) {
    if (pointer == nullptr) throw std::bad_alloc();
    return pointer;
}

}  // namespace

bool constant_time_equal(std::span<const std::byte> one, std::span<const std::byte> other) {
    return one.size() == other.size() && CRYPTO_memcmp(octets(one), octets(other), one.size()) == 0;
}

void Sha256::Free::operator()(EVP_MD_CTX* context) const {
    EVP_MD_CTX_free(context);
}

Sha256::Sha256() : context_(or_out_of_memory(EVP_MD_CTX_new())) {
    ENSURE(EVP_DigestInit_ex2(context_.get(), sha256_algorithm(), nullptr) == 1);
}

void Sha256::update(std::span<const std::byte> piece) {
    ENSURE(EVP_DigestUpdate(context_.get(), octets(piece), piece.size()) == 1);
}

Digest Sha256::finish() {
    Digest digest;
    auto* out = reinterpret_cast<unsigned char*>(digest.data());
    ENSURE(EVP_DigestFinal_ex(context_.get(), out, nullptr) == 1);
    return digest;
}

Digest sha256(std::span<const std::byte> message) {
    Sha256 calculation;
    calculation.update(message);
    return calculation.finish();
}

void FreeMac::operator()(EVP_MAC_CTX* context) const {
    EVP_MAC_CTX_free(context);
}

void Hmac::update(std::span<const std::byte> piece) {
    ENSURE(EVP_MAC_update(context_.get(), octets(piece), piece.size()) == 1);
}

Digest Hmac::finish() {
    Digest digest;
    std::size_t written = 0;
    auto* out = reinterpret_cast<unsigned char*>(digest.data());
    ENSURE(EVP_MAC_final(context_.get(), out, &written, digest.size()) == 1);
    ENSURE(written == digest.size());
    return digest;
}

HmacKey::HmacKey(std::span<const std::byte> key)
    : prepared_(or_out_of_memory(EVP_MAC_CTX_new(hmac_algorithm()))) {
    char name[] = "SHA256";
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name, 0), OSSL_PARAM_END};
    ENSURE(EVP_MAC_init(prepared_.get(), octets(key), key.size(), parameters) == 1);
}

Hmac HmacKey::begin() const {
    return Hmac(
        std::unique_ptr<EVP_MAC_CTX, FreeMac>(or_out_of_memory(EVP_MAC_CTX_dup(prepared_.get()))));
}

Digest HmacKey::sign(std::span<const std::byte> message) const {
    Hmac calculation = begin();
    calculation.update(message);
    return calculation.finish();
}

bool HmacKey::verifies(std::span<const std::byte> message,
                       std::span<const std::byte> signature) const {
    return constant_time_equal(sign(message), signature);
}

Digest hmac_sha256(std::span<const std::byte> key, std::span<const std::byte> message) {
    return HmacKey(key).sign(message);
}

}  // namespace tillwatch::crypto
