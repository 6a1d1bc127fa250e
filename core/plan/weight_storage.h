// SPDX-License-Identifier: Apache-2.0
// How a run keeps weights that it does not train. Thread: pure functions.
#pragma once

#include "core/models/model_config.h"
#include "core/recipe/run_config.h"

namespace luthier {

// Whether the weights of the linear layers stay in memory in the 16 bits they are stored in while the run computes in float32: each is widened where it is
// multiplied, which keeps every bit of the result and halves what the model takes. Only of a model that is frozen, on the processor; where answers are drawn
// all the time (online methods) only in bf16, which a decoding step reads as it is: float16 it would have to widen first, for each token.
bool keepsLinearsNarrow(const RunConfig& config, const ModelConfig& model, bool onGpu);
bool keepsLinearsNarrow(ComputePrecision precision, const AdapterOptions& adapter, const MethodOptions& method, const ModelConfig& model, bool onGpu);

}  // namespace luthier
