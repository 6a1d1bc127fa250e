// SPDX-License-Identifier: Apache-2.0
// From logits to the next token. Order as in transformers: repetition penalty, temperature, top-k, top-p, min-p, softmax. Thread: pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/error.h"
#include "core/text/token.h"

namespace luthier {

struct SamplingOptions {
    double temperature = 0;          // 0 = greedy: the most likely token, the lower id of equals; what follows is then not used except the penalty
    std::int64_t topK = 0;           // 0 = all
    double topP = 1;                 // the smallest set of tokens whose probability reaches this (Holtzman et al. 2019)
    double minP = 0;                 // only tokens with at least this share of the most likely one's probability (Nguyen et al. 2024)
    double repetitionPenalty = 1;    // tokens already there: logit > 0 is divided, logit < 0 multiplied by it (Keskar et al. 2019)
    std::uint64_t seed = 1;
    bool greedy() const { return temperature == 0; }
    bool limits() const { return topK > 0 || topP < 1 || minP > 0; }   // not every token is a candidate
    // Something besides temperature decides.
    bool filters() const { return repetitionPenalty != 1 || (!greedy() && limits()); }
};

// Errors: InvalidArgument with the option's name as key.
Status checkSampling(const SamplingOptions& options);

struct Candidate { TokenId id = 0; double probability = 0; };

// Changes the logits of tokens already in the sequence; each id once.
void penalizeRepetition(std::span<float> logits_V, std::span<const TokenId> distinctPrevious, double penalty);

// The tokens left after temperature and filters with probabilities that sum to 1, by id. Needs temperature > 0.
// Errors: InvalidData when the logits are NaN or all -infinity.
Result<std::vector<Candidate>> candidates(std::span<const float> logits_V, const SamplingOptions& options);

// One token from logits after the penalty. uniform in [0, 1) decides; not used when greedy. Errors as candidates().
Result<TokenId> chooseToken(std::span<const float> logits_V, const SamplingOptions& options, double uniform);

}  // namespace luthier
