// SPDX-License-Identifier: Apache-2.0
// From tensors on disk to a CausalModel: weights are what is on disk, or an error.
#include <algorithm>
#include <unordered_map>

#include <ATen/ATen.h>

#include "core/models/causal_model.h"
#include "core/tensor_io/safetensors.h"

namespace luthier {

namespace {

Status refuseUnknownTensors(const TensorSource& source, const std::vector<TensorSpec>& specs, const std::string& folder, bool tiedHead) {
    std::vector<std::string> known;
    for (const TensorSpec& spec : specs) known.push_back(spec.name);
    std::sort(known.begin(), known.end());
    std::vector<std::string> unknown;
    for (const std::string& name : source.names()) {
        // Files of tied models may hold the head once more; it must then be the embedding (checked by the importer).
        if (tiedHead && name == "lm_head.weight") continue;
        if (!isIgnorableTensor(name) && !std::binary_search(known.begin(), known.end(), name)) unknown.push_back(name);
    }
    if (unknown.empty()) return {};
    std::string list;
    for (std::size_t i = 0; i < std::min<std::size_t>(unknown.size(), 3); ++i) list += (i ? ", " : "") + unknown[i];
    return fail(Error(ErrorCode::InvalidData, "the model holds " + std::to_string(unknown.size()) + " tensors its config.json does not explain: " + list)
                    .withHint("Is config.json the one of these weights? An adapter has to be merged first.").at(folder));
}

}  // namespace

Result<std::unique_ptr<CausalModel>> CausalModel::fromTensors(ModelConfig config, const std::function<Result<at::Tensor>(const TensorSpec&)>& tensorOf) {
    std::unique_ptr<CausalModel> model(new CausalModel());
    std::unordered_map<std::string, at::Tensor> tensors;
    for (const TensorSpec& spec : expectedTensors(config)) {
        ASSIGN_OR_RETURN(tensors[spec.name], tensorOf(spec));
    }
    const auto linear = [&](const std::string& path) {
        const auto bias = tensors.find(path + ".bias");
        return Linear(path, tensors.at(path + ".weight"), bias == tensors.end() ? at::Tensor() : bias->second);
    };
    for (std::int64_t i = 0; i < config.numLayers; ++i) {
        const std::string prefix = "model.layers." + std::to_string(i) + ".", attention = prefix + "self_attn.", mlp = prefix + "mlp.";
        Layer layer;
        layer.inputNorm_H = tensors.at(prefix + "input_layernorm.weight");
        layer.postAttentionNorm_H = tensors.at(prefix + "post_attention_layernorm.weight");
        layer.q = linear(attention + "q_proj");
        layer.k = linear(attention + "k_proj");
        layer.v = linear(attention + "v_proj");
        layer.o = linear(attention + "o_proj");
        layer.gate = linear(mlp + "gate_proj");
        layer.up = linear(mlp + "up_proj");
        layer.down = linear(mlp + "down_proj");
        model->m_layers.push_back(std::move(layer));
    }
    model->m_embedding_VH = tensors.at("model.embed_tokens.weight");
    model->m_norm_H = tensors.at("model.norm.weight");
    model->m_head_VH = config.tiedHead ? model->m_embedding_VH : tensors.at("lm_head.weight");
    model->m_config = std::move(config);
    model->buildRope();
    return model;
}

Result<std::unique_ptr<CausalModel>> CausalModel::load(const std::string& modelFolder, at::ScalarType dtype, const WorkContext& context) {
    ASSIGN_OR_RETURN(ModelConfig config, loadModelConfig(modelFolder));
    ASSIGN_OR_RETURN(const TensorSource source, TensorSource::openFolder(modelFolder));
    const std::vector<TensorSpec> specs = expectedTensors(config);
    RETURN_IF_ERROR(refuseUnknownTensors(source, specs, modelFolder, config.tiedHead));
    std::int64_t done = 0;
    return fromTensors(std::move(config), [&](const TensorSpec& spec) -> Result<at::Tensor> {
        RETURN_IF_ERROR(context.checkpoint());
        ASSIGN_OR_RETURN(at::Tensor tensor, source.load(spec.name, spec.shape, dtype));
        // A sum is finite unless a value is not, or the values overflow float32: one pass, no mask.
        if (!std::isfinite(tensor.sum(at::kFloat).item<float>()) && !at::isfinite(tensor).all().item<bool>())
            return fail(Error(ErrorCode::InvalidData, "a weight is NaN or infinite")
                            .withHint("The file is damaged or training diverged before it was saved; take another copy.")
                            .at(modelFolder)
                            .withKey(spec.name));
        context.progress({"load", ++done, static_cast<std::int64_t>(specs.size()), "tensors"});
        return tensor;
    });
}

std::string fingerprintOf(std::vector<NamedParameter> parameters) {
    std::sort(parameters.begin(), parameters.end(), [](const NamedParameter& a, const NamedParameter& b) { return a.name < b.name; });
    WeightsHash hash;
    for (const NamedParameter& parameter : parameters) hash.add(parameter.name, parameter.tensor);
    return hash.hex();
}

void WeightsHash::add(const std::string& name, const at::Tensor& tensor) {
    const at::Tensor bytes = tensor.detach().contiguous();
    std::string header = name + "|" + dtypeName(bytes.scalar_type());
    for (const std::int64_t size : bytes.sizes()) header += "," + std::to_string(size);
    m_hash.update(header + "\n");
    m_hash.update(bytes.data_ptr(), bytes.nbytes());
}

}  // namespace luthier
