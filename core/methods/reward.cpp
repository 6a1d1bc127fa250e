// SPDX-License-Identifier: Apache-2.0
// Reward models:   L = mean over rows of  -log s(r_better - r_worse - m)  [+ c (r_better + r_worse)^2]  for a pair,  Plackett-Luce for a ranking without ties,
// the mean over its comparisons for one with ties,  (r - y)^2, the logistic loss or that of ordered levels for a given score y.
// r is the head's reading of the last trained token of an answer: its end-of-turn token. With dimensions, each of a row's labels reads its own r_d, and the
// verdict or score of the row as a whole reads  r = sum_d w_d r_d;  the row's loss is the mean over its labels.
#include "core/methods/reward.h"

#include <algorithm>
#include <set>

#include <ATen/ATen.h>

#include "core/kernels/compute_device.h"
#include "core/losses/reward.h"
#include "core/methods/micro_batches.h"

namespace luthier {

namespace {

// The comparisons of a batch, one entry each. Where: of an answer's reading among all readings of all answers.
struct Comparisons {
    std::vector<std::int64_t> better, worse, row, reading, betterSegment, worseSegment;
    std::vector<double> margin, weight, isTie, isPair;     // weight: its share in the loss of its row; isPair: 1 in a row of two answers
};
struct GivenScores {
    std::vector<std::int64_t> place, row, reading;
    std::vector<double> score, weight;
};
// A row of the batch: its segments, and what is known of it.
struct BatchRow { std::int64_t first = 0, count = 0; const RowLabel* label = nullptr; };

std::vector<BatchRow> rowsOf(const Batch& batch) {
    std::vector<BatchRow> rows;
    for (std::int64_t s = 0; s < batch.layout.numSegments(); ++s) {
        if (batch.layout.segments[static_cast<std::size_t>(s)].index == 0) rows.push_back({s, 0, batch.labels[static_cast<std::size_t>(s)]});
        ++rows.back().count;
    }
    return rows;
}

bool isStrict(const std::vector<int>& ranks) { return std::set<int>(ranks.begin(), ranks.end()).size() == ranks.size(); }
bool isLuce(const BatchRow& row) { return row.label->ranks.size() > 2 && isStrict(row.label->ranks); }

// The labels of a batch, by what reads them: dimension d is reading d, the row as a whole the last one.
class LabelCollector {
public:
    LabelCollector(const RewardOptions& options, std::int64_t numReadings) : m_options(options), m_numReadings(numReadings) {}

    void add(const BatchRow& row, std::int64_t index) {
        if (isLuce(row)) return;
        std::int64_t numLabels = 0;
        const std::vector<std::optional<double>>& dimensions = row.label->dimensions;
        const bool isScored = row.label->ranks.empty();
        for (std::size_t d = 0; d < dimensions.size(); ++d) {
            if (!dimensions[d]) continue;
            const auto reading = static_cast<std::int64_t>(d);
            if (isScored) addScore(row, index, reading, *dimensions[d]);
            else if (!addComparison(row, index, reading, {*dimensions[d] < 0 ? 1 : 0, *dimensions[d] < 0 ? 0 : 1}, *dimensions[d] == 0, false)) continue;
            ++numLabels;
        }
        if (isScored && !row.label->lacksScore) {
            addScore(row, index, m_numReadings - 1, row.label->score);
            ++numLabels;
        }
        const std::size_t firstOfRow = comparisons.better.size();
        addRanks(row, index);
        const std::size_t numOfRow = comparisons.better.size() - firstOfRow;
        numLabels += numOfRow > 0;
        const double share = 1.0 / static_cast<double>(std::max<std::int64_t>(numLabels, 1));
        scores.weight.resize(scores.place.size(), share);
        comparisons.weight.resize(comparisons.better.size(), share);
        for (std::size_t i = firstOfRow; i < comparisons.weight.size(); ++i) comparisons.weight[i] /= static_cast<double>(numOfRow);
    }

    Comparisons comparisons;
    GivenScores scores;

private:
    struct Places { std::int64_t better, worse; };

    void addScore(const BatchRow& row, std::int64_t index, std::int64_t reading, double score) {
        scores.place.push_back(row.first * m_numReadings + reading);
        scores.row.push_back(index);
        scores.reading.push_back(reading);
        scores.score.push_back(score);
    }

    // false: it is a tie, and ties teach nothing.
    bool addComparison(const BatchRow& row, std::int64_t index, std::int64_t reading, Places places, bool isTie, bool hasMargin) {
        if (isTie && m_options.ties == TieUse::Drop) return false;
        comparisons.betterSegment.push_back(row.first + places.better);
        comparisons.worseSegment.push_back(row.first + places.worse);
        comparisons.better.push_back(comparisons.betterSegment.back() * m_numReadings + reading);
        comparisons.worse.push_back(comparisons.worseSegment.back() * m_numReadings + reading);
        comparisons.row.push_back(index);
        comparisons.reading.push_back(reading);
        comparisons.margin.push_back(m_options.usesMargin && hasMargin && !isTie ? row.label->margin : 0.0);
        comparisons.isTie.push_back(isTie ? 1.0 : 0.0);
        comparisons.isPair.push_back(row.label->ranks.size() == 2 ? 1.0 : 0.0);
        return true;
    }

    void addRanks(const BatchRow& row, std::int64_t index) {
        const std::vector<int>& ranks = row.label->ranks;
        for (std::size_t a = 0; a < ranks.size(); ++a)
            for (std::size_t b = a + 1; b < ranks.size(); ++b) {
                const bool isFirst = ranks[a] <= ranks[b];
                const Places places{static_cast<std::int64_t>(isFirst ? a : b), static_cast<std::int64_t>(isFirst ? b : a)};
                addComparison(row, index, m_numReadings - 1, places, ranks[a] == ranks[b], true);
            }
    }

    const RewardOptions& m_options;
    std::int64_t m_numReadings;
};

class RewardMethod : public Method {
public:
    explicit RewardMethod(const RewardOptions& options) : m_options(options) {}

    StepTotals prepare(Policy& policy, const Step& step, const BatchOptions& options) const override {
        StepTotals totals = Method::prepare(policy, step, options);
        totals.numTrained = static_cast<std::int64_t>(step.samples.size());   // scores that are read
        return totals;
    }

    std::vector<Batch> makeBatches(const Step& step, const BatchOptions& options) const override {
        std::vector<Sample> samples = step.samples;
        for (Sample& sample : samples) sample.readsEnd = true;
        return microBatchesOf(samples, options);
    }

    LossParts computeLoss(Policy& policy, const Batch& batch, const StepTotals& totals, BatchReport& report) const override {
        const ScoreHead& head = *policy.scoreHead();
        const at::Tensor reading_SR = readingsOf(head, policy.rawScores(batch).to(at::kDouble));
        const at::Tensor total_S = reading_SR.select(1, reading_SR.size(1) - 1), reading_N = reading_SR.reshape({-1});
        const std::vector<BatchRow> rows = rowsOf(batch);
        LabelCollector labels(m_options, reading_SR.size(1));
        for (std::size_t r = 0; r < rows.size(); ++r) labels.add(rows[r], static_cast<std::int64_t>(r));
        at::Tensor loss_R = at::zeros({static_cast<std::int64_t>(rows.size())}, total_S.options().requires_grad(false));
        const Comparisons& all = labels.comparisons;
        if (!all.better.empty()) loss_R = loss_R.index_add(0, indices(all.row, batch), lossOf(all, head, reading_N, batch, report));
        for (std::size_t r = 0; r < rows.size(); ++r)
            if (isLuce(rows[r])) loss_R = loss_R.index_add(0, indices({static_cast<std::int64_t>(r)}, batch), luceLoss(rows[r], total_S, batch).reshape({1}));
        const GivenScores& given = labels.scores;
        if (!given.place.empty()) loss_R = loss_R.index_add(0, indices(given.row, batch), lossOf(given, head, reading_N, batch, report));
        if (!loss_R.requires_grad()) loss_R = loss_R + 0 * total_S.sum();   // nothing here teaches: a backward pass gives zeros
        report.metrics["mean_reward"] = {total_S.detach().sum(), static_cast<double>(batch.layout.numSegments())};
        if (head.tieSizes_R.defined()) report.metrics["tie_threshold"] = {head.tieThresholds_R().detach()[-1], 1.0};
        report.rowSums_R = loss_R.detach();
        for (const BatchRow& row : rows) report.rows.push_back({batch.layout.segments[static_cast<std::size_t>(row.first)].row, 1});
        return {{{"loss", loss_R.sum(), static_cast<double>(std::max<std::int64_t>(totals.numRows, 1))}}};
    }

private:
    static at::Tensor indices(const std::vector<std::int64_t>& numbers, const Batch& batch) {
        return onDevice(at::tensor(numbers, at::kLong), batch.tokens_T.device());
    }
    static at::Tensor numbers(const std::vector<double>& values, const Batch& batch) {
        return onDevice(at::tensor(values, at::kDouble), batch.tokens_T.device());
    }

    // Each dimension's number, and behind them the weighted sum; of a plain head its one number.   [S,D] -> [S,R]
    static at::Tensor readingsOf(const ScoreHead& head, const at::Tensor& raw_SD) {
        if (head.info.isPlain()) return raw_SD;
        const at::Tensor weight_D = onDevice(at::tensor(head.info.weights, at::kDouble), raw_SD.device());
        return at::cat({raw_SD, at::matmul(raw_SD, weight_D).unsqueeze(1)}, 1);
    }

    // The weighted loss of each comparison.
    at::Tensor lossOf(const Comparisons& all, const ScoreHead& head, const at::Tensor& reading_N, const Batch& batch, BatchReport& report) const {
        const at::Tensor better = reading_N.index_select(0, indices(all.better, batch)), worse = reading_N.index_select(0, indices(all.worse, batch));
        const at::Tensor isTie = numbers(all.isTie, batch), margin = numbers(all.margin, batch), difference = better - worse;
        at::Tensor loss;
        if (m_options.ties == TieUse::Learnt) {
            TORCH_CHECK(head.tieSizes_R.defined(), "learned ties need their thresholds");
            const at::Tensor threshold = head.tieThresholds_R().index_select(0, indices(all.reading, batch));
            loss = raoKupperLoss(difference, isTie, threshold, margin, m_options.labelSmoothing);
        } else {
            loss = (1 - isTie) * bradleyTerryLoss(difference, margin, m_options.labelSmoothing) + isTie * tieLoss(difference);
        }
        if (m_options.centering > 0) loss = loss + m_options.centering * numbers(all.isPair, batch) * at::square(better + worse);
        reportComparisons(all, head, difference.detach(), batch, report);
        return loss * numbers(all.weight, batch);
    }

    static void reportComparisons(const Comparisons& all, const ScoreHead& head, const at::Tensor& difference, const Batch& batch, BatchReport& report) {
        const auto lengthOf = [&](std::int64_t s) { return batch.layout.length(s) + batch.layout.prefixLength(s); };
        const auto numReadings = static_cast<std::int64_t>(head.info.numReadings());
        std::vector<double> counts, longer, shorter;
        std::vector<std::vector<double>> ofDimension(static_cast<std::size_t>(numReadings - 1), std::vector<double>(all.better.size(), 0.0));
        for (std::size_t i = 0; i < all.better.size(); ++i) {
            const bool isTotal = all.reading[i] == numReadings - 1;
            const std::int64_t gap = lengthOf(all.betterSegment[i]) - lengthOf(all.worseSegment[i]);
            counts.push_back(isTotal ? 1 - all.isTie[i] : 0);
            longer.push_back(gap > 0 ? counts.back() : 0);
            shorter.push_back(gap < 0 ? counts.back() : 0);
            if (!isTotal) ofDimension[static_cast<std::size_t>(all.reading[i])][i] = 1 - all.isTie[i];
        }
        const auto add = [&](const std::string& name, const at::Tensor& values, const std::vector<double>& which) {
            double count = 0;
            for (const double one : which) count += one;
            report.metrics[name] = {(values * numbers(which, batch)).sum(), count};
        };
        const at::Tensor isRight = difference.gt(0).to(at::kDouble);
        add("accuracy", isRight, counts);
        add("accuracy/better_is_longer", isRight, longer);
        add("accuracy/better_is_shorter", isRight, shorter);
        for (std::size_t d = 0; d < ofDimension.size(); ++d) add("accuracy/" + head.info.dimensions[d], isRight, ofDimension[d]);
        add("margin", difference, counts);
        add("brier", at::square(1 - at::sigmoid(difference)), counts);
    }

    at::Tensor luceLoss(const BatchRow& row, const at::Tensor& score_S, const Batch& batch) const {
        std::vector<std::int64_t> places(row.label->ranks.size());
        for (std::size_t i = 0; i < places.size(); ++i) places[i] = row.first + static_cast<std::int64_t>(i);
        const std::vector<int>& ranks = row.label->ranks;
        std::sort(places.begin(), places.end(), [&](std::int64_t a, std::int64_t b) {
            return ranks[static_cast<std::size_t>(a - row.first)] < ranks[static_cast<std::size_t>(b - row.first)];
        });
        return plackettLuceLoss(score_S.index_select(0, indices(places, batch)));
    }

    // The weighted loss of each given score.
    at::Tensor lossOf(const GivenScores& given, const ScoreHead& head, const at::Tensor& reading_N, const Batch& batch, BatchReport& report) const {
        const at::Tensor score = reading_N.index_select(0, indices(given.place, batch)), wanted = numbers(given.score, batch);
        at::Tensor loss, guess = score;
        if (m_options.scoreLoss == ScoreLoss::Ordinal) {
            TORCH_CHECK(head.cutSteps_RC.defined(), "levels need their cut points");
            const at::Tensor cuts = head.cutPoints_RC().index_select(0, indices(given.reading, batch));
            const double lowest = static_cast<double>(head.info.lowestLevel);
            loss = ordinalLoss(score, (wanted - lowest).to(at::kLong), cuts);
            guess = expectedLevel(score, cuts) + lowest;
        } else if (m_options.scoreLoss == ScoreLoss::Logistic) {
            loss = -(wanted * at::log_sigmoid(score) + (1 - wanted) * at::log_sigmoid(-score));
            guess = at::sigmoid(score);
        } else {
            loss = at::square(score - wanted);
        }
        reportErrors(given, head, (guess - wanted).abs().detach(), batch, report);
        return loss * numbers(given.weight, batch);
    }

    static void reportErrors(const GivenScores& given, const ScoreHead& head, const at::Tensor& error, const Batch& batch, BatchReport& report) {
        const std::size_t numReadings = head.info.numReadings();
        for (std::size_t r = 0; r < numReadings; ++r) {
            std::vector<double> which;
            double count = 0;
            for (const std::int64_t reading : given.reading) which.push_back(reading == static_cast<std::int64_t>(r) ? 1.0 : 0.0);
            for (const double one : which) count += one;
            if (count == 0) continue;
            report.metrics[r + 1 == numReadings ? "score_error" : "score_error/" + head.info.dimensions[r]] = {(error * numbers(which, batch)).sum(), count};
        }
    }

    RewardOptions m_options;
};

}  // namespace

Result<std::unique_ptr<Method>> Reward::create(const RewardOptions& options) { return std::make_unique<RewardMethod>(options); }

}  // namespace luthier
