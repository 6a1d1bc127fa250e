// SPDX-License-Identifier: Apache-2.0
// Steps from answers the policy gives: a rollout, some passes over it in some steps each, then the next one. Everything that is drawn follows from (seed,
// number of the rollout), so that a run that goes on from a checkpoint meets the same answers. Thread: that of the models.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/batching/sample_source.h"
#include "core/protocol/events.h"
#include "core/rollouts/rollout_maker.h"
#include "core/rollouts/tripwires.h"

namespace luthier {

struct RolloutSourceOptions {
    double epochs = 1;
    std::int64_t maxSteps = -1;                  // -1 = as the epochs say
};

// Whom the source tells, and who steers.
struct RolloutWatch {
    std::function<Status(EventKind, const Json&)> event;
    std::function<Status(std::int64_t step, const Json&)> sample;                 // a line of samples.jsonl
    std::function<std::optional<double>(std::int64_t step)> klWeight;             // as somebody has set it by this step
    std::function<void(const std::string& reason)> pause;                         // a tripwire asks for it
    WorkContext work;                            // cancellation ends a rollout that is being made
};

class RolloutSource : public SampleSource {
public:
    // orderOf(epoch) gives the rows of an epoch in the order they are met.
    RolloutSource(RolloutMaker maker, std::function<std::vector<std::int64_t>(std::int64_t)> orderOf, const RolloutSourceOptions& options, RolloutWatch watch);
    // Errors: Cancelled while a rollout is made, which the next call makes again; those of the maker.
    Result<Step> next() override;
    std::int64_t numSteps() const override { return m_numSteps; }
    Json save() const override;
    Status restore(const Json& state) override;
    Status saveData(const std::string& folder) const override;
    Status loadData(const std::string& folder) override;
    // Of an evaluation; told and, where the settings say so, paused as what rollouts show.
    Status lookAtHeldOut(const HeldOutFacts& facts, std::int64_t step);
    // Of a rollout whose log-probabilities the step has found (OnlineOptions::readsPolicyFirst): tells it.
    Result<std::map<std::string, double>> learned() override;
    std::optional<double> setting(const std::string& key) const override;

private:
    std::int64_t stepsPerRollout() const;
    Status makeRollout();
    // Its numbers, its lines, its warnings, as the first step of it; the KL weight of the next one.
    Status tellRollout(std::int64_t step);
    std::vector<Sample> samplesOf(std::span<const std::int64_t> groups);
    Result<Rollout> drawRollout();
    std::vector<std::int64_t> takeRows(std::int64_t count);
    Status tellAnswers(std::int64_t step);
    Status tell(const std::vector<Tripped>& found, std::int64_t step);
    void followKlWeight();
    std::vector<std::int64_t> groupsOf(std::int64_t stepOfRollout) const;

    RolloutMaker m_maker;
    std::function<std::vector<std::int64_t>(std::int64_t)> m_orderOf;
    RolloutWatch m_watch;
    Tripwires m_tripwires;
    std::int64_t m_numSteps = 0, m_position = 0;
    std::int64_t m_taken = 0;                    // prompts of the endless stream of epochs
    double m_epochLength = 1;
    double m_klWeight = 0;
    std::optional<double> m_klWeightSeen;        // what was last set from outside
    std::optional<Rollout> m_rollout;            // that the position lies in
    bool m_waitsForLogps = false;                // the step that learns the rollout finds them, and it is told afterwards
    std::map<std::string, double> m_metrics;     // of the rollout, told with its first step
};

}  // namespace luthier
