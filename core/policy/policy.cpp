// SPDX-License-Identifier: Apache-2.0
#include "core/policy/policy.h"

#include <ATen/ATen.h>

namespace luthier {

at::Tensor Policy::hiddenStates(const Batch& batch) const {
    ModelInput input;
    input.tokens_T = batch.tokens_T;
    input.positions_T = batch.positions_T;
    input.layout = &batch.layout;
    input.adapters = &m_selection;
    input.training = m_training;
    input.dropoutSeed = m_dropoutSeed;
    input.recomputes = batch.recomputes;
    return m_model->hiddenStates(input);
}

at::Tensor Policy::hiddenAtTargets(const Batch& batch) const { return hiddenStates(batch).index_select(0, batch.targets.position_M); }

at::Tensor Policy::rawScores(const Batch& batch) const {
    TORCH_CHECK(m_scoreHead && batch.ends_S.defined(), "scores need a head, and sequences that are read at their ends");
    return m_scoreHead->raw(hiddenStates(batch).index_select(0, batch.ends_S));
}

at::Tensor Policy::weightedNll(const Batch& batch, kernels::TargetReport* report) const {
    return kernels::linearCrossEntropy(hiddenAtTargets(batch), m_model->headWeight(), batch.targets.token_M, batch.targets.weight_M, report);
}

at::Tensor Policy::tokenLogps(const Batch& batch, kernels::TargetReport* report) const {
    return kernels::tokenNll(cooled(hiddenAtTargets(batch)), m_model->headWeight(), batch.targets.token_M, report).neg();
}

Policy::TokenReadings Policy::readTokens(const Batch& batch, kernels::TargetReport* report) const {
    const at::Tensor hidden_MH = hiddenAtTargets(batch);
    TokenReadings read;
    read.logp_M = kernels::tokenNll(cooled(hidden_MH), m_model->headWeight(), batch.targets.token_M, report).neg();
    if (m_valueHead) read.value_M = m_valueHead->raw(m_valueTrainsLayers ? hidden_MH : hidden_MH.detach()).squeeze(1);
    return read;
}

at::Tensor Policy::targetLogps(const Batch& batch) const {
    const at::NoGradGuard noGradient;
    return kernels::tokenLogps(cooled(hiddenAtTargets(batch)), m_model->headWeight(), batch.targets.token_M);
}

}  // namespace luthier
