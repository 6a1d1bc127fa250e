// SPDX-License-Identifier: Apache-2.0
// Base + adapters -> a Hugging Face model folder of its own. Computed in float32, tensor by tensor, so memory stays at one tensor and the adapters.
#pragma once

#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/progress.h"

namespace luthier {

struct MergeSource { std::string adapterFolder; double weight = 1.0; };
enum class MergeDtype { Keep, F32, Bf16 };   // keep: each tensor as the base has it

struct MergeRequest {
    std::string modelFolder;
    std::vector<MergeSource> adapters;
    std::string outFolder;
    MergeDtype dtype = MergeDtype::Keep;
    bool replace = false;                    // an existing model folder at outFolder is replaced
};

struct MergeReport { std::string fingerprint; std::int64_t numTensors = 0, numChanged = 0; };   // fingerprint of the weights as written

// W + sum of weight * change of each adapter, every change relative to the base. The folder appears only when it is whole; tokenizer, template and config come
// along. Errors: InvalidArgument (no adapter, a weight beyond a million, outFolder is the base or an adapter), AlreadyExists, those of loading, Io, DiskFull,
// Cancelled; InvalidData when a merged value does not fit its dtype.
Result<MergeReport> mergeAdapters(const MergeRequest& request, const WorkContext& context = {});

}  // namespace luthier
