// SPDX-License-Identifier: Apache-2.0
#include "core/methods/grpo.h"

namespace luthier {

namespace {

const OnlineWords kWords{"How much of the loss a nat of distance from the reference costs. 0: nothing holds the policy back, and no reference is computed.",
                         "0: as DAPO; rules that cannot be fooled need no leash. With a reward model take 0.04",
                         "8: enough to see what is better than usual", "1: each answer is learned from once",
                         "8 prompts of 8 answers: a few seconds on two cores", 2};

}  // namespace

const Schema<GrpoOptions>& Grpo::schema() {
    static const Schema<GrpoOptions> schema = [] {
        Schema<GrpoOptions> fields;
        addOnlineFields(fields, kWords);
        fields.choice("loss", &GrpoOptions::loss,
                      {{GrpoLoss::Dapo, "dapo", "DAPO", "Each token of the step counts the same."},
                       {GrpoLoss::Grpo, "grpo", "GRPO", "Each answer counts the same: long wrong answers are punished less."},
                       {GrpoLoss::DrGrpo, "dr_grpo", "Dr. GRPO", "Divided by the longest length: length changes nothing. Use with advantages not scaled."},
                       {GrpoLoss::Cispo, "cispo", "CISPO", "The ratio is clipped, not the loss: every token keeps its gradient."}})
            .label("Loss").basic().otherNames({"loss_type"}).help("How the tokens of an answer are counted.").reason("DAPO: no bias for long or short answers");
        fields.choice("scale_rewards", &GrpoOptions::scale,
                      {{AdvantageScale::Group, "group", "By group", "By the spread of the answers to the same prompt."},
                       {AdvantageScale::Batch, "batch", "By rollout", "By the spread of all answers."},
                       {AdvantageScale::None, "none", "Not", "Prompts that are nearly always right, or wrong, weigh less."}})
            .label("Advantages scaled").otherNames({"norm_adv_by_std_in_grpo"}).help("What an answer's distance from its group's mean is divided by.")
            .reason("by group: the paper's");
        fields.choice("ratio", &GrpoOptions::ratio,
                      {{RatioLevel::Token, "token", "Tokens", "Each token has its own ratio."},
                       {RatioLevel::Sequence, "sequence", "Answers (GSPO)", "The mean of an answer's tokens is its ratio."}})
            .label("Ratio of").otherNames({"importance_sampling_level"}).help("What is clipped.").reason("tokens: the paper's");
        fields.field("clip", &GrpoOptions::clip).label("Clip").above(0).below(1).otherNames({"epsilon", "eps_clip", "cliprange"})
            .help("How far the probability of a token may move from that of the rollout before it is no longer pushed.").reason("0.2: the paper's value");
        fields.field("clip_high", &GrpoOptions::clipHigh).label("Clip upwards").above(0).atMost(10).otherNames({"epsilon_high", "clip_ratio_high"})
            .help("The same for tokens that become likelier. DAPO: 0.28, so that rare tokens may rise. Not set: as Clip.")
            .reason("not set: the paper's clip is the same both ways");
        fields.field("ratio_cap", &GrpoOptions::ratioCap).label("Cap of the ratio").above(1).atMost(1e6).otherNames({"delta"})
            .help("The ratio counts no more than this where the advantage is negative. Not set: no cap.")
            .reason("not set: with one pass over a rollout ratios stay near 1");
        fields.field("resample_rounds", &GrpoOptions::resampleRounds).label("Dynamic sampling").unit("rounds").range(0, 16)
            .otherNames({"dynamic_sampling", "max_num_gen_batches"})
            .help("Prompts whose answers all got the same reward teach nothing: so often are they replaced by the next ones. DAPO's dynamic sampling.")
            .reason("0: each round costs as much as a rollout");
        addMoreOnlineFields(fields, kWords);
        fields.check({"loss", "ratio"}, [](const GrpoOptions& options, CheckReport& report) {
            if (options.loss == GrpoLoss::Cispo && options.ratio == RatioLevel::Sequence)
                report.add("ratio", "CISPO's ratio is that of tokens", "take ratio token, or another loss");
        });
        return fields;
    }();
    return schema;
}

MethodInfo Grpo::info() {
    using enum MetricInfo::Better;
    return onlineMethodInfo(
        id, "GRPO",
        "Reinforcement learning without a critic: each prompt is answered several times, and what did better than the others becomes likelier.",
        "Shao et al. 2024, arXiv:2402.03300; Yu et al. 2025, arXiv:2503.14476",
        {{"policy_loss", "Policy loss", "The clipped surrogate.", "", Neither}});
}

}  // namespace luthier
