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
        fields.field("reward_clip", &RlooOptions::rewardClip).label("Clip rewards").above(0).otherNames({"reward_clip_range"})
            .help("Rewards beyond this, up or down, count as this. Not set: as they are.");
        addMoreOnlineFields(fields, kWords);
        return fields;
    }();
    return schema;
}

MethodInfo Rloo::info() {
    using enum MetricInfo::Better;
    MethodInfo info;
    info.id = id;
    info.title = "RLOO";
    info.help = "Reinforcement learning with whole answers as actions, each compared with the mean of the others to its prompt.";
    info.paper = "Ahmadian et al. 2024, arXiv:2402.14740";
    info.wants = {RowKind::Prompt, RowKind::Conversation, RowKind::Pair, RowKind::Ranking, RowKind::Scored};
    info.metrics = onlineMetrics();
    info.metrics.push_back({"policy_loss", "Policy loss", "The clipped surrogate.", "", Neither});
    info.samples = SampleKind::Prompts;
    info.needsReference = true;
    return info;
}

}  // namespace luthier
