// SPDX-License-Identifier: Apache-2.0
// The request and the reply of POST .../chat/completions (OpenAI's API, as llama.cpp, vLLM, Ollama and others serve it too). Thread: pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/judging/verdict_scale.h"
#include "core/rewards/judge_reward.h"

namespace luthier {

// What servers differ in; the next simpler form is tried where one refuses a request.
struct RequestForm {
    std::int64_t numAlternatives = 20;   // whose probabilities are asked for: the most that the API gives, fewer (5), or 0, no probabilities
    bool saysCompletionTokens = false;   // max_completion_tokens, which newer models of OpenAI want, instead of max_tokens
    bool operator==(const RequestForm&) const = default;
};
// What to try after a refusal with these words. nullopt: nothing is left.
std::optional<RequestForm> simplerForm(const RequestForm& form, std::string_view refusal);

std::string completionRequest(const JudgeRewardOptions& options, const std::string& question, const RequestForm& form);

struct CompletionReply {
    JudgeVerdict verdict;
    std::optional<std::int64_t> tokens;  // of question and answer, where the reply says so
};
// The verdict by the probabilities at the first token that is not white space, where the reply has them and that token is a word of the scale on its own; else
// by the text.
// Errors: InvalidData when the body is no reply of this protocol. Nothing of the body but an excerpt of the answer comes out.
Result<CompletionReply> readCompletion(std::string_view body, const VerdictScale& scale);

// {"error": {"message"}} or the like of a refusal, else the beginning of the body.
std::string refusalWords(std::string_view body);

}  // namespace luthier
