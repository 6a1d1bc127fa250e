// SPDX-License-Identifier: Apache-2.0
#include "core/training/reward_run.h"

#include <algorithm>
#include <set>

#include <ATen/ATen.h>

#include "core/adapters/own_parameters.h"

namespace luthier {

namespace {

constexpr std::int64_t kMaxCentredRows = 2048;   // more would not move the mean

// What the rows say of one dimension, or of the answers as a whole.
struct Labels {
    std::int64_t numRows = 0, numDecided = 0, numTied = 0;   // comparisons: with a better answer, and without
    std::set<double> scores;                                 // that are given, different ones
    bool teaches() const { return numDecided > 0 || scores.size() > 1; }
};

// One entry for each dimension, and the last of the rows as a whole.
std::vector<Labels> labelsOf(const TokenStore& store, std::size_t numDimensions) {
    std::vector<Labels> all(numDimensions + 1);
    for (std::int64_t row = 0; row < store.numRows(); ++row) {
        const RowLabel& label = *store.sequence(store.firstSequence(row)).label;
        const bool isScored = label.ranks.empty();
        const auto add = [&](Labels& labels, double number, bool isTied) {
            ++labels.numRows;
            if (isScored) labels.scores.insert(number);
            else ++(isTied ? labels.numTied : labels.numDecided);
        };
        for (std::size_t d = 0; d < std::min(numDimensions, label.dimensions.size()); ++d)
            if (label.dimensions[d]) add(all[d], *label.dimensions[d], *label.dimensions[d] == 0);
        if (isScored && label.lacksScore) continue;
        const bool isTied = !isScored && std::all_of(label.ranks.begin(), label.ranks.end(), [&](int rank) { return rank == label.ranks.front(); });
        add(all.back(), label.score, isTied);
    }
    return all;
}

std::vector<std::string> namesOf(const RewardOptions& options) {
    std::vector<std::string> names;
    for (const RewardDimension& dimension : options.dimensions) names.push_back(dimension.name);
    return names;
}

std::string joined(const std::vector<std::string>& names) {
    std::string all;
    for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
    return all;
}

// Of the ratings in both parts of the data.
std::int64_t numLevels(const RewardOptions& options, const TrainingData& data) {
    if (options.levels) return *options.levels;
    double highest = static_cast<double>(options.lowestLevel) + 1;   // two levels at least
    for (const TokenStore* const store : {&data.train, &data.eval})
        for (const Labels& labels : labelsOf(*store, options.dimensions.size()))
            if (!labels.scores.empty()) highest = std::max(highest, *labels.scores.rbegin());
    return static_cast<std::int64_t>(highest) - options.lowestLevel + 1;
}

bool isSequenceClassifier(const ModelConfig& config) {
    const auto names = config.raw.find("architectures");
    if (names == config.raw.end() || !names->is_array() || names->empty() || !names->front().is_string()) return false;
    return names->front().get<std::string>().ends_with("ForSequenceClassification");
}

// The settings say what is learned, whatever the head was before; what they cannot change is its dimensions, in their order, and its levels.
Status setUp(ScoreHead& head, const RewardOptions& options, const TrainingData& data) {
    const std::vector<std::string> names = options.dimensions.empty() ? std::vector<std::string>{"score"} : namesOf(options);
    ScoreHeadInfo& info = head.info;
    if (info.dimensions != names)
        return fail(Error(ErrorCode::InvalidConfig, "the reward model that training goes on with scores " + joined(info.dimensions) + "; the settings name " +
                                                        joined(names))
                        .withHint("name the same dimensions in the same order, or begin with a fresh adapter")
                        .withKey("method.dimensions"));
    info.weights.assign(1, 1.0);
    if (!options.dimensions.empty()) info.weights.clear();
    for (const RewardDimension& dimension : options.dimensions) info.weights.push_back(dimension.weight);
    info.offsets.assign(names.size(), 0.0);
    info.veto.reset();
    if (options.veto) info.veto = ScoreVeto{options.veto->dimension, options.veto->threshold, options.veto->floor};
    info.loss = Reward::id;
    if (options.ties == TieUse::Learnt) head.beginTies();
    info.tieThresholds.clear();
    if (options.scoreLoss != ScoreLoss::Ordinal) {
        info.cutPoints.clear();
        return {};
    }
    std::int64_t levels = numLevels(options, data);
    if (!info.cutPoints.empty()) {
        const auto before = static_cast<std::int64_t>(info.cutPoints.front().size()) + 1;
        if (!options.levels && levels <= before) levels = before;
        if (before != levels || info.lowestLevel != options.lowestLevel)
            return fail(Error(ErrorCode::InvalidConfig, "the reward model that training goes on with knows " + std::to_string(before) + " levels from " +
                                                            std::to_string(info.lowestLevel) + " on; here are " + std::to_string(levels) + " from " +
                                                            std::to_string(options.lowestLevel) + " on")
                            .withHint("use ratings on the same scale, or begin with a fresh adapter")
                            .withKey("method.levels"));
    }
    info.lowestLevel = options.lowestLevel;
    head.beginCuts(levels);
    return {};
}

}  // namespace

std::string oneClassOnly(std::int64_t numGood, std::int64_t numBad) {
    if ((numGood > 0) == (numBad > 0)) return {};
    return numGood > 0 ? "all answers are called good, so what is bad is not learned: add answers with the score 0, or pairs; good ones alone are for sft"
                       : "all answers are called bad, so what is good is not learned: add answers with the score 1, or pairs";
}

std::string oneClassOnly(const RunConfig& config, const TrainingData& data) {
    if (methodInfo(config.method).samples != SampleKind::Answers) return {};
    std::int64_t numGood = 0, numBad = 0;
    for (std::int64_t i = 0; i < data.train.numSequences(); ++i) {   // KTO has others, which belong to other prompts
        numGood += data.train.sequence(i).part == SegmentPart::Chosen;
        numBad += data.train.sequence(i).part == SegmentPart::Rejected;
    }
    return oneClassOnly(numGood, numBad);
}

Status checkRewardLabels(const RunConfig& config, const TrainingData& data) {
    const auto* const options = std::get_if<RewardOptions>(&config.method);
    if (!options) return {};
    const std::vector<std::string> names = namesOf(*options);
    const std::vector<Labels> all = labelsOf(data.train, names.size());
    for (std::size_t d = 0; d < all.size(); ++d) {
        const Labels& labels = all[d];
        const bool isWhole = d == names.size();
        if (labels.numRows == 0) {
            if (isWhole) continue;   // the dimensions alone make the score
            return fail(Error(ErrorCode::InvalidData, "no training row says anything of the dimension \"" + names[d] + "\"")
                            .withHint("name the dimensions as the rows do, or leave this one out; `check` counts the rows without each")
                            .withKey("method.dimensions"));
        }
        if (labels.teaches()) continue;
        const std::string what = isWhole ? "the training rows" : "the dimension \"" + names[d] + "\"";
        const std::string how = labels.scores.empty() ? "are ties" : labels.numTied > 0 ? "are ties, or the same score" : "are the same score";
        return fail(Error(ErrorCode::InvalidData, "all labels of " + what + " " + how + ": no answer is better than another, so nothing can be learned")
                        .withHint(isWhole ? "add rows that tell good answers from bad ones" : "add rows that tell answers apart in it, or leave it out")
                        .withKey(isWhole ? "data.train" : "method.dimensions"));
    }
    return {};
}

Json rewardLabelCounts(const RunConfig& config, const TrainingData& data) {
    const auto* const options = std::get_if<RewardOptions>(&config.method);
    if (!options || options->dimensions.empty()) return nullptr;
    const std::vector<std::string> names = namesOf(*options);
    const std::vector<Labels> all = labelsOf(data.train, names.size());
    Json counts = {{"score", all.back().numRows}};
    for (std::size_t d = 0; d < names.size(); ++d) counts[names[d]] = all[d].numRows;
    return counts;
}

Status addScoreHead(const RunConfig& config, const TrainingData& data, const CausalModel& model, Adapter& adapter) {
    const auto* const options = std::get_if<RewardOptions>(&config.method);
    if (!options) return {};
    if (!adapter.scoreHead()) {
        ASSIGN_OR_RETURN(std::optional<ScoreHead> own, loadModelScoreHead(config.model.path, model));
        if (own) own->weight_DH.set_requires_grad(true);
        else if (isSequenceClassifier(model.config()))
            return fail(Error(ErrorCode::InvalidData, "config.json announces a score head, and the weights have none: it would begin anew")
                            .withHint("take the folder as it was saved, or name a ForCausalLM class in \"architectures\" to begin with a new head")
                            .at(config.model.path)
                            .withKey(kModelScoreHead));
        if (!own) {
            ScoreHeadInfo info;
            if (!options->dimensions.empty()) info.dimensions = namesOf(*options);
            own = ScoreHead::create(model.config().hiddenSize, std::move(info), static_cast<std::uint64_t>(config.seed), model.device());
        }
        adapter.setScoreHead(std::move(*own));
    }
    return setUp(*adapter.scoreHead(), *options, data);
}

Result<std::string> centreScores(const RunConfig& config, const TrainingData& data, const Method& method, const BatchOptions& options, Policy& policy,
                                 Adapter& adapter) {
    const auto* const reward = std::get_if<RewardOptions>(&config.method);
    if (!reward || reward->zeroPoint != ZeroPoint::Mean) return std::string();
    const bool isHeldOut = data.eval.numRows() > 0;
    const TokenStore& store = isHeldOut ? data.eval : data.train;
    Step step;
    for (std::int64_t row = 0; row < std::min(kMaxCentredRows, store.numRows()); ++row) store.appendSamples(row, step.samples);
    const at::NoGradGuard noGradient;
    policy.setTraining(false);
    ScoreHeadInfo& info = adapter.scoreHead()->info;
    at::Tensor sum_D = at::zeros({static_cast<std::int64_t>(info.dimensions.size())}, at::kDouble);
    for (const Batch& batch : method.makeBatches(step, options))
        sum_D += policy.rawScores(batch.on(policy.model().device())).to(at::kCPU, at::kDouble).sum(0);
    const at::Tensor mean_D = sum_D / static_cast<double>(step.samples.size());
    info.offsets.assign(mean_D.const_data_ptr<double>(), mean_D.const_data_ptr<double>() + mean_D.numel());
    return "a score of 0 is the mean of " + std::to_string(step.samples.size()) + (isHeldOut ? " held-out" : "") + " answers";
}

}  // namespace luthier
