// SPDX-License-Identifier: Apache-2.0
#include "core/plan/workload.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/data/packing.h"
#include "core/data/shared_beginnings.h"

namespace luthier {

namespace {

// Rows packed one by one; what lies beyond is taken to be like it. Packing a million rows takes about a second.
constexpr std::int64_t kRowsLookedAt = 1'000'000;

void addSums(MicroBatch& sum, const MicroBatch& one) {
    sum.numTokens += one.numTokens;
    sum.numTargets += one.numTargets;
    sum.longestRow = std::max(sum.longestRow, one.longestRow);
    sum.numRows += one.numRows;
    sum.numRowTokens += one.numRowTokens;
    sum.numShared += one.numShared;
    sum.attendedPairs += one.attendedPairs;
}

void takeLargest(MicroBatch& largest, const MicroBatch& one) {
    largest.numTokens = std::max(largest.numTokens, one.numTokens);
    largest.numTargets = std::max(largest.numTargets, one.numTargets);
    largest.longestRow = std::max(largest.longestRow, one.longestRow);
    largest.numRows = std::max(largest.numRows, one.numRows);
    largest.numRowTokens = std::max(largest.numRowTokens, one.numRowTokens);
    largest.numShared = std::max(largest.numShared, one.numShared);
    largest.attendedPairs = std::max(largest.attendedPairs, one.attendedPairs);
}

double pairsOf(std::int64_t length, const std::optional<std::int64_t>& window) {
    const auto rows = static_cast<double>(length), seen = static_cast<double>(std::min(length, window.value_or(length)));
    return seen * (rows - seen) + seen * (seen + 1) / 2;
}

class Packer {
public:
    Packer(const RowSizes& rows, std::int64_t microTokens, bool sharesBeginnings, std::optional<std::int64_t> window)
        : m_rows(rows), m_microTokens(microTokens), m_sharesBeginnings(sharesBeginnings), m_window(window) {}

    // Which of a row's sequences: those that are learned, those only looked at (SegmentPart::Mismatched), or all.
    enum class Which { Learned, LookedAt, All };

    // The micro-batches of one step of these rows, in visit(batch); -> how many.
    template <class Visit>
    std::int64_t overStep(const std::vector<std::int64_t>& rows, Which which, const Visit& visit) const {
        std::vector<std::vector<SequenceSize>> sequences;
        std::vector<std::int32_t> lengths;
        for (const std::int64_t row : rows) {
            std::vector<SequenceSize> some = sequencesOf(static_cast<std::size_t>(row), which);
            if (some.empty()) continue;
            std::int32_t length = 0;
            for (const SequenceSize& one : some) length += one.length;
            lengths.push_back(length);
            sequences.push_back(std::move(some));
        }
        const auto bins = packMicroBatches(lengths, m_microTokens);
        for (const auto& bin : bins) {
            MicroBatch batch;
            std::vector<RowBeginnings> beginnings;
            for (const std::int64_t row : bin) addBeginnings(sequences[static_cast<std::size_t>(row)], beginnings);
            const std::vector<SharedBeginning> shared = m_sharesBeginnings ? sharedBeginnings(beginnings) : std::vector<SharedBeginning>();
            std::size_t next = 0;
            for (const std::int64_t row : bin)
                for (const SequenceSize& one : sequences[static_cast<std::size_t>(row)]) addSequence(batch, one, shared.empty() ? 0 : shared[next++].length);
            batch.numRows = static_cast<std::int64_t>(beginnings.size());
            visit(batch);
        }
        return static_cast<std::int64_t>(bins.size());
    }

private:
    std::vector<SequenceSize> sequencesOf(std::size_t row, Which which) const {
        if (!m_rows.sequences.empty()) {
            std::vector<SequenceSize> some;
            for (const SequenceSize& one : m_rows.sequences[row])
                if (which == Which::All || (one.part == SegmentPart::Mismatched) == (which == Which::LookedAt)) some.push_back(one);
            return some;
        }
        if (which == Which::LookedAt) return {};
        const std::int32_t length = m_rows.lengths[row];
        return {{SegmentPart::Whole, length, m_rows.numInputs.empty() ? length : m_rows.numInputs[row], m_rows.numTrained[row], 0,
                 m_rows.beginnings.empty() ? nullptr : m_rows.beginnings[row]}};
    }
    void addBeginnings(const std::vector<SequenceSize>& row, std::vector<RowBeginnings>& all) const {
        std::int64_t index = 0;
        for (const SequenceSize& one : row)
            all.push_back({one.beginnings ? std::span<const std::uint32_t>(*one.beginnings) : std::span<const std::uint32_t>(), numInputs(one), index++,
                           one.numCommon});
    }
    std::int64_t numInputs(const SequenceSize& one) const { return m_sharesBeginnings ? one.numInputs : one.length; }
    void addSequence(MicroBatch& batch, const SequenceSize& one, std::int64_t shared) const {
        const std::int64_t length = numInputs(one);
        batch.numTokens += length - shared;
        batch.numRowTokens += one.length;
        batch.numShared += shared;
        batch.numTargets += one.numTrained;
        batch.longestRow = std::max(batch.longestRow, length);
        batch.attendedPairs += pairsOf(length, m_window) - pairsOf(shared, m_window);
    }
    const RowSizes& m_rows;
    std::int64_t m_microTokens;
    bool m_sharesBeginnings;
    std::optional<std::int64_t> m_window;
};

// A count times the part of a run that was not looked at.
std::int64_t scaled(std::int64_t count, double factor) { return std::llround(std::min(static_cast<double>(count) * factor, 9e18)); }

std::vector<std::int64_t> inOrder(std::size_t count) {
    std::vector<std::int64_t> rows(count);
    std::iota(rows.begin(), rows.end(), 0);
    return rows;
}

// As DatasetSource counts them: of the last, partial epoch the first part of its steps.
std::int64_t stepsUsed(std::int64_t ofEpoch, double remaining) {
    if (remaining >= 0.999) return ofEpoch;
    return std::max<std::int64_t>(1, std::llround(std::floor(static_cast<double>(ofEpoch) * remaining + 1e-6)));
}

void addLooked(Workload& work, const Packer& packer, Packer::Which which, const std::vector<std::int64_t>& rows) {
    work.numLookedBatches += packer.overStep(rows, which, [&](const MicroBatch& batch) {
        addSums(work.looked, batch);
        takeLargest(work.worstLooked, batch);
    });
}

void addStep(Workload& work, const Packer& packer, const TrainingConfig& training, const std::vector<std::int64_t>& rows) {
    MicroBatch step;
    const std::int64_t count = packer.overStep(rows, Packer::Which::Learned, [&](const MicroBatch& batch) {
        addSums(step, batch);
        const bool again = recomputes(training.recompute, batch.numTokens, *training.microTokens);
        takeLargest(again ? work.worstAgain : work.worst, batch);
        if (again) work.numTokensAgain += batch.numTokens;
    });
    addSums(work.all, step);
    work.numMicroBatches += count;
    work.accumulates = work.accumulates || count > 1;
    work.largestStepTokens = std::max(work.largestStepTokens, step.numTokens);
    work.largestStepTargets = std::max(work.largestStepTargets, step.numTargets);
    addLooked(work, packer, Packer::Which::LookedAt, rows);
    ++work.numSteps;
}

void addTraining(Workload& work, const DataSizes& data, const TrainingConfig& training, const Packer& packer) {
    const std::int64_t maxSteps = training.maxSteps.value_or(INT64_MAX);
    double remaining = training.epochs;
    std::int64_t rowsSeen = 0;
    for (std::int64_t epoch = 0; remaining > (epoch == 0 ? 0 : 0.001) && work.numSteps < maxSteps && rowsSeen < kRowsLookedAt; ++epoch, remaining -= 1) {
        const std::vector<std::int64_t> order = data.orderOf ? data.orderOf(epoch) : inOrder(data.train.lengths.size());
        const StepPlan plan = planEpoch(data.train.lengths, order, training.tokensPerStep);
        const auto all = static_cast<std::int64_t>(plan.rows.size());
        if (all == 0) break;
        for (std::int64_t step = 0; step < stepsUsed(all, remaining) && work.numSteps < maxSteps; ++step)
            addStep(work, packer, training, plan.rows[static_cast<std::size_t>(step)]);
        rowsSeen += static_cast<std::int64_t>(order.size());
    }
    const double epochsSeen = training.epochs - std::max(remaining, 0.0);
    if (remaining <= 0.001 || work.numSteps >= maxSteps || epochsSeen <= 0) return;
    const double factor = std::min(training.epochs / epochsSeen, static_cast<double>(maxSteps) / static_cast<double>(std::max<std::int64_t>(1, work.numSteps)));
    for (std::int64_t* count : {&work.numSteps, &work.numMicroBatches, &work.numTokensAgain, &work.numLookedBatches}) *count = scaled(*count, factor);
    for (MicroBatch* sums : {&work.all, &work.looked}) {
        for (std::int64_t* count : {&sums->numTokens, &sums->numTargets, &sums->numRows, &sums->numRowTokens}) *count = scaled(*count, factor);
        sums->attendedPairs *= factor;
    }
}

constexpr std::int64_t kRolloutsLookedAt = 64;   // what lies beyond is taken to be like them
constexpr std::size_t kHeldOutPrompts = 32;      // answered at an evaluation (core/training/online_run.cpp)

// The longest answers to some prompts, as rows of as many as a micro-batch holds (OnlineMethod::makeBatches).
RowSizes answersTo(const RowSizes& prompts, const std::vector<std::int64_t>& rows, std::int64_t count, std::int64_t maxNewTokens, std::int64_t microTokens) {
    RowSizes sizes;
    const auto answer = static_cast<std::int32_t>(maxNewTokens);
    for (const std::int64_t row : rows) {
        const std::int32_t prompt = prompts.lengths[static_cast<std::size_t>(row)], length = prompt + answer;
        const std::int64_t together = std::clamp<std::int64_t>(microTokens / length, 1, count);
        for (std::int64_t made = 0; made < count; made += together) {
            std::vector<SequenceSize> some;
            for (std::int64_t i = 0; i < std::min(together, count - made); ++i)
                some.push_back({SegmentPart::Whole, length, length - 1, answer, i == 0 ? 0 : prompt, nullptr});
            const auto numSequences = static_cast<std::int32_t>(some.size());
            sizes.lengths.push_back(numSequences * length);
            sizes.numTrained.push_back(numSequences * answer);
            sizes.sequences.push_back(std::move(some));
        }
    }
    return sizes;
}

}  // namespace

DataSizes shortened(const DataSizes& data, std::int64_t maxLength) {
    const auto atMost = [](std::int32_t& number, std::int64_t limit) { number = static_cast<std::int32_t>(std::min<std::int64_t>(number, limit)); };
    DataSizes result = data;
    for (RowSizes* rows : {&result.train, &result.eval}) {
        for (std::size_t row = 0; row < rows->lengths.size(); ++row) {
            std::int64_t sum = maxLength;
            if (!rows->sequences.empty()) {
                sum = 0;
                for (SequenceSize& one : rows->sequences[row]) {
                    for (std::int32_t* number : {&one.length, &one.numInputs, &one.numTrained, &one.numCommon}) atMost(*number, maxLength);
                    sum += one.length;
                }
            }
            atMost(rows->lengths[row], sum);
            atMost(rows->numTrained[row], rows->lengths[row]);
            if (!rows->numInputs.empty()) atMost(rows->numInputs[row], rows->lengths[row]);
        }
    }
    return result;
}

std::int64_t numStepsOf(const DataSizes& data, const RunConfig& config) {
    const TrainingConfig& training = config.training;
    if (const OnlineOptions* const online = onlineOptionsOf(config.method)) {
        const auto numPrompts = static_cast<std::int64_t>(data.orderOf ? data.orderOf(0).size() : data.train.lengths.size());
        return numOnlineSteps(numPrompts, *online, training.epochs, training.maxSteps.value_or(-1));
    }
    const std::int64_t maxSteps = training.maxSteps.value_or(INT64_MAX);
    double remaining = training.epochs;
    std::int64_t numSteps = 0, rowsSeen = 0;
    for (std::int64_t epoch = 0; remaining > (epoch == 0 ? 0 : 0.001) && numSteps < maxSteps && rowsSeen < kRowsLookedAt; ++epoch, remaining -= 1) {
        const std::vector<std::int64_t> order = data.orderOf ? data.orderOf(epoch) : inOrder(data.train.lengths.size());
        const auto ofEpoch = static_cast<std::int64_t>(planEpoch(data.train.lengths, order, training.tokensPerStep).rows.size());
        if (ofEpoch == 0) return 0;
        numSteps = std::min(maxSteps, numSteps + stepsUsed(ofEpoch, remaining));
        rowsSeen += static_cast<std::int64_t>(order.size());
    }
    const double epochsSeen = training.epochs - std::max(remaining, 0.0);
    if (remaining <= 0.001 || numSteps >= maxSteps || epochsSeen <= 0) return numSteps;
    return std::min(maxSteps, scaled(numSteps, training.epochs / epochsSeen));
}

Workload workloadOf(const DataSizes& data, const TrainingConfig& training, std::optional<std::int64_t> attentionWindow, bool sharesBeginnings,
                    bool looksAtReference) {
    Workload work;
    const std::int64_t microTokens = *training.microTokens;
    const Packer train(data.train, microTokens, sharesBeginnings, attentionWindow), eval(data.eval, microTokens, sharesBeginnings, attentionWindow);
    const std::vector<std::int64_t> held = inOrder(data.eval.lengths.size());
    addTraining(work, data, training, train);
    work.numEvalBatches = eval.overStep(held, Packer::Which::Learned, [&](const MicroBatch& batch) {
        addSums(work.eval, batch);
        takeLargest(work.worstEval, batch);
    });
    if (looksAtReference) {
        addLooked(work, train, Packer::Which::All, inOrder(data.train.lengths.size()));
        addLooked(work, eval, Packer::Which::All, held);
    }
    return work;
}

Workload onlineWorkloadOf(const DataSizes& prompts, const TrainingConfig& training, const OnlineOptions& online, std::optional<std::int64_t> attentionWindow,
                          bool sharesBeginnings) {
    Workload work;
    const std::vector<std::int64_t> order = prompts.orderOf ? prompts.orderOf(0) : inOrder(prompts.train.lengths.size());
    const std::int64_t steps = numOnlineSteps(static_cast<std::int64_t>(order.size()), online, training.epochs, training.maxSteps.value_or(-1));
    if (steps == 0) return work;
    const std::int64_t ofRollout = online.passes * online.stepsPerPass, rollouts = (steps + ofRollout - 1) / ofRollout;
    const std::int64_t looked = std::min(rollouts, kRolloutsLookedAt), microTokens = *training.microTokens;
    for (std::int64_t rollout = 0; rollout < looked; ++rollout) {
        std::vector<std::int64_t> rows;
        for (std::int64_t i = 0; i < online.promptsPerRollout; ++i)
            rows.push_back(order[static_cast<std::size_t>(rollout * online.promptsPerRollout + i) % order.size()]);
        for (const std::int64_t row : rows)
            work.longestDecoded = std::max<std::int64_t>(work.longestDecoded, prompts.train.lengths[static_cast<std::size_t>(row)] + online.maxNewTokens);
        const RowSizes whole = answersTo(prompts.train, rows, online.completions, online.maxNewTokens, microTokens);
        const Packer all(whole, microTokens, sharesBeginnings, attentionWindow);
        const int numReadings = online.readsPolicyFirst() ? 2 : 1;   // of the policy, of the reference
        for (int reading = 0; reading < numReadings; ++reading) addLooked(work, all, Packer::Which::All, inOrder(whole.lengths.size()));
        for (std::int64_t part = 0; part < online.stepsPerPass; ++part) {
            const auto from = rows.begin() + part * online.promptsPerRollout / online.stepsPerPass;
            const auto to = rows.begin() + (part + 1) * online.promptsPerRollout / online.stepsPerPass;
            const RowSizes some = answersTo(prompts.train, {from, to}, online.completions, online.maxNewTokens, microTokens);
            const Packer packer(some, microTokens, sharesBeginnings, attentionWindow);
            for (std::int64_t pass = 0; pass < online.passes; ++pass) addStep(work, packer, training, inOrder(some.lengths.size()));
        }
    }
    const double factor = static_cast<double>(rollouts) / static_cast<double>(looked);
    for (std::int64_t* count : {&work.numMicroBatches, &work.numTokensAgain, &work.numLookedBatches}) *count = scaled(*count, factor);
    for (MicroBatch* sums : {&work.all, &work.looked}) {
        for (std::int64_t* count : {&sums->numTokens, &sums->numTargets, &sums->numRows, &sums->numRowTokens}) *count = scaled(*count, factor);
        sums->attendedPairs *= factor;
    }
    work.numSteps = steps;
    work.numDecoded = rollouts * online.promptsPerRollout * online.completions * online.maxNewTokens;
    work.decodedAtOnce = std::min(online.decodedAtOnce, online.promptsPerRollout * online.completions);
    std::vector<std::int64_t> held = inOrder(std::min(prompts.eval.lengths.size(), kHeldOutPrompts));
    const RowSizes answers = answersTo(prompts.eval, held, 1, online.maxNewTokens, microTokens);
    work.numEvalBatches = Packer(answers, microTokens, sharesBeginnings, attentionWindow).overStep(inOrder(answers.lengths.size()), Packer::Which::All,
        [&](const MicroBatch& batch) {
            addSums(work.eval, batch);
            takeLargest(work.worstEval, batch);
        });
    return work;
}

}  // namespace luthier
