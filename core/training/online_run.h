// SPDX-License-Identifier: Apache-2.0
// What a run whose policy answers itself needs beside the others: reference, critic, rewards, and the source of its steps. One model in memory serves all of
// them where an adapter is trained; where the model itself is, a frozen copy of it does. Thread: the loop's.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/adapters/adapter.h"
#include "core/recipe/run_config.h"
#include "core/rollouts/held_out_answers.h"
#include "core/rollouts/rollout_source.h"
#include "core/runs/live_changes.h"
#include "core/training/held_out.h"
#include "core/training/held_out_pairs.h"
#include "core/training/record.h"
#include "core/training/steering.h"
#include "core/training/training_data.h"

namespace luthier {

// All of it outlives the run.
struct OnlineRequest {
    const RunConfig& config;                     // resolved
    CausalModel& model;
    const Adapter& adapter;
    const Method& method;
    const TrainingRows& rows;
    const TrainingData& data;
    BatchOptions batches;
};

// How the loop is told, and how it steers.
struct OnlineWatch { Record& record; Steering& steering; const LiveChanges& changes; WorkContext work; };

class OnlineRun : public Evaluator {
public:
    // notes: what a person should know. Errors: those of the reference and of the rewards.
    static Result<std::unique_ptr<OnlineRun>> open(const OnlineRequest& request, std::vector<std::string>& notes, const WorkContext& context);
    // Of the critic, trained with the adapter; none where the method has none.
    std::vector<TrainedTensor> trained() const;
    // Sets the policy up as the method wants it.
    void prepare(Policy& policy) const;
    // Once. policy: the trained one, prepared.
    SampleSource& begin(Policy& policy, const OnlineWatch& watch);
    bool hasHeldOut() const { return m_heldOutPrompts.size() > 0; }
    // The mean reward of held-out prompts, its sign changed; before the first step the base's as well.
    Result<HeldOutResult> evaluate(Policy& policy, const Method& method, std::int64_t step, const WorkContext& context) const override;

private:
    explicit OnlineRun(const OnlineRequest& request);
    Status openReference(std::vector<std::string>& notes, const WorkContext& context);
    Status openRewards(std::vector<std::string>& notes, const WorkContext& context);
    Status openPairs(std::vector<std::string>& notes, const WorkContext& context);
    Status askPairs(Policy& policy, std::int64_t step, HeldOutAnswers& found, const WorkContext& context) const;
    RolloutParts partsOf(Policy& policy, const PromptSet& prompts) const;

    OnlineRequest m_request;
    const OnlineMethod& m_method;
    std::optional<RowEncoder> m_encoder;
    PromptSet m_prompts, m_heldOutPrompts;
    std::unique_ptr<CausalModel> m_frozen;       // of a model that is trained itself, or of another reference
    std::unique_ptr<Adapter> m_referenceAdapter;
    std::optional<Policy> m_reference;
    std::optional<ScoreHead> m_valueHead;
    AnswerRewards m_rewards, m_watched;
    mutable HeldOutPairs m_pairs;                // keeps what the reference says of them
    Cancellation m_interruption;                 // of a rollout that is being made
    std::optional<OnlineWatch> m_watch;
    std::unique_ptr<RolloutSource> m_source;
};

}  // namespace luthier
