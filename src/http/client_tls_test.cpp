// The client against a TLS server of the test's own, with a certificate made for the test.
#include <csignal>

#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include "base/ensure.hpp"
#include "http/client.hpp"
#include "support/local_server.hpp"
#include "support/temporary_directory.hpp"

namespace tillwatch::http {
namespace {

template <class T, void (*release)(T*)>
struct Release {
    void operator()(T* object) const { release(object); }
};
using Key = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY, EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Release<X509, X509_free>>;
using Context = std::unique_ptr<SSL_CTX, Release<SSL_CTX, SSL_CTX_free>>;
using Session = std::unique_ptr<SSL, Release<SSL, SSL_free>>;

/// Self-signed, for "localhost" and no other name.
Certificate certificate_for(EVP_PKEY* key) {
    Certificate certificate(X509_new());
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_NAME* const name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
    X509_set_issuer_name(certificate.get(), name);
    X509_set_pubkey(certificate.get(), key);
    X509_EXTENSION* const names =
        X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "DNS:localhost");
    X509_add_ext(certificate.get(), names, -1);
    X509_EXTENSION_free(names);
    ENSURE(X509_sign(certificate.get(), key, EVP_sha256()) > 0);
    return certificate;
}

class HttpClientTls : public testing::Test {
  protected:
    HttpClientTls()
        : key_(EVP_EC_gen("P-256")),
          certificate_(certificate_for(key_.get())),
          context_(SSL_CTX_new(TLS_server_method())) {
        // As the program does: OpenSSL writes to peers that have gone (here the server's as well).
        std::signal(SIGPIPE, SIG_IGN);
        ENSURE(SSL_CTX_use_certificate(context_.get(), certificate_.get()) == 1);
        ENSURE(SSL_CTX_use_PrivateKey(context_.get(), key_.get()) == 1);
        server_.emplace([this](int connection) { serve(connection); });
    }

    std::string url(std::string_view host) const {
        return fmt::format("https://{}:{}/", host, server_->port());
    }

    std::string certificate_file() const {
        const std::string path = directory_.path() / "ca.pem";
        const std::unique_ptr<FILE, int (*)(FILE*)> file(std::fopen(path.c_str(), "w"),
                                                         std::fclose);
        ENSURE(PEM_write_X509(file.get(), certificate_.get()) == 1);
        return path;
    }

    int answered() const { return answered_; }

  private:
    void serve(int connection) {
        const Session session(SSL_new(context_.get()));
        SSL_set_fd(session.get(), connection);
        char buffer[4096];
        if (SSL_accept(session.get()) != 1) return;
        if (SSL_read(session.get(), buffer, sizeof(buffer)) <= 0) return;
        constexpr std::string_view answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";
        SSL_write(session.get(), answer.data(), answer.size());
        SSL_shutdown(session.get());
        ++answered_;
    }

    test::TemporaryDirectory directory_;
    Key key_;
    Certificate certificate_;
    Context context_;
    std::atomic<int> answered_ = 0;
    std::optional<test::LocalServer> server_;
};

TEST_F(HttpClientTls, refuses_a_certificate_that_nobody_vouches_for) {
    const auto response = HttpClient().send({.url = url("localhost")});
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().fault, ClientFault::untrusted);
    EXPECT_EQ(answered(), 0);
}

TEST_F(HttpClientTls, takes_a_certificate_of_a_known_authority) {
    const auto response =
        HttpClient({.ca_file = certificate_file()}).send({.url = url("localhost")});
    ASSERT_TRUE(response) << response.error().message;
    EXPECT_EQ(response->body, "hi");
}

TEST_F(HttpClientTls, refuses_a_good_certificate_of_another_host) {
    const auto response =
        HttpClient({.ca_file = certificate_file()}).send({.url = url("127.0.0.1")});
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().fault, ClientFault::untrusted);
    EXPECT_EQ(answered(), 0);
}

TEST_F(HttpClientTls, tells_a_server_that_speaks_no_tls) {
    test::LocalServer plain(
        [](int connection) { test::send_text(connection, "HTTP/1.1 400 Bad Request\r\n\r\n"); });
    const auto response =
        HttpClient().send({.url = fmt::format("https://127.0.0.1:{}/", plain.port())});
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().fault, ClientFault::untrusted);
}

}  // namespace
}  // namespace tillwatch::http
