// SPDX-License-Identifier: Apache-2.0
// What is trained of a model, and how it is kept: a PEFT adapter plugged into the linear layers, or the model's own parameters. Engine half.
// Thread: the thread of its model.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <ATen/core/Tensor.h>

#include "core/adapters/adapter_info.h"
#include "core/base/error.h"
#include "core/models/causal_model.h"
#include "core/models/score_head.h"

namespace luthier {

// A tensor the optimizer moves. Leaf, requires grad. Name as in the file it is saved to.
struct TrainedTensor { std::string name; at::Tensor tensor; bool decays = true; };   // decays: weight decay applies (not to norms and biases)

// What a saved folder says about its origin.
struct SaveFacts {
    std::string baseModelFolder;     // as given by the user; recorded, and the source of tokenizer and template for model folders
};

class Adapter {
public:
    virtual ~Adapter() = default;
    Adapter() = default;
    Adapter(const Adapter&) = delete;
    Adapter& operator=(const Adapter&) = delete;

    // Slot to select in a forward pass; kNoAdapter when the model itself is trained.
    virtual AdapterSlot slot() const { return kNoAdapter; }
    // The adapter's own tensors and, where it has one, the score head: its weight, then what is learnt beside it (ScoreHead), which no file of PEFT or Hugging
    // Face holds.
    std::vector<TrainedTensor> trained() const;
    // A head makes a reward model of it; it is trained and saved with the rest.
    void setScoreHead(ScoreHead head) { m_scoreHead = std::move(head); }
    ScoreHead* scoreHead() { return m_scoreHead ? &*m_scoreHead : nullptr; }
    const ScoreHead* scoreHead() const { return m_scoreHead ? &*m_scoreHead : nullptr; }
    // In training, what it adds to a token differs from one row to the next.
    virtual bool hasDropout() const { return false; }
    // Writes the final form into an existing, empty folder: a PEFT adapter folder or a Hugging Face model folder.
    // values: the tensors of trained() in the same order and at full precision (an optimizer may hold float32 masters of bf16 weights).
    virtual Status save(const std::string& folder, const std::vector<at::Tensor>& values, const SaveFacts& facts) const = 0;
    // Adds weight times the adapter to the model's weights, computed in float32. Errors: InvalidArgument when the kind cannot be merged.
    virtual Status mergeInto(CausalModel& model, double weight) const = 0;
    // The same for one parameter of the base, for merging tensor by tensor and several adapters at once: whether it is changed at all, and
    // sum += weight * change. base: the parameter before any merging; base and sum are float32 of its shape.
    virtual bool changes(const std::string& /*parameter*/) const { return false; }
    virtual void addChange(const std::string& /*parameter*/, const at::Tensor& /*base*/, at::Tensor& /*sum*/, double /*weight*/) const {}

    std::int64_t numTrained() const;   // numbers, not tensors
    virtual std::string fingerprint() const;   // of its tensors and of all else that decides what it adds (LoRA's scales)

protected:
    virtual std::vector<TrainedTensor> ownTensors() const = 0;
    virtual std::string scoreHeadName() const = 0;       // of the head's tensor in the file it is saved to
    // Beside the weights; nothing without a head. values: as of save().
    Status saveScoreHeadInfo(const std::string& folder, const std::vector<at::Tensor>& values) const;
    std::size_t numBesideHead() const;                   // the last of trained(): what goes into that file

private:
    std::optional<ScoreHead> m_scoreHead;
};

// Reads a PEFT adapter folder and plugs it into a new slot of the model. Strict about tensors: every one in the file must fit a layer of this model, every A
// needs its B. device: of its tensors; the model's when not given. Errors: NotFound; InvalidData naming tensor, shape there and shape expected (an adapter of
// another model), or the option we do not support.
Result<std::unique_ptr<Adapter>> loadAdapter(const std::string& adapterFolder, CausalModel& model, std::optional<at::Device> device = std::nullopt);

// Copies what belongs to a model beside its weights: tokenizer, template, generation config, licence. For folders we write.
Status copyModelSidecars(const std::string& fromFolder, const std::string& toFolder);

}  // namespace luthier
