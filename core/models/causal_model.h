// SPDX-License-Identifier: Apache-2.0
// A decoder of the Llama shape (families llama, mistral, qwen2): flat tokens in, hidden states out. Logits are made by whoever needs them, where they are
// needed. Weights never change behind this class except through the tensors handed out by parameters(). Thread: one at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <ATen/core/Tensor.h>

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/progress.h"
#include "core/models/layers/kv_cache.h"
#include "core/models/layers/linear.h"
#include "core/models/model_config.h"

namespace luthier {

struct NamedParameter { std::string name; at::Tensor tensor; TensorSpec::Part part = TensorSpec::Part::Linear; std::int64_t layer = -1; };

struct ModelInput {
    at::Tensor tokens_T;                        // int64
    at::Tensor positions_T;                     // int64, from 0 in each document
    const SegmentLayout* layout = nullptr;
    const AdapterSelection* adapters = nullptr;
    bool training = false;
    std::uint64_t dropoutSeed = 0;
    bool recomputes = false;                    // the feed-forward part of a layer is computed again in the backward pass, not kept
    KvCache* cache = nullptr;                   // generation: segment s continues sequence cacheSequences[s]; no gradient
    std::vector<std::int64_t> cacheSequences;
    // A decoding step that is recorded: one new token per segment, over the caches of this table of KvCache::nextTable, on the device, instead of `cache`.
    // Whoever gives it says KvCache::commit.
    at::Tensor cacheTable_LS3 = {};
    std::int64_t mostPositions = 0;             // of any sequence in it
};

// Which weights stay, on the processor, in the 16 bits that the file has all of its linear layers in, where float32 is computed: none; those of linear layers,
// bf16 or float16; or all matrices, the embedding and the head with them, of a model that answers: in bf16 only, which decoding reads as it is. The results
// have the same bits either way. What is kept so cannot be trained.
enum class NarrowWeights { None, Linears, ForAnswers };

class CausalModel {
public:
    // Every expected tensor must be there with its shape; a tensor nobody knows is an error (it names the first few), ignorable buffers are not.
    // Values that are not finite are an error naming the tensor. options: dtype (at::kFloat or at::kBFloat16) and device; on another device than the processor
    // the tensors pass through the processor's memory one by one.
    static Result<std::unique_ptr<CausalModel>> load(const std::string& modelFolder, at::TensorOptions options, const WorkContext& context = {},
                                                     NarrowWeights kept = NarrowWeights::None);
    // narrow: the dtypes of matrices where they are others.
    struct NarrowTypes { std::optional<at::ScalarType> linears, embeddings; };
    // The tensors are made here, with these options (dtype; device meta for shapes without memory), and filled by the caller one by one.
    static Result<std::unique_ptr<CausalModel>> fromTensors(ModelConfig config, at::TensorOptions options,
                                                            const std::function<Status(const TensorSpec&, const at::Tensor& into)>& fill,
                                                            const NarrowTypes& narrow = {});

    // -> [T,H] after the final norm, in the model's dtype.
    at::Tensor hiddenStates(const ModelInput& input) const;
    // hidden [M,H] -> [M,V] float32, each row alone (kernels::rowwiseLinear). Only for a few rows: generation, tests.
    at::Tensor logits(const at::Tensor& hidden_MH) const;

    const ModelConfig& config() const { return m_config; }
    at::ScalarType dtype() const { return m_norm_H.scalar_type(); }          // what is computed in, and what comes out
    at::Device device() const { return m_embedding_VH.device(); }            // of all its tensors, and of those that go in and come out
    const at::Tensor& headWeight() const { return m_head_VH; }               // [V,H]; the embedding table itself when tied; maybe narrower
    // All parameters with their Hugging Face names in forward order; a tied head appears once.
    std::vector<NamedParameter> parameters() const;
    std::vector<Linear*> linears();                                          // all but the head
    void setRequiresGrad(const std::function<bool(const NamedParameter&)>& trained);
    // Layers below this one need no backward pass (last_layers): hiddenStates runs them without recording.
    void setFirstTrainedLayer(std::int64_t layer) { m_firstTrainedLayer = layer; }

    // SHA-256 over the sorted names, dtypes, shapes and bytes of the weights (design 3.5), as they are computed with. Made once and kept until
    // invalidateFingerprint().
    const std::string& fingerprint() const;
    void invalidateFingerprint() { m_fingerprint.clear(); }

    // For a number of decoding steps with the same adapter: see LinearGroup::hold().
    void holdAdapter(AdapterSlot slot) const;
    void letGoOfAdapter(AdapterSlot slot) const;

    AdapterSlot newSlot() { return m_nextSlot++; }

private:
    struct Layer {
        at::Tensor inputNorm_H, postAttentionNorm_H;
        LinearGroup queryKeyValue, output, gateUp, down;
    };
    struct Stream { at::Tensor x_TH, delta_TH; };   // the residual stream is their sum; delta is undefined at the start
    CausalModel() = default;
    void buildRope();
    Stream decode(const Layer& layer, std::int64_t index, const Stream& stream, const at::Tensor& cos_TD, const at::Tensor& sin_TD,
                  const ModelInput& input) const;
    at::Tensor attend(const Layer& layer, std::int64_t index, const kernels::Activation& x_TH, const at::Tensor& cos_TD, const at::Tensor& sin_TD,
                      const ModelInput& input) const;
    at::Tensor attendCached(std::int64_t index, const at::Tensor& queryKeyValue, const at::Tensor& cos_TD, const at::Tensor& sin_TD,
                            const ModelInput& input) const;

    ModelConfig m_config;
    at::Tensor m_embedding_VH, m_norm_H, m_head_VH;
    at::Tensor m_inverseFrequency_D;            // [D/2] float32, with rope scaling applied
    std::vector<Layer> m_layers;
    std::int64_t m_firstTrainedLayer = 0;
    AdapterSlot m_nextSlot = 0;
    mutable std::string m_fingerprint;
};

// The fingerprint of any set of tensors, as above; as if they were of this dtype.
std::string fingerprintOf(std::vector<NamedParameter> parameters, std::optional<at::ScalarType> dtype = {});
// The same tensor by tensor; add them sorted by name.
class WeightsHash {
public:
    void add(const std::string& name, const at::Tensor& tensor);
    std::string hex() { return m_hash.hex(); }   // once
private:
    Sha256 m_hash;
};

}  // namespace luthier
