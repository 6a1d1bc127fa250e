// SPDX-License-Identifier: Apache-2.0
#include "core/methods/online_options.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace luthier {

const Schema<TripwireOptions>& tripwireSchema() {
    static const Schema<TripwireOptions> schema = [] {
        Schema<TripwireOptions> fields;
        fields.choice("action", &TripwireOptions::action,
                      {{TripwireAction::Off, "off", "Nothing", "They are not looked at."},
                       {TripwireAction::Warn, "warn", "Warn", "An event says what was seen; the run goes on."},
                       {TripwireAction::Pause, "pause", "Pause", "The run pauses with a checkpoint; settings can be changed before it goes on."}})
            .label("When one is touched").basic().help("What happens when something below is seen.").reason("warn: a person decides");
        fields.field("max_kl", &TripwireOptions::maxKl).label("KL").unit("nats").above(0).atMost(1e6)
            .help("Mean distance of an answer from the reference.").reason("50: beyond it, answers have little in common with the reference's");
        fields.field("max_length_growth", &TripwireOptions::maxLengthGrowth).label("Length, times").above(1).atMost(1e6)
            .help("Mean length of the answers, compared with the first rollouts, while the reward rises.").reason("2: rewards like long answers");
        fields.field("min_entropy", &TripwireOptions::minEntropy).label("Entropy").unit("nats per token").range(0, 100)
            .help("Below it the policy says nearly the same each time, and nothing new is found.").reason("0.05: nineteen of twenty tokens are certain");
        fields.field("max_repetition", &TripwireOptions::maxRepetition).label("Repetition").range(0, 1)
            .help("Share of an answer's runs of three words that it has had before, mean of the answers.").reason("0.5: half of an answer is said twice");
        fields.field("max_silent_groups", &TripwireOptions::maxSilentGroups).label("Prompts that teach nothing").range(0, 1)
            .help("Share of prompts whose answers all got the same reward, five rollouts in a row.").reason("0.9: nearly all work is wasted");
        fields.field("pairs", &TripwireOptions::pairs).label("Held-out pairs").path(PathKind::File)
            .help("A file of pairs that nothing is learned from. At each evaluation of held-out prompts it is counted how often the policy, compared with the "
                  "reference, makes the better answer likelier than the worse one; it is told when that falls while the reward rises. The first 64 are read.")
            .reason("not set: labelled pairs are not always there");
        return fields;
    }();
    return schema;
}

std::int64_t numOnlineSteps(std::int64_t numPrompts, const OnlineOptions& online, double epochs, std::int64_t maxSteps) {
    if (numPrompts == 0) return 0;
    if (maxSteps > 0) return maxSteps;
    const double rollouts = std::ceil(epochs * static_cast<double>(numPrompts) / static_cast<double>(online.promptsPerRollout) - 1e-9);
    return std::max<std::int64_t>(static_cast<std::int64_t>(rollouts), 1) * online.passes * online.stepsPerPass;
}

std::vector<MetricInfo> onlineMetrics() {
    using enum MetricInfo::Better;
    return {{"reward", "Reward", "Of the rollout's answers: their parts times their weights, mean.", "", Higher},
            {"reward_std", "Spread of reward", "Standard deviation over the rollout's answers.", "", Neither},
            {"eval_reward", "Reward on held-out prompts", "Answers to prompts that are not learned from, mean.", "", Higher},
            {"eval_implicit_accuracy", "Own preference", "Share of held-out pairs whose better answer has gained more on the reference than the worse one; "
             "a tie counts half.", "", Higher},
            {"kl", "KL to the reference", "Of an answer, estimated on its own tokens; mean.", "nats", Lower},
            {"entropy", "Entropy", "Mean of -log p of the tokens drawn, an estimate of the entropy of a token.", "nats", Neither},
            {"completions/mean_length", "Length of answers", "With the end token, mean.", "tokens", Neither},
            {"completions/clipped_ratio", "Cut answers", "Share that did not end by itself.", "", Lower},
            {"frac_reward_zero_std", "Prompts that teach nothing", "Share whose answers all got the same reward.", "", Lower},
            {"repetition", "Repetition", "Share of an answer's runs of three words that it has had before, mean.", "", Lower},
            {"ratio", "Ratio", "Probability of a token now and when the answer was made, mean; 1 in the first step of a rollout.", "", Neither},
            {"approx_kl", "Step from the rollout's policy", "Half the mean square of the log ratio.", "nats", Neither},
            {"clip_ratio", "Clipped tokens", "Share of tokens whose ratio the clip cut off.", "", Neither}};
}

MethodInfo onlineMethodInfo(std::string id, std::string title, std::string help, std::string paper, const std::vector<MetricInfo>& more) {
    MethodInfo info;
    info.id = std::move(id);
    info.title = std::move(title);
    info.help = std::move(help);
    info.paper = std::move(paper);
    info.wants = {RowKind::Prompt, RowKind::Conversation, RowKind::Pair, RowKind::Ranking, RowKind::Scored};
    info.metrics = onlineMetrics();
    info.metrics.insert(info.metrics.end(), more.begin(), more.end());
    info.samples = SampleKind::Prompts;
    info.needsReference = true;
    return info;
}

}  // namespace luthier
