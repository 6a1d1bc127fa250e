// SPDX-License-Identifier: Apache-2.0
// A model with a selection of adapters, asked about the targets of a batch. Methods talk to this and never to the model. Thread: one at a time.
#pragma once

#include <cstdint>

#include <ATen/core/Tensor.h>

#include "core/batching/batch.h"
#include "core/kernels/ops.h"
#include "core/models/causal_model.h"
#include "core/models/score_head.h"

namespace luthier {

class Policy {
public:
    // slot kNoAdapter = the model as it is. The model must outlive this.
    Policy(CausalModel& model, AdapterSlot slot) : m_model(&model) { m_selection.uniform = slot; }

    // Training mode turns dropout on; the masks come from this seed alone (one per micro-batch).
    void setTraining(bool training, std::uint64_t dropoutSeed = 0) { m_training = training; m_dropoutSeed = dropoutSeed; }

    // -> [M,H], rows of the final hidden states at the targets, differentiable.
    at::Tensor hiddenAtTargets(const Batch& batch) const;
    // sum over targets of weight * -log p(token), differentiable; report as in kernels::linearCrossEntropy.
    at::Tensor weightedNll(const Batch& batch, kernels::TargetReport* report = nullptr) const;
    // log p(token) at each target, differentiable. -> [M] float32; report as in kernels::tokenNll.
    at::Tensor tokenLogps(const Batch& batch, kernels::TargetReport* report = nullptr) const;
    // log p(token) at each target, no gradient. -> [M] float32
    at::Tensor targetLogps(const Batch& batch) const;

    // Of a reward model; must outlive this. nullptr: there is none.
    void setScoreHead(const ScoreHead* head) { m_scoreHead = head; }
    const ScoreHead* scoreHead() const { return m_scoreHead; }
    // The head's reading of each sequence's end, differentiable. -> [S,D] float32
    at::Tensor rawScores(const Batch& batch) const;

    // Of a critic; must outlive this. nullptr: there is none. trainsLayers: its gradient goes on into the model.
    void setValueHead(const ScoreHead* head, bool trainsLayers = true) { m_valueHead = head; m_valueTrainsLayers = trainsLayers; }
    // Probabilities are those of softmax(logits / temperature), as answers are drawn.
    void setTemperature(double temperature) { m_temperature = temperature; }
    // log p(token) at each target as tokenLogps, and what the critic expects before it, in one pass. -> [M] float32 each; values undefined without a head
    struct TokenReadings { at::Tensor logp_M, value_M; };
    TokenReadings readTokens(const Batch& batch, kernels::TargetReport* report = nullptr) const;

    CausalModel& model() const { return *m_model; }
    AdapterSlot slot() const { return m_selection.uniform; }

private:
    CausalModel* m_model;
    at::Tensor hiddenStates(const Batch& batch) const;
    at::Tensor cooled(const at::Tensor& hidden_MH) const { return m_temperature == 1.0 ? hidden_MH : hidden_MH / m_temperature; }
    AdapterSelection m_selection;
    const ScoreHead* m_scoreHead = nullptr;
    const ScoreHead* m_valueHead = nullptr;
    bool m_valueTrainsLayers = true;
    double m_temperature = 1.0;
    bool m_training = false;
    std::uint64_t m_dropoutSeed = 0;
};

}  // namespace luthier
