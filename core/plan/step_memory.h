// SPDX-License-Identifier: Apache-2.0
// A training step in sizes only: takes and gives memory in the order in which CausalModel, the kernels (core/kernels) and autograd do. What changes there
// changes here; tests/integration/plan_test.cpp compares the two. Thread: one.
#pragma once

#include <cstdint>
#include <vector>

#include "core/plan/memory_timeline.h"
#include "core/plan/model_shape.h"
#include "core/plan/plan.h"
#include "core/plan/workload.h"

namespace luthier {

class StepMemory {
public:
    // elementBytes: of the dtype that is computed in (4 or 2).
    StepMemory(const ModelShape& shape, std::int64_t elementBytes, const MachineFacts& machine, MemoryTimeline& memory);

    void load();                                         // weights, tensor by tensor
    void beginTraining();                                // adapter and optimizer
    void evaluate(const MicroBatch& batch);              // without gradients
    // Forward and backward of one micro-batch. What is left afterwards are gradients. recomputes: ModelInput.
    void microBatch(const MicroBatch& batch, bool recomputes);
    void discardGradients();
    void restore();                                      // a checkpoint's state beside the one that is replaced

private:
    using Block = MemoryTimeline::Block;
    using Part = MemoryPart;
    // What the nodes of one layer save; each is given when its node has run backward.
    struct Saved { Block queryKeyValue, attended, logSumExp, inputs[2], inner, reduced[4]; };
    // Which tensors of one layer have a gradient.
    struct Flow { bool stream = false, normed = false, queryKeyValue = false, between = false, normedAgain = false, gateUp = false, inner = false; };

    std::int64_t rows(std::int64_t width) const;          // of a tensor [T,width], in whole blocks of rows
    void touchWidened(const GroupShape& group);
    void forward(bool records);
    void forwardLayer(std::size_t index, bool records);
    void forwardAttention(const LayerShape& layer, Saved& saved, const Flow& flow, bool records);
    Block forwardGroup(const GroupShape& group, Part part, bool records, Block& reduced);
    void headForward(bool records);
    void headBackward();
    void backwardLayer(std::size_t index);
    void backwardAttention(const LayerShape& layer, Saved& saved, const Flow& flow, Block& slope);
    // The gradient of a group's input, from that of its output, which is given.
    Block backwardGroup(const GroupShape& group, Block& slope, std::int64_t madeAgain, bool wantsInput, Block& reduced);
    void backwardNorm(Block& slope, bool trains, bool wantsStream);
    void takeGradient(std::int64_t numOwn, std::int64_t numAdapter);
    void keepSum(Block& sum);
    bool makesGateUpAgain(const Flow& flow) const { return m_recomputes && flow.gateUp && flow.normedAgain; }
    std::int64_t workspaceBytes() const;                  // of attention, forward (and on the processor backward)
    std::int64_t backwardWorkspaceBytes() const;
    std::int64_t headChunk() const;                       // rows of logits that exist at once

    const ModelShape& m_shape;
    const std::int64_t m_elementBytes, m_numThreads;
    const bool m_onGpu;
    MemoryTimeline& m_memory;
    MicroBatch m_batch;
    bool m_recomputes = false;
    std::vector<Saved> m_saved;
    std::vector<Flow> m_flow;
    std::vector<Block> m_untilGraphDies;                 // what closures of autograd's nodes hold until the loss goes
    Block m_stream, m_delta;                             // the residual stream is their sum
    bool m_streamIsKept = false, m_flows = false;        // m_streamIsKept: its block is among m_untilGraphDies
    Block m_slope;                                       // gradient of the stream
    Block m_hidden, m_dHidden, m_dHead, m_tables;
    Block m_gradients, m_fresh;                          // float32 sums; gradients of own bf16 weights that autograd has left
    bool m_hasGradients = false;                         // from an earlier micro-batch of the step
};

}  // namespace luthier
