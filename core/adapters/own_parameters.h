// SPDX-License-Identifier: Apache-2.0
// Training some or all of the model's own parameters: what full fine-tuning and last_layers share.
#pragma once

#include <functional>
#include <vector>

#include "core/adapters/adapter.h"

namespace luthier {

class OwnParameters : public Adapter {
public:
    // Freezes all parameters but those chosen. The model must outlive this.
    OwnParameters(CausalModel& model, const std::function<bool(const NamedParameter&)>& chosen);
    std::vector<TrainedTensor> trained() const override { return m_trained; }
    // The whole model: trained tensors from values, the others from the model; in the dtype the base is stored in; tokenizer and template copied along.
    Status save(const std::string& folder, const std::vector<at::Tensor>& values, const SaveFacts& facts) const override;
    Status mergeInto(CausalModel& model, double weight) const override;

private:
    CausalModel* m_model;
    std::vector<TrainedTensor> m_trained;
};

// Writes weights and config.json of a model (no sidecars). tensorOf gives each parameter's value; dtype is "float32", "bfloat16" or "float16".
Status saveModelWeights(const CausalModel& model, const std::string& folder, const std::string& dtype,
                        const std::function<at::Tensor(const NamedParameter&)>& tensorOf);

}  // namespace luthier
