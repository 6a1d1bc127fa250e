// SPDX-License-Identifier: Apache-2.0
// What methods that learn from pairs have in common: the log-probabilities of a batch's answers, and what is reported of them. Legend: P pairs, S segments,
// M targets. Thread: free functions.
#pragma once

#include <ATen/core/Tensor.h>

#include "core/methods/method.h"

namespace luthier {

// Sums of weight * log p over the trained tokens of each answer, float64; those of the policy differentiable.
struct PairLogps {
    at::Tensor chosen_P, rejected_P;
    at::Tensor referenceChosen_P, referenceRejected_P;
    at::Tensor numChosen_P, numRejected_P;                // sums of the weights: trained tokens, where no turn has a weight of its own
    double numChosenTargets = 0;                          // trained tokens of all chosen answers, known without waiting
    at::Tensor chosenRatio() const { return chosen_P - referenceChosen_P; }
    at::Tensor rejectedRatio() const { return rejected_P - referenceRejected_P; }
    at::Tensor chosenMean() const { return chosen_P / numChosen_P; }
    at::Tensor rejectedMean() const { return rejected_P / numRejected_P; }
};

// Every row of the batch is a pair. Also reports how many of the chosen answers' tokens are the policy's first choice.
PairLogps pairLogpsOf(Policy& policy, const Batch& batch, BatchReport& report);

// weight times the mean token loss of the chosen answers, as a term beside a loss over pairs; reported as nll_loss.
LossTerm chosenNllTerm(const PairLogps& logps, double weight, const StepTotals& totals, BatchReport& report);

// Rewards and log-probabilities under TRL's names, and the loss of each pair; all of it without gradient.   [P] each
void reportPairs(const Batch& batch, const PairLogps& logps, const at::Tensor& chosenReward_P, const at::Tensor& rejectedReward_P, const at::Tensor& loss_P,
                 BatchReport& report);
}  // namespace luthier
