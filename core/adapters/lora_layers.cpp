// SPDX-License-Identifier: Apache-2.0
#include "core/adapters/lora_layers.h"

#include <functional>
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

at::Tensor LoraLayer::forward(const Linear& layer, const at::Tensor& x_TI, const LayerContext& context) const {
    const at::Tensor& bias = m_bias_O.defined() ? m_bias_O : layer.bias();
    if (!m_a_RI.defined()) return at::linear(x_TI, layer.weight(), bias.to(x_TI.scalar_type()));
    const double dropout = context.training ? m_dropout : 0.0;
    return kernels::loraLinear(x_TI, layer.weight(), bias, {m_a_RI, m_b_OR, m_scale, dropout, context.dropoutSeed * 0x9E3779B97F4A7C15ULL + m_pathHash});
}

void LoraLayer::addTo(at::Tensor& y_LO, const at::Tensor& x_LI) const {
    const auto dtype = x_LI.scalar_type();
    if (m_a_RI.defined()) y_LO.addmm_(at::mm(x_LI, m_a_RI.detach().to(dtype).t()), m_b_OR.detach().to(dtype).t(), 1, m_scale);
    if (m_bias_O.defined()) y_LO.add_((m_bias_O.detach() - m_layer->bias()).to(dtype));
}

at::Tensor LoraLayer::delta() const {
    if (!m_a_RI.defined()) return {};
    return at::mm(m_b_OR.detach().to(at::kFloat), m_a_RI.detach().to(at::kFloat)).mul_(m_scale);
}

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

std::vector<TrainedTensor> LoraAdapter::trained() const {
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
    std::set<std::string> targets;
    const std::vector<TrainedTensor> list = trained();
    for (std::size_t i = 0; i < list.size(); ++i) tensors.emplace_back(list[i].name, values[i].detach().to(at::kFloat));
    for (const auto& layer : m_layers) {
        if (!layer->a().defined()) continue;
        const std::string& path = layer->layer().path();
        targets.insert(m_options.targets.kind == Targets::Kind::Regex ? path : path.substr(path.rfind('.') + 1));
    }
    RETURN_IF_ERROR(writeLoraConfig(folder, m_options, {targets.begin(), targets.end()}, facts.baseModelFolder));
    return saveTensors(folder + "/adapter_model.safetensors", tensors);
}

Status LoraAdapter::mergeInto(CausalModel& model, double weight) const {
    const at::NoGradGuard noGradient;
    std::map<std::string, at::Tensor> parameters;
    for (NamedParameter& parameter : model.parameters()) parameters[parameter.name] = parameter.tensor;
    for (const auto& layer : m_layers) {
        const std::string& path = layer->layer().path();
        if (const at::Tensor delta = layer->delta(); delta.defined()) {
            at::Tensor target = parameters.at(path + ".weight");
            target.copy_(target.to(at::kFloat).add_(delta, weight));
        }
        if (layer->bias().defined()) {
            at::Tensor target = parameters.at(path + ".bias");
            target.copy_(at::lerp(target.to(at::kFloat), layer->bias().detach().to(at::kFloat), weight));
        }
    }
    model.invalidateFingerprint();
    return {};
}

}  // namespace luthier
