// SPDX-License-Identifier: Apache-2.0
#include "core/methods/reinforce.h"

namespace luthier {

namespace {

const OnlineWords kWords{"How much of a token's reward a nat of distance from the reference costs. 0: nothing holds the policy back.", "0.01: OpenRLHF's value",
                         "1: the rollout as a whole is the baseline; with the group's mean as baseline take 4 or more", "1: each answer is learned from once",
                         "32: enough answers to normalise advantages over", 1};

}  // namespace

const Schema<ReinforceOptions>& Reinforce::schema() {
    static const Schema<ReinforceOptions> schema = [] {
        Schema<ReinforceOptions> fields;
        addOnlineFields(fields, kWords);
        fields.choice("baseline", &ReinforceOptions::baseline,
                      {{ReinforceBaseline::None, "none", "The rollout", "Advantages are what is above the mean of all tokens."},
                       {ReinforceBaseline::Group, "group", "The group first", "The mean of the answers to the same prompt is taken off the reward first."}})
            .label("Baseline").basic().help("What an answer is compared with.").reason("the rollout: REINFORCE++");
        fields.field("clip", &ReinforceOptions::clip).label("Clip").above(0).below(1).otherNames({"epsilon", "eps_clip"})
            .help("How far the probability of a token may move from that of the rollout before it is no longer pushed.").reason("0.2: PPO's value");
        fields.field("gamma", &ReinforceOptions::gamma).label("Discount").above(0).atMost(1).help("What a reward is worth one token earlier.")
            .reason("1: an answer is good or bad as a whole");
        addMoreOnlineFields(fields, kWords);
        fields.check({"baseline", "completions"}, [](const ReinforceOptions& options, CheckReport& report) {
            if (options.baseline == ReinforceBaseline::Group && options.completions < 2)
                report.add("completions", "must be 2 or more where a group is the baseline", "a single answer is its own mean");
        });
        return fields;
    }();
    return schema;
}

MethodInfo Reinforce::info() {
    using enum MetricInfo::Better;
    return onlineMethodInfo(
        id, "REINFORCE++",
        "Reinforcement learning without a critic and with one answer to a prompt: what did better than the rollout's mean becomes likelier.",
        "Hu 2025, arXiv:2501.03262",
        {{"policy_loss", "Policy loss", "The clipped surrogate.", "", Neither}});
}

}  // namespace luthier
