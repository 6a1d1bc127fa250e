// SPDX-License-Identifier: Apache-2.0
#include "core/adapters/lora_layers.h"

#include <cmath>
#include <set>

#include <ATen/ATen.h>

#include "core/adapters/peft_folder.h"
#include "core/base/hash.h"
#include "core/kernels/ops.h"
#include "core/tensor_io/safetensors.h"

namespace luthier {

LoraLayer::LoraLayer(at::Tensor a_RI, at::Tensor b_OR, at::Tensor bias_O, double scale, double dropout, const Linear* layer)
    : m_a_RI(std::move(a_RI)), m_b_OR(std::move(b_OR)), m_bias_O(std::move(bias_O)), m_scale(scale), m_dropout(dropout),
      m_pathHash(crc32(layer->path())), m_layer(layer) {}

LinearAdapter::Term LoraLayer::term(const LayerContext& context) const {
    const double dropout = context.training ? m_dropout : 0.0;
    TORCH_CHECK(dropout == 0.0 || !context.layout->sharesPrefixes(), "tokens are shared between segments, which have dropout masks of their own");
    return {{m_a_RI, m_b_OR, m_scale, dropout, context.dropoutSeed * 0x9E3779B97F4A7C15ULL + m_pathHash}, m_bias_O};
}

LinearAdapter::Change LoraLayer::change(at::ScalarType dtype) const {
    Change change;
    change.scale = m_scale;
    if (m_a_RI.defined()) {
        change.a_RI = m_a_RI.detach().to(dtype);
        change.b_OR = m_b_OR.detach().to(dtype);
    }
    if (m_bias_O.defined()) change.bias_O = (m_bias_O.detach() - m_layer->bias()).to(dtype);
    return change;
}

at::Tensor LoraLayer::delta() const {
    if (!m_a_RI.defined()) return {};
    return at::mm(m_b_OR.detach().to(at::kFloat), m_a_RI.detach().to(at::kFloat)).mul_(m_scale);
}

namespace {

// What adapter_config.json must say so that PEFT builds exactly these layers: short module names where they mean the same, whole paths where they do not, and
// a rank_pattern or alpha_pattern entry for each layer that differs from the rest (adapters read from a folder may have any of it).
PeftConfig savedConfig(const LoraOptions& options, CausalModel& model, const std::vector<std::unique_ptr<LoraLayer>>& layers, const std::string& baseModel) {
    PeftConfig config{"LORA", options, {}, {}, baseModel};
    std::set<std::string> paths, names;
    for (const auto& layer : layers) {
        if (!layer->a().defined()) continue;
        const std::string& path = layer->layer().path();
        paths.insert(path);
        names.insert(path.substr(path.rfind('.') + 1));
        const std::int64_t rank = layer->a().size(0);
        const double root = std::sqrt(static_cast<double>(rank));
        const double alpha = layer->scale() * (options.useRslora ? root : static_cast<double>(rank));
        if (rank != options.rank) config.rankPattern.emplace_back(path, rank);
        if (std::abs(alpha - options.alpha) > 1e-9 * (1 + std::abs(options.alpha))) config.alphaPattern.emplace_back(path, alpha);
    }
    config.lora.targets = {Targets::Kind::Names, {names.begin(), names.end()}, {}};
    for (const Linear* linear : model.linears())
        if (config.lora.targets.matches(linear->path(), false) && !paths.contains(linear->path())) config.lora.targets.names = {paths.begin(), paths.end()};
    return config;
}

}  // namespace

LoraAdapter::LoraAdapter(LoraOptions options, CausalModel& model, std::vector<std::unique_ptr<LoraLayer>> layers)
    : m_options(std::move(options)), m_model(&model), m_layers(std::move(layers)), m_slot(model.newSlot()) {
    std::map<std::string, const LoraLayer*> byPath;
    for (const auto& layer : m_layers) byPath[layer->layer().path()] = layer.get();
    for (Linear* linear : model.linears())
        if (const auto found = byPath.find(linear->path()); found != byPath.end()) linear->plug(m_slot, found->second);
}

LoraAdapter::~LoraAdapter() {
    for (Linear* linear : m_model->linears()) linear->unplug(m_slot);
}

std::string LoraAdapter::scoreHeadName() const { return kPeftScoreHead; }

std::vector<TrainedTensor> LoraAdapter::ownTensors() const {
    std::vector<TrainedTensor> list;
    for (const auto& layer : m_layers) {
        const std::string path = kPeftPrefix + layer->layer().path();
        if (layer->a().defined()) {
            list.push_back({path + ".lora_A.weight", layer->a(), true});
            list.push_back({path + ".lora_B.weight", layer->b(), true});
        }
        // PEFT names the bias of a wrapped layer base_layer.bias, of a layer it left alone just bias.
        if (layer->bias().defined()) list.push_back({path + (layer->a().defined() ? ".base_layer.bias" : ".bias"), layer->bias(), false});
    }
    return list;
}

Status LoraAdapter::save(const std::string& folder, const std::vector<at::Tensor>& values, const SaveFacts& facts) const {
    NamedTensors tensors;
    const std::vector<TrainedTensor> list = trained();
    for (std::size_t i = 0; i + numBesideHead() < list.size(); ++i) tensors.emplace_back(list[i].name, values[i].detach().to(at::kFloat));
    PeftConfig config = savedConfig(m_options, *m_model, m_layers, facts.baseModelFolder);
    config.hasScoreHead = scoreHead() != nullptr;
    RETURN_IF_ERROR(writeLoraConfig(folder, config));
    RETURN_IF_ERROR(saveScoreHeadInfo(folder, values));
    return saveTensors(folder + "/adapter_model.safetensors", tensors);
}

const LoraLayer* LoraAdapter::layerOf(const std::string& parameter) const {
    for (const auto& layer : m_layers) {
        const std::string& path = layer->layer().path();
        if (layer->a().defined() && parameter == path + ".weight") return layer.get();
        if (layer->bias().defined() && parameter == path + ".bias") return layer.get();
    }
    return nullptr;
}

bool LoraAdapter::changes(const std::string& parameter) const { return layerOf(parameter) != nullptr; }

void LoraAdapter::addChange(const std::string& parameter, const at::Tensor& base, at::Tensor& sum, double weight) const {
    const LoraLayer* layer = layerOf(parameter);
    if (!layer) return;
    if (parameter.ends_with(".bias")) sum.add_(layer->bias().detach().to(at::kFloat) - base, weight);
    else sum.add_(layer->delta(), weight);
}

Status LoraAdapter::mergeInto(CausalModel& model, double weight) const {
    const at::NoGradGuard noGradient;
    for (NamedParameter& parameter : model.parameters()) {
        if (!changes(parameter.name)) continue;
        const at::Tensor base = parameter.tensor.to(at::kFloat);
        at::Tensor sum = base.clone();
        addChange(parameter.name, base, sum, weight);
        parameter.tensor.copy_(sum);
    }
    model.invalidateFingerprint();
    return {};
}

std::string LoraAdapter::fingerprint() const {
    Sha256 hash;
    hash.update(Adapter::fingerprint());
    for (const auto& layer : m_layers) hash.update("|" + layer->layer().path() + "=" + dumpJson(Json(layer->scale())));
    return hash.hex();
}

}  // namespace luthier
