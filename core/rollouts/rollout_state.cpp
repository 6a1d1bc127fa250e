// SPDX-License-Identifier: Apache-2.0
#include "core/rollouts/rollout_state.h"

#include <array>
#include <cmath>
#include <limits>

#include <ATen/ATen.h>

#include "core/base/files.h"
#include "core/tensor_io/safetensors.h"

namespace luthier {

namespace {

constexpr const char* kJsonName = "/rollout.json";
constexpr const char* kTensorsName = "/rollout.safetensors";

using Numbers = std::vector<float> RolloutAnswer::*;
constexpr std::array<std::pair<const char*, Numbers>, 5> kNumbers = {{{"logps", &RolloutAnswer::logps},
                                                                      {"reference_logps", &RolloutAnswer::referenceLogps},
                                                                      {"values", &RolloutAnswer::values},
                                                                      {"advantages", &RolloutAnswer::advantages},
                                                                      {"returns", &RolloutAnswer::returns}}};

Json numbersToJson(const std::vector<double>& numbers) {
    Json json = Json::array();
    for (const double number : numbers) json.push_back(jsonNumber(number));
    return json;
}

Result<std::vector<double>> numbersFromJson(const Json& json) {
    std::vector<double> numbers;
    if (!json.is_array()) return fail(ErrorCode::InvalidData, "a list of rewards is missing");
    for (const Json& one : json) {
        ASSIGN_OR_RETURN(const double number, numberFromJson(one));
        numbers.push_back(number);
    }
    return numbers;
}

Error incomplete(const std::string& folder) {
    return Error(ErrorCode::InvalidData, "the checkpoint's rollout is incomplete").withHint("Resume from an older checkpoint: remove this one.").at(folder + kJsonName);
}

Json answerToJson(const RolloutAnswer& answer) {
    Json has = Json::array();
    for (const auto& [name, member] : kNumbers) has.push_back((answer.*member).size());
    return {{"row", answer.row},       {"tokens", answer.ids.size()},           {"prompt", answer.numPrompt},
            {"text", answer.text},     {"ended", answer.ended},                 {"parts", numbersToJson(answer.parts)},
            {"watched", numbersToJson(answer.watched)}, {"reward", jsonNumber(answer.reward)}, {"numbers", std::move(has)}};
}

// What is read piece by piece from flat arrays.
struct Flat { const TokenId* ids; std::int64_t idsLeft; std::array<const float*, kNumbers.size()> numbers; std::array<std::int64_t, kNumbers.size()> left; };

Result<RolloutAnswer> answerFromJson(const Json& json, Flat& flat, const std::string& folder) {
    const auto integer = [&](const Json& value) { return value.is_number_integer() ? value.get<std::int64_t>() : -1; };
    const bool isWhole = json.is_object() && json.contains("row") && json.contains("tokens") && json.contains("prompt") && json.contains("text") &&
                         json["text"].is_string() && json.contains("ended") && json["ended"].is_boolean() && json.contains("numbers") &&
                         json["numbers"].is_array() && json["numbers"].size() == kNumbers.size() && json.contains("parts") && json.contains("watched") &&
                         json.contains("reward");
    if (!isWhole) return fail(incomplete(folder));
    RolloutAnswer answer;
    answer.row = integer(json["row"]);
    answer.numPrompt = integer(json["prompt"]);
    const std::int64_t numTokens = integer(json["tokens"]);
    if (answer.row < 0 || numTokens < 0 || numTokens > flat.idsLeft || answer.numPrompt < 0 || answer.numPrompt > numTokens) return fail(incomplete(folder));
    answer.ids.assign(flat.ids, flat.ids + numTokens);
    flat.ids += numTokens;
    flat.idsLeft -= numTokens;
    answer.weights.assign(static_cast<std::size_t>(numTokens), 1.0F);
    std::fill_n(answer.weights.begin(), answer.numPrompt, 0.0F);
    answer.text = json["text"].get<std::string>();
    answer.ended = json["ended"].get<bool>();
    ASSIGN_OR_RETURN(answer.parts, numbersFromJson(json["parts"]));
    ASSIGN_OR_RETURN(answer.watched, numbersFromJson(json["watched"]));
    ASSIGN_OR_RETURN(answer.reward, numberFromJson(json["reward"]));
    for (std::size_t i = 0; i < kNumbers.size(); ++i) {
        const std::int64_t count = integer(json["numbers"][i]);
        if (count < 0 || count > flat.left[i]) return fail(incomplete(folder));
        (answer.*kNumbers[i].second).assign(flat.numbers[i], flat.numbers[i] + count);
        flat.numbers[i] += count;
        flat.left[i] -= count;
    }
    return answer;
}

}  // namespace

Status saveRollout(const std::string& folder, const std::optional<Rollout>& rollout) {
    if (!rollout) return {};
    Json answers = Json::array();
    std::vector<TokenId> ids;
    std::array<std::vector<float>, kNumbers.size()> numbers;
    for (const RolloutAnswer& answer : rollout->answers) {
        answers.push_back(answerToJson(answer));
        ids.insert(ids.end(), answer.ids.begin(), answer.ids.end());
        for (std::size_t i = 0; i < kNumbers.size(); ++i) {
            const std::vector<float>& from = answer.*kNumbers[i].second;
            numbers[i].insert(numbers[i].end(), from.begin(), from.end());
        }
    }
    NamedTensors tensors{{"ids", at::tensor(std::vector<std::int32_t>(ids.begin(), ids.end()), at::kInt)}};
    for (std::size_t i = 0; i < kNumbers.size(); ++i) tensors.emplace_back(kNumbers[i].first, at::tensor(numbers[i], at::kFloat));
    RETURN_IF_ERROR(saveTensors(folder + kTensorsName, tensors));
    const Json json = {{"index", rollout->index}, {"group_size", rollout->groupSize}, {"kl_weight", jsonNumber(rollout->klWeight)}, {"answers", std::move(answers)}};
    return writeFileDurably(folder + kJsonName, dumpJson(json));
}

Result<std::optional<Rollout>> loadRollout(const std::string& folder) {
    if (!pathExists(folder + kJsonName)) return std::optional<Rollout>();
    ASSIGN_OR_RETURN(const Json json, readJsonFile(folder + kJsonName));
    const bool isWhole = json.is_object() && json.contains("index") && json["index"].is_number_integer() && json.contains("group_size") &&
                         json["group_size"].is_number_integer() && json["group_size"].get<std::int64_t>() > 0 && json.contains("kl_weight") &&
                         json.contains("answers") && json["answers"].is_array();
    if (!isWhole) return fail(incomplete(folder));
    ASSIGN_OR_RETURN(const SafetensorsFile file, SafetensorsFile::open(folder + kTensorsName));
    ASSIGN_OR_RETURN(const at::Tensor ids, file.read("ids", at::kInt));
    static_assert(sizeof(TokenId) == sizeof(std::int32_t));
    Flat flat{reinterpret_cast<const TokenId*>(ids.const_data_ptr<std::int32_t>()), ids.numel(), {}, {}};
    std::vector<at::Tensor> kept;
    for (std::size_t i = 0; i < kNumbers.size(); ++i) {
        ASSIGN_OR_RETURN(at::Tensor numbers, file.read(kNumbers[i].first, at::kFloat));
        flat.numbers[i] = numbers.const_data_ptr<float>();
        flat.left[i] = numbers.numel();
        kept.push_back(std::move(numbers));
    }
    Rollout rollout;
    rollout.index = json["index"].get<std::int64_t>();
    rollout.groupSize = json["group_size"].get<std::int64_t>();
    ASSIGN_OR_RETURN(rollout.klWeight, numberFromJson(json["kl_weight"]));
    for (const Json& one : json["answers"]) {
        ASSIGN_OR_RETURN(RolloutAnswer answer, answerFromJson(one, flat, folder));
        rollout.answers.push_back(std::move(answer));
    }
    if (rollout.answers.size() % static_cast<std::size_t>(rollout.groupSize) != 0) return fail(incomplete(folder));
    return std::optional(std::move(rollout));
}

}  // namespace luthier
