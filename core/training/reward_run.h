// SPDX-License-Identifier: Apache-2.0
// What only runs of reward models need: labels that can teach something, the head, and the zero point of a finished one. Thread: one.
#pragma once

#include <string>

#include "core/adapters/adapter.h"
#include "core/methods/method.h"
#include "core/recipe/run_config.h"
#include "core/training/training_data.h"

namespace luthier {

// Errors: InvalidData where no row says anything of a dimension, where all labels of a dimension or of the rows as a whole are the same, or where there are
// more levels than the settings say. Other methods: nothing is looked at.
Status checkRewardLabels(const RunConfig& config, const TrainingData& data);
// What answers lack that are all called good, or all bad; empty: nothing, or none is called anything.
std::string oneClassOnly(std::int64_t numGood, std::int64_t numBad);
// The same of the training rows of a method that learns from such answers.
std::string oneClassOnly(const RunConfig& config, const TrainingData& data);
// {"score": rows, "safety": rows, ...}: how many rows teach each of them. Null where there are no dimensions.
Json rewardLabelCounts(const RunConfig& config, const TrainingData& data);
// Of a reward model that begins: one that is trained further has a head already, in its adapter or in the model's folder. Errors: those of that folder;
// InvalidData where config.json announces a head that is not there; InvalidConfig where the head has other dimensions or levels than the settings.
Status addScoreHead(const RunConfig& config, const TrainingData& data, const CausalModel& model, Adapter& adapter);
// As method.zero_point says: the mean of what the head reads of the held-out answers (of those trained on where none are held out) becomes 0. -> words for the
// record; empty: nothing was asked for.
Result<std::string> centreScores(const RunConfig& config, const TrainingData& data, const Method& method, const BatchOptions& options, Policy& policy,
                                 Adapter& adapter);

}  // namespace luthier
