// SPDX-License-Identifier: Apache-2.0
// An HTTP server of a test: plain sockets on 127.0.0.1, a thread for each connection, one request per connection.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <list>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/base/json.h"

namespace luthier::test {

struct HttpRequest {
    std::string head, body;
    std::string question() const { return Json::parse(body).at("messages").at(0).at("content").get<std::string>(); }
};

// What a server does with a request: sends bytes, then closes the connection; or never answers.
struct HttpAnswer { std::string bytes; bool neverEnds = false; };

inline HttpAnswer httpAnswer(int status, const std::string& body, const std::string& headers = {}) {
    HttpAnswer answer;
    const std::string length = "Content-Length: " + std::to_string(body.size()) + "\r\n";
    answer.bytes = "HTTP/1.1 " + std::to_string(status) + " Words\r\nConnection: close\r\n" + length + headers + "\r\n" + body;
    return answer;
}

class HttpServer {
public:
    // number: of the request, from 0. Called by the threads of the server, one at a time.
    using Answer = std::function<HttpAnswer(const HttpRequest&, std::size_t number)>;
    explicit HttpServer(Answer answer) : m_answer(std::move(answer)), m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address);
        if (m_socket < 0 || ::bind(m_socket, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(m_socket, 64) != 0 ||
            ::getsockname(m_socket, reinterpret_cast<sockaddr*>(&address), &size) != 0)
            throw std::runtime_error("the test's server does not start");
        m_port = ntohs(address.sin_port);
        m_acceptor = std::thread([this] { acceptAll(); });
    }
    ~HttpServer() { stop(); }
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    // From then on connections are refused.
    void stop() {
        m_stops = true;
        if (m_acceptor.joinable()) m_acceptor.join();
        for (std::thread& connection : m_connections) connection.join();
        m_connections.clear();
        if (m_socket >= 0) ::close(m_socket);
        m_socket = -1;
    }
    std::string url(const std::string& path = "/v1") const { return "http://127.0.0.1:" + std::to_string(m_port) + path; }
    std::vector<HttpRequest> requests() const {
        const std::lock_guard lock(m_mutex);
        return m_requests;
    }
    std::size_t numRequests() const { return requests().size(); }

private:
    static constexpr int lookMs = 20;            // how often a thread looks whether it shall stop

    void acceptAll() {
        while (!m_stops) {
            pollfd waiting{m_socket, POLLIN, 0};
            if (::poll(&waiting, 1, lookMs) <= 0) continue;
            const int connection = ::accept4(m_socket, nullptr, nullptr, SOCK_CLOEXEC);
            if (connection >= 0) m_connections.emplace_back([this, connection] { serve(connection); });
        }
    }

    // False: the other side has closed, or the server stops.
    bool readMore(int connection, std::string& text) const {
        while (!m_stops) {
            pollfd waiting{connection, POLLIN, 0};
            if (::poll(&waiting, 1, lookMs) <= 0) continue;
            char buffer[4096];
            const ssize_t got = ::recv(connection, buffer, sizeof(buffer), 0);
            if (got <= 0) return false;
            text.append(buffer, static_cast<std::size_t>(got));
            return true;
        }
        return false;
    }

    bool readRequest(int connection, HttpRequest& request) const {
        std::string text;
        std::size_t end = 0;
        while ((end = text.find("\r\n\r\n")) == std::string::npos)
            if (!readMore(connection, text)) return false;
        request.head = text.substr(0, end + 2);
        const std::string key = "Content-Length: ";
        const std::size_t at = request.head.find(key);
        const std::size_t length = at == std::string::npos ? 0 : std::stoul(request.head.substr(at + key.size()));
        while (text.size() < end + 4 + length)
            if (!readMore(connection, text)) return false;
        request.body = text.substr(end + 4);
        return true;
    }

    void serve(int connection) {
        HttpRequest request;
        if (readRequest(connection, request)) {
            HttpAnswer answer;
            {
                const std::lock_guard lock(m_mutex);
                m_requests.push_back(request);
                answer = m_answer(request, m_requests.size() - 1);
            }
            std::size_t sent = 0;
            while (sent < answer.bytes.size()) {
                const ssize_t count = ::send(connection, answer.bytes.data() + sent, answer.bytes.size() - sent, MSG_NOSIGNAL);
                if (count <= 0) break;
                sent += static_cast<std::size_t>(count);
            }
            std::string ignored;
            while (answer.neverEnds && readMore(connection, ignored)) {}
        }
        ::close(connection);
    }

    Answer m_answer;
    int m_socket = -1, m_port = 0;
    std::atomic<bool> m_stops{false};
    mutable std::mutex m_mutex;
    std::vector<HttpRequest> m_requests;
    std::thread m_acceptor;
    std::list<std::thread> m_connections;        // of the acceptor's thread, until it has ended
};

}  // namespace luthier::test
