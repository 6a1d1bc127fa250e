// SPDX-License-Identifier: Apache-2.0
#include "core/judging/http_posts.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

#include <curl/curl.h>
#include <openssl/crypto.h>

#include "core/base/utf8.h"
#include "core/rewards/judge_reward.h"

namespace luthier {

namespace {

constexpr double maxConnectSeconds = 10;
constexpr const char* secretHeader = "Authorization: Bearer ";

struct FreeEasy { void operator()(CURL* handle) const { curl_easy_cleanup(handle); } };
struct FreeMulti { void operator()(CURLM* handle) const { curl_multi_cleanup(handle); } };

// Holds the secret, so it is overwritten before it is freed.
struct FreeHeaders {
    void operator()(curl_slist* list) const {
        for (curl_slist* at = list; at; at = at->next) OPENSSL_cleanse(at->data, std::strlen(at->data));
        curl_slist_free_all(list);
    }
};

bool addHeader(std::unique_ptr<curl_slist, FreeHeaders>& list, const char* line) {
    curl_slist* const longer = curl_slist_append(list.get(), line);
    if (!longer) return false;
    (void)list.release();
    list.reset(longer);
    return true;
}

bool startLibrary() {
    static const bool started = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    return started;
}

Error cannotStart() { return Error(ErrorCode::Internal, "libcurl does not start"); }

bool isAboutTrust(CURLcode code) {
    constexpr std::array codes{CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR,
                               CURLE_SSL_INVALIDCERTSTATUS};
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

}  // namespace

struct HttpPosts::State {
    struct Transfer {
        std::size_t number = 0;
        std::string request, reply;
        std::size_t maxReplyBytes = 0;
        bool isTooLarge = false;
        std::array<char, CURL_ERROR_SIZE> words{};
        std::unique_ptr<CURL, FreeEasy> handle;
    };

    Settings settings;
    std::unique_ptr<curl_slist, FreeHeaders> headers;
    std::unique_ptr<CURLM, FreeMulti> multi;
    std::vector<std::unique_ptr<Transfer>> active;

    static std::size_t receive(char* data, std::size_t size, std::size_t count, void* object) {
        auto& transfer = *static_cast<Transfer*>(object);
        const std::size_t bytes = size * count;
        if (transfer.reply.size() + bytes > transfer.maxReplyBytes) {
            transfer.isTooLarge = true;
            return 0;   // ends the transfer
        }
        transfer.reply.append(data, bytes);
        return bytes;
    }

    bool setUp(Transfer& transfer) const {
        CURL* const handle = transfer.handle.get();
        const auto milliseconds = [](double seconds) { return static_cast<long>(seconds * 1000); };
        bool ok = true;
        const auto set = [&](CURLoption option, auto value) { ok = ok && curl_easy_setopt(handle, option, value) == CURLE_OK; };
        set(CURLOPT_URL, settings.url.c_str());
#if LIBCURL_VERSION_NUM >= 0x075500
        set(CURLOPT_PROTOCOLS_STR, "http,https");
#else
        set(CURLOPT_PROTOCOLS, static_cast<long>(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
        set(CURLOPT_FOLLOWLOCATION, 0L);
        set(CURLOPT_SSL_VERIFYPEER, 1L);
        set(CURLOPT_SSL_VERIFYHOST, 2L);
        set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_CONNECTTIMEOUT_MS, milliseconds(std::min(settings.timeoutSeconds, maxConnectSeconds)));
        set(CURLOPT_TIMEOUT_MS, milliseconds(settings.timeoutSeconds));
        // A proxy of the environment is for other machines: it does not know this one by that name, and what is sent would leave the machine.
        if (isOnThisMachine(settings.url)) set(CURLOPT_NOPROXY, "*");
        set(CURLOPT_HTTPHEADER, headers.get());
        set(CURLOPT_POST, 1L);
        set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(transfer.request.size()));
        set(CURLOPT_POSTFIELDS, transfer.request.c_str());
        set(CURLOPT_WRITEFUNCTION, &State::receive);
        set(CURLOPT_WRITEDATA, static_cast<void*>(&transfer));
        set(CURLOPT_ERRORBUFFER, transfer.words.data());
        set(CURLOPT_PRIVATE, static_cast<void*>(&transfer));
        return ok;
    }

    PostReply replyOf(Transfer& transfer, CURLcode code) const {
        PostReply reply;
        reply.number = transfer.number;
        curl_off_t retryAfter = 0;
        curl_easy_getinfo(transfer.handle.get(), CURLINFO_RESPONSE_CODE, &reply.status);
        if (curl_easy_getinfo(transfer.handle.get(), CURLINFO_RETRY_AFTER, &retryAfter) == CURLE_OK) reply.retryAfterSeconds = static_cast<double>(retryAfter);
        reply.body = std::move(transfer.reply);
        if (code == CURLE_OK) {
            reply.outcome = PostOutcome::Answered;
            return reply;
        }
        reply.outcome = transfer.isTooLarge ? PostOutcome::TooLarge : isAboutTrust(code) ? PostOutcome::Untrusted : PostOutcome::Failed;
        reply.failure = excerpt(repairUtf8(transfer.words[0] ? transfer.words.data() : curl_easy_strerror(code)), 200);
        if (code == CURLE_OPERATION_TIMEDOUT) reply.failure = "no answer in time (" + reply.failure + ")";
        return reply;
    }
};

HttpPosts::HttpPosts(std::unique_ptr<State> state) : m_state(std::move(state)) {}

HttpPosts::~HttpPosts() {
    for (const auto& transfer : m_state->active) curl_multi_remove_handle(m_state->multi.get(), transfer->handle.get());
}

Result<std::unique_ptr<HttpPosts>> HttpPosts::create(Settings settings, const Secret& secret) {
    auto state = std::make_unique<State>();
    state->settings = std::move(settings);
    if (startLibrary()) state->multi.reset(curl_multi_init());
    // Without "Expect:" a server that does not know it would be waited for a second each time.
    bool ok = state->multi && addHeader(state->headers, "Content-Type: application/json") && addHeader(state->headers, "Accept: application/json") &&
              addHeader(state->headers, "Expect:");
    if (ok && !secret.empty()) {
        std::string line;
        line.reserve(std::strlen(secretHeader) + secret.text().size());   // in one place only
        line.append(secretHeader).append(secret.text());
        ok = addHeader(state->headers, line.c_str());
        OPENSSL_cleanse(line.data(), line.size());
    }
    if (!ok) return fail(cannotStart());
    return std::unique_ptr<HttpPosts>(new HttpPosts(std::move(state)));
}

Status HttpPosts::start(std::size_t number, std::string body) {
    auto transfer = std::make_unique<State::Transfer>();
    transfer->number = number;
    transfer->request = std::move(body);
    transfer->maxReplyBytes = m_state->settings.maxReplyBytes;
    transfer->handle.reset(curl_easy_init());
    if (!transfer->handle || !m_state->setUp(*transfer)) return fail(cannotStart());
    if (curl_multi_add_handle(m_state->multi.get(), transfer->handle.get()) != CURLM_OK) return fail(cannotStart());
    m_state->active.push_back(std::move(transfer));
    return {};
}

std::size_t HttpPosts::numActive() const { return m_state->active.size(); }

Result<std::vector<PostReply>> HttpPosts::wait(double seconds) {
    int running = 0, left = 0;
    const int milliseconds = static_cast<int>(std::max(0.0, seconds) * 1000);
    CURLM* const multi = m_state->multi.get();
    if (curl_multi_poll(multi, nullptr, 0, milliseconds, nullptr) != CURLM_OK || curl_multi_perform(multi, &running) != CURLM_OK)
        return fail(Error(ErrorCode::Internal, "libcurl does not work"));
    std::vector<PostReply> replies;
    while (const CURLMsg* const message = curl_multi_info_read(multi, &left)) {
        if (message->msg != CURLMSG_DONE) continue;
        CURL* const handle = message->easy_handle;
        const CURLcode code = message->data.result;   // the message is gone once its handle is removed
        const auto own = std::find_if(m_state->active.begin(), m_state->active.end(), [&](const auto& transfer) { return transfer->handle.get() == handle; });
        curl_multi_remove_handle(multi, handle);
        if (own == m_state->active.end()) continue;
        replies.push_back(m_state->replyOf(**own, code));
        m_state->active.erase(own);
    }
    return replies;
}

}  // namespace luthier
