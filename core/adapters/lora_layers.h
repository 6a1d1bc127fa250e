// SPDX-License-Identifier: Apache-2.0
// The adapter that LoRA plugs into the linear layers of a model, whether new or read from a folder.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/adapters/adapter.h"
#include "core/adapters/lora.h"

namespace luthier {

// A, B of one layer, and its own bias where biases are trained (the base's stays as it was). a and b are undefined when only the bias is trained.
class LoraLayer : public LinearAdapter {
public:
    LoraLayer(at::Tensor a_RI, at::Tensor b_OR, at::Tensor bias_O, double scale, double dropout, const Linear* layer);
    Term term(const LayerContext& context) const override;
    Change change(at::ScalarType dtype) const override;
    // s B A in float32, [O,I]; undefined without A and B.
    at::Tensor delta() const;

    const Linear& layer() const { return *m_layer; }
    const at::Tensor& a() const { return m_a_RI; }
    const at::Tensor& b() const { return m_b_OR; }
    const at::Tensor& bias() const { return m_bias_O; }
    double scale() const { return m_scale; }

private:
    at::Tensor m_a_RI, m_b_OR, m_bias_O;
    double m_scale, m_dropout;
    std::uint64_t m_pathHash;                    // so that each layer has its own dropout mask
    const Linear* m_layer;
};

class LoraAdapter : public Adapter {
public:
    LoraAdapter(LoraOptions options, CausalModel& model, std::vector<std::unique_ptr<LoraLayer>> layers);
    ~LoraAdapter() override;
    AdapterSlot slot() const override { return m_slot; }
    bool hasDropout() const override { return m_options.dropout > 0; }
    Status save(const std::string& folder, const std::vector<at::Tensor>& values, const SaveFacts& facts) const override;
    Status mergeInto(CausalModel& model, double weight) const override;
    bool changes(const std::string& parameter) const override;
    void addChange(const std::string& parameter, const at::Tensor& base, at::Tensor& sum, double weight) const override;
    std::string fingerprint() const override;

protected:
    std::vector<TrainedTensor> ownTensors() const override;
    std::string scoreHeadName() const override;

private:
    // The layer whose weight or bias this parameter is, and that we change; nullptr otherwise.
    const LoraLayer* layerOf(const std::string& parameter) const;

    LoraOptions m_options;
    CausalModel* m_model;
    std::vector<std::unique_ptr<LoraLayer>> m_layers;
    AdapterSlot m_slot;
};

}  // namespace luthier
