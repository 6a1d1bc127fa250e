// SPDX-License-Identifier: Apache-2.0
// What import_model.cpp does for each kind of source: write everything into `folder`, which is new and empty, and fill the report.
// Thread: as importModel.
#pragma once

#include "core/tensor_io/import_model.h"
#include "core/tensor_io/write_weights.h"

namespace luthier {

Status importGguf(const std::string& file, const std::string& folder, ImportDtype dtype, const WorkContext& context, ImportReport& report);
Status importFolder(const std::string& source, const std::string& folder, ImportDtype dtype, const WorkContext& context, ImportReport& report);

// Shared by both.
Status writeJson(const std::string& path, const Json& json);
// Enough space for the weights and the small files beside them? Errors: DiskFull with both numbers.
Status checkDiskSpace(const std::string& folder, std::uint64_t numBytes);
// "float32" for kFloat, and so on; the dtype of the first matrix of a plan.
std::string configDtype(const std::vector<WeightPlan>& plan);
// Fills the numbers of the report that follow from the config.
void describe(const ModelConfig& config, const std::vector<WeightPlan>& plan, ImportReport& report);
// Loads the tokenizer and the template that were written and checks them against the embedding; what is odd becomes a note.
Status checkText(const std::string& folder, const ModelConfig& config, ImportReport& report);

}  // namespace luthier
