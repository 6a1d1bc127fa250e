// SPDX-License-Identifier: Apache-2.0
#include "core/models/causal_model.h"

#include <cmath>
#include <numbers>

#include <ATen/ATen.h>

#include "core/kernels/ops.h"

namespace luthier {

namespace {

// One new token for each sequence: a decoding step.
bool isDecodingStep(const ModelInput& input) {
    return input.cacheTable_LS3.defined() || (input.cache && input.layout->numTokens() == input.layout->numSegments());
}

LayerContext layerContext(const ModelInput& input) { return {input.layout, input.adapters, input.training, input.dropoutSeed, isDecodingStep(input)}; }

double attentionScale(const ModelConfig& config) { return 1.0 / std::sqrt(static_cast<double>(config.headDim)); }

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
    const at::Tensor made_D = at::empty({half}, at::kFloat);
    float* out = made_D.data_ptr<float>();
    for (std::int64_t i = 0; i < half; ++i) {
        double inverse = 1.0 / std::pow(m_config.ropeTheta, 2.0 * static_cast<double>(i) / static_cast<double>(m_config.headDim));
        if (m_config.ropeScaling.type == RopeScaling::Type::Linear) inverse /= m_config.ropeScaling.factor;
        if (m_config.ropeScaling.type == RopeScaling::Type::Llama3) inverse = llama3Frequency(inverse, m_config.ropeScaling);
        out[i] = static_cast<float>(inverse);
    }
    m_inverseFrequency_D = made_D.to(device());
}

at::Tensor CausalModel::attendCached(std::int64_t index, const at::Tensor& queryKeyValue, const at::Tensor& cos_TD, const at::Tensor& sin_TD,
                                     const ModelInput& input) const {
    const std::int64_t numTokens = queryKeyValue.size(0), width = m_config.headDim, numHeads = m_config.numHeads, numKvHeads = m_config.numKvHeads;
    const auto heads = [&](std::int64_t first, std::int64_t count) {
        return queryKeyValue.narrow(1, first * width, count * width).view({numTokens, count, width});
    };
    const at::Tensor turned = kernels::rope(heads(0, numHeads + numKvHeads), cos_TD, sin_TD), value = heads(numHeads + numKvHeads, numKvHeads);
    const at::Tensor query = turned.narrow(1, 0, numHeads), key = turned.narrow(1, numHeads, numKvHeads);
    if (input.cacheTable_LS3.defined())
        return kernels::attendOverTable(query, key, value, {input.cacheTable_LS3.select(0, index), input.mostPositions}, attentionScale(m_config),
                                        m_config.slidingWindow).view({numTokens, numHeads * width});
    if (numTokens == input.layout->numSegments()) {   // one new token each
        const std::vector<kernels::CachedSequence> sequences = input.cache->appendEach(index, input.cacheSequences, key, value);
        return kernels::cachedAttention(query, sequences, attentionScale(m_config), m_config.slidingWindow).view({numTokens, numHeads * width});
    }
    at::Tensor out = at::empty({numTokens, numHeads, width}, query.options());
    for (std::int64_t s = 0; s < input.layout->numSegments(); ++s) {
        const std::int64_t begin = input.layout->starts[static_cast<std::size_t>(s)], length = input.layout->length(s);
        const auto part = [&](const at::Tensor& t) { return t.narrow(0, begin, length); };
        const KvCache::View all = input.cache->append(index, input.cacheSequences[static_cast<std::size_t>(s)], part(key), part(value));
        part(out).copy_(kernels::cachedAttention(part(query), all.key_PKD, all.value_PKD, attentionScale(m_config), m_config.slidingWindow));
    }
    return out.view({numTokens, numHeads * width});
}

at::Tensor CausalModel::attend(const Layer& layer, std::int64_t index, const kernels::Activation& x_TH, const at::Tensor& cos_TD, const at::Tensor& sin_TD,
                               const ModelInput& input) const {
    const LayerContext context = layerContext(input);
    const at::Tensor queryKeyValue = layer.queryKeyValue.forward(x_TH, context);
    const kernels::AttentionShape shape{m_config.numHeads, m_config.numKvHeads, m_config.headDim, attentionScale(m_config), m_config.slidingWindow};
    const at::Tensor out = input.cache || input.cacheTable_LS3.defined() ? attendCached(index, queryKeyValue, cos_TD, sin_TD, input)
                                       : kernels::rotaryAttention(queryKeyValue, cos_TD, sin_TD, input.layout->starts, shape, input.layout->prefixes);
    return layer.output.forward(out, context);
}

CausalModel::Stream CausalModel::decode(const Layer& layer, std::int64_t index, const Stream& stream, const at::Tensor& cos_TD, const at::Tensor& sin_TD,
                                        const ModelInput& input) const {
    const LayerContext context = layerContext(input);
    const kernels::NormedSum before = kernels::addRmsNorm(stream.x_TH, stream.delta_TH, layer.inputNorm_H, m_config.rmsNormEps);
    const at::Tensor attended_TH = attend(layer, index, before.normed_TH, cos_TD, sin_TD, input);
    const kernels::NormedSum between = kernels::addRmsNorm(before.sum_TH, attended_TH, layer.postAttentionNorm_H, m_config.rmsNormEps);
    kernels::Activation gateUp_TF = layer.gateUp.forward(between.normed_TH, context);
    // Whoever asks for the backward pass still has the layout and the adapters that this one was asked with.
    if (input.recomputes && gateUp_TF.value.requires_grad() && between.normed_TH.again)
        gateUp_TF.again = [&layer, context, normed = between.normed_TH.again] { return layer.gateUp.forward(normed(), context); };
    return {between.sum_TH, layer.down.forward(kernels::swiglu(gateUp_TF), context)};
}

at::Tensor CausalModel::hiddenStates(const ModelInput& input) const {
    TORCH_CHECK(input.layout && input.adapters && input.tokens_T.size(0) == input.layout->numTokens(), "model input: ", input.tokens_T.size(0),
                " tokens, segments end at ", input.layout ? input.layout->numTokens() : -1);
    TORCH_CHECK(!input.layout->sharesPrefixes() || (!input.cache && input.adapters->isUniform()),
                "tokens are shared between segments, which have caches or adapters of their own");
    // float32 tables from integer positions: in bf16 the positions would be wrong beyond 256 (pitfall 7).
    const at::Tensor angle_TD = input.positions_T.to(at::kFloat).unsqueeze(1) * m_inverseFrequency_D;
    const at::Tensor cos_TD = angle_TD.cos(), sin_TD = angle_TD.sin();
    Stream stream{at::embedding(m_embedding_VH, input.tokens_T).to(dtype()), {}};
    for (std::int64_t i = 0; i < static_cast<std::int64_t>(m_layers.size()); ++i) {
        const at::AutoGradMode recording(at::GradMode::is_enabled() && i >= m_firstTrainedLayer);
        stream = decode(m_layers[static_cast<std::size_t>(i)], i, stream, cos_TD, sin_TD, input);
    }
    if (input.cache)
        for (std::int64_t s = 0; s < input.layout->numSegments(); ++s)
            input.cache->commit(input.cacheSequences[static_cast<std::size_t>(s)], input.layout->length(s));
    return kernels::addRmsNorm(stream.x_TH, stream.delta_TH, m_norm_H, m_config.rmsNormEps).normed_TH.value;
}

at::Tensor CausalModel::logits(const at::Tensor& hidden_MH) const { return kernels::rowwiseLinear(hidden_MH, m_head_VH); }

std::vector<NamedParameter> CausalModel::parameters() const {
    using Part = TensorSpec::Part;
    std::vector<NamedParameter> list{{"model.embed_tokens.weight", m_embedding_VH, Part::Embedding, -1}};
    const auto addGroup = [&list](const LinearGroup& group, std::int64_t index) {
        for (const Linear& linear : group.members()) {
            list.push_back({linear.path() + ".weight", linear.weight(), Part::Linear, index});
            if (linear.bias().defined()) list.push_back({linear.path() + ".bias", linear.bias(), Part::Bias, index});
        }
    };
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        const Layer& layer = m_layers[i];
        const std::string prefix = "model.layers." + std::to_string(i) + ".";
        const auto index = static_cast<std::int64_t>(i);
        list.push_back({prefix + "input_layernorm.weight", layer.inputNorm_H, Part::Norm, index});
        addGroup(layer.queryKeyValue, index);
        addGroup(layer.output, index);
        list.push_back({prefix + "post_attention_layernorm.weight", layer.postAttentionNorm_H, Part::Norm, index});
        addGroup(layer.gateUp, index);
        addGroup(layer.down, index);
    }
    list.push_back({"model.norm.weight", m_norm_H, Part::Norm, m_config.numLayers});
    if (!m_config.tiedHead) list.push_back({"lm_head.weight", m_head_VH, Part::Head, m_config.numLayers});
    return list;
}

std::vector<Linear*> CausalModel::linears() {
    std::vector<Linear*> list;
    for (Layer& layer : m_layers)
        for (LinearGroup* group : {&layer.queryKeyValue, &layer.output, &layer.gateUp, &layer.down})
            for (Linear& linear : group->members()) list.push_back(&linear);
    return list;
}

void CausalModel::holdAdapter(AdapterSlot slot) const {
    for (const Layer& layer : m_layers)
        for (const LinearGroup* group : {&layer.queryKeyValue, &layer.output, &layer.gateUp, &layer.down}) group->hold(slot);
}

void CausalModel::letGoOfAdapter(AdapterSlot slot) const {
    for (const Layer& layer : m_layers)
        for (const LinearGroup* group : {&layer.queryKeyValue, &layer.output, &layer.gateUp, &layer.down}) group->letGo(slot);
}

void CausalModel::setRequiresGrad(const std::function<bool(const NamedParameter&)>& trained) {
    for (NamedParameter& parameter : parameters()) parameter.tensor.set_requires_grad(trained(parameter));
}

const std::string& CausalModel::fingerprint() const {
    if (m_fingerprint.empty()) m_fingerprint = fingerprintOf(parameters(), dtype());
    return m_fingerprint;
}

}  // namespace luthier
