// SPDX-License-Identifier: Apache-2.0
#include "core/adapters/own_parameters.h"

#include <map>

#include <ATen/ATen.h>

#include "core/adapters/full.h"
#include "core/adapters/last_layers.h"
#include "core/base/files.h"
#include "core/tensor_io/safetensors.h"

namespace luthier {

namespace {

// What transformers' AutoModelForSequenceClassification asks for.
void makeClassifier(Json& config, const ScoreHeadInfo& info) {
    std::string architecture = config.contains("architectures") && !config["architectures"].empty() ? config["architectures"][0].get<std::string>() : "";
    const std::string causal = "ForCausalLM";
    if (architecture.ends_with(causal)) architecture.replace(architecture.size() - causal.size(), causal.size(), "ForSequenceClassification");
    config["architectures"] = Json::array({architecture});
    Json labels = Json::object(), ids = Json::object();
    for (std::size_t i = 0; i < info.dimensions.size(); ++i) {
        const std::string name = info.isPlain() ? "LABEL_0" : info.dimensions[i];
        labels[std::to_string(i)] = name;
        ids[name] = i;
    }
    config["id2label"] = labels;
    config["label2id"] = ids;
    config["num_labels"] = info.dimensions.size();
}

}  // namespace

OwnParameters::OwnParameters(CausalModel& model, const std::function<bool(const NamedParameter&)>& chosen) : m_model(&model) {
    model.setRequiresGrad(chosen);
    for (const NamedParameter& parameter : model.parameters()) {
        const bool decays = parameter.part != TensorSpec::Part::Norm && parameter.part != TensorSpec::Part::Bias;
        if (parameter.tensor.requires_grad()) m_trained.push_back({parameter.name, parameter.tensor, decays});
    }
}

Status OwnParameters::save(const std::string& folder, const std::vector<at::Tensor>& values, const SaveFacts& facts) const {
    std::map<std::string, at::Tensor> byName;
    const std::vector<TrainedTensor> all = trained();
    for (std::size_t i = 0; i < all.size(); ++i) byName[all[i].name] = values[i];
    const std::string& stored = m_model->config().storedDtype;
    RETURN_IF_ERROR(saveModelWeights(*m_model, folder, stored.empty() ? "float32" : stored, [&](const NamedParameter& parameter) {
        const auto found = byName.find(parameter.name);
        return found == byName.end() ? parameter.tensor : found->second;
    }, scoreHead() ? byName.at(kModelScoreHead) : at::Tensor(), scoreHead() ? &scoreHead()->info : nullptr));
    RETURN_IF_ERROR(saveScoreHeadInfo(folder, values));
    return copyModelSidecars(facts.baseModelFolder, folder);
}

Status OwnParameters::mergeInto(CausalModel&, double) const {
    return fail(Error(ErrorCode::InvalidArgument, "there is nothing to merge: the model itself was trained").withHint("Use its final/ folder as a model."));
}

Result<std::optional<ScoreHead>> loadModelScoreHead(const std::string& modelFolder, const CausalModel& model) {
    ASSIGN_OR_RETURN(const TensorSource source, TensorSource::openFolder(modelFolder));
    const TensorEntry* const entry = source.find(kModelScoreHead);
    if (!entry) return std::optional<ScoreHead>();
    const std::int64_t width = model.config().hiddenSize, numScores = entry->shape.empty() ? 0 : entry->shape.front();
    ASSIGN_OR_RETURN(const at::Tensor weight, source.load(kModelScoreHead, {std::max<std::int64_t>(numScores, 1), width}, at::kFloat));
    if (!at::isfinite(weight).all().item<bool>())
        return fail(Error(ErrorCode::InvalidData, "a weight is NaN or infinite")
                        .withHint("Training diverged before it was saved; take an earlier checkpoint.")
                        .at(modelFolder)
                        .withKey(kModelScoreHead));
    ASSIGN_OR_RETURN(ScoreHeadInfo info, readScoreHeadInfo(modelFolder, numScores));
    return std::optional(ScoreHead{weight.to(model.device()), std::move(info)});
}

Status saveModelWeights(const CausalModel& model, const std::string& folder, const std::string& dtype,
                        const std::function<at::Tensor(const NamedParameter&)>& tensorOf, const at::Tensor& scoreHead,
                        const ScoreHeadInfo* info) {
    static const std::map<std::string, at::ScalarType> types{{"float32", at::kFloat}, {"bfloat16", at::kBFloat16}, {"float16", at::kHalf}};
    const auto type = types.find(dtype);
    if (type == types.end())
        return fail(Error(ErrorCode::InvalidArgument, "weights cannot be written as " + dtype).withHint("Choose float32, bfloat16 or float16."));
    std::vector<TensorEntry> entries;
    const std::vector<NamedParameter> parameters = model.parameters();
    for (const NamedParameter& p : parameters) entries.push_back({p.name, dtypeName(type->second), p.tensor.sizes().vec(), 0, 0});
    if (scoreHead.defined()) entries.push_back({kModelScoreHead, dtypeName(at::kFloat), scoreHead.sizes().vec(), 0, 0});
    ASSIGN_OR_RETURN(SafetensorsWriter writer, SafetensorsWriter::create(folder + "/model.safetensors", std::move(entries)));
    for (const NamedParameter& p : parameters) RETURN_IF_ERROR(writer.write(p.name, tensorOf(p).detach().to(type->second).contiguous()));
    if (scoreHead.defined()) RETURN_IF_ERROR(writer.write(kModelScoreHead, scoreHead.detach().to(at::kFloat).contiguous()));
    RETURN_IF_ERROR(writer.finish());
    Json config = model.config().raw;
    if (scoreHead.defined()) makeClassifier(config, *info);
    config.erase("dtype");
    config["torch_dtype"] = dtype;
    return writeFileDurably(folder + "/config.json", dumpJsonPretty(config));
}

Result<std::unique_ptr<Adapter>> Full::create(const FullOptions& options, CausalModel& model, std::uint64_t) {
    model.setFirstTrainedLayer(0);
    return std::make_unique<OwnParameters>(model, [&](const NamedParameter& parameter) {
        if (options.trainEmbeddings) return true;
        return parameter.part != TensorSpec::Part::Embedding;
    });
}

Result<std::unique_ptr<Adapter>> LastLayers::create(const LastLayersOptions& options, CausalModel& model, std::uint64_t) {
    const std::int64_t numLayers = model.config().numLayers;
    if (options.layers > numLayers)
        return fail(
            Error(ErrorCode::InvalidConfig, "the model has " + std::to_string(numLayers) + " layers, " + std::to_string(options.layers) + " were asked for")
                .withHint("Give at most " + std::to_string(numLayers) + ".")
                .withKey("adapter.layers"));
    const std::int64_t first = numLayers - options.layers;
    const bool tied = model.config().tiedHead;
    // A trained tied head trains the embedding table too, and that needs the backward pass through every layer.
    model.setFirstTrainedLayer(options.trainHead && tied ? 0 : first);
    return std::make_unique<OwnParameters>(model, [&](const NamedParameter& parameter) {
        if (parameter.part == TensorSpec::Part::Head) return options.trainHead;
        if (parameter.part == TensorSpec::Part::Embedding) return options.trainHead && tied;
        return parameter.layer >= first;
    });
}

}  // namespace luthier
