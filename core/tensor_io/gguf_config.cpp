// SPDX-License-Identifier: Apache-2.0
#include "core/tensor_io/gguf_config.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numbers>
#include <utility>

#include "core/base/files.h"
#include "core/base/utf8.h"
#include "core/models/families/all_families.h"

namespace luthier {

namespace {

constexpr std::array<std::pair<const char*, const char*>, 9> layerParts = {{{"input_layernorm", "attn_norm"},
                                                                            {"post_attention_layernorm", "ffn_norm"},
                                                                            {"self_attn.q_proj", "attn_q"},
                                                                            {"self_attn.k_proj", "attn_k"},
                                                                            {"self_attn.v_proj", "attn_v"},
                                                                            {"self_attn.o_proj", "attn_output"},
                                                                            {"mlp.gate_proj", "ffn_gate"},
                                                                            {"mlp.up_proj", "ffn_up"},
                                                                            {"mlp.down_proj", "ffn_down"}}};

// Metadata holds float32; 1e-05 reads better than 9.999999747378752e-06 and is the same float32.
double shortest(double value) {
    std::array<char, 64> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), static_cast<float>(value)).ptr;
    double result = value;
    std::from_chars(text.data(), end, result);
    return result;
}

class ConfigBuilder {
public:
    explicit ConfigBuilder(const GgufFile& file) : m_file(file) {}

    Result<GgufModel> build() {
        RETURN_IF_ERROR(readKind());
        RETURN_IF_ERROR(readShape());
        RETURN_IF_ERROR(readHeadDim());
        RETURN_IF_ERROR(readBiases());
        RETURN_IF_ERROR(readRope());
        m_json["tie_word_embeddings"] = m_file.findTensor("output.weight") == nullptr;
        auto config = parseModelConfig(m_json);
        if (!config) return fail(std::move(config.error()).at(m_file.path()));
        m_model.config = std::move(*config);
        RETURN_IF_ERROR(checkTensors());
        return std::move(m_model);
    }

private:
    tl::unexpected<Error> broken(const std::string& message, const std::string& key = {},
                                 const std::string& hint = "take another GGUF file of this model, or its Hugging Face folder") const {
        return fail(Error(ErrorCode::InvalidData, message).withHint(hint).at(m_file.path()).withKey(key));
    }
    std::string key(const std::string& name) const { return m_architecture + "." + name; }

    Result<std::string> textOr(const std::string& name, const std::string& fallback) const {
        ASSIGN_OR_RETURN(const auto value, m_file.get<std::string>(name));
        return value.value_or(fallback);
    }

    // A whole number; some files hold it once per layer, which is fine while all are the same.
    Result<std::optional<std::int64_t>> number(const std::string& name) const {
        const GgufValue* value = m_file.find(key(name));
        if (!value) return std::optional<std::int64_t>();
        if (const auto* list = std::get_if<std::vector<std::int64_t>>(value)) {
            if (list->empty() || std::any_of(list->begin(), list->end(), [&](std::int64_t item) { return item != list->front(); }))
                return broken("layers of different shapes are not supported", key(name));
            return std::optional(list->front());
        }
        return m_file.get<std::int64_t>(key(name));
    }

    Status require(const std::string& name, const char* jsonKey) {
        ASSIGN_OR_RETURN(const auto value, number(name));
        if (!value) return broken("the metadata value is missing", key(name));
        m_json[jsonKey] = *value;
        return {};
    }

    Status readKind() {
        ASSIGN_OR_RETURN(const std::string type, textOr("general.type", "model"));
        if (type != "model") return broken("the file holds no model, but: " + excerpt(type, 40), "general.type", "name the model's own file");
        ASSIGN_OR_RETURN(const auto numParts, m_file.get<std::int64_t>("split.count"));
        if (numParts.value_or(1) > 1)
            return broken("this is one of " + std::to_string(*numParts) + " parts of a model", "split.count", "merge the parts with llama-gguf-split first");
        ASSIGN_OR_RETURN(m_architecture, textOr("general.architecture", ""));
        ASSIGN_OR_RETURN(m_model.name, textOr("general.name", fileName(m_file.path())));
        ASSIGN_OR_RETURN(m_model.license, textOr("general.license", ""));
        std::string supported;
        AllFamilies::forEach([&]<class F>() {
            const FamilyInfo info = F::info();
            if (supported.find(info.ggufArchitecture) == std::string::npos) supported += (supported.empty() ? "" : ", ") + info.ggufArchitecture;
            if (info.ggufArchitecture == m_architecture && m_json.empty()) m_json = {{"architectures", {info.architectures.front()}}, {"model_type", info.id}};
        });
        if (m_json.empty())
            return broken("the architecture \"" + excerpt(m_architecture, 40) + "\" is not supported", "general.architecture", "supported are " + supported);
        m_model.permutedHeads = m_architecture == "llama";
        ASSIGN_OR_RETURN(const auto numExperts, number("expert_count"));
        if (numExperts.value_or(0) > 0) return broken("mixtures of experts are not supported", key("expert_count"), "take a dense model");
        return {};
    }

    Status readShape() {
        const GgufTensor* embedding = m_file.findTensor("token_embd.weight");
        if (!embedding || embedding->shape.size() != 2) return broken("the tensor is missing or no matrix", "token_embd.weight");
        m_json["vocab_size"] = embedding->shape[0];
        RETURN_IF_ERROR(require("embedding_length", "hidden_size"));
        RETURN_IF_ERROR(require("feed_forward_length", "intermediate_size"));
        RETURN_IF_ERROR(require("block_count", "num_hidden_layers"));
        RETURN_IF_ERROR(require("attention.head_count", "num_attention_heads"));
        RETURN_IF_ERROR(require("context_length", "max_position_embeddings"));
        ASSIGN_OR_RETURN(const auto numKvHeads, number("attention.head_count_kv"));
        m_json["num_key_value_heads"] = numKvHeads ? Json(*numKvHeads) : m_json["num_attention_heads"];
        m_json["hidden_act"] = "silu";
        ASSIGN_OR_RETURN(const auto epsilon, m_file.get<double>(key("attention.layer_norm_rms_epsilon")));
        if (!epsilon) return broken("the metadata value is missing", key("attention.layer_norm_rms_epsilon"));
        m_json["rms_norm_eps"] = shortest(*epsilon);
        ASSIGN_OR_RETURN(const auto window, number("attention.sliding_window"));
        if (window.value_or(0) > 0)
            m_model.notes.push_back("the file names a sliding window of " + std::to_string(*window) + " positions, which this architecture does not use");
        return {};
    }

    Status readHeadDim() {
        ASSIGN_OR_RETURN(const auto keyLength, number("attention.key_length"));
        ASSIGN_OR_RETURN(const auto valueLength, number("attention.value_length"));
        ASSIGN_OR_RETURN(const auto rotated, number("rope.dimension_count"));
        const auto hidden = m_json["hidden_size"].get<std::int64_t>(), heads = m_json["num_attention_heads"].get<std::int64_t>();
        if (heads < 1 || hidden < heads)
            return broken("cannot be: " + std::to_string(heads) + " heads for a width of " + std::to_string(hidden), key("attention.head_count"));
        const std::int64_t headDim = keyLength.value_or(hidden / heads);
        if (valueLength.value_or(headDim) != headDim) return broken("keys and values of different lengths are not supported", key("attention.value_length"));
        if (rotated.value_or(headDim) != headDim) return broken("rotating only a part of each head is not supported", key("rope.dimension_count"));
        m_json["head_dim"] = headDim;
        return {};
    }

    Status readBiases() {
        if (m_json["model_type"] != "llama") {
            m_json["use_sliding_window"] = false;
            return {};
        }
        const bool qkv = m_file.findTensor("blk.0.attn_q.bias") != nullptr, output = m_file.findTensor("blk.0.attn_output.bias") != nullptr;
        if (qkv != output) return broken("biases on some of the attention's matrices only are not supported", "blk.0.attn_q.bias");
        m_json["attention_bias"] = qkv;
        m_json["mlp_bias"] = m_file.findTensor("blk.0.ffn_up.bias") != nullptr;
        return {};
    }

    Status readRope() {
        ASSIGN_OR_RETURN(const auto theta, m_file.get<double>(key("rope.freq_base")));
        m_json["rope_theta"] = shortest(theta.value_or(10000.0));
        m_json["rope_scaling"] = nullptr;
        ASSIGN_OR_RETURN(const auto type, m_file.get<std::string>(key("rope.scaling.type")));
        ASSIGN_OR_RETURN(auto factor, m_file.get<double>(key("rope.scaling.factor")));
        if (!factor) {
            ASSIGN_OR_RETURN(factor, m_file.get<double>(key("rope.scale_linear")));
        }
        const std::string scaling = type.value_or(factor && *factor != 1.0 && *factor != 0.0 ? "linear" : "none");
        if (scaling == "linear" && factor && *factor != 0.0)
            m_json["rope_scaling"] = {{"type", "linear"}, {"factor", shortest(*factor)}, {"rope_type", "linear"}};
        else if (scaling != "none" && scaling != "")
            return broken("the rope scaling \"" + excerpt(scaling, 40) + "\" is not supported", key("rope.scaling.type"));
        return readRopeFactors();
    }

    Status readRopeFactors() {
        const GgufTensor* tensor = m_file.findTensor("rope_freqs.weight");
        if (!tensor) return {};
        if (!m_json["rope_scaling"].is_null()) return broken("the file names two rope scalings", "rope_freqs.weight");
        const auto count = m_json["head_dim"].get<std::int64_t>() / 2;
        if (tensor->rowElements() != count || tensor->numRows() != 1) return broken("the tensor does not fit half a head", "rope_freqs.weight");
        std::vector<float> factors(static_cast<std::size_t>(count));
        RETURN_IF_ERROR(m_file.readRows(*tensor, 0, 1, factors.data()));
        if (std::all_of(factors.begin(), factors.end(), [](float factor) { return factor == 1.0F; })) return {};
        ASSIGN_OR_RETURN(const auto original, number("rope.scaling.original_context_length"));
        auto found = findLlama3Scaling(factors, m_json["rope_theta"].get<double>(),
                                       {8192, original.value_or(8192), m_json["max_position_embeddings"].get<std::int64_t>()});
        if (!found) return fail(std::move(found.error()).at(m_file.path()));
        m_json["rope_scaling"] = {{"rope_type", "llama3"},
                                  {"factor", found->factor},
                                  {"low_freq_factor", found->lowFreqFactor},
                                  {"high_freq_factor", found->highFreqFactor},
                                  {"original_max_position_embeddings", found->originalMaxPositions}};
        m_model.notes.push_back("rope scaling llama3 with factor " + dumpJson(Json(found->factor)) + " was found from the tensor rope_freqs.weight");
        return {};
    }

    // Every tensor of the model is there with its shape, and nothing else is.
    Status checkTensors() {
        std::size_t numFound = m_file.findTensor("rope_freqs.weight") ? 1 : 0;
        for (const TensorSpec& spec : expectedTensors(m_model.config)) {
            const GgufTensor* tensor = m_file.findTensor(ggufTensorName(spec.name));
            if (!tensor) return broken("the tensor is missing", ggufTensorName(spec.name));
            if (tensor->shape != spec.shape)
                return broken("has the shape " + dumpJson(Json(tensor->shape)) + ", the metadata asks for " + dumpJson(Json(spec.shape)), tensor->name);
            ++numFound;
        }
        if (numFound == m_file.tensors().size()) return {};
        std::vector<std::string> known = {"rope_freqs.weight"};
        for (const TensorSpec& spec : expectedTensors(m_model.config)) known.push_back(ggufTensorName(spec.name));
        std::sort(known.begin(), known.end());
        for (const GgufTensor& tensor : m_file.tensors())
            if (!std::binary_search(known.begin(), known.end(), tensor.name))
                return broken("the file holds a tensor that this family does not have", excerpt(tensor.name));
        return {};
    }

    const GgufFile& m_file;
    std::string m_architecture;
    Json m_json = Json::object();
    GgufModel m_model;
};

// As the converter of llama.cpp computes rope_freqs.weight (Llama 3.1's "llama3" rope type).
double llama3Factor(double frequency, const RopeScaling& scaling) {
    const double wavelength = 2.0 * std::numbers::pi / frequency, original = static_cast<double>(scaling.originalMaxPositions);
    if (wavelength < original / scaling.highFreqFactor) return 1.0;
    if (wavelength > original / scaling.lowFreqFactor) return scaling.factor;
    const double smooth = (original / wavelength - scaling.lowFreqFactor) / (scaling.highFreqFactor - scaling.lowFreqFactor);
    return 1.0 / ((1.0 - smooth) / scaling.factor + smooth);
}

}  // namespace

Result<RopeScaling> findLlama3Scaling(const std::vector<float>& factors, double ropeTheta, const std::vector<std::int64_t>& originalContexts) {
    const double factor = *std::max_element(factors.begin(), factors.end());
    for (const std::int64_t original : originalContexts) {
        const RopeScaling scaling{RopeScaling::Type::Llama3, shortest(factor), 1.0, 4.0, original};
        bool fits = std::isfinite(factor) && factor >= 1.0;
        for (std::size_t i = 0; fits && i < factors.size(); ++i) {
            const double frequency = std::pow(ropeTheta, -static_cast<double>(i) / static_cast<double>(factors.size()));
            const double wanted = llama3Factor(frequency, scaling);
            fits = std::abs(factors[i] - wanted) <= 1e-3 * wanted;
        }
        if (fits) return scaling;
    }
    return fail(Error(ErrorCode::InvalidData, "the frequency factors are not those of Llama 3's rope scaling")
                    .withHint("take the model's Hugging Face folder")
                    .withKey("rope_freqs.weight"));
}

std::string ggufTensorName(const std::string& huggingFaceName) {
    if (huggingFaceName == "model.embed_tokens.weight") return "token_embd.weight";
    if (huggingFaceName == "model.norm.weight") return "output_norm.weight";
    if (huggingFaceName == "lm_head.weight") return "output.weight";
    constexpr std::string_view prefix = "model.layers.";
    const std::size_t layerEnd = huggingFaceName.find('.', prefix.size()), kind = huggingFaceName.rfind('.');
    const std::string part = huggingFaceName.substr(layerEnd + 1, kind - layerEnd - 1);
    for (const auto& [name, ggufName] : layerParts)
        if (part == name) return "blk." + huggingFaceName.substr(prefix.size(), layerEnd - prefix.size()) + "." + ggufName + huggingFaceName.substr(kind);
    return huggingFaceName;
}

Result<GgufModel> readGgufModel(const GgufFile& file) { return ConfigBuilder(file).build(); }

}  // namespace luthier
