// SPDX-License-Identifier: Apache-2.0
#include "core/judging/endpoint_judge.h"

#include <algorithm>
#include <unordered_map>

#include "core/base/clock.h"
#include "core/base/hash.h"
#include "core/base/log.h"
#include "core/judging/http_posts.h"
#include "core/judging/question_text.h"

namespace luthier {

namespace {

constexpr std::string_view path = "/chat/completions";
constexpr double maxSecondsUntilLook = 0.1;      // at the cancellation
constexpr std::int64_t bytesPerToken = 4;

std::string addressOf(std::string url) {
    while (url.ends_with('/')) url.pop_back();
    return url.ends_with(path) ? url : url + std::string(path);
}

bool isWorthARetry(long status) { return status == 408 || status == 409 || status == 425 || status == 429 || status >= 500; }

}  // namespace

// One call of ask().
class EndpointRound {
public:
    EndpointRound(EndpointJudge& judge, std::unique_ptr<HttpPosts> posts, const WorkContext& context)
        : m_judge(&judge), m_posts(std::move(posts)), m_context(&context) {}

    // The verdict of a text is the same wherever it stands.
    void add(std::string text) {
        std::string key = m_judge->keyOf(text);
        const auto [known, isNew] = m_itemOf.emplace(key, m_items.size());
        m_itemOfQuestion.push_back(known->second);
        if (!isNew) return;
        Item item;
        item.text = std::move(text);
        item.verdict = m_judge->m_cache.find(key);
        item.key = std::move(key);
        m_judge->m_cost.fromCache += item.verdict.has_value();
        if (!item.verdict) m_waiting.push_back(m_items.size());
        m_items.push_back(std::move(item));
    }

    Result<std::vector<JudgeVerdict>> run() {
        const std::size_t numToAsk = m_waiting.size();
        while (!m_waiting.empty() || m_posts->numActive() > 0) {
            RETURN_IF_ERROR(m_context->checkpoint());
            RETURN_IF_ERROR(startWhatIsDue());
            ASSIGN_OR_RETURN(std::vector<PostReply> replies, m_posts->wait(maxSecondsUntilLook));
            for (PostReply& reply : replies) RETURN_IF_ERROR(take(std::move(reply)));
            const auto numDone = static_cast<std::int64_t>(m_items.size() - m_waiting.size() - m_posts->numActive());
            if (!replies.empty()) m_context->progress({"judge", numDone, static_cast<std::int64_t>(m_items.size()), "answers"});
        }
        if (numToAsk > 0 && m_numUnusable == numToAsk)
            return fail(Error(ErrorCode::InvalidData, "what answers at " + m_judge->m_address + " is no judge: " + m_lastUnusable)
                            .withHint("check the address, and the model's name there").withKey("url"));
        std::vector<JudgeVerdict> verdicts;
        for (const std::size_t item : m_itemOfQuestion) verdicts.push_back(*m_items[item].verdict);
        return verdicts;
    }

private:
    struct Item {
        std::string text, key;
        std::optional<JudgeVerdict> verdict;
        std::int64_t numTries = 0, numFailures = 0;
        double notBefore = 0;                    // of monotonicSeconds()
        RequestForm form;                        // it was sent in
        std::size_t numSentBytes = 0;
    };

    Status startWhatIsDue() {
        const double now = monotonicSeconds();
        for (auto next = m_waiting.begin(); next != m_waiting.end();) {
            if (now < m_notBefore || m_posts->numActive() >= static_cast<std::size_t>(m_judge->m_options.concurrency)) return {};
            if (const char* const limit = reachedLimit()) return m_posts->numActive() > 0 ? Status() : Status(fail(limitError(limit)));
            Item& item = m_items[*next];
            if (now < item.notBefore) {
                ++next;
                continue;
            }
            if (item.numTries == 0) item.form = m_judge->m_form;
            std::string body = completionRequest(m_judge->m_options, item.text, item.form);
            item.numSentBytes = body.size();
            RETURN_IF_ERROR(m_posts->start(*next, std::move(body)));
            ++item.numTries;
            ++m_judge->m_cost.requests;
            next = m_waiting.erase(next);
        }
        return {};
    }

    // The option whose limit is reached; nullptr: none.
    const char* reachedLimit() const {
        const JudgeRewardOptions& options = m_judge->m_options;
        if (options.maxRequests && m_judge->m_cost.requests >= *options.maxRequests) return "max_requests";
        if (options.maxTokensTotal && m_judge->m_cost.tokens >= *options.maxTokensTotal) return "max_tokens_total";
        return nullptr;
    }

    Error limitError(const char* limit) const {
        const JudgeCost& cost = m_judge->m_cost;
        const std::string spent = std::to_string(cost.requests) + " requests and " + std::to_string(cost.tokens) + " tokens";
        const std::string left = std::to_string(m_waiting.size()) + " of " + std::to_string(m_items.size());
        return Error(ErrorCode::InvalidArgument, "the judge's limit is reached after " + spent + "; " + left + " answers are not judged")
            .withHint("raise it and resume: what is judged already is kept")
            .withKey(limit);
    }

    Status take(PostReply reply) {
        reply.body = shown(reply.body);   // before anything of it is cut short or shown
        Item& item = m_items[reply.number];
        switch (reply.outcome) {
            case PostOutcome::Answered: return takeAnswer(item, reply);
            case PostOutcome::Failed: return tryAgain(item, reply, reply.failure);
            case PostOutcome::TooLarge:
                return fail(Error(ErrorCode::InvalidData, "the judge at " + m_judge->m_address + " sends more than 1 MiB where one word is due")
                                .withHint("is it an endpoint for chat completions?").withKey("url"));
            case PostOutcome::Untrusted:
                return fail(Error(ErrorCode::InvalidArgument, "the judge at " + m_judge->m_address + " is not who it says: " + shown(reply.failure))
                                .withHint("its certificate has to be one that this machine trusts").withKey("url"));
        }
        return {};
    }

    Status takeAnswer(Item& item, const PostReply& reply) {
        if (reply.status >= 200 && reply.status < 300) return takeCompletion(item, reply);
        const std::string words = "status " + std::to_string(reply.status) + ", " + shown(refusalWords(reply.body));
        if (isWorthARetry(reply.status)) return tryAgain(item, reply, words);
        const auto refused = [&](const std::string& what, const char* hint, const char* key) {
            return fail(Error(ErrorCode::InvalidArgument, "the judge at " + m_judge->m_address + " " + what + ": " + words).withHint(hint).withKey(key));
        };
        if (reply.status >= 300 && reply.status < 400) return refused("is somewhere else", "redirects are not followed: give the address it is at", "url");
        if (reply.status == 401 || reply.status == 403)
            return m_judge->m_secret.empty() ? refused("wants a key", "name a file that holds it", "key_file")
                                             : refused("does not take the key", "check the key", "key_file");
        if (reply.status == 402) return refused("wants to be paid", "check the account there", "url");
        if (reply.status == 404 || reply.status == 405) return refused("is not there", "check the address and the model's name", "url");
        if (const auto simpler = reply.status == 400 || reply.status == 422 ? simplerForm(item.form, reply.body) : std::nullopt) {
            item.form = *simpler;
            item.notBefore = 0;
            m_waiting.insert(m_waiting.begin(), reply.number);
            return {};
        }
        unusable(item, "the judge refuses the question: " + words);
        return {};
    }

    Status takeCompletion(Item& item, const PostReply& reply) {
        const Result<CompletionReply> read = readCompletion(reply.body, m_judge->m_scale);
        const auto numBytes = static_cast<std::int64_t>(item.numSentBytes + reply.body.size());
        m_judge->m_cost.tokens += read && read->tokens ? *read->tokens : numBytes / bytesPerToken;
        if (!read) {
            unusable(item, read.error().message);
            return {};
        }
        m_judge->m_form = item.form;
        item.verdict = read->verdict;
        item.verdict->reason = shown(item.verdict->reason);
        const Status kept = m_judge->m_cache.keep(item.key, *item.verdict);
        if (!kept && !m_judge->m_warnedOfCache) log::warning("verdicts of the judge are not kept: " + kept.error().toString());
        m_judge->m_warnedOfCache |= !kept;
        return {};
    }

    // A reply that is no verdict, and not because of what the judge thinks.
    void unusable(Item& item, const std::string& reason) {
        item.verdict.emplace();
        item.verdict->reason = reason;
        ++m_numUnusable;
        m_lastUnusable = reason;
    }

    Status tryAgain(Item& item, const PostReply& reply, const std::string& words) {
        const EndpointJudge::Patience& patience = m_judge->m_patience;
        const bool asksTooMuch = reply.retryAfterSeconds > patience.maxRetryAfterSeconds;
        const std::string asks = asksTooMuch ? "; it asks to wait " + std::to_string(static_cast<std::int64_t>(reply.retryAfterSeconds)) + " s" : "";
        if (asksTooMuch || ++item.numFailures > m_judge->m_options.retries)
            return fail(Error(ErrorCode::Retry, "the judge at " + m_judge->m_address + " gave no answer in " + std::to_string(item.numTries) +
                                                    (item.numTries == 1 ? " try: " : " tries; the last time: ") + shown(words) + asks)
                            .withHint("is it running, and can it be reached? What is judged already is kept: resuming asks only for the rest")
                            .withKey("url"));
        double wait = patience.firstWaitSeconds;
        for (std::int64_t i = 1; i < item.numFailures; ++i) wait = std::min(2 * wait, patience.maxWaitSeconds);
        item.notBefore = monotonicSeconds() + wait;
        m_notBefore = std::max(m_notBefore, monotonicSeconds() + reply.retryAfterSeconds);   // a server that says when means all of us
        m_waiting.push_back(reply.number);
        return {};
    }

    std::string shown(const std::string& foreign) const { return m_judge->m_secret.removedFrom(foreign); }

    EndpointJudge* m_judge;
    std::unique_ptr<HttpPosts> m_posts;
    const WorkContext* m_context;
    std::vector<Item> m_items;
    std::unordered_map<std::string, std::size_t> m_itemOf;
    std::vector<std::size_t> m_itemOfQuestion, m_waiting;
    double m_notBefore = 0;
    std::size_t m_numUnusable = 0;
    std::string m_lastUnusable;
};

EndpointJudge::EndpointJudge(const JudgeRewardOptions& options, std::string cacheFolder, Secret secret, Patience patience)
    : m_options(options),
      m_address(addressOf(options.url)),
      m_scale(options),
      m_cache(std::move(cacheFolder)),
      m_secret(std::move(secret)),
      m_patience(patience) {}

Result<std::unique_ptr<EndpointJudge>> EndpointJudge::create(const JudgeRewardOptions& options, std::string cacheFolder, Secret secret, Patience patience) {
    if (const std::string problem = endpointUrlProblem(options.url); !problem.empty())
        return fail(Error(ErrorCode::InvalidArgument, "the judge's address " + problem).withHint("for example http://127.0.0.1:8080/v1").withKey("url"));
    if (!secret.empty() && isReadableOnTheWay(options.url))
        return fail(Error(ErrorCode::InvalidArgument, "the judge's key would be sent where others can read it: http is not encrypted")
                        .withHint("take https, or leave the key out").withKey("url"));
    return std::unique_ptr<EndpointJudge>(new EndpointJudge(options, std::move(cacheFolder), std::move(secret), patience));
}

std::string EndpointJudge::keyOf(const std::string& question) const {
    return sha256Hex("judge 1\n" + m_address + "\n" + m_options.endpointModel + "\n" + question);
}

Result<std::vector<JudgeVerdict>> EndpointJudge::ask(std::span<const JudgeQuestion> questions, const WorkContext& context) {
    ASSIGN_OR_RETURN(std::unique_ptr<HttpPosts> posts, HttpPosts::create({m_address, m_options.timeoutSeconds, std::size_t{1} << 20}, m_secret));
    EndpointRound round(*this, std::move(posts), context);
    for (const JudgeQuestion& question : questions) round.add(judgeQuestionText(m_options, question, usualControlTexts()));
    return round.run();
}

}  // namespace luthier
