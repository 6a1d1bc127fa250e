// SPDX-License-Identifier: Apache-2.0
#include "core/recipe/usual_ranges.h"

#include <algorithm>
#include <cstdio>
#include <string_view>

#include "core/recipe/auto_values.h"

namespace luthier {

namespace {

// Of one field of a method, both ends usual. Empty words: that side is never unusual.
struct Range { const char* methods; const char* key; double low, high; const char* below; const char* above; };
constexpr const char* kOnline = "grpo ppo rloo reinforce online_dpo";
constexpr const char* kDrift = "the answers may drift far from where training began";
constexpr const char* kStuck = "the answers can hardly leave where training began";
constexpr Range kRanges[] = {
    {"dpo", "beta", 0.01, 0.5, kDrift, kStuck},
    {"kto", "beta", 0.01, 0.5, kDrift, kStuck},
    {"orpo", "beta", 0.02, 0.5, "the preference hardly counts beside the chosen answers' own loss", "the preference drowns the chosen answers' own loss"},
    {"simpo", "beta", 1.5, 10, "the margin is hardly felt; SimPO's beta is ten times that of DPO", "answers begin to repeat themselves"},
    {"cpo", "beta", 0.05, 1, "the preference hardly counts", kStuck},
    {"ppo", "kl_weight", 0.005, 0.5, "little holds the policy back: the reward is soon fooled", kStuck},
    {"rloo", "kl_weight", 0.005, 0.5, "little holds the policy back: the reward is soon fooled", kStuck},
    {"online_dpo", "kl_weight", 0.02, 0.5, kDrift, kStuck},
    {"grpo", "kl_weight", 0, 0.2, "", kStuck},
    {"reinforce", "kl_weight", 0, 0.2, "", kStuck},
    {"grpo rloo", "completions", 4, 64, "with so few answers, what is better than the others is mostly chance",
     "most of the time goes into answers that teach the same"},
    {kOnline, "temperature", 0.7, 1.3, "answers to a prompt are nearly alike, so little is found out",
     "many answers are nonsense, and learning from them is slow"},
    {kOnline, "top_p", 1, 1, "unlikely tokens are never drawn, and the gradient does not know it: it is biased", ""},
    {kOnline, "top_k", 0, 0, "", "only some tokens are ever drawn, and the gradient does not know it: it is biased"},
    {"ppo", "passes", 1, 8, "", "the answers learned from are soon those of an older policy"},
    {"grpo rloo reinforce online_dpo", "passes", 1, 4, "", "the answers learned from are soon those of an older policy"},
};

std::string inWords(double number) {
    char text[32];
    std::snprintf(text, sizeof text, "%.4g", number);
    return text;
}

std::string usual(double low, double high) {
    if (low == high) return "usual: " + inWords(low);
    return "usual: " + inWords(low) + " to " + inWords(high);
}

bool isOneOf(std::string_view methods, std::string_view method) {
    for (std::size_t at = 0; at < methods.size();) {
        const std::size_t end = std::min(methods.find(' ', at), methods.size());
        if (methods.substr(at, end - at) == method) return true;
        at = end + 1;
    }
    return false;
}

void lookAtMethod(const RunConfig& config, const std::string& method, std::vector<Problem>& found) {
    const Json values = runConfigToJson(config)["method"];
    for (const Range& range : kRanges) {
        if (!isOneOf(range.methods, method) || !values.contains(range.key) || !values[range.key].is_number()) continue;
        const double value = values[range.key].get<double>();
        const char* const words = value < range.low ? range.below : value > range.high ? range.above : "";
        if (*words) found.push_back({std::string("method.") + range.key, words, usual(range.low, range.high)});
    }
}

void lookAtLearningRate(const RunConfig& config, std::int64_t numParameters, std::vector<Problem>& found) {
    const auto usualRate = defaultLearningRate(config, numParameters);
    if (!config.training.learningRate.value || !usualRate) return;
    const double rate = *config.training.learningRate.value, low = usualRate->rate / 10, high = usualRate->rate * 5;
    if (rate >= low && rate <= high) return;
    found.push_back({"training.learning_rate", rate > high ? "high for this method and adapter: what the model could do before may be forgotten"
                                                           : "low for this method and adapter: little will be learned",
                     usual(low, high) + "; " + usualRate->reason});
}

// What is right by itself and unusual together.
void lookAtCombinations(const RunConfig& config, const MethodInfo& info, std::vector<Problem>& found) {
    if (const OnlineOptions* const online = onlineOptionsOf(config.method)) {
        if (const auto* const lora = std::get_if<LoraOptions>(&config.adapter); lora && lora->dropout > 0)
            found.push_back({"adapter.dropout", "without effect here: answers are learned by their own probabilities, which dropout would change",
                             "usual: 0"});
        const auto needsModel = [](const RewardSpec& spec) { return rewardInfo(spec.reward).needsModel; };
        const bool asksModel = std::any_of(online->rewards.begin(), online->rewards.end(), needsModel);
        if (asksModel && online->klWeight == 0)
            found.push_back({"method.kl_weight", "0 with a reward that is itself a model: nothing keeps the answers from fooling it", "usual: 0.02 to 0.1"});
        if (asksModel && online->watched.empty())
            found.push_back({"method.watched", "no second reward is watched, so nothing shows when the first is being fooled",
                             "add a rule, or a reward model trained on other rows"});
    }
    const bool learnsFromPreferences = info.samples != SampleKind::Document && !info.trainsScoreHead && onlineOptionsOf(config.method) == nullptr;
    if (learnsFromPreferences && !config.training.maxSteps && config.training.epochs > 3)
        found.push_back({"training.epochs", "preferences are soon learned by heart: held-out accuracy falls after a few epochs", "usual: 1 to 3"});
}

}  // namespace

std::vector<Problem> unusualValues(const RunConfig& config, std::int64_t numParameters) {
    std::vector<Problem> found;
    const MethodInfo info = methodInfo(config.method);
    lookAtMethod(config, info.id, found);
    lookAtLearningRate(config, numParameters, found);
    lookAtCombinations(config, info, found);
    return found;
}

}  // namespace luthier
