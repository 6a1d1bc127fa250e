// SPDX-License-Identifier: Apache-2.0
#include "core/judges/local_judge.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <ATen/ATen.h>

#include "core/generation/prompt_file.h"
#include "core/generation/row_logps.h"
#include "core/judging/question_text.h"
#include "core/policy/policy.h"

namespace luthier {

namespace {

constexpr std::size_t maxBatchTokens = 4096, maxBatchQuestions = 64;   // the logits of so many positions are held at once

Error inModel(Error error, const JudgeRewardOptions& options) { return std::move(error).at(options.model).withKey("model"); }

}  // namespace

Result<std::unique_ptr<LocalJudge>> LocalJudge::load(const JudgeRewardOptions& options, at::TensorOptions place, const WorkContext& context) {
    ASSIGN_OR_RETURN(RowEncoder encoder, RowEncoder::load(options.model));
    std::unique_ptr<LocalJudge> judge(new LocalJudge(options, std::move(encoder)));
    if (!judge->m_encoder.chatTemplate())
        return fail(inModel(Error(ErrorCode::InvalidArgument, "the judge's model has no chat template, so nothing can be asked of it")
                                .withHint("take a model that was trained to answer (\"instruct\", \"chat\")"), options));
    judge->m_controlTexts = usualControlTexts();
    const Tokenizer& tokenizer = judge->m_encoder.tokenizer();
    for (TokenId id = 0; id < static_cast<TokenId>(tokenizer.vocabSize()); ++id)
        if (tokenizer.isSpecial(id))
            if (auto text = tokenizer.tokenOf(id)) judge->m_controlTexts.push_back(std::move(*text));
    Result<std::vector<TokenId>> shortest = judge->render(JudgeQuestion());
    if (!shortest) return fail(inModel(std::move(shortest.error()), options));
    judge->m_numSpecial = judge->numSpecial(*shortest);
    ASSIGN_OR_RETURN(judge->m_model, CausalModel::load(options.model, place, context));
    RETURN_IF_ERROR(judge->findWords());
    return judge;
}

Status LocalJudge::findWords() {
    const Tokenizer& tokenizer = m_encoder.tokenizer();
    m_tokensOfWord.assign(m_scale.numWords(), {});
    const auto numTokens = std::min(static_cast<std::int64_t>(tokenizer.vocabSize()), m_model->config().vocabSize);
    for (std::int64_t i = 0; i < numTokens; ++i) {
        const auto id = static_cast<TokenId>(i);
        if (tokenizer.isSpecial(id) || !tokenizer.tokenOf(id)) continue;
        ASSIGN_OR_RETURN(const std::string text, tokenizer.decode({id}, false));
        if (const auto word = m_scale.wordIn(text)) m_tokensOfWord[*word].push_back(id);
    }
    for (std::size_t word = 0; word < m_scale.numWords(); ++word)
        if (m_tokensOfWord[word].empty())
            return fail(inModel(Error(ErrorCode::InvalidArgument, "the tokenizer of the judge's model has no token for \"" + m_scale.word(word) + "\"")
                                    .withHint("take the other scale, or another model"), m_options));
    return {};
}

std::int64_t LocalJudge::numSpecial(const std::vector<TokenId>& ids) const {
    return std::count_if(ids.begin(), ids.end(), [&](TokenId id) { return m_encoder.tokenizer().isSpecial(id); });
}

Result<std::vector<TokenId>> LocalJudge::render(const JudgeQuestion& question) const {
    PromptRow row;
    Turn turn;
    turn.text = judgeQuestionText(m_options, question, m_controlTexts);
    row.conversation.turns.push_back(std::move(turn));
    // The length is looked at later, when the model is known.
    return promptIds(row, m_encoder, std::numeric_limits<std::int64_t>::max());
}

Result<std::vector<TokenId>> LocalJudge::promptOf(const JudgeQuestion& question) const {
    ASSIGN_OR_RETURN(std::vector<TokenId> ids, render(question));
    if (static_cast<std::int64_t>(ids.size()) > m_model->config().maxPositions)
        return fail(ErrorCode::InvalidData, "the question has " + std::to_string(ids.size()) + " tokens, the context of the judge's model is " +
                                                std::to_string(m_model->config().maxPositions));
    // A tokenizer may still find one, for example where it normalises other letters to those of its own texts.
    if (numSpecial(ids) != m_numSpecial) return fail(ErrorCode::InvalidData, "what is to be judged holds control tokens of the judge's model");
    RETURN_IF_ERROR(checkTokens(m_model->config(), ids));
    return ids;
}

at::Tensor LocalJudge::nextLogps(const std::vector<std::vector<TokenId>>& prompts) const {
    // What follows a prompt is asked for as the prediction of a token behind it; which one does not matter, it never goes into the model.
    std::vector<std::vector<TokenId>> rows = prompts;
    std::vector<std::vector<float>> weights;
    std::vector<Sample> samples;
    for (std::vector<TokenId>& row : rows) {
        row.push_back(row.back());
        weights.emplace_back(row.size(), 0.0F).back() = 1.0F;
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Sample sample;
        sample.row = static_cast<std::int64_t>(i);
        sample.ids = rows[i];
        sample.weights = weights[i];
        samples.push_back(sample);
    }
    const std::vector<kernels::SharedPrefix> prefixes = sharedPrefixesOf(samples);
    BatchBuilder builder;
    for (std::size_t i = 0; i < samples.size(); ++i) builder.addNeeded(samples[i], prefixes[i]);
    const at::NoGradGuard noGradient;
    const Policy policy(*m_model, kNoAdapter);
    const at::Tensor hidden_SH = policy.hiddenAtTargets(builder.finish().on(m_model->device()));
    return m_model->logits(hidden_SH).log_softmax(1).to(at::kCPU, at::kDouble).contiguous();
}

Result<std::vector<JudgeVerdict>> LocalJudge::ask(std::span<const JudgeQuestion> questions, const WorkContext& context) {
    std::vector<JudgeVerdict> verdicts(questions.size());
    std::vector<std::size_t> batchOf;
    std::vector<std::vector<TokenId>> prompts;
    std::size_t numTokens = 0;
    const auto judgeBatch = [&]() -> Status {
        if (prompts.empty()) return {};
        RETURN_IF_ERROR(context.checkpoint());
        const at::Tensor logps_SV = nextLogps(prompts);
        for (std::size_t s = 0; s < prompts.size(); ++s) {
            const double* const logps = logps_SV.const_data_ptr<double>() + static_cast<std::int64_t>(s) * logps_SV.size(1);
            std::vector<double> ofWords(m_scale.numWords(), 0.0);
            for (std::size_t word = 0; word < ofWords.size(); ++word)
                for (const TokenId id : m_tokensOfWord[word]) ofWords[word] += std::exp(logps[id]);
            verdicts[batchOf[s]] = m_scale.fromProbabilities(ofWords);
        }
        m_cost.tokens += static_cast<std::int64_t>(numTokens);
        context.progress({"judge", static_cast<std::int64_t>(batchOf.back()) + 1, static_cast<std::int64_t>(questions.size()), "answers"});
        prompts.clear();
        batchOf.clear();
        numTokens = 0;
        return {};
    };
    for (std::size_t i = 0; i < questions.size(); ++i) {
        Result<std::vector<TokenId>> prompt = promptOf(questions[i]);
        if (!prompt) {
            verdicts[i].reason = prompt.error().message;
            continue;
        }
        if (numTokens + prompt->size() > maxBatchTokens || prompts.size() == maxBatchQuestions) RETURN_IF_ERROR(judgeBatch());
        numTokens += prompt->size();
        prompts.push_back(std::move(*prompt));
        batchOf.push_back(i);
    }
    RETURN_IF_ERROR(judgeBatch());
    return verdicts;
}

}  // namespace luthier
