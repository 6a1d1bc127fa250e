// SPDX-License-Identifier: Apache-2.0
// A linear layer with what is plugged into it: adapters in slots, chosen per segment. No adapter active is the base model, which is also the reference model.
// Thread: one thread at a time per model.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <ATen/core/Tensor.h>

#include "core/kernels/low_rank.h"
#include "core/kernels/ops.h"
#include "core/models/layers/segment_layout.h"

namespace luthier {

// Slot of an adapter in every linear layer of a model; kNoAdapter is the base.
using AdapterSlot = int;
inline constexpr AdapterSlot kNoAdapter = -1;

// Which adapter answers for which segment.
struct AdapterSelection {
    AdapterSlot uniform = kNoAdapter;           // for all segments, unless perSegment is given
    std::vector<AdapterSlot> perSegment;        // S entries, or empty
    bool isUniform() const { return perSegment.empty(); }
};

// What the layers of one forward pass share.
struct LayerContext {
    const SegmentLayout* layout = nullptr;
    const AdapterSelection* adapters = nullptr;
    bool training = false;                      // dropout on
    std::uint64_t dropoutSeed = 0;              // the same seed gives the same masks
    bool rowwise = false;                       // a decoding step: each row alone decides its bits (kernels::rowwiseLinear); no gradient
};

// What one adapter does to one linear layer.
class LinearAdapter {
public:
    virtual ~LinearAdapter() = default;
    // Its low-rank term (undefined A and B where there is none), and the bias that stands in for the layer's own (undefined: the layer's own).
    struct Term { kernels::LoraTerm lora; at::Tensor bias_O; };
    virtual Term term(const LayerContext& context) const = 0;
    // What is added to rows that the base has already computed (decoding and mixed batches: rowwise, no gradient): scale (x A^T) B^T + bias, in the dtype
    // of the rows. Undefined A and B, or bias, where there is none.
    struct Change { at::Tensor a_RI, b_OR; double scale = 0; at::Tensor bias_O; };
    virtual Change change(at::ScalarType dtype) const = 0;
};

class Linear {
public:
    Linear(std::string path, at::Tensor weight_OI, at::Tensor bias_O = {})
        : m_path(std::move(path)), m_weight_OI(std::move(weight_OI)), m_bias_O(std::move(bias_O)) {}

    const std::string& path() const { return m_path; }                       // "model.layers.0.self_attn.q_proj"
    std::int64_t numInputs() const { return m_weight_OI.size(1); }
    std::int64_t numOutputs() const { return m_weight_OI.size(0); }
    const at::Tensor& weight() const { return m_weight_OI; }
    const at::Tensor& bias() const { return m_bias_O; }                      // undefined when the layer has none

    void plug(AdapterSlot slot, const LinearAdapter* adapter) { m_adapters[slot] = adapter; }   // not owned
    void unplug(AdapterSlot slot) { m_adapters.erase(slot); }
    const LinearAdapter* adapterAt(AdapterSlot slot) const;

private:
    std::string m_path;
    at::Tensor m_weight_OI, m_bias_O;
    std::map<AdapterSlot, const LinearAdapter*> m_adapters;
};

// Linear layers that share their input (query, key and value; gate and up; or one alone), computed as one. Their weights are slices of one tensor.
class LinearGroup {
public:
    LinearGroup() = default;
    // computed: the dtype of x and y; the weight may be narrower, and is frozen then.
    LinearGroup(at::Tensor weight_OI, std::vector<Linear> members, at::ScalarType computed)
        : m_weight_OI(std::move(weight_OI)), m_members(std::move(members)), m_computed(computed) {}

    // x [T,I] -> [T,O], the members' outputs side by side.
    at::Tensor forward(const kernels::Activation& x_TI, const LayerContext& context) const;
    const std::vector<Linear>& members() const { return m_members; }
    std::vector<Linear>& members() { return m_members; }
    // From now on the adapter's changes are kept as the rows want them, instead of being made in every step; its weights must not change until letGo().
    // Counted: each hold() has its letGo().
    void hold(AdapterSlot slot) const;
    void letGo(AdapterSlot slot) const;

private:
    // The changes of all members to their columns, with one A for all of them: they share their input.
    struct Held {
        // panel: B and the scale as the processor's kernels want them.
        struct Part { std::int64_t column, numOutputs, firstRank, rank; LinearAdapter::Change change; kernels::Panel panel; };
        at::Tensor a_RI;
        std::vector<Part> parts;
        std::int64_t numHolders = 0;
    };
    Held changesOf(AdapterSlot slot, at::ScalarType dtype) const;
    at::Tensor forwardWith(const kernels::Activation& x_TI, AdapterSlot slot, const LayerContext& context) const;
    at::Tensor forwardRowwise(const at::Tensor& x_TI) const;                 // of the base
    void addAdapter(at::Tensor& y_TO, const at::Tensor& x_TI, AdapterSlot slot, std::int64_t begin, std::int64_t length) const;
    at::Tensor m_weight_OI;
    std::vector<Linear> m_members;
    at::ScalarType m_computed = at::kFloat;
    mutable std::map<AdapterSlot, Held> m_held;
};

}  // namespace luthier
