// SPDX-License-Identifier: Apache-2.0
#include "core/methods/ppo.h"

namespace luthier {

namespace {

const OnlineWords kWords{"How much of the reward a nat of distance from the reference costs. 0: nothing holds the policy back.",
                         "0.05: TRL's value; with a target it is where the weight begins",
                         "1: many prompts teach more than many answers, and the critic is the baseline",
                         "4: answers are dear, and the clip keeps later passes near the first", "32: enough answers to normalise advantages over", 1};

}  // namespace

const Schema<PpoOptions>& Ppo::schema() {
    static const Schema<PpoOptions> schema = [] {
        Schema<PpoOptions> fields;
        addOnlineFields(fields, kWords);
        fields.field("clip", &PpoOptions::clip).label("Clip").above(0).below(1).otherNames({"cliprange", "eps_clip", "epsilon"})
            .help("How far the probability of a token may move from that of the rollout before it is no longer pushed.").reason("0.2: the paper's value");
        fields.field("value_clip", &PpoOptions::valueClip).label("Value clip").above(0).atMost(1e6).otherNames({"cliprange_value"})
            .help("How far a value may move from that of the rollout.").reason("0.2: TRL's value");
        fields.field("value_weight", &PpoOptions::valueWeight).label("Weight of the value loss").range(0, 100).otherNames({"vf_coef"})
            .help("The critic's share of the loss.").reason("0.1: TRL's value");
        fields.field("value_trains_policy", &PpoOptions::valueTrainsPolicy).label("Value trains the layers")
            .help("Whether the critic's gradient goes into the adapter as well, or only into its head.")
            .reason("on: a head alone reads too little from hidden states that were made for words");
        fields.field("gamma", &PpoOptions::gamma).label("Discount").above(0).atMost(1).help("What a reward is worth one token earlier.")
            .reason("1: an answer is good or bad as a whole");
        fields.field("lambda", &PpoOptions::lambda).label("GAE lambda").range(0, 1).otherNames({"lam", "gae_lambda"})
            .help("0 trusts the critic, 1 the rewards.").reason("0.95: the value of the paper and of TRL");
        fields.choice("kl_estimator", &PpoOptions::klEstimator,
                      {{KlEstimator::K1, "k1", "k1", "log pi - log reference: unbiased, and may be negative."},
                       {KlEstimator::K2, "k2", "k2", "Half its square."},
                       {KlEstimator::K3, "k3", "k3", "exp(-x) - 1 + x: unbiased and never negative."}})
            .label("KL estimate").help("What a token's distance from the reference is taken to be, in its reward.").reason("k1: its sum is that of the answer");
        fields.field("kl_target", &PpoOptions::klTarget).label("KL target").unit("nats").above(0).atMost(1e6).otherNames({"target", "target_kl"})
            .help("The weight rises while answers are farther from the reference than this, and falls while they are nearer. Not set: it stays.")
            .reason("not set: one number less to understand");
        fields.field("kl_horizon", &PpoOptions::klHorizon).label("KL horizon").unit("answers").range(1, 1e9).otherNames({"horizon"})
            .help("How slowly the weight follows the target.").reason("10000: the value of the first PPO for language models");
        fields.field("whiten_rewards", &PpoOptions::whitensRewards).label("Whiten rewards").help("Divides the rewards of tokens by their spread.")
            .reason("off: advantages are normalised anyway");
        addMoreOnlineFields(fields, kWords);
        return fields;
    }();
    return schema;
}

MethodInfo Ppo::info() {
    using enum MetricInfo::Better;
    MethodInfo info = onlineMethodInfo(
        id, "PPO",
        "Reinforcement learning with a critic: answers are rewarded, and each token that did better than expected becomes likelier.",
        "Schulman et al. 2017, arXiv:1707.06347; Ouyang et al. 2022, arXiv:2203.02155", {});
    info.metrics.push_back({"policy_loss", "Policy loss", "The clipped surrogate.", "", Neither});
    info.metrics.push_back({"value_loss", "Value loss", "Half the squared error of the critic, clipped.", "", Lower});
    info.metrics.push_back({"value_explained", "Explained by the critic", "Share of the returns' variance that values explain; 1 is all.", "", Higher});
    info.metrics.push_back({"kl_weight", "KL weight", "As the controller has it.", "", Neither});
    info.trainsValueHead = true;
    return info;
}

}  // namespace luthier
