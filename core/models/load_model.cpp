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
        if (name == "score.weight") continue;   // of a reward model; whoever scores with it reads it (core/adapters)
        if (!isIgnorableTensor(name) && !std::binary_search(known.begin(), known.end(), name)) unknown.push_back(name);
    }
    if (unknown.empty()) return {};
    std::string list;
    for (std::size_t i = 0; i < std::min<std::size_t>(unknown.size(), 3); ++i) list += (i ? ", " : "") + unknown[i];
    return fail(Error(ErrorCode::InvalidData, "the model holds " + std::to_string(unknown.size()) + " tensors its config.json does not explain: " + list)
                    .withHint("Is config.json the one of these weights? An adapter has to be merged first.").at(folder));
}

// The 16 bits that all tensors of these parts are stored in; nullopt where they differ, or where it is not float32 on the processor that is computed in.
std::optional<at::ScalarType> narrowTypeOf(const TensorSource& source, const std::vector<TensorSpec>& specs, const at::TensorOptions& options,
                                           std::initializer_list<TensorSpec::Part> parts) {
    std::string found;
    if (c10::typeMetaToScalarType(options.dtype()) != at::kFloat || !options.device().is_cpu()) return {};
    for (const TensorSpec& spec : specs) {
        const TensorEntry* const entry = source.find(spec.name);
        if (std::find(parts.begin(), parts.end(), spec.part) == parts.end() || entry == nullptr) continue;
        if (!found.empty() && entry->dtype != found) return {};
        found = entry->dtype;
    }
    if (found == "BF16") return at::kBFloat16;
    return found == "F16" ? std::optional(at::kHalf) : std::nullopt;
}

CausalModel::NarrowTypes narrowTypes(const TensorSource& source, const std::vector<TensorSpec>& specs, const at::TensorOptions& options, NarrowWeights kept) {
    using Part = TensorSpec::Part;
    const auto typeOf = [&](std::initializer_list<Part> parts) { return narrowTypeOf(source, specs, options, parts); };
    const auto bf16 = [](std::optional<at::ScalarType> type) { return type == at::kBFloat16 ? type : std::nullopt; };
    switch (kept) {
        case NarrowWeights::None: return {};
        case NarrowWeights::Linears: return {typeOf({Part::Linear}), {}};
        case NarrowWeights::ForAnswers: return {bf16(typeOf({Part::Linear})), bf16(typeOf({Part::Embedding, Part::Head}))};
    }
    return {};
}

// Makes the tensors of a model and has each filled as it is made.
class Builder {
public:
    Builder(const ModelConfig& config, at::TensorOptions options, const CausalModel::NarrowTypes& narrow,
            const std::function<Status(const TensorSpec&, const at::Tensor&)>& fill)
        : m_options(options), m_narrow(narrow), m_fill(fill) {
        for (TensorSpec& spec : expectedTensors(config)) m_specs.emplace(spec.name, std::move(spec));
    }

    Result<at::Tensor> tensor(const std::string& name) const {
        const TensorSpec& spec = m_specs.at(name);
        const bool isTable = spec.part == TensorSpec::Part::Embedding || spec.part == TensorSpec::Part::Head;
        at::Tensor made = at::empty(spec.shape, isTable ? optionsFor(m_narrow.embeddings) : m_options);
        RETURN_IF_ERROR(m_fill(spec, made));
        return made;
    }

    // The weights of the members lie below one another in one tensor; each member's own is that slice of it.
    Result<LinearGroup> group(const std::vector<std::string>& paths) const {
        std::int64_t numOutputs = 0;
        for (const std::string& path : paths) numOutputs += m_specs.at(path + ".weight").shape[0];
        const at::Tensor weight = at::empty({numOutputs, m_specs.at(paths.front() + ".weight").shape[1]}, optionsFor(m_narrow.linears));
        std::vector<Linear> members;
        std::int64_t first = 0;
        for (const std::string& path : paths) {
            const TensorSpec& spec = m_specs.at(path + ".weight");
            const at::Tensor own = weight.narrow(0, first, spec.shape[0]);
            RETURN_IF_ERROR(m_fill(spec, own));
            at::Tensor bias;
            if (m_specs.contains(path + ".bias")) {
                ASSIGN_OR_RETURN(bias, tensor(path + ".bias"));
            }
            members.emplace_back(path, own, bias);
            first += spec.shape[0];
        }
        return LinearGroup(weight, std::move(members), c10::typeMetaToScalarType(m_options.dtype()));
    }

private:
    at::TensorOptions optionsFor(std::optional<at::ScalarType> narrow) const { return narrow ? m_options.dtype(*narrow) : m_options; }

    at::TensorOptions m_options;
    const CausalModel::NarrowTypes& m_narrow;
    const std::function<Status(const TensorSpec&, const at::Tensor&)>& m_fill;
    std::unordered_map<std::string, TensorSpec> m_specs;
};

}  // namespace

Result<std::unique_ptr<CausalModel>> CausalModel::fromTensors(ModelConfig config, at::TensorOptions options,
                                                              const std::function<Status(const TensorSpec&, const at::Tensor&)>& fill,
                                                              const NarrowTypes& narrow) {
    const Builder build(config, options, narrow, fill);
    std::unique_ptr<CausalModel> model(new CausalModel());
    ASSIGN_OR_RETURN(model->m_embedding_VH, build.tensor("model.embed_tokens.weight"));
    for (std::int64_t i = 0; i < config.numLayers; ++i) {
        const std::string prefix = "model.layers." + std::to_string(i) + ".", attention = prefix + "self_attn.", mlp = prefix + "mlp.";
        Layer layer;
        ASSIGN_OR_RETURN(layer.inputNorm_H, build.tensor(prefix + "input_layernorm.weight"));
        ASSIGN_OR_RETURN(layer.queryKeyValue, build.group({attention + "q_proj", attention + "k_proj", attention + "v_proj"}));
        ASSIGN_OR_RETURN(layer.output, build.group({attention + "o_proj"}));
        ASSIGN_OR_RETURN(layer.postAttentionNorm_H, build.tensor(prefix + "post_attention_layernorm.weight"));
        ASSIGN_OR_RETURN(layer.gateUp, build.group({mlp + "gate_proj", mlp + "up_proj"}));
        ASSIGN_OR_RETURN(layer.down, build.group({mlp + "down_proj"}));
        model->m_layers.push_back(std::move(layer));
    }
    ASSIGN_OR_RETURN(model->m_norm_H, build.tensor("model.norm.weight"));
    model->m_head_VH = model->m_embedding_VH;
    if (!config.tiedHead) {
        ASSIGN_OR_RETURN(model->m_head_VH, build.tensor("lm_head.weight"));
    }
    model->m_config = std::move(config);
    model->buildRope();
    return model;
}

Result<std::unique_ptr<CausalModel>> CausalModel::load(const std::string& modelFolder, at::TensorOptions options, const WorkContext& context,
                                                       NarrowWeights kept) {
    ASSIGN_OR_RETURN(ModelConfig config, loadModelConfig(modelFolder));
    ASSIGN_OR_RETURN(const TensorSource source, TensorSource::openFolder(modelFolder));
    const std::vector<TensorSpec> specs = expectedTensors(config);
    RETURN_IF_ERROR(refuseUnknownTensors(source, specs, modelFolder, config.tiedHead));
    const NarrowTypes narrow = narrowTypes(source, specs, options, kept);
    std::int64_t done = 0;
    return fromTensors(std::move(config), options, [&](const TensorSpec& spec, const at::Tensor& into) -> Status {
        RETURN_IF_ERROR(context.checkpoint());
        const at::Tensor here = into.is_cpu() ? into : at::empty(into.sizes(), into.options().device(at::kCPU));
        RETURN_IF_ERROR(source.loadInto(spec.name, here));
        // A sum is finite unless a value is not, or the values overflow float32: one pass, no mask.
        if (!std::isfinite(here.sum(at::kFloat).item<float>()) && !at::isfinite(here).all().item<bool>())
            return fail(Error(ErrorCode::InvalidData, "a weight is NaN or infinite")
                            .withHint("The file is damaged or training diverged before it was saved; take another copy.")
                            .at(modelFolder)
                            .withKey(spec.name));
        if (!into.is_cpu()) into.copy_(here);
        context.progress({"load", ++done, static_cast<std::int64_t>(specs.size()), "tensors"});
        return {};
    }, narrow);
}

std::string fingerprintOf(std::vector<NamedParameter> parameters, std::optional<at::ScalarType> dtype) {
    std::sort(parameters.begin(), parameters.end(), [](const NamedParameter& a, const NamedParameter& b) { return a.name < b.name; });
    WeightsHash hash;
    for (const NamedParameter& parameter : parameters) hash.add(parameter.name, dtype ? parameter.tensor.detach().to(*dtype) : parameter.tensor);
    return hash.hex();
}

void WeightsHash::add(const std::string& name, const at::Tensor& tensor) {
    const at::Tensor bytes = tensor.detach().to(at::kCPU).contiguous();
    std::string header = name + "|" + dtypeName(bytes.scalar_type());
    for (const std::int64_t size : bytes.sizes()) header += "," + std::to_string(size);
    m_hash.update(header + "\n");
    m_hash.update(bytes.data_ptr(), bytes.nbytes());
}

}  // namespace luthier
