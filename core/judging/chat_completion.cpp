// SPDX-License-Identifier: Apache-2.0
#include "core/judging/chat_completion.h"

#include <algorithm>
#include <cmath>

#include "core/base/json.h"
#include "core/base/utf8.h"

namespace luthier {

namespace {

constexpr std::int64_t fewAlternatives = 5;
constexpr std::size_t maxRefusalBytes = 200;
constexpr JsonLimits replyLimits{std::size_t{1} << 20, 64};

// nullptr unless value is an object with that key.
const Json* member(const Json* value, const char* key) {
    if (!value || !value->is_object()) return nullptr;
    const auto found = value->find(key);
    return found == value->end() ? nullptr : &*found;
}

const Json* firstOf(const Json* list) { return list && list->is_array() && !list->empty() ? &list->front() : nullptr; }

std::optional<std::string> textAt(const Json* value, const char* key) {
    const Json* const text = member(value, key);
    return text && text->is_string() ? std::optional(text->get<std::string>()) : std::nullopt;
}

// 0 for what is no log-probability.
double probabilityAt(const Json* value) {
    const Json* const logprob = member(value, "logprob");
    if (!logprob || !logprob->is_number()) return 0;
    const double number = logprob->get<double>();
    return std::isfinite(number) && number <= 1e-3 ? std::exp(std::min(number, 0.0)) : 0;
}

bool isBlank(const std::string& text) { return text.find_first_not_of(" \t\r\n\f\v") == std::string::npos; }

// Of each word of the scale, at one token of the answer.
std::vector<double> wordsAt(const Json& token, const VerdictScale& scale) {
    std::vector<double> ofWords(scale.numWords(), 0.0);
    const auto add = [&](const Json& alternative) {
        const std::optional<std::string> text = textAt(&alternative, "token");
        if (const auto word = text ? scale.wordIn(*text) : std::nullopt) ofWords[*word] += probabilityAt(&alternative);
    };
    const Json* const alternatives = member(&token, "top_logprobs");
    const std::optional<std::string> said = textAt(&token, "token");
    bool isListed = false;   // what was said is among the alternatives of most servers, not of all
    if (alternatives && alternatives->is_array())
        for (const Json& alternative : *alternatives) {
            isListed |= textAt(&alternative, "token") == said;
            add(alternative);
        }
    if (!isListed) add(token);
    return ofWords;
}

// Only where a word of the scale was said: of words that are merely possible, the list holds too few to weigh them against each other.
std::optional<JudgeVerdict> verdictByProbabilities(const Json* choice, const std::string& content, const VerdictScale& scale) {
    const std::optional<std::size_t> begins = scale.wordBeginning(content);
    const Json* const tokens = member(member(choice, "logprobs"), "content");
    if (!begins || !tokens || !tokens->is_array()) return std::nullopt;
    for (const Json& token : *tokens) {
        const std::optional<std::string> said = textAt(&token, "token");
        if (!said) return std::nullopt;
        if (isBlank(*said)) continue;
        if (scale.wordIn(*said) != begins) return std::nullopt;
        const JudgeVerdict verdict = scale.fromProbabilities(wordsAt(token, scale));
        return verdict.score && verdict.share <= 1.01 ? std::optional(verdict) : std::nullopt;
    }
    return std::nullopt;
}

}  // namespace

std::optional<RequestForm> simplerForm(const RequestForm& form, std::string_view refusal) {
    RequestForm simpler = form;
    const auto mentions = [&](std::string_view option) { return refusal.find(option) != std::string_view::npos; };
    if (!form.saysCompletionTokens && mentions("max_completion_tokens")) simpler.saysCompletionTokens = true;
    else if (form.numAlternatives > fewAlternatives && mentions("top_logprobs")) simpler.numAlternatives = fewAlternatives;
    else if (form.numAlternatives > 0) simpler.numAlternatives = 0;
    else return std::nullopt;
    return simpler;
}

std::string completionRequest(const JudgeRewardOptions& options, const std::string& question, const RequestForm& form) {
    Json request = {{"model", options.endpointModel}, {"messages", Json::array({{{"role", "user"}, {"content", question}}})}, {"temperature", 0}};
    request[form.saysCompletionTokens ? "max_completion_tokens" : "max_tokens"] = options.answerTokens;
    if (form.numAlternatives > 0) {
        request["logprobs"] = true;
        request["top_logprobs"] = form.numAlternatives;
    }
    return dumpJson(request);
}

Result<CompletionReply> readCompletion(std::string_view body, const VerdictScale& scale) {
    const Result<Json> reply = parseJson(repairUtf8(body), replyLimits);
    if (!reply) return fail(ErrorCode::InvalidData, "the reply is no JSON");
    const Json* const choice = firstOf(member(&*reply, "choices"));
    const Json* const message = member(choice, "message");
    const Json* const content = member(message, "content");
    if (!content || !(content->is_string() || content->is_null()))
        return fail(Error(ErrorCode::InvalidData, "the reply holds no answer (choices[0].message.content)"));
    CompletionReply read;
    const std::string said = content->is_string() ? content->get<std::string>() : std::string();
    const std::optional<JudgeVerdict> byProbabilities = verdictByProbabilities(choice, said, scale);
    read.verdict = byProbabilities ? *byProbabilities : scale.fromText(said);
    read.verdict.share = std::min(read.verdict.share, 1.0);
    if (!read.verdict.score && textAt(choice, "finish_reason") == "length") read.verdict.reason += " (cut off: answer_tokens is too small for this judge)";
    const Json* const tokens = member(member(&*reply, "usage"), "total_tokens");
    if (tokens && tokens->is_number_unsigned() && tokens->get<std::uint64_t>() < (std::uint64_t{1} << 40)) read.tokens = tokens->get<std::int64_t>();
    return read;
}

std::string refusalWords(std::string_view body) {
    const std::string text = repairUtf8(body);
    if (const Result<Json> reply = parseJson(text, replyLimits)) {
        const Json* const error = member(&*reply, "error");
        for (const auto& words : {textAt(error, "message"), textAt(&*reply, "error"), textAt(&*reply, "message"), textAt(&*reply, "detail")})
            if (words) return excerpt(*words, maxRefusalBytes);
    }
    return excerpt(text, maxRefusalBytes);
}

}  // namespace luthier
