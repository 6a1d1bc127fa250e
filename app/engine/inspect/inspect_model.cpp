// SPDX-License-Identifier: Apache-2.0
// Model folders, adapter folders and single files of tensors.
#include <algorithm>
#include <map>
#include <set>

#include <ATen/ATen.h>

#include "app/engine/inspect/inspect.h"
#include "core/adapters/peft_folder.h"
#include "core/base/files.h"
#include "core/models/model_config.h"
#include "core/tensor_io/safetensors.h"
#include "core/text/chat_template.h"
#include "core/text/tokenizer.h"

namespace luthier {

namespace {

constexpr std::size_t numProblemsShown = 20;

// {"F32":{"tensors":2,"bytes":96}}
class DtypeTable {
public:
    void add(const TensorEntry& entry) {
        auto& [numTensors, numBytes] = m_table[entry.dtype];
        ++numTensors;
        numBytes += entry.numBytes;
        m_numBytes += entry.numBytes;
    }
    Json toJson() const {
        Json json = Json::object();
        for (const auto& [dtype, counts] : m_table) json[dtype] = {{"tensors", counts.first}, {"bytes", counts.second}};
        return json;
    }
    std::uint64_t numBytes() const { return m_numBytes; }

private:
    std::map<std::string, std::pair<std::int64_t, std::uint64_t>> m_table;
    std::uint64_t m_numBytes = 0;
};

std::string shapeInWords(const std::vector<std::int64_t>& shape) {
    std::string text = "[";
    for (std::size_t i = 0; i < shape.size(); ++i) text += (i ? ", " : "") + std::to_string(shape[i]);
    return text + "]";
}

Status findNotFinite(const at::Tensor& tensor, const std::string& name, const std::string& path, Findings& findings) {
    if (!tensor.is_floating_point()) return {};
    const auto numBad = (~at::isfinite(tensor)).sum().item<std::int64_t>();
    if (numBad > 0) findings.add(std::to_string(numBad) + " of " + std::to_string(tensor.numel()) + " values are NaN or infinite", path, name);
    return {};
}

// Compares the tensors on disk with those the config asks for.
Status compareTensors(const TensorSource& source, const ModelConfig& config, const InspectOptions& options, const WorkContext& context, Findings& findings) {
    std::set<std::string> expected;
    std::size_t numShown = 0;
    const auto tell = [&](std::string message, const std::string& name) {
        if (++numShown <= numProblemsShown) findings.add(std::move(message), options.path, name);
    };
    const auto specs = expectedTensors(config);
    std::int64_t done = 0;
    for (const TensorSpec& spec : specs) {
        RETURN_IF_ERROR(context.checkpoint());
        context.progress({"reading weights", done++, static_cast<std::int64_t>(specs.size()), "tensors"});
        expected.insert(spec.name);
        const TensorEntry* entry = source.find(spec.name);
        if (!entry) {
            tell("the tensor is missing", spec.name);
        } else if (entry->shape != spec.shape) {
            tell("the tensor has shape " + shapeInWords(entry->shape) + ", but config.json asks for " + shapeInWords(spec.shape), spec.name);
        } else if (!options.quick) {
            const auto tensor = source.load(spec.name, spec.shape, at::kFloat);
            if (tensor) RETURN_IF_ERROR(findNotFinite(*tensor, spec.name, options.path, findings));
            else findings.add(tensor.error());
        }
    }
    for (const std::string& name : source.names())
        if (!expected.contains(name) && !isIgnorableTensor(name) && !(config.tiedHead && name == "lm_head.weight"))
            tell("config.json does not explain this tensor", name);
    if (numShown > numProblemsShown) findings.add("and " + std::to_string(numShown - numProblemsShown) + " more such tensors", options.path);
    return {};
}

void describeConfig(const ModelConfig& config, Json& json) {
    json["family"] = config.family;
    json["parameters"] = numParameters(config);
    json["stored_dtype"] = config.storedDtype;
    json["shape"] = {{"hidden_size", config.hiddenSize}, {"layers", config.numLayers},           {"heads", config.numHeads},
                     {"kv_heads", config.numKvHeads},    {"head_dim", config.headDim},           {"ffn_size", config.ffnSize},
                     {"vocab_size", config.vocabSize},   {"max_positions", config.maxPositions}, {"tied_head", config.tiedHead}};
}

void describeText(const std::string& folder, const ModelConfig* config, Json& json, Findings& findings) {
    const auto tokenizer = Tokenizer::load(folder);
    if (!tokenizer) {
        findings.add(tokenizer.error());
        return;
    }
    const SpecialTokens& special = tokenizer->special();
    json["tokenizer"] = {{"vocab_size", tokenizer->vocabSize()},
                         {"sha256", tokenizer->hash()},
                         {"bos", special.bosText ? Json(*special.bosText) : Json(nullptr)},
                         {"eos", special.eosText ? Json(*special.eosText) : Json(nullptr)},
                         {"end_of_generation", special.endOfGeneration},
                         {"model_max_length", special.modelMaxLength}};
    if (config && tokenizer->vocabSize() > static_cast<std::size_t>(config->vocabSize))
        findings.add("the tokenizer knows " + std::to_string(tokenizer->vocabSize()) + " tokens, but the embedding has only " +
                         std::to_string(config->vocabSize) + " rows",
                     folder, "vocab_size");
    const auto chat = ChatTemplate::load(folder);
    if (chat) json["chat_template"] = {{"sha256", chat->hash()}, {"bytes", chat->source().size()}};
    else if (chat.error().code == ErrorCode::NotFound) json["chat_template"] = nullptr;
    else findings.add(chat.error());
}

void describeLicence(const std::string& folder, Json& json) {
    for (const char* name : {"LICENSE", "LICENSE.txt", "LICENSE.md", "LICENCE"})
        if (pathExists(folder + "/" + name)) json["licence_file"] = name;
}

}  // namespace

Result<Json> inspectModel(const InspectOptions& options, const WorkContext& context) {
    Findings findings;
    Json json{{"kind", "model"}, {"path", options.path}};
    const auto config = loadModelConfig(options.path);
    if (config) describeConfig(*config, json);
    else findings.add(config.error());
    const auto source = TensorSource::openFolder(options.path);
    if (source) {
        DtypeTable dtypes;
        for (const std::string& name : source->names()) dtypes.add(*source->find(name));
        json["bytes"] = dtypes.numBytes();
        json["dtypes"] = dtypes.toJson();
        if (config) RETURN_IF_ERROR(compareTensors(*source, *config, options, context, findings));
    } else {
        findings.add(source.error());
    }
    describeText(options.path, config ? &*config : nullptr, json, findings);
    describeLicence(options.path, json);
    ASSIGN_OR_RETURN(json["files"], listFiles(options.path, options.quick, context));
    json["problems"] = findings.toJson();
    return json;
}

Result<Json> inspectTensorsFile(const InspectOptions& options, const WorkContext& context) {
    Findings findings;
    Json json{{"kind", "tensors"}, {"path", options.path}};
    const auto file = SafetensorsFile::open(options.path);
    if (!file) {
        findings.add(file.error());
        json["problems"] = findings.toJson();
        return json;
    }
    DtypeTable dtypes;
    Json tensors = Json::array();
    for (const TensorEntry& entry : file->entries()) {
        RETURN_IF_ERROR(context.checkpoint());
        dtypes.add(entry);
        tensors.push_back({{"name", entry.name}, {"dtype", entry.dtype}, {"shape", entry.shape}});
        if (options.quick) continue;
        const auto tensor = file->read(entry.name);
        if (tensor) RETURN_IF_ERROR(findNotFinite(*tensor, entry.name, options.path, findings));
        else findings.add(tensor.error());
    }
    json["bytes"] = dtypes.numBytes();
    json["dtypes"] = dtypes.toJson();
    json["metadata"] = file->metadata();
    json["tensors"] = std::move(tensors);
    json["problems"] = findings.toJson();
    return json;
}

Result<Json> inspectAdapter(const InspectOptions& options, const WorkContext& context) {
    Findings findings;
    Json json{{"kind", "adapter"}, {"path", options.path}};
    if (const auto config = readPeftConfig(options.path)) {
        json["type"] = config->peftType;
        json["rank"] = config->lora.rank;
        json["alpha"] = config->lora.alpha;
        json["rslora"] = config->lora.useRslora;
        json["targets"] = targetsToJson(config->lora.targets);
        json["base_model"] = config->baseModel;
    } else {
        findings.add(config.error());
    }
    InspectOptions weights = options;
    weights.path = options.path + "/adapter_model.safetensors";
    if (pathExists(weights.path)) {
        ASSIGN_OR_RETURN(Json tensors, inspectTensorsFile(weights, context));
        for (const char* key : {"bytes", "dtypes"})
            if (tensors.contains(key)) json[key] = tensors[key];
        if (tensors.contains("tensors")) json["num_tensors"] = tensors["tensors"].size();
        for (const Json& problem : tensors["problems"]) findings.add(problem["message"].get<std::string>(), weights.path, problem["key"].get<std::string>());
    } else {
        findings.add("adapter_model.safetensors is missing", options.path);
    }
    ASSIGN_OR_RETURN(json["files"], listFiles(options.path, options.quick, context));
    json["problems"] = findings.toJson();
    return json;
}

}  // namespace luthier
