// SPDX-License-Identifier: Apache-2.0
// What the reference of a preference method gives to each answer, computed once before the first step: a frozen copy of the model is never needed, nor a second
// forward pass in every step. Kept in the run's folder, and by content in the user's cache, so that a sweep computes it once. Thread: one.
#pragma once

#include <string>

#include "core/adapters/adapter.h"
#include "core/base/progress.h"
#include "core/methods/method.h"
#include "core/recipe/run_config.h"
#include "core/training/training_data.h"

namespace luthier {

struct ReferenceRequest {
    const RunConfig& config;                 // resolved; its method has a reference
    CausalModel& model;                      // as it is before the first step
    const Adapter& adapter;                  // the one that will be trained, as it is before the first step
    std::string runFolder;
    std::string cacheFolder;                 // "" = none
    BatchOptions batches;
};

// Fills in the reference log-probabilities of all sequences of data, from the run's folder, the cache, or the model. -> in words, where they come from.
// Errors: those of an adapter or model folder; InvalidConfig (a reference model with another tokenizer); Cancelled; Io, DiskFull.
Result<std::string> fillReferenceLogps(const ReferenceRequest& request, TrainingData& data, const WorkContext& context);

// $XDG_CACHE_HOME/luthier/reference-logps, else ~/.cache/...; "" where neither is known.
std::string referenceCacheFolder();

}  // namespace luthier
