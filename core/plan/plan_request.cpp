// SPDX-License-Identifier: Apache-2.0
#include "core/plan/plan_request.h"

#include <algorithm>

#include "core/adapters/peft_folder.h"

namespace luthier {

namespace {

// An adapter that training goes on with has its own rank and layers, not those of the settings.
Status takeAdapterOfFolder(RunConfig& config) {
    if (!config.model.adapter) return {};
    ASSIGN_OR_RETURN(PeftConfig peft, readPeftConfig(*config.model.adapter));
    for (const auto& [pattern, rank] : peft.rankPattern) peft.lora.rank = std::max(peft.lora.rank, rank);
    config.adapter = peft.lora;
    return {};
}

}  // namespace

Result<PlanRequest> planRequestOf(const RunConfig& config, DataSizes data, bool resumes) {
    PlanRequest request;
    request.config = config;
    request.resumes = resumes;
    RETURN_IF_ERROR(takeAdapterOfFolder(request.config));
    ASSIGN_OR_RETURN(request.model, loadModelConfig(config.model.path));
    request.data = std::move(data);
    return request;
}

}  // namespace luthier
