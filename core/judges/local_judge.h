// SPDX-License-Identifier: Apache-2.0
// A model on this machine as judge: the probabilities it gives to the words of the scale as the next thing it would say. It writes nothing, so nothing has to
// be parsed, and one forward pass per question is all it costs. Thread: the thread of its model.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <ATen/core/Tensor.h>

#include "core/judging/judge.h"
#include "core/judging/verdict_scale.h"
#include "core/models/causal_model.h"
#include "core/rewards/judge_reward.h"
#include "core/text/encode_row.h"

namespace luthier {

class LocalJudge : public Judge {
public:
    // Errors: those of the model folder; InvalidArgument where the model has no chat template, or its tokenizer no token for a word of the scale.
    static Result<std::unique_ptr<LocalJudge>> load(const JudgeRewardOptions& options, at::TensorOptions place, const WorkContext& context = {});

    // Questions longer than the model's context have no verdict. Errors: Cancelled.
    Result<std::vector<JudgeVerdict>> ask(std::span<const JudgeQuestion> questions, const WorkContext& context) override;
    JudgeCost cost() const override { return m_cost; }
    void continueCost(const JudgeCost& before) override { m_cost = before; }

    // The tokens that are this word of the scale: in any case, with a space in front or not.
    const std::vector<TokenId>& tokensOf(std::size_t word) const { return m_tokensOfWord[word]; }
    const CausalModel& model() const { return *m_model; }
    // What the model reads: the question in its template, up to where it would answer. Errors: InvalidData (too long; it holds tokens with a meaning to the
    // model where there must be none), those of the template.
    Result<std::vector<TokenId>> promptOf(const JudgeQuestion& question) const;

private:
    LocalJudge(const JudgeRewardOptions& options, RowEncoder encoder)
        : m_options(options), m_scale(options), m_encoder(std::move(encoder)) {}
    Status findWords();
    Result<std::vector<TokenId>> render(const JudgeQuestion& question) const;
    std::int64_t numSpecial(const std::vector<TokenId>& ids) const;
    // One flat batch. -> [S,V] log-probabilities of the next token, on the processor.
    at::Tensor nextLogps(const std::vector<std::vector<TokenId>>& prompts) const;

    JudgeRewardOptions m_options;
    VerdictScale m_scale;
    RowEncoder m_encoder;
    std::unique_ptr<CausalModel> m_model;
    std::vector<std::vector<TokenId>> m_tokensOfWord;
    std::vector<std::string> m_controlTexts;
    std::int64_t m_numSpecial = 0;               // in a question, from the template
    JudgeCost m_cost;
};

}  // namespace luthier
