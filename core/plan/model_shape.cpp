// SPDX-License-Identifier: Apache-2.0
#include "core/plan/model_shape.h"

#include <algorithm>
#include <limits>
#include <string>

namespace luthier {

namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

struct LayerNames { std::vector<std::string> queryKeyValue, output, gateUp, down; };

LayerNames namesOf(std::int64_t layer) {
    const std::string prefix = "model.layers." + std::to_string(layer) + ".", attention = prefix + "self_attn.", mlp = prefix + "mlp.";
    return {{attention + "q_proj", attention + "k_proj", attention + "v_proj"},
            {attention + "o_proj"},
            {mlp + "gate_proj", mlp + "up_proj"},
            {mlp + "down_proj"}};
}

void addLora(GroupShape& group, const std::vector<std::string>& names, bool hasBias, const LoraOptions& lora) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        const bool targeted = lora.targets.matches(names[i], false);
        group.members[i].rank = targeted ? lora.rank : 0;
        group.members[i].trainsBias = hasBias && (lora.bias == LoraBias::All || (lora.bias == LoraBias::LoraOnly && targeted));
    }
}

void applyLora(ModelShape& shape, const ModelConfig& config, const LoraOptions& lora) {
    shape.dropout = lora.dropout;
    for (std::size_t i = 0; i < shape.layers.size(); ++i) {
        const LayerNames names = namesOf(static_cast<std::int64_t>(i));
        LayerShape& layer = shape.layers[i];
        addLora(layer.queryKeyValue, names.queryKeyValue, config.qkvBias, lora);
        addLora(layer.output, names.output, config.outputBias, lora);
        addLora(layer.gateUp, names.gateUp, config.mlpBias, lora);
        addLora(layer.down, names.down, config.mlpBias, lora);
    }
}

void trainGroup(GroupShape& group, bool hasBias) {
    for (MemberShape& member : group.members) {
        member.trainsWeight = true;
        member.trainsBias = hasBias;
    }
}

void trainLayers(ModelShape& shape, const ModelConfig& config, std::int64_t first) {
    for (std::size_t i = static_cast<std::size_t>(first); i < shape.layers.size(); ++i) {
        LayerShape& layer = shape.layers[i];
        layer.trainsNorms = true;
        trainGroup(layer.queryKeyValue, config.qkvBias);
        trainGroup(layer.output, config.outputBias);
        trainGroup(layer.gateUp, config.mlpBias);
        trainGroup(layer.down, config.mlpBias);
    }
}

void apply(ModelShape& shape, const ModelConfig& config, const LoraOptions& options) { applyLora(shape, config, options); }

void apply(ModelShape& shape, const ModelConfig& config, const FullOptions& options) {
    trainLayers(shape, config, 0);
    shape.trainsFinalNorm = true;
    shape.trainsEmbedding = options.trainEmbeddings;
    shape.trainsHead = options.trainEmbeddings || !shape.tiedHead;
}

void apply(ModelShape& shape, const ModelConfig& config, const LastLayersOptions& options) {
    const std::int64_t first = std::max<std::int64_t>(0, config.numLayers - options.layers);
    trainLayers(shape, config, first);
    shape.trainsFinalNorm = true;
    shape.trainsHead = options.trainHead;
    shape.trainsEmbedding = options.trainHead && shape.tiedHead;
    shape.firstRecorded = shape.trainsEmbedding ? 0 : first;
}

}  // namespace

std::int64_t cappedSum(std::int64_t a, std::int64_t b) {
    std::int64_t sum = 0;
    return __builtin_add_overflow(a, b, &sum) ? kMost : sum;
}

std::int64_t cappedProduct(std::int64_t a, std::int64_t b) {
    std::int64_t product = 0;
    return __builtin_mul_overflow(a, b, &product) ? kMost : product;
}

std::int64_t GroupShape::numOutputs() const {
    std::int64_t sum = 0;
    for (const MemberShape& member : members) sum += member.numOutputs;
    return sum;
}

std::int64_t GroupShape::sumRanks() const {
    std::int64_t sum = 0;
    for (const MemberShape& member : members) sum += member.rank;
    return sum;
}

bool GroupShape::trains() const {
    return std::any_of(members.begin(), members.end(), [](const MemberShape& m) { return m.rank > 0 || m.trainsWeight || m.trainsBias; });
}

bool GroupShape::needsInput() const {
    return std::any_of(members.begin(), members.end(), [](const MemberShape& m) { return m.rank > 0 || m.trainsWeight; });
}

std::int64_t GroupShape::numTrainedWeights() const {
    std::int64_t sum = 0;
    for (const MemberShape& member : members) {
        if (!member.trainsWeight) continue;
        sum = cappedSum(sum, cappedProduct(numInputs, member.numOutputs));
        if (member.trainsBias) sum = cappedSum(sum, member.numOutputs);
    }
    return sum;
}

std::int64_t GroupShape::numAdapterWeights() const {
    std::int64_t sum = 0;
    for (const MemberShape& member : members) {
        sum += member.rank * (numInputs + member.numOutputs);
        if (!member.trainsWeight && member.trainsBias) sum += member.numOutputs;
    }
    return sum;
}

std::int64_t ModelShape::numAdapter() const {
    std::int64_t sum = 0;
    for (const LayerShape& layer : layers)
        for (const GroupShape* group : {&layer.queryKeyValue, &layer.output, &layer.gateUp, &layer.down}) sum = cappedSum(sum, group->numAdapterWeights());
    return sum;
}

std::int64_t ModelShape::numTrained() const {
    std::int64_t sum = cappedSum(numAdapter(), trainsFinalNorm ? hidden : 0);
    for (const LayerShape& layer : layers) {
        for (const GroupShape* group : {&layer.queryKeyValue, &layer.output, &layer.gateUp, &layer.down}) sum = cappedSum(sum, group->numTrainedWeights());
        if (layer.trainsNorms) sum = cappedSum(sum, 2 * hidden);
    }
    const std::int64_t table = cappedProduct(vocabulary, hidden);
    if (trainsEmbedding) sum = cappedSum(sum, table);
    if (trainsHead && !tiedHead) sum = cappedSum(sum, table);
    return sum;
}

std::int64_t ModelShape::numLinear() const {
    std::int64_t sum = 0;
    for (const LayerShape& layer : layers)
        for (const GroupShape* group : {&layer.queryKeyValue, &layer.output, &layer.gateUp, &layer.down})
            sum = cappedSum(sum, cappedProduct(group->numInputs, group->numOutputs()));
    return sum;
}

std::int64_t ModelShape::weightBytes(std::int64_t elementBytes) const {
    const std::int64_t saved = narrowLinears ? cappedProduct(numLinear(), elementBytes - 2) : 0;
    return cappedProduct(numParameters, elementBytes) - saved;
}

std::int64_t ModelShape::largestTensor() const {
    std::int64_t largest = cappedProduct(vocabulary, hidden);
    if (layers.empty()) return largest;
    for (const GroupShape* group : {&layers[0].queryKeyValue, &layers[0].gateUp})
        largest = std::max(largest, cappedProduct(group->numInputs, group->numOutputs()));
    return largest;
}

ModelShape shapeOf(const ModelConfig& config, const AdapterOptions& adapter) {
    ModelShape shape;
    shape.hidden = config.hiddenSize;
    shape.vocabulary = config.vocabSize;
    shape.numHeads = config.numHeads;
    shape.numKvHeads = config.numKvHeads;
    shape.headWidth = config.headDim;
    shape.ffn = config.ffnSize;
    shape.tiedHead = config.tiedHead;
    const std::int64_t queries = config.numHeads * config.headDim, keys = config.numKvHeads * config.headDim;
    LayerShape layer;
    layer.queryKeyValue = {config.hiddenSize, {{queries}, {keys}, {keys}}};
    layer.output = {queries, {{config.hiddenSize}}};
    layer.gateUp = {config.hiddenSize, {{config.ffnSize}, {config.ffnSize}}};
    layer.down = {config.ffnSize, {{config.hiddenSize}}};
    shape.layers.assign(static_cast<std::size_t>(config.numLayers), layer);
    std::int64_t perLayer = 2 * config.hiddenSize;
    for (const GroupShape* group : {&layer.queryKeyValue, &layer.output, &layer.gateUp, &layer.down})
        perLayer = cappedSum(perLayer, cappedProduct(group->numInputs, group->numOutputs()));
    perLayer = cappedSum(perLayer, (config.qkvBias ? queries + 2 * keys : 0) + (config.outputBias ? config.hiddenSize : 0) +
                                       (config.mlpBias ? 2 * config.ffnSize + config.hiddenSize : 0));
    const std::int64_t tables = cappedProduct(cappedProduct(config.vocabSize, config.hiddenSize), config.tiedHead ? 1 : 2);
    shape.numParameters = cappedSum(cappedSum(cappedProduct(perLayer, config.numLayers), tables), config.hiddenSize);
    std::visit([&](const auto& options) { apply(shape, config, options); }, adapter);
    return shape;
}

}  // namespace luthier
