// SPDX-License-Identifier: Apache-2.0
#include "core/adapters/peft_folder.h"

#include <cmath>
#include <regex>

#include "core/base/files.h"

namespace luthier {

namespace {

constexpr std::size_t kMaxPatternBytes = 1000, kMaxPatterns = 10000;   // std::regex is recursive, and these come from a foreign file

// The matcher of libstdc++ that tries all ways at once: no pattern can take exponential time.
#ifdef __GLIBCXX__
const auto kRegexFlags = std::regex::ECMAScript | std::regex_constants::__polynomial;
#else
const auto kRegexFlags = std::regex::ECMAScript;
#endif

bool isPlainName(const std::string& pattern) {
    return pattern.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.") == std::string::npos;
}

// PEFT matches the keys of rank_pattern and alpha_pattern as "(.*\.)?(key)$". Most are plain names or paths, often hundreds of them: no regex for those.
bool patternMatches(const std::string& pattern, const std::string& path) {
    if (isPlainName(pattern)) return path == pattern || path.ends_with("." + pattern);
    return std::regex_match(path, std::regex("(.*\\.)?(" + pattern + ")", kRegexFlags));
}

template <class T>
const T* firstMatch(const std::vector<std::pair<std::string, T>>& patterns, const std::string& path) {
    for (const auto& [pattern, value] : patterns)
        if (patternMatches(pattern, path)) return &value;
    return nullptr;
}

tl::unexpected<Error> unsupported(const std::string& folder, const std::string& key, const std::string& what, const std::string& hint) {
    return fail(Error(ErrorCode::InvalidData, what).withHint(hint).at(folder + "/adapter_config.json").withKey(key));
}

bool isSet(const Json& json, const char* key) {
    const auto found = json.find(key);
    if (found == json.end() || found->is_null()) return false;
    if (found->is_boolean()) return found->get<bool>();
    if (found->is_array() || found->is_object() || found->is_string()) return !found->empty();
    return true;
}

Status refuseUnsupported(const Json& json, const std::string& folder) {
    const std::string merge = "Merge it with Python peft first, or train it here.";
    struct Rule { const char* key; const char* what; };
    for (const Rule rule :
         {Rule{"use_dora", "DoRA adapters are not supported yet"},
          Rule{"lora_bias", "LoRA with its own bias (lora_bias) is not supported"},
          Rule{"fan_in_fan_out", "the adapter was made for Conv1D layers (fan_in_fan_out)"},
          Rule{"target_parameters", "LoRA on raw parameters (target_parameters) is not supported"},
          Rule{"trainable_token_indices", "trained token rows (trainable_token_indices) are not supported"},
          Rule{"layer_replication", "layer_replication is not supported"}, Rule{"alora_invocation_tokens", "aLoRA is not supported"},
          Rule{"use_qalora", "QALoRA is not supported"}})
        if (isSet(json, rule.key)) return unsupported(folder, rule.key, rule.what, merge);
    const auto init = json.find("init_lora_weights");
    if (init != json.end() && init->is_string()) {
        const std::string name = init->get<std::string>();
        if (name != "gaussian" && name != "true" && name != "eva" && name != "orthogonal")
            return unsupported(folder, "init_lora_weights", "the adapter belongs to a changed base (init_lora_weights = " + name + ")",
                               "Save it again in Python with path_initial_model_for_weight_conversion, which makes a plain LoRA of it.");
    }
    return {};
}

// PEFT lists "score" and "classifier", some of them twice, for a sequence classifier, and of what the model does not have nothing is in the file.
Result<bool> readModulesToSave(const Json& json, const std::string& folder) {
    if (!isSet(json, "modules_to_save")) return false;
    bool hasScore = false;
    for (const Json& name : json["modules_to_save"]) {
        hasScore = hasScore || name == "score";
        if (name != "score" && name != "classifier")
            return unsupported(folder, "modules_to_save", "the adapter brings whole modules with it (modules_to_save)",
                               "Merge it with Python peft first, or train it here.");
    }
    return hasScore;
}

template <class T>
Status readPattern(const Json& json, const char* key, const std::string& folder, std::vector<std::pair<std::string, T>>& out) {
    const auto found = json.find(key);
    if (found == json.end() || found->is_null()) return {};
    if (!found->is_object() || found->size() > kMaxPatterns)
        return unsupported(folder, key, "must be an object of at most 10,000 entries", "Is the file damaged?");
    for (const auto& [pattern, value] : found->items()) {
        const double number = value.is_number() ? value.template get<double>() : std::nan("");
        if (!std::isfinite(number) || (std::is_integral_v<T> && !(number >= 1 && number <= 65536)))
            return unsupported(folder, std::string(key) + "." + pattern, std::is_integral_v<T> ? "the rank must be 1 to 65536" : "must be a finite number",
                               "Is the file damaged?");
        try {
            if (pattern.size() > kMaxPatternBytes) throw std::regex_error(std::regex_constants::error_complexity);
            const std::regex compiled("(.*\\.)?(" + pattern + ")", kRegexFlags);
        } catch (const std::regex_error&) {
            return unsupported(folder, std::string(key) + "." + pattern, "the pattern is not a regular expression, or too long a one", "Is the file damaged?");
        }
        out.emplace_back(pattern, static_cast<T>(number));
    }
    return {};
}

}  // namespace

std::int64_t PeftConfig::rankOf(const std::string& path) const {
    const std::int64_t* found = firstMatch(rankPattern, path);
    return found ? *found : lora.rank;
}

double PeftConfig::scaleOf(const std::string& path) const {
    const double* found = firstMatch(alphaPattern, path);
    const double alpha = found ? *found : lora.alpha, rank = static_cast<double>(rankOf(path));
    return lora.useRslora ? alpha / std::sqrt(rank) : alpha / rank;
}

Result<PeftConfig> readPeftConfig(const std::string& adapterFolder) {
    const std::string path = adapterFolder + "/adapter_config.json";
    if (!isFolder(adapterFolder) || !pathExists(path))
        return fail(Error(ErrorCode::NotFound, "this is not an adapter folder: it has no adapter_config.json")
                        .withHint("Give the folder that `train` wrote as final/, or one saved by Python peft.")
                        .at(adapterFolder));
    ASSIGN_OR_RETURN(const Json json, readJsonFile(path));
    if (!json.is_object()) return unsupported(adapterFolder, "", "must be a JSON object", "Is the file damaged?");
    PeftConfig config;
    config.peftType = json.contains("peft_type") && json["peft_type"].is_string() ? json["peft_type"].get<std::string>() : "";
    if (config.peftType != "LORA")
        return unsupported(adapterFolder, "peft_type", "adapters of type \"" + config.peftType + "\" are not supported yet", "LORA is.");
    RETURN_IF_ERROR(refuseUnsupported(json, adapterFolder));
    ASSIGN_OR_RETURN(config.hasScoreHead, readModulesToSave(json, adapterFolder));
    const auto number = [&](const char* key, double fallback) { return json.contains(key) && json[key].is_number() ? json[key].get<double>() : fallback; };
    const double rank = number("r", 8);
    if (!(rank >= 1 && rank <= 65536)) return unsupported(adapterFolder, "r", "the rank must be 1 to 65536", "Is the file damaged?");
    config.lora.rank = static_cast<std::int64_t>(rank);
    config.lora.alpha = number("lora_alpha", 8);
    if (!std::isfinite(config.lora.alpha)) return unsupported(adapterFolder, "lora_alpha", "must be a finite number", "Is the file damaged?");
    config.lora.dropout = number("lora_dropout", 0);
    config.lora.useRslora = isSet(json, "use_rslora");
    const std::string bias = json.contains("bias") && json["bias"].is_string() ? json["bias"].get<std::string>() : "none";
    config.lora.bias = bias == "all" ? LoraBias::All : bias == "lora_only" ? LoraBias::LoraOnly : LoraBias::None;
    RETURN_IF_ERROR(readPattern(json, "rank_pattern", adapterFolder, config.rankPattern));
    RETURN_IF_ERROR(readPattern(json, "alpha_pattern", adapterFolder, config.alphaPattern));
    if (json.contains("base_model_name_or_path") && json["base_model_name_or_path"].is_string())
        config.baseModel = json["base_model_name_or_path"].get<std::string>();
    return config;
}

Status writeLoraConfig(const std::string& adapterFolder, const PeftConfig& config) {
    const LoraOptions& lora = config.lora;
    const char* bias = lora.bias == LoraBias::All ? "all" : lora.bias == LoraBias::LoraOnly ? "lora_only" : "none";
    Json ranks = Json::object(), alphas = Json::object();
    for (const auto& [path, rank] : config.rankPattern) ranks[path] = rank;
    for (const auto& [path, alpha] : config.alphaPattern) alphas[path] = alpha;
    const Json json = {{"alpha_pattern", alphas}, {"auto_mapping", nullptr}, {"base_model_name_or_path", config.baseModel}, {"bias", bias},
                       {"fan_in_fan_out", false}, {"inference_mode", true}, {"init_lora_weights", true}, {"layer_replication", nullptr},
                       {"layers_pattern", nullptr}, {"layers_to_transform", nullptr}, {"loftq_config", Json::object()}, {"lora_alpha", lora.alpha},
                       {"lora_dropout", lora.dropout}, {"megatron_config", nullptr}, {"megatron_core", "megatron.core"},
                       {"modules_to_save", config.hasScoreHead ? Json::array({"score"}) : Json(nullptr)},
                       {"peft_type", "LORA"}, {"r", lora.rank}, {"rank_pattern", ranks}, {"revision", nullptr}, {"target_modules", lora.targets.names},
                       {"task_type", config.hasScoreHead ? "SEQ_CLS" : "CAUSAL_LM"}, {"use_dora", false}, {"use_rslora", lora.useRslora}};
    return writeFileDurably(adapterFolder + "/adapter_config.json", dumpJsonPretty(json));
}

}  // namespace luthier
