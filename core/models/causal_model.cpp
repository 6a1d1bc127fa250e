// SPDX-License-Identifier: Apache-2.0
#include "core/models/causal_model.h"

#include <cmath>
#include <numbers>

#include <ATen/ATen.h>

#include "core/kernels/matmul.h"
#include "core/kernels/ops.h"

namespace luthier {

namespace {

LayerContext layerContext(const ModelInput& input) { return {input.layout, input.adapters, input.training, input.dropoutSeed}; }

// Llama 3.1's stretched frequencies: long waves are divided by factor, short ones kept, smooth in between (research: algorithms.md 4.3).
double llama3Frequency(double inverse, const RopeScaling& scaling) {
    const double wavelength = 2.0 * std::numbers::pi / inverse, original = static_cast<double>(scaling.originalMaxPositions);
    if (wavelength < original / scaling.highFreqFactor) return inverse;
    if (wavelength > original / scaling.lowFreqFactor) return inverse / scaling.factor;
    const double smooth = (original / wavelength - scaling.lowFreqFactor) / (scaling.highFreqFactor - scaling.lowFreqFactor);
    return (1.0 - smooth) * inverse / scaling.factor + smooth * inverse;
}

}  // namespace

void CausalModel::buildRope() {
    const std::int64_t half = m_config.headDim / 2;
    m_inverseFrequency_D = at::empty({half}, at::kFloat);
    float* out = m_inverseFrequency_D.data_ptr<float>();
    for (std::int64_t i = 0; i < half; ++i) {
        double inverse = 1.0 / std::pow(m_config.ropeTheta, 2.0 * static_cast<double>(i) / static_cast<double>(m_config.headDim));
        if (m_config.ropeScaling.type == RopeScaling::Type::Linear) inverse /= m_config.ropeScaling.factor;
        if (m_config.ropeScaling.type == RopeScaling::Type::Llama3) inverse = llama3Frequency(inverse, m_config.ropeScaling);
        out[i] = static_cast<float>(inverse);
    }
}

at::Tensor CausalModel::attend(const Layer& layer, std::int64_t index, const kernels::Activation& x_TH, const at::Tensor& cos_TD, const at::Tensor& sin_TD,
                               const ModelInput& input) const {
    const LayerContext context = layerContext(input);
    const std::int64_t numTokens = x_TH.value.size(0), width = m_config.headDim;
    const at::Tensor query = kernels::rope(layer.q.forward(x_TH, context).view({numTokens, m_config.numHeads, width}), cos_TD, sin_TD);
    const at::Tensor key = kernels::rope(layer.k.forward(x_TH, context).view({numTokens, m_config.numKvHeads, width}), cos_TD, sin_TD);
    const at::Tensor value = layer.v.forward(x_TH, context).view({numTokens, m_config.numKvHeads, width});
    const double scale = 1.0 / std::sqrt(static_cast<double>(width));
    at::Tensor out;
    if (input.cache) {
        out = at::empty_like(query);
        for (std::int64_t s = 0; s < input.layout->numSegments(); ++s) {
            const std::int64_t begin = input.layout->starts[static_cast<std::size_t>(s)], length = input.layout->length(s);
            const KvCache::View all =
                input.cache->append(index, input.cacheSequences[static_cast<std::size_t>(s)], key.narrow(0, begin, length), value.narrow(0, begin, length));
            out.narrow(0, begin, length)
                .copy_(kernels::cachedAttention(query.narrow(0, begin, length), all.key_PKD, all.value_PKD, scale, m_config.slidingWindow));
        }
    } else {
        out = kernels::segmentAttention(query, key, value, input.layout->starts, scale, m_config.slidingWindow);
    }
    return layer.o.forward(out.view({numTokens, m_config.numHeads * width}), context);
}

at::Tensor CausalModel::decode(const Layer& layer, std::int64_t index, const at::Tensor& x_TH, const at::Tensor& cos_TD, const at::Tensor& sin_TD,
                               const ModelInput& input) const {
    const LayerContext context = layerContext(input);
    const at::Tensor h_TH = x_TH + attend(layer, index, kernels::rmsNormActivation(x_TH, layer.inputNorm_H, m_config.rmsNormEps), cos_TD, sin_TD, input);
    const kernels::Activation normed_TH = kernels::rmsNormActivation(h_TH, layer.postAttentionNorm_H, m_config.rmsNormEps);
    const kernels::Activation inner_TF = kernels::swigluActivation(layer.gate.forward(normed_TH, context), layer.up.forward(normed_TH, context));
    return h_TH + layer.down.forward(inner_TF, context);
}

at::Tensor CausalModel::hiddenStates(const ModelInput& input) const {
    TORCH_CHECK(input.layout && input.adapters && input.tokens_T.size(0) == input.layout->numTokens(), "model input: ", input.tokens_T.size(0),
                " tokens, segments end at ", input.layout ? input.layout->numTokens() : -1);
    // float32 tables from integer positions: in bf16 the positions would be wrong beyond 256 (pitfall 7).
    const at::Tensor angle_TD = input.positions_T.to(at::kFloat).unsqueeze(1) * m_inverseFrequency_D;
    const at::Tensor cos_TD = angle_TD.cos(), sin_TD = angle_TD.sin();
    at::Tensor x_TH = at::embedding(m_embedding_VH, input.tokens_T);
    for (std::int64_t i = 0; i < static_cast<std::int64_t>(m_layers.size()); ++i) {
        const at::AutoGradMode recording(at::GradMode::is_enabled() && i >= m_firstTrainedLayer);
        x_TH = decode(m_layers[static_cast<std::size_t>(i)], i, x_TH, cos_TD, sin_TD, input);
    }
    if (input.cache)
        for (std::int64_t s = 0; s < input.layout->numSegments(); ++s)
            input.cache->commit(input.cacheSequences[static_cast<std::size_t>(s)], input.layout->length(s));
    return kernels::rmsNorm(x_TH, m_norm_H, m_config.rmsNormEps);
}

at::Tensor CausalModel::logits(const at::Tensor& hidden_MH) const { return kernels::matmulNT(hidden_MH, m_head_VH).to(at::kFloat); }

std::vector<NamedParameter> CausalModel::parameters() const {
    using Part = TensorSpec::Part;
    std::vector<NamedParameter> list{{"model.embed_tokens.weight", m_embedding_VH, Part::Embedding, -1}};
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        const Layer& layer = m_layers[i];
        const std::string prefix = "model.layers." + std::to_string(i) + ".";
        const auto index = static_cast<std::int64_t>(i);
        list.push_back({prefix + "input_layernorm.weight", layer.inputNorm_H, Part::Norm, index});
        for (const Linear* linear : {&layer.q, &layer.k, &layer.v, &layer.o}) {
            list.push_back({linear->path() + ".weight", linear->weight(), Part::Linear, index});
            if (linear->bias().defined()) list.push_back({linear->path() + ".bias", linear->bias(), Part::Bias, index});
        }
        list.push_back({prefix + "post_attention_layernorm.weight", layer.postAttentionNorm_H, Part::Norm, index});
        for (const Linear* linear : {&layer.gate, &layer.up, &layer.down}) {
            list.push_back({linear->path() + ".weight", linear->weight(), Part::Linear, index});
            if (linear->bias().defined()) list.push_back({linear->path() + ".bias", linear->bias(), Part::Bias, index});
        }
    }
    list.push_back({"model.norm.weight", m_norm_H, Part::Norm, m_config.numLayers});
    if (!m_config.tiedHead) list.push_back({"lm_head.weight", m_head_VH, Part::Head, m_config.numLayers});
    return list;
}

std::vector<Linear*> CausalModel::linears() {
    std::vector<Linear*> list;
    for (Layer& layer : m_layers)
        for (Linear* linear : {&layer.q, &layer.k, &layer.v, &layer.o, &layer.gate, &layer.up, &layer.down}) list.push_back(linear);
    return list;
}

void CausalModel::setRequiresGrad(const std::function<bool(const NamedParameter&)>& trained) {
    for (NamedParameter& parameter : parameters()) parameter.tensor.set_requires_grad(trained(parameter));
}

const std::string& CausalModel::fingerprint() const {
    if (m_fingerprint.empty()) m_fingerprint = fingerprintOf(parameters());
    return m_fingerprint;
}

}  // namespace luthier
