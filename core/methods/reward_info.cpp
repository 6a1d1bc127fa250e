// SPDX-License-Identifier: Apache-2.0
#include "core/methods/reward.h"

#include <algorithm>
#include <set>

#include "core/base/utf8.h"

namespace luthier {

namespace {

constexpr std::size_t kMaxDimensions = 64, kMaxNameBytes = 60;
const std::set<std::string> kTakenNames{"score", "better_is_longer", "better_is_shorter"};   // of the score itself, and of parts of its accuracy

const Schema<RewardDimension>& dimensionSchema() {
    static const Schema<RewardDimension> schema = [] {
        Schema<RewardDimension> fields;
        fields.field("name", &RewardDimension::name).label("Name").required().basic()
            .help("As the rows call it: safety, helpfulness, fairness, truthfulness, or any other.");
        fields.field("weight", &RewardDimension::weight).label("Weight").range(-100, 100).basic()
            .help("What this dimension's number is multiplied by in the score. Below 0: the less of it, the better. 0: it is only told.")
            .reason("1: counts like the others");
        return fields;
    }();
    return schema;
}

const Schema<RewardVeto>& vetoSchema() {
    static const Schema<RewardVeto> schema = [] {
        Schema<RewardVeto> fields;
        fields.field("dimension", &RewardVeto::dimension).label("Dimension").required().basic()
            .help("The name of the dimension that can veto, such as safety.");
        fields.field("threshold", &RewardVeto::threshold).label("Threshold").range(-1000, 1000).basic()
            .help("An answer with less than this in the dimension is vetoed.").reason("0: where a dimension learned from pairs and centred changes its sign");
        fields.field("floor", &RewardVeto::floor).label("Floor").range(-1000, 1000).basic()
            .help("A vetoed answer scores at most this, however good it is otherwise.").reason("-10: below what answers usually score");
        return fields;
    }();
    return schema;
}

// It becomes the name of a series and of a key in what is printed.
bool isPlainName(const std::string& name) {
    return isValidUtf8(name) && std::none_of(name.begin(), name.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F || c == '/' || c == '"'; });
}

void checkDimensions(const RewardOptions& options, CheckReport& report) {
    std::set<std::string> seen;
    if (options.dimensions.size() > kMaxDimensions) report.add("dimensions", "has more than 64 dimensions", "name those that matter");
    for (std::size_t i = 0; i < options.dimensions.size(); ++i) {
        const std::string& name = options.dimensions[i].name, key = "dimensions[" + std::to_string(i) + "].name";
        if (kTakenNames.contains(name)) report.add(key, "cannot be \"" + name + "\": something else is called so", "choose another name");
        else if (name.size() > kMaxNameBytes || !isPlainName(name))
            report.add(key, "is too long, or has characters that no name has", "use letters and digits");
        else if (!seen.insert(name).second) report.add(key, "names \"" + name + "\" a second time", "name each dimension once");
    }
}

void checkVeto(const RewardOptions& options, CheckReport& report) {
    if (!options.veto) return;
    std::string known;
    for (const RewardDimension& dimension : options.dimensions) {
        if (dimension.name == options.veto->dimension) return;
        known += (known.empty() ? "" : ", ") + dimension.name;
    }
    report.add("veto.dimension", "names \"" + excerpt(options.veto->dimension, 60) + "\", which is none of the dimensions",
               known.empty() ? "name it in method.dimensions first" : "the dimensions are: " + known);
}

}  // namespace

const Schema<RewardOptions>& Reward::schema() {
    static const Schema<RewardOptions> schema = [] {
        Schema<RewardOptions> fields;
        fields.nested("dimensions", &RewardOptions::dimensions, dimensionSchema()).label("Dimensions")
            .help("Each gets a score of its own, learned from what the rows say of it. The row's verdict or score teaches the weighted sum of all.")
            .reason("none: most rows have one verdict");
        fields.nested("veto", &RewardOptions::veto, vetoSchema()).label("Veto")
            .help("Lets one dimension, such as safety, overrule the others when answers are scored. It has no part in learning.")
            .reason("none: the dimensions are added up");
        fields.field("centering", &RewardOptions::centering).label("Centring").range(0, 1).basic().otherNames({"center_rewards_coefficient"})
            .help("Pulls the two scores of a pair towards a sum of 0, so that scores of different prompts can be compared.")
            .reason("0.01: the value of its paper (Eisenstein et al. 2023)");
        fields.field("use_margin", &RewardOptions::usesMargin).label("Use margins").basic().otherNames({"margin"})
            .help("A pair that says by how much its answer is better must be apart by that much.").reason("on: pairs without a margin are not touched");
        fields.choice("ties", &RewardOptions::ties,
                      {{TieUse::Half, "half", "Half a win each", "Tied answers are pulled to the same score."},
                       {TieUse::Drop, "drop", "Leave out", "Tied answers teach nothing."},
                       {TieUse::Learnt, "learnt", "Learned", "How close two scores must be for a tie is learned too (Rao and Kupper 1967)."}})
            .label("Ties").help("What two answers of the same place mean.").reason("half a win each: a tie says something too");
        fields.field("label_smoothing", &RewardOptions::labelSmoothing).label("Label smoothing").atLeast(0).below(0.5)
            .help("The share of comparisons taken to be wrong.").reason("0: the labels are trusted");
        fields.choice("score_loss", &RewardOptions::scoreLoss,
                      {{ScoreLoss::Squared, "squared", "Squared error", "For scores on a scale."},
                       {ScoreLoss::Logistic, "logistic", "Logistic", "For scores of 0 and 1, good and bad."},
                       {ScoreLoss::Ordinal, "ordinal", "Levels", "For ratings such as 1 to 5, whose steps need not be alike in size: where one level ends and "
                           "the next begins is learned too (McCullagh 1980)."}})
            .label("Loss of given scores").help("For rows with a score; pairs and rankings are compared.").reason("squared: fits every scale");
        fields.field("lowest_level", &RewardOptions::lowestLevel).label("Lowest level").range(-1000, 1000).visibleIf("score_loss", {"ordinal"})
            .help("The lowest rating that can be given. Rows with less are refused.").reason("1: where most scales of ratings begin");
        fields.field("levels", &RewardOptions::levels).label("Number of levels").range(2, 100).visibleIf("score_loss", {"ordinal"})
            .help("How many ratings there are, from the lowest on. Rows with more than the highest are refused.")
            .reason("not set: up to the highest rating in the rows");
        fields.choice("zero_point", &RewardOptions::zeroPoint,
                      {{ZeroPoint::AsLearnt, "as_learnt", "As learned", "Scores are what the head says."},
                       {ZeroPoint::Mean, "mean", "Mean of the answers", "When training is done, the mean score of the held-out answers is subtracted, of those "
                           "trained on where none are held out."}})
            .label("Zero point").help("What a score of 0 means.").reason("as learned: given scores keep their scale");
        fields.check({"dimensions"}, checkDimensions);
        fields.check({"dimensions", "veto"}, checkVeto);
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
                    {"tie_threshold", "Tie threshold", "Scores closer than this are most likely to be called tied; learned.", "", Neither},
                    {"mean_reward", "Mean score", "Of all answers.", "", Neither},
                    {"score_error", "Error of given scores", "Mean distance between score and given score.", "", Lower}};
    info.samples = SampleKind::Scores;
    info.trainsScoreHead = true;
    return info;
}

}  // namespace luthier
