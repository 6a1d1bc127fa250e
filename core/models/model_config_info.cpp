// SPDX-License-Identifier: Apache-2.0
// Keys and defaults as in transformers' configuration_llama.py, configuration_mistral.py, configuration_qwen2.py and modeling_rope_utils.py, both generations.
#include "core/models/model_config.h"

#include <algorithm>
#include <limits>

#include "core/base/files.h"
#include "core/base/utf8.h"
#include "core/models/config_reader.h"
#include "core/models/families/all_families.h"
#include "core/models/stored_dtype.h"

namespace luthier {

namespace {

// Far above every model there is; what they keep out is a shape whose size overflows, or a list of a billion layers.
constexpr std::int64_t maxWidth = std::int64_t{1} << 20, maxFfn = std::int64_t{1} << 24, maxLayers = 10'000, maxVocab = 100'000'000, maxContext = 1'000'000'000;

// The family's own reading of the config, found by model_type.
struct Family {
    FamilyInfo info;
    void (*readConfig)(const Json&, ModelConfig&, Problems&) = nullptr;
};

std::vector<Family> allFamilies() {
    std::vector<Family> families;
    AllFamilies::forEach([&]<class F>() { families.push_back({F::info(), &F::readConfig}); });
    return families;
}

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

std::optional<Family> findFamily(const ConfigReader& reader) {
    const auto modelType = reader.text("model_type");
    if (!modelType) return {};
    std::vector<std::string> ids;
    for (const Family& family : allFamilies()) {
        if (family.info.id == *modelType) return family;
        ids.push_back(family.info.id);
    }
    reader.problem("model_type", "the family \"" + excerpt(*modelType, 40) + "\" is not supported", "supported are " + joined(ids));
    return {};
}

void checkArchitecture(const Json& config, const FamilyInfo& family, const ConfigReader& reader) {
    if (!reader.has("architectures")) return;
    const Json& list = config["architectures"];
    if (!list.is_array() || list.empty() || !list[0].is_string()) {
        reader.problem("architectures", "must be a list of names");
        return;
    }
    std::string first = list[0].get<std::string>();
    // A reward model is the same decoder with another head, which whoever scores with it reads.
    const std::string classifier = "ForSequenceClassification";
    if (first.ends_with(classifier)) first.replace(first.size() - classifier.size(), classifier.size(), "ForCausalLM");
    if (std::find(family.architectures.begin(), family.architectures.end(), first) == family.architectures.end())
        reader.problem("architectures", "\"" + excerpt(first, 60) + "\" does not go with model_type \"" + family.id + "\"",
                       "needed is " + joined(family.architectures));
}

void checkQuantization(const Json& config, const ConfigReader& reader) {
    if (!reader.has("quantization_config")) return;
    const Json& quantization = config["quantization_config"];
    const std::string method =
        quantization.is_object() && quantization.contains("quant_method") ? excerpt(dumpJson(quantization["quant_method"]), 40) : "an unknown method";
    reader.problem("quantization_config", "the weights are quantised (" + method + "), which cannot be trained on",
                   "get the model in float32, bfloat16 or float16");
}

void readShape(const Json& json, const ConfigReader& reader, ModelConfig& config) {
    config.hiddenSize = reader.integer("hidden_size", 1, maxWidth).value_or(0);
    config.numLayers = reader.integer("num_hidden_layers", 1, maxLayers).value_or(0);
    config.numHeads = reader.integer("num_attention_heads", 1, maxWidth).value_or(0);
    config.ffnSize = reader.integer("intermediate_size", 1, maxFfn).value_or(0);
    config.vocabSize = reader.integer("vocab_size", 1, maxVocab).value_or(0);
    config.maxPositions = reader.integer("max_position_embeddings", 1, maxContext).value_or(0);
    // null means "as many as heads"; what absent means differs from family to family.
    if (reader.has("num_key_value_heads")) config.numKvHeads = reader.integer("num_key_value_heads", 1, maxWidth).value_or(0);
    else if (json.contains("num_key_value_heads")) config.numKvHeads = config.numHeads;
    if (reader.has("head_dim")) config.headDim = reader.integer("head_dim", 1, maxWidth).value_or(0);
    config.rmsNormEps = reader.number("rms_norm_eps", 0.0, 1.0, 1e-6).value_or(1e-6);
    config.tiedHead = reader.boolean("tie_word_embeddings", false);
    const std::string activation = reader.text("hidden_act", "silu").value_or("silu");
    if (activation != "silu" && activation != "swish")
        reader.problem("hidden_act", "the activation \"" + excerpt(activation, 40) + "\" is not supported", "supported is silu");
    const std::string dtype = reader.text(reader.has("dtype") ? "dtype" : "torch_dtype", "").value_or("");
    if (dtype == "float32" || dtype == "bfloat16" || dtype == "float16") config.storedDtype = dtype;
    for (const char* key : {"bos_token_id", "eos_token_id", "pad_token_id"}) reader.checkTokenIds(key);
}

void readLlama3Scaling(const ConfigReader& rope, const ModelConfig& config, RopeScaling& scaling) {
    scaling.type = RopeScaling::Type::Llama3;
    const auto low = rope.number("low_freq_factor", 0.0, 1e6), high = rope.number("high_freq_factor", 0.0, 1e6);
    if (low && high && *low >= *high) rope.problem("high_freq_factor", "must be over low_freq_factor");
    scaling.lowFreqFactor = low.value_or(1.0);
    scaling.highFreqFactor = high.value_or(4.0);
    const std::optional<std::int64_t> fallback = config.maxPositions > 0 ? std::optional(config.maxPositions) : std::nullopt;
    scaling.originalMaxPositions = rope.integer("original_max_position_embeddings", 1, maxContext, fallback).value_or(8192);
}

void readRope(const Json& json, const ConfigReader& reader, Problems& problems, ModelConfig& config) {
    constexpr double maxTheta = 1e18;
    config.ropeTheta = reader.number("rope_theta", 0.0, maxTheta, 10000.0).value_or(10000.0);
    if (reader.number("partial_rotary_factor", 0.0, 1.0, 1.0).value_or(1.0) != 1.0)
        reader.problem("partial_rotary_factor", "rotating only a part of each head is not supported");
    const char* key = reader.has("rope_scaling") ? "rope_scaling" : "rope_parameters";   // transformers prefers the old key when both are there
    if (!reader.has(key)) return;
    if (!json[key].is_object()) {
        reader.problem(key, "must be an object");
        return;
    }
    const ConfigReader rope(json[key], problems, std::string(key) + ".");
    if (rope.has("rope_theta")) config.ropeTheta = rope.number("rope_theta", 0.0, maxTheta).value_or(10000.0);
    if (rope.number("partial_rotary_factor", 0.0, 1.0, 1.0).value_or(1.0) != 1.0)
        rope.problem("partial_rotary_factor", "rotating only a part of each head is not supported");
    const char* typeKey = rope.has("rope_type") ? "rope_type" : "type";
    const auto type = rope.text(typeKey, "default");
    if (!type || *type == "default") return;
    if (*type != "linear" && *type != "llama3") {
        rope.problem(typeKey, "the rope type \"" + excerpt(*type, 40) + "\" is not supported", "supported are default, linear, llama3");
        return;
    }
    config.ropeScaling.type = RopeScaling::Type::Linear;
    config.ropeScaling.factor = rope.number("factor", 0.0, 1e9).value_or(1.0);
    if (config.ropeScaling.factor < 1.0) rope.problem("factor", "must be at least 1");
    if (*type == "llama3") readLlama3Scaling(rope, config, config.ropeScaling);
}

// After every number was read: how they fit together.
void checkHeads(const ConfigReader& reader, ModelConfig& config) {
    if (config.numHeads == 0 || config.hiddenSize == 0) return;   // reported already
    if (config.numKvHeads > 0 && config.numHeads % config.numKvHeads != 0)
        reader.problem("num_key_value_heads",
                       "the " + std::to_string(config.numHeads) + " heads cannot share " + std::to_string(config.numKvHeads) + " key-value heads evenly");
    if (config.headDim == 0 && !reader.has("head_dim")) {
        if (config.hiddenSize % config.numHeads != 0)
            reader.problem("num_attention_heads",
                           "hidden_size " + std::to_string(config.hiddenSize) + " cannot be divided by " + std::to_string(config.numHeads) + " heads");
        else config.headDim = config.hiddenSize / config.numHeads;
    }
    if (config.headDim % 2 != 0) reader.problem("head_dim", "must be even to be rotated, is " + std::to_string(config.headDim));
    if (config.headDim > maxWidth / config.numHeads)
        reader.problem("head_dim",
                       std::to_string(config.numHeads) + " heads of " + std::to_string(config.headDim) + " are wider than " + std::to_string(maxWidth));
}

void addLinear(std::vector<TensorSpec>& specs, const std::string& path, std::int64_t out, std::int64_t in, bool bias, std::int64_t layer) {
    specs.push_back({path + ".weight", {out, in}, TensorSpec::Part::Linear, layer});
    if (bias) specs.push_back({path + ".bias", {out}, TensorSpec::Part::Bias, layer});
}

Error noConfig(const std::string& folder) {
    Error error(ErrorCode::NotFound, "there is no config.json in the folder");
    std::string hint = "name a folder with a Hugging Face model";
    if (const auto names = listFolder(folder)) {
        for (const std::string& name : *names) {
            if (name.ends_with(".gguf")) hint = "this folder holds a GGUF file; run import-model on " + name + " first";
            else if (name == "adapter_config.json") hint = "this is an adapter; name the folder of its base model";
        }
    }
    return std::move(error).withHint(hint).at(folder);
}

}  // namespace

Result<ModelConfig> parseModelConfig(const Json& json) {
    if (!json.is_object()) return fail(ErrorCode::InvalidData, "config.json must hold an object");
    Problems problems;
    ModelConfig config;
    config.raw = json;
    const ConfigReader reader(json, problems);
    const auto family = findFamily(reader);
    readShape(json, reader, config);
    readRope(json, reader, problems, config);
    checkQuantization(json, reader);
    if (family) {
        config.family = family->info.id;
        checkArchitecture(json, family->info, reader);
        family->readConfig(json, config, problems);
    }
    checkHeads(reader, config);
    if (!problems.empty()) return fail(problems.toError(ErrorCode::InvalidData));
    return config;
}

Result<ModelConfig> loadModelConfig(const std::string& modelFolder) {
    if (!pathExists(modelFolder)) return fail(Error(ErrorCode::NotFound, "there is no such folder").withHint("check the path").at(modelFolder));
    if (!isFolder(modelFolder)) {
        const std::string hint = modelFolder.ends_with(".gguf") ? "run import-model on it first" : "name the folder that holds config.json";
        return fail(Error(ErrorCode::InvalidArgument, "this is a file, but a model's folder is needed").withHint(hint).at(modelFolder));
    }
    const std::string path = modelFolder + "/config.json";
    if (!pathExists(path)) return fail(noConfig(modelFolder));
    constexpr std::size_t maxConfigBytes = std::size_t{16} << 20;
    ASSIGN_OR_RETURN(const Json json, readJsonFile(path, {maxConfigBytes, 64}));
    auto config = parseModelConfig(json);
    if (!config) {
        Error error = std::move(config.error());
        error.file = path;
        return fail(std::move(error));
    }
    if (const auto stored = storedDtypeOf(modelFolder)) config->storedDtype = *stored;
    return config;
}

std::vector<TensorSpec> expectedTensors(const ModelConfig& config) {
    using Part = TensorSpec::Part;
    const std::int64_t hidden = config.hiddenSize, queries = config.numHeads * config.headDim, keys = config.numKvHeads * config.headDim;
    std::vector<TensorSpec> specs;
    specs.push_back({"model.embed_tokens.weight", {config.vocabSize, hidden}, Part::Embedding, -1});
    for (std::int64_t i = 0; i < config.numLayers; ++i) {
        const std::string layer = "model.layers." + std::to_string(i) + ".";
        specs.push_back({layer + "input_layernorm.weight", {hidden}, Part::Norm, i});
        addLinear(specs, layer + "self_attn.q_proj", queries, hidden, config.qkvBias, i);
        addLinear(specs, layer + "self_attn.k_proj", keys, hidden, config.qkvBias, i);
        addLinear(specs, layer + "self_attn.v_proj", keys, hidden, config.qkvBias, i);
        addLinear(specs, layer + "self_attn.o_proj", hidden, queries, config.outputBias, i);
        specs.push_back({layer + "post_attention_layernorm.weight", {hidden}, Part::Norm, i});
        addLinear(specs, layer + "mlp.gate_proj", config.ffnSize, hidden, config.mlpBias, i);
        addLinear(specs, layer + "mlp.up_proj", config.ffnSize, hidden, config.mlpBias, i);
        addLinear(specs, layer + "mlp.down_proj", hidden, config.ffnSize, config.mlpBias, i);
    }
    specs.push_back({"model.norm.weight", {hidden}, Part::Norm, -1});
    if (!config.tiedHead) specs.push_back({"lm_head.weight", {config.vocabSize, hidden}, Part::Head, -1});
    return specs;
}

bool isIgnorableTensor(const std::string& name) { return name.ends_with("rotary_emb.inv_freq"); }

std::int64_t numParameters(const ModelConfig& config) {
    std::int64_t total = 0;
    for (const TensorSpec& spec : expectedTensors(config)) {
        std::int64_t size = 1;
        for (const std::int64_t dimension : spec.shape) size *= dimension;
        total += size;
    }
    return total;
}

}  // namespace luthier
