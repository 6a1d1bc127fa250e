// SPDX-License-Identifier: Apache-2.0
// What methods that learn from their own answers have in common: how answers are made, what rewards them, and what stops a run that goes astray. Torch-free.
// Thread: values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "core/methods/method_info.h"
#include "core/methods/preference_fields.h"
#include "core/rewards/all_rewards.h"

namespace luthier {

enum class TripwireAction { Off, Warn, Pause };

// Each looks at rollouts, not at steps. Gao et al. 2023 (arXiv:2210.10760): a reward is over-optimised while it still rises.
struct TripwireOptions {
    TripwireAction action = TripwireAction::Warn;
    double maxKl = 50.0;                         // nats of an answer, from the reference
    double maxLengthGrowth = 2.0;                // of the mean length, from that of the first rollouts
    double minEntropy = 0.05;                    // nats of a token
    double maxRepetition = 0.5;                  // share of an answer's three-word runs that it has had before
    double maxSilentGroups = 0.9;                // share of prompts whose answers all got the same reward
    std::optional<std::string> pairs;            // a file of held-out pairs: does the policy itself still prefer what people preferred?
    bool operator==(const TripwireOptions&) const = default;
};
const Schema<TripwireOptions>& tripwireSchema();

struct OnlineOptions {
    std::vector<RewardSpec> rewards;
    std::vector<RewardSpec> watched;             // measured beside them, never learned from
    std::int64_t promptsPerRollout = 8;
    std::int64_t completions = 8;                // of each prompt
    std::int64_t maxNewTokens = 128;
    double temperature = 1.0, topP = 1.0;
    std::int64_t topK = 0;
    std::int64_t passes = 1;                     // over a rollout
    std::int64_t stepsPerPass = 1;
    std::int64_t decodedAtOnce = 16;
    double klWeight = 0.0;
    std::string reference = kReferenceStart;
    double missingEndPenalty = 0.0;              // taken from the reward of an answer that did not end by itself
    bool masksTruncated = false;                 // such an answer is not learned from
    TripwireOptions tripwires;
    bool advantagesAreOfRewards = false;         // alone: nothing must be known of an answer's tokens before it is learned from. Of the method, not a setting
    // Where one step learns all of a rollout, its own forward pass says what the policy thought of each token.
    bool readsPolicyFirst() const { return !advantagesAreOfRewards || passes * stepsPerPass > 1; }
    bool operator==(const OnlineOptions&) const = default;
};

// What it says of its own defaults.
struct OnlineWords { std::string klWeightHelp, klWeightReason, completionsReason, passesReason, rolloutReason; std::int64_t minCompletions = 2; };

// The same field of a struct that holds these options as its base.
template <class Options, class M>
M Options::* inherited(M OnlineOptions::* member) { return member; }

// The fields a form shows first, then the method's own, then addMoreOnlineFields().
template <class Options>
void addOnlineFields(Schema<Options>& fields, const OnlineWords& words) {
    fields.nested("rewards", inherited<Options>(&OnlineOptions::rewards), rewardSpecSchema()).label("Rewards").notEmpty().basic()
        .otherNames({"reward_funcs", "reward_model_path", "reward_models"})
        .help("What makes an answer good. The parts are added, each times its weight.");
    fields.field("prompts_per_rollout", inherited<Options>(&OnlineOptions::promptsPerRollout)).label("Prompts in a rollout").range(1, 65536).basic()
        .otherNames({"rollout_batch_size", "num_prompts"}).help("How many prompts are answered before something is learned from the answers.")
        .reason(words.rolloutReason);
    fields.field("completions", inherited<Options>(&OnlineOptions::completions)).label("Answers to a prompt")
        .range(static_cast<double>(words.minCompletions), 1024).basic().otherNames({"num_generations", "n_samples_per_prompt", "group_size"})
        .help("How many answers are made to each prompt.").reason(words.completionsReason);
    fields.field("max_new_tokens", inherited<Options>(&OnlineOptions::maxNewTokens)).label("Longest answer").unit("tokens").range(1, 1e6).basic()
        .otherNames({"max_completion_length", "response_length", "generate_max_len"}).help("An answer that is not ended by then is cut.")
        .reason("128: a paragraph; time and memory grow with it");
    fields.field("kl_weight", inherited<Options>(&OnlineOptions::klWeight)).label("KL weight").range(0, 100).basic()
        .otherNames({"beta", "kl_coef", "init_kl_coef", "kl_penalty"}).help(words.klWeightHelp).reason(words.klWeightReason);
}

template <class Options>
void addMoreOnlineFields(Schema<Options>& fields, const OnlineWords& words) {
    fields.field("passes", inherited<Options>(&OnlineOptions::passes)).label("Passes over a rollout").range(1, 100)
        .otherNames({"num_ppo_epochs", "num_iterations", "ppo_epochs"}).help("How often each answer is learned from before new ones are made.")
        .reason(words.passesReason);
    fields.field("steps_per_pass", inherited<Options>(&OnlineOptions::stepsPerPass)).label("Steps in a pass").range(1, 4096)
        .otherNames({"num_mini_batches", "steps_per_generation"}).help("Into how many optimizer steps a pass over a rollout is divided, by prompts.")
        .reason("1: the whole rollout in one step, so that each answer is learned from by the policy that gave it");
    fields.field("temperature", inherited<Options>(&OnlineOptions::temperature)).label("Temperature").above(0).atMost(10)
        .help("Of the answers. The probabilities that are learned from are those of this temperature.").reason("1: the policy as it is");
    fields.field("top_p", inherited<Options>(&OnlineOptions::topP)).label("Top-p").above(0).atMost(1)
        .help("Below 1, unlikely tokens are never drawn; the probabilities learned from do not know that, so the policy's gradient is biased.")
        .reason("1: answers are drawn from the policy itself");
    fields.field("top_k", inherited<Options>(&OnlineOptions::topK)).label("Top-k").range(0, 1e9).help("Only so many of the likeliest tokens are drawn; 0: all. "
        "Biases the gradient as top-p does.").reason("0: answers are drawn from the policy itself");
    fields.field("decoded_at_once", inherited<Options>(&OnlineOptions::decodedAtOnce)).label("Answers at once").range(1, 1024)
        .help("How many answers are written at the same time. More are faster and need more memory; the texts stay the same.")
        .reason("16: where the speed of two cores stops growing");
    addReferenceField(fields, inherited<Options>(&OnlineOptions::reference));
    fields.field("missing_end_penalty", inherited<Options>(&OnlineOptions::missingEndPenalty)).label("Penalty for no end").range(0, 1000)
        .otherNames({"missing_eos_penalty", "non_eos_penalty"}).help("Taken from the reward of an answer that is cut at the longest length.")
        .reason("0: a reward that wants endings says so itself");
    fields.field("mask_truncated", inherited<Options>(&OnlineOptions::masksTruncated)).label("Leave out cut answers")
        .otherNames({"mask_truncated_completions"}).help("An answer that is cut is not learned from.").reason("off: that it was too long is worth learning");
    fields.nested("watched", inherited<Options>(&OnlineOptions::watched), rewardSpecSchema()).label("Watched rewards")
        .help("Measured beside the rewards and never learned from: a second reward model here shows when the first is being fooled.");
    fields.nested("tripwires", inherited<Options>(&OnlineOptions::tripwires), tripwireSchema()).label("Tripwires")
        .help("What a run that goes astray looks like, and what happens then.");
    fields.check({"prompts_per_rollout", "steps_per_pass"}, [](const Options& options, CheckReport& report) {
        if (options.stepsPerPass > options.promptsPerRollout)
            report.add("steps_per_pass", "is more than a rollout has prompts", "some steps would have nothing to learn from");
    });
}

// Of the method these options are of; nullptr where it learns from a file.
template <class Variant>
const OnlineOptions* onlineOptionsOf(const Variant& method) {
    return std::visit([](const auto& options) -> const OnlineOptions* {
        if constexpr (std::is_base_of_v<OnlineOptions, std::remove_cvref_t<decltype(options)>>) return &options;
        else return nullptr;
    }, method);
}

// Optimizer steps of a run over so many prompts; maxSteps -1: as the epochs say.
std::int64_t numOnlineSteps(std::int64_t numPrompts, const OnlineOptions& online, double epochs, std::int64_t maxSteps);

// What all of them report.
std::vector<MetricInfo> onlineMetrics();

// What a form says of such a method: rows it takes, what it reports (with `more`), that it has a reference.
MethodInfo onlineMethodInfo(std::string id, std::string title, std::string help, std::string paper, const std::vector<MetricInfo>& more);

}  // namespace luthier
