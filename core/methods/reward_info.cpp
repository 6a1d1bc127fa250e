// SPDX-License-Identifier: Apache-2.0
#include "core/methods/reward.h"

namespace luthier {

const Schema<RewardOptions>& Reward::schema() {
    static const Schema<RewardOptions> schema = [] {
        Schema<RewardOptions> fields;
        fields.field("centering", &RewardOptions::centering).label("Centring").range(0, 1).basic().otherNames({"center_rewards_coefficient"})
            .help("Pulls the two scores of a pair towards a sum of 0, so that scores of different prompts can be compared.")
            .reason("0.01: the value of its paper (Eisenstein et al. 2023)");
        fields.field("use_margin", &RewardOptions::usesMargin).label("Use margins").basic().otherNames({"margin"})
            .help("A pair that says by how much its answer is better must be apart by that much.").reason("on: pairs without a margin are not touched");
        fields.choice("ties", &RewardOptions::ties,
                      {{TieUse::Half, "half", "Half a win each", "Tied answers are pulled to the same score."},
                       {TieUse::Drop, "drop", "Leave out", "Tied answers teach nothing."}})
            .label("Ties").help("What two answers of the same place mean.").reason("half a win each: a tie says something too");
        fields.field("label_smoothing", &RewardOptions::labelSmoothing).label("Label smoothing").atLeast(0).below(0.5)
            .help("The share of comparisons taken to be wrong.").reason("0: the labels are trusted");
        fields.choice("score_loss", &RewardOptions::scoreLoss,
                      {{ScoreLoss::Squared, "squared", "Squared error", "For scores on a scale."},
                       {ScoreLoss::Logistic, "logistic", "Logistic", "For scores of 0 and 1, good and bad."}})
            .label("Loss of given scores").help("For rows with a score; pairs and rankings are compared.").reason("squared: fits every scale");
        return fields;
    }();
    return schema;
}

MethodInfo Reward::info() {
    using enum MetricInfo::Better;
    MethodInfo info;
    info.id = id;
    info.title = "Reward model";
    info.help = "Learns to score answers, from pairs, rankings or given scores; for judging answers and for reinforcement learning.";
    info.paper = "Ouyang et al. 2022, arXiv:2203.02155";
    info.wants = {RowKind::Pair, RowKind::Ranking, RowKind::Scored};
    info.metrics = {{"accuracy", "Accuracy", "Share of comparisons in which the better answer has the higher score.", "", Higher},
                    {"margin", "Margin", "Score of the better answer less that of the worse one, mean over comparisons.", "", Higher},
                    {"accuracy/better_is_longer", "Accuracy, better is longer", "Of the comparisons whose better answer is the longer one.", "", Higher},
                    {"accuracy/better_is_shorter", "Accuracy, better is shorter",
                     "Of the comparisons whose better answer is the shorter one. Much lower than the other: the model has learned to count.", "", Higher},
                    {"brier", "Calibration error", "Mean of (1 - s(margin))^2: 0.25 is guessing, 0 is right and sure (Brier 1950).", "", Lower},
                    {"mean_reward", "Mean score", "Of all answers.", "", Neither},
                    {"score_error", "Error of given scores", "Mean distance between score and given score.", "", Lower}};
    info.samples = SampleKind::Scores;
    info.trainsScoreHead = true;
    return info;
}

}  // namespace luthier
