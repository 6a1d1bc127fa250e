// SPDX-License-Identifier: Apache-2.0
#include "core/plan/weight_storage.h"

namespace luthier {

bool keepsLinearsNarrow(const RunConfig& config, const ModelConfig& model, bool onGpu) {
    // A run that goes on with an adapter has that one's options in its plan, and none in its settings.
    const AdapterOptions adapter = config.model.adapter ? AdapterOptions(LoraOptions()) : config.adapter;
    return keepsLinearsNarrow(*config.model.precision, adapter, config.method, model, onGpu);
}

bool keepsLinearsNarrow(ComputePrecision precision, const AdapterOptions& adapter, const MethodOptions& method, const ModelConfig& model, bool onGpu) {
    const bool drawsAnswers = onlineOptionsOf(method) != nullptr, isBf16 = model.storedDtype == "bfloat16";
    const bool isStoredNarrow = isBf16 || (model.storedDtype == "float16" && !drawsAnswers);
    return !onGpu && precision == ComputePrecision::F32 && isStoredNarrow && std::holds_alternative<LoraOptions>(adapter);
}

}  // namespace luthier
