// SPDX-License-Identifier: Apache-2.0
// Several POST requests of JSON to one address at the same time, without a thread (libcurl). TLS certificates are verified, redirects are not followed, a reply
// has a limit. Thread: one.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/judging/secret.h"

namespace luthier {

// Answered: with any status. Failed: worth another try (no connection, too slow, closed in the middle). Untrusted: its certificate is not accepted.
enum class PostOutcome { Answered, Failed, TooLarge, Untrusted };

struct PostReply {
    std::size_t number = 0;                      // of start()
    PostOutcome outcome = PostOutcome::Failed;
    long status = 0;
    std::string body;
    double retryAfterSeconds = 0;                // as the server asks for; 0 = it does not
    std::string failure;                         // in words, where it is not Answered
};

class HttpPosts {
public:
    struct Settings { std::string url; double timeoutSeconds = 60; std::size_t maxReplyBytes = std::size_t{1} << 20; };
    // The secret, unless empty, is sent as a bearer token; it must outlive this. Errors: Internal (libcurl does not start).
    static Result<std::unique_ptr<HttpPosts>> create(Settings settings, const Secret& secret);
    // What is on its way is dropped.
    ~HttpPosts();
    HttpPosts(const HttpPosts&) = delete;
    HttpPosts& operator=(const HttpPosts&) = delete;

    Status start(std::size_t number, std::string body);
    std::size_t numActive() const;
    // Works for at most that long, less where a request finishes. -> those that have.
    Result<std::vector<PostReply>> wait(double seconds);

private:
    struct State;
    explicit HttpPosts(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

}  // namespace luthier
