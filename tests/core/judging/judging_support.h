// SPDX-License-Identifier: Apache-2.0
// Questions, options and replies of the tests of core/judging.
#pragma once

#include <cmath>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/judging/endpoint_judge.h"
#include "tests/core/judging/http_server.h"
#include "tests/support/temporary_folder.h"

namespace luthier::test {

inline JudgeQuestion questionOf(const std::string& prompt, const std::string& answer) {
    JudgeQuestion question;
    Turn turn;
    turn.text = prompt;
    question.prompt.turns = {turn};
    question.answer = answer;
    return question;
}

inline JudgeRewardOptions endpointOptions(const std::string& url) {
    JudgeRewardOptions options;
    options.judge = JudgeKind::Endpoint;
    options.url = url;
    options.endpointModel = "judge-1";
    options.timeoutSeconds = 20;
    options.retries = 2;
    return options;
}

inline EndpointJudge::Patience noPatience() { return {0.01, 0.02, 5}; }

inline std::unique_ptr<EndpointJudge> judgeAt(const JudgeRewardOptions& options, const std::string& cacheFolder = {}, Secret secret = {}) {
    auto judge = EndpointJudge::create(options, cacheFolder, std::move(secret), noPatience());
    if (!judge) throw std::runtime_error(judge.error().toString());
    return std::move(*judge);
}

inline Secret secretOf(std::string text) {
    Result<Secret> secret = Secret::fromText(std::move(text));
    if (!secret) throw std::runtime_error(secret.error().toString());
    return std::move(*secret);
}

// A reply of the protocol. probabilities: of each alternative at the first token; empty: without logprobs.
inline std::string completion(const std::string& content, const std::map<std::string, double>& probabilities = {}, int totalTokens = 50) {
    Json choice = {{"index", 0}, {"message", {{"role", "assistant"}, {"content", content}}}, {"finish_reason", "stop"}};
    if (!probabilities.empty()) {
        Json alternatives = Json::array();
        for (const auto& [token, probability] : probabilities) alternatives.push_back({{"token", token}, {"logprob", std::log(probability)}});
        Json first = {{"token", content}, {"logprob", -0.1}, {"top_logprobs", alternatives}};
        choice["logprobs"] = {{"content", Json::array({first})}};
    }
    return dumpJson({{"id", "x"}, {"choices", Json::array({choice})}, {"usage", {{"total_tokens", totalTokens}}}});
}

inline std::string errorBody(const std::string& message) { return dumpJson({{"error", {{"message", message}}}}); }

// The error of asking one question, or one with an empty message.
inline Error errorOf(Judge& judge, const std::vector<JudgeQuestion>& questions, const WorkContext& context = {}) {
    const auto verdicts = judge.ask(questions, context);
    return verdicts ? Error(ErrorCode::Internal, "") : verdicts.error();
}

inline std::vector<JudgeVerdict> askAll(Judge& judge, const std::vector<JudgeQuestion>& questions) {
    auto verdicts = judge.ask(questions, {});
    if (!verdicts) throw std::runtime_error(verdicts.error().toString());
    return std::move(*verdicts);
}

}  // namespace luthier::test
