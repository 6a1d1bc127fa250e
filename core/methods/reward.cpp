// SPDX-License-Identifier: Apache-2.0
// Reward models:   L = mean over rows of  -log s(r_better - r_worse - m)  [+ c (r_better + r_worse)^2]  for a pair,  Plackett-Luce for a ranking without ties,
// the mean over its comparisons for one with ties,  (r - y)^2 or the logistic loss for a given score y.
// r is the head's reading of the last trained token of an answer: its end-of-turn token.
#include "core/methods/reward.h"

#include <algorithm>
#include <set>

#include <ATen/ATen.h>

#include "core/kernels/compute_device.h"
#include "core/losses/reward.h"
#include "core/methods/micro_batches.h"

namespace luthier {

namespace {

// The comparisons of a batch, one entry each; weight: 1 / the comparisons of its row.
struct Comparisons {
    std::vector<std::int64_t> better, worse, row;
    std::vector<double> margin, weight, isTie;
    std::vector<bool> isPair;           // of a row of two
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
        const at::Tensor score_S = policy.rawScores(batch).select(1, 0).to(at::kDouble);
        const std::vector<BatchRow> rows = rowsOf(batch);
        at::Tensor loss_R = at::zeros({static_cast<std::int64_t>(rows.size())}, score_S.options().requires_grad(false));
        const Comparisons all = comparisonsOf(rows);
        if (!all.better.empty()) loss_R = loss_R.index_add(0, indices(all.row, batch), lossOf(all, score_S, batch, report));
        for (std::size_t r = 0; r < rows.size(); ++r)
            if (isLuce(rows[r])) loss_R = loss_R.index_add(0, indices({static_cast<std::int64_t>(r)}, batch), luceLoss(rows[r], score_S, batch).reshape({1}));
        loss_R = addGivenScores(rows, score_S, loss_R, batch, report);
        report.metrics["mean_reward"] = {score_S.detach().sum(), static_cast<double>(batch.layout.numSegments())};
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
    static bool isLuce(const BatchRow& row) { return row.label->ranks.size() > 2 && isStrict(row.label->ranks); }

    Comparisons comparisonsOf(const std::vector<BatchRow>& rows) const {
        Comparisons all;
        for (std::size_t r = 0; r < rows.size(); ++r) {
            const std::vector<int>& ranks = rows[r].label->ranks;
            const std::size_t begin = all.better.size();
            for (std::size_t a = 0; a < ranks.size() && !isLuce(rows[r]); ++a)
                for (std::size_t b = a + 1; b < ranks.size(); ++b) {
                    const bool isTie = ranks[a] == ranks[b], isFirst = ranks[a] <= ranks[b];
                    if (isTie && m_options.ties == TieUse::Drop) continue;
                    all.better.push_back(rows[r].first + static_cast<std::int64_t>(isFirst ? a : b));
                    all.worse.push_back(rows[r].first + static_cast<std::int64_t>(isFirst ? b : a));
                    all.row.push_back(static_cast<std::int64_t>(r));
                    all.margin.push_back(m_options.usesMargin && !isTie ? rows[r].label->margin : 0.0);
                    all.isTie.push_back(isTie ? 1.0 : 0.0);
                    all.isPair.push_back(ranks.size() == 2);
                }
            all.weight.resize(all.better.size(), 1.0 / static_cast<double>(std::max<std::size_t>(all.better.size() - begin, 1)));
        }
        return all;
    }

    // The weighted loss of each comparison.
    at::Tensor lossOf(const Comparisons& all, const at::Tensor& score_S, const Batch& batch, BatchReport& report) const {
        const at::Tensor better = score_S.index_select(0, indices(all.better, batch)), worse = score_S.index_select(0, indices(all.worse, batch));
        const at::Tensor isTie = numbers(all.isTie, batch), difference = better - worse;
        at::Tensor loss = (1 - isTie) * bradleyTerryLoss(difference, numbers(all.margin, batch), m_options.labelSmoothing) + isTie * tieLoss(difference);
        if (m_options.centering > 0) {
            std::vector<double> isPair;
            for (const bool one : all.isPair) isPair.push_back(one ? 1.0 : 0.0);
            loss = loss + m_options.centering * numbers(isPair, batch) * at::square(better + worse);
        }
        reportComparisons(all, difference.detach(), batch, report);
        return loss * numbers(all.weight, batch);
    }

    static void reportComparisons(const Comparisons& all, const at::Tensor& difference, const Batch& batch, BatchReport& report) {
        const auto lengthOf = [&](std::int64_t s) { return batch.layout.length(s) + batch.layout.prefixLength(s); };
        std::vector<double> counts, longer, shorter;
        for (std::size_t i = 0; i < all.better.size(); ++i) {
            const std::int64_t gap = lengthOf(all.better[i]) - lengthOf(all.worse[i]);
            counts.push_back(1 - all.isTie[i]);
            longer.push_back(gap > 0 ? counts.back() : 0);
            shorter.push_back(gap < 0 ? counts.back() : 0);
        }
        const auto add = [&](const char* name, const at::Tensor& values, const std::vector<double>& which) {
            double count = 0;
            for (const double one : which) count += one;
            report.metrics[name] = {(values * numbers(which, batch)).sum(), count};
        };
        const at::Tensor isRight = difference.gt(0).to(at::kDouble);
        add("accuracy", isRight, counts);
        add("accuracy/better_is_longer", isRight, longer);
        add("accuracy/better_is_shorter", isRight, shorter);
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

    at::Tensor addGivenScores(const std::vector<BatchRow>& rows, const at::Tensor& score_S, const at::Tensor& loss_R, const Batch& batch,
                              BatchReport& report) const {
        std::vector<std::int64_t> row, segment;
        std::vector<double> given;
        for (std::size_t r = 0; r < rows.size(); ++r) {
            if (!rows[r].label->ranks.empty()) continue;
            row.push_back(static_cast<std::int64_t>(r));
            segment.push_back(rows[r].first);
            given.push_back(rows[r].label->score);
        }
        if (row.empty()) return loss_R;
        const at::Tensor score = score_S.index_select(0, indices(segment, batch)), wanted = numbers(given, batch);
        const bool isSquared = m_options.scoreLoss == ScoreLoss::Squared;
        const at::Tensor loss = isSquared ? at::square(score - wanted) : -(wanted * at::log_sigmoid(score) + (1 - wanted) * at::log_sigmoid(-score));
        const at::Tensor error = ((isSquared ? score : at::sigmoid(score)) - wanted).abs().detach();
        report.metrics["score_error"] = {error.sum(), static_cast<double>(row.size())};
        return loss_R.index_add(0, indices(row, batch), loss);
    }

    RewardOptions m_options;
};

}  // namespace

Result<std::unique_ptr<Method>> Reward::create(const RewardOptions& options) { return std::make_unique<RewardMethod>(options); }

}  // namespace luthier
