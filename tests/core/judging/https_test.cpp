// SPDX-License-Identifier: Apache-2.0
// Certificates: a server that made its own is not believed, and hears no secret; a proxy of the environment is not asked for this machine.
#include <cstdlib>
#include <thread>

#include <gmock/gmock.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include "tests/core/judging/judging_support.h"

namespace luthier {
namespace {

using namespace luthier::test;
using testing::HasSubstr;

// Takes one connection after the other, with a certificate signed by itself for 127.0.0.1; counts those that trust it and say something.
class SelfSignedServer {
public:
    SelfSignedServer() : m_context(SSL_CTX_new(TLS_server_method())), m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        EVP_PKEY* const key = EVP_EC_gen("P-256");
        X509* const certificate = X509_new();
        ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
        X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
        X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
        X509_set_pubkey(certificate, key);
        X509_NAME* const name = X509_get_subject_name(certificate);
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("127.0.0.1"), -1, -1, 0);
        X509_set_issuer_name(certificate, name);
        X509_sign(certificate, key, EVP_sha256());
        SSL_CTX_use_certificate(m_context, certificate);
        SSL_CTX_use_PrivateKey(m_context, key);
        X509_free(certificate);
        EVP_PKEY_free(key);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address);
        if (::bind(m_socket, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(m_socket, 8) != 0 ||
            ::getsockname(m_socket, reinterpret_cast<sockaddr*>(&address), &size) != 0)
            throw std::runtime_error("the test's server does not start");
        m_port = ntohs(address.sin_port);
        m_thread = std::thread([this] { serve(); });
    }
    ~SelfSignedServer() {
        m_stops = true;
        m_thread.join();
        ::close(m_socket);
        SSL_CTX_free(m_context);
    }
    std::string url() const { return "https://127.0.0.1:" + std::to_string(m_port) + "/v1"; }
    int numConnections() const { return m_numConnections; }
    int numHeard() const { return m_numHeard; }

private:
    void serve() {
        while (!m_stops) {
            pollfd waiting{m_socket, POLLIN, 0};
            if (::poll(&waiting, 1, 20) <= 0) continue;
            const int connection = ::accept4(m_socket, nullptr, nullptr, SOCK_CLOEXEC);
            ++m_numConnections;
            SSL* const ssl = SSL_new(m_context);
            SSL_set_fd(ssl, connection);
            char buffer[64];
            if (SSL_accept(ssl) == 1 && SSL_read(ssl, buffer, sizeof(buffer)) > 0) ++m_numHeard;
            SSL_free(ssl);
            ::close(connection);
        }
    }
    SSL_CTX* m_context;
    int m_socket, m_port = 0;
    std::atomic<bool> m_stops{false};
    std::atomic<int> m_numConnections{0}, m_numHeard{0};
    std::thread m_thread;
};

TEST(HttpPosts, BelieveNoCertificateThatNobodySigned) {
    SelfSignedServer server;
    const auto judge = judgeAt(endpointOptions(server.url()), {}, secretOf("sk-very-secret"));
    const Error error = errorOf(*judge, {questionOf("p", "a")});
    EXPECT_EQ(error.code, ErrorCode::InvalidArgument);
    EXPECT_THAT(error.message, HasSubstr("is not who it says"));
    EXPECT_EQ(server.numConnections(), 1) << "another try would not mend it";
    EXPECT_EQ(server.numHeard(), 0);
}

TEST(HttpPosts, GoToThisMachineWithoutAProxy) {
    HttpServer proxy([](const HttpRequest&, std::size_t) { return httpAnswer(200, completion("no")); });
    HttpServer server([](const HttpRequest&, std::size_t) { return httpAnswer(200, completion("yes")); });
    ::setenv("http_proxy", proxy.url("").c_str(), 1);
    const auto verdicts = judgeAt(endpointOptions(server.url()))->ask(std::vector<JudgeQuestion>{questionOf("p", "a")}, {});
    const auto elsewhere = judgeAt(endpointOptions("http://judge.invalid/v1"))->ask(std::vector<JudgeQuestion>{questionOf("p", "a")}, {});
    ::unsetenv("http_proxy");
    ASSERT_TRUE(verdicts) << verdicts.error().toString();
    EXPECT_EQ((*verdicts)[0].score, 1.0);
    ASSERT_TRUE(elsewhere) << elsewhere.error().toString();
    EXPECT_EQ((*elsewhere)[0].score, 0.0) << "other machines are reached through it, as the user has set it up";
    EXPECT_EQ(proxy.numRequests(), 1U);
}

}  // namespace
}  // namespace luthier
