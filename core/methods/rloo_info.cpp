// SPDX-License-Identifier: Apache-2.0
#include "core/methods/rloo.h"

namespace luthier {

namespace {

const OnlineWords kWords{"How much of an answer's reward a nat of distance from the reference costs. 0: nothing holds the policy back.", "0.05: TRL's value",
                         "4: three others are a baseline with little noise", "1: each answer is learned from once",
                         "8 prompts of 4 answers: a few seconds on two cores", 2};

}  // namespace

const Schema<RlooOptions>& Rloo::schema() {
    static const Schema<RlooOptions> schema = [] {
        Schema<RlooOptions> fields;
        addOnlineFields(fields, kWords);
        fields.field("clip", &RlooOptions::clip).label("Clip").above(0).below(1).otherNames({"epsilon", "eps_clip"})
            .help("How far the probability of an answer may move from that of the rollout before it is no longer pushed.").reason("0.2: TRL's value");
        fields.field("normalize_advantages", &RlooOptions::normalizes).label("Normalise advantages").help("Over all answers of the rollout.")
            .reason("off: the paper's");
        fields.field("clip_high", &RlooOptions::clipHigh).label("Clip upwards").above(0).atMost(10).otherNames({"epsilon_high"})
            .help("The same for answers that become likelier. Not set: as Clip.")
            .reason("not set: the same both ways");
        fields.field("reward_minimum", &RlooOptions::rewardMinimum).label("Least reward").range(-1e6, 1e6)
            .help("A reward below counts as this. Not set: as it is.").reason("not set: rewards are what they are");
        fields.field("reward_maximum", &RlooOptions::rewardMaximum).label("Most reward").range(-1e6, 1e6)
            .help("A reward above counts as this. Not set: as it is.").reason("not set: rewards are what they are");
        fields.check({"reward_minimum", "reward_maximum"}, [](const RlooOptions& options, CheckReport& report) {
            if (options.rewardMinimum && options.rewardMaximum && *options.rewardMinimum >= *options.rewardMaximum)
                report.add("reward_maximum", "is not above the least reward", "all answers would get the same reward");
        });
        addMoreOnlineFields(fields, kWords);
        return fields;
    }();
    return schema;
}

MethodInfo Rloo::info() {
    using enum MetricInfo::Better;
    return onlineMethodInfo(
        id, "RLOO",
        "Reinforcement learning with whole answers as actions, each compared with the mean of the others to its prompt.",
        "Ahmadian et al. 2024, arXiv:2402.14740",
        {{"policy_loss", "Policy loss", "The clipped surrogate.", "", Neither}});
}

}  // namespace luthier
