// SPDX-License-Identifier: Apache-2.0
// Training some or all of the model's own parameters: what full fine-tuning and last_layers share.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/adapters/adapter.h"

namespace luthier {

inline constexpr const char* kModelScoreHead = "score.weight";   // as transformers' sequence classifiers name it

class OwnParameters : public Adapter {
public:
    // Freezes all parameters but those chosen. The model must outlive this.
    OwnParameters(CausalModel& model, const std::function<bool(const NamedParameter&)>& chosen);
    // The whole model: trained tensors from values, the others from the model; in the dtype the base is stored in; tokenizer and template copied along.
    Status save(const std::string& folder, const std::vector<at::Tensor>& values, const SaveFacts& facts) const override;
    Status mergeInto(CausalModel& model, double weight) const override;

protected:
    std::vector<TrainedTensor> ownTensors() const override { return m_trained; }
    std::string scoreHeadName() const override { return kModelScoreHead; }

private:
    CausalModel* m_model;
    std::vector<TrainedTensor> m_trained;
};

// The head of a model folder that was trained whole as a reward model; nullopt: it is none. Errors: InvalidData (its shape, values that are not finite).
Result<std::optional<ScoreHead>> loadModelScoreHead(const std::string& modelFolder, const CausalModel& model);

// Writes weights and config.json of a model (no sidecars). tensorOf gives each parameter's value; dtype is "float32", "bfloat16" or "float16".
// scoreHead: [D,H] makes a sequence classifier of it, with the names of its info; undefined: none.
Status saveModelWeights(const CausalModel& model, const std::string& folder, const std::string& dtype,
                        const std::function<at::Tensor(const NamedParameter&)>& tensorOf, const at::Tensor& scoreHead = {},
                        const ScoreHeadInfo* info = nullptr);

}  // namespace luthier
