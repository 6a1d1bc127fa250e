// SPDX-License-Identifier: Apache-2.0
#include "core/plan/step_memory.h"

#include <algorithm>

namespace luthier {

namespace {

constexpr std::int64_t kFloat = 4, kIndex = 8;           // bytes of a float32 and of an int64
constexpr std::int64_t kRowBlock = 64;                   // core/kernels/row_blocks.h
constexpr std::int64_t kChunkNumbers = std::int64_t{12} << 20, kGpuChunkBytes = std::int64_t{512} << 20;   // core/kernels/cross_entropy.cpp
// Code that oneDNN generates for the shapes it meets, autograd's nodes, and gaps between tensors: 10 to 30 MB beside models of 135 million parameters.
constexpr std::int64_t kLibraryBytes = std::int64_t{16} << 20;
constexpr std::int64_t kGpuLibraryBytes = std::int64_t{32} << 20;   // the workspace of cuBLAS on a large GPU
constexpr std::int64_t kGpuUnits = 132;                             // multiprocessors of a large GPU; smaller ones need less
constexpr std::int64_t kFilePiece = std::int64_t{4} << 20;       // core/tensor_io/safetensors.cpp

std::int64_t product(std::int64_t a, std::int64_t b, std::int64_t c = 1) { return cappedProduct(cappedProduct(a, b), c); }

std::int64_t wholeBlocks(std::int64_t numRows) { return numRows < kRowBlock ? numRows : (numRows + kRowBlock - 1) / kRowBlock * kRowBlock; }

std::int64_t roundUp(std::int64_t size, std::int64_t unit) { return (size + unit - 1) / unit * unit; }

}  // namespace

StepMemory::StepMemory(const ModelShape& shape, std::int64_t elementBytes, const MachineFacts& machine, MemoryTimeline& memory)
    : m_shape(shape), m_elementBytes(elementBytes), m_numThreads(std::max<std::int64_t>(1, machine.numThreads)), m_onGpu(machine.onGpu), m_memory(memory),
      m_saved(shape.layers.size()), m_flow(shape.layers.size()) {}

std::int64_t StepMemory::rows(std::int64_t width) const { return product(wholeBlocks(m_batch.numTokens), width, m_elementBytes); }

void StepMemory::load() {
    // bf16 is summed in float32 to find what is not finite, and read through a piece when the file holds another dtype.
    const std::int64_t checked = m_elementBytes == kFloat ? 0 : product(m_shape.largestTensor(), kFloat);
    Block table = m_memory.take(Part::Weights, product(m_shape.vocabulary, m_shape.hidden, m_elementBytes));
    m_memory.touch(Part::Files, cappedSum(checked, kFilePiece));
    m_memory.take(Part::Weights, std::max<std::int64_t>(0, m_shape.weightBytes(m_elementBytes) - table.bytes));
    if (!m_shape.tiedHead) m_memory.touch(Part::Files, cappedSum(checked, kFilePiece));
}

void StepMemory::beginTraining() {
    const std::int64_t numTrained = m_shape.numTrained(), numAdapter = m_shape.numAdapter();
    m_memory.take(Part::Library, m_onGpu ? kGpuLibraryBytes : kLibraryBytes);
    m_memory.take(Part::Adapter, product(numAdapter, kFloat));
    const std::int64_t masters = m_elementBytes == kFloat || !m_shape.float32Masters ? 0 : product(numTrained - numAdapter, kFloat);
    m_memory.take(Part::Optimizer, cappedSum(product(numTrained, 2 * kFloat), masters));
}

std::int64_t StepMemory::workspaceBytes() const {
    if (m_onGpu) return product(m_batch.numShared, 2 * m_shape.numKvHeads * m_shape.headWidth, m_elementBytes);
    // core/kernels/cpu/attention_kernels.h: keys and values of a head, padded to tiles, and a block of rows of scores, each in several forms.
    constexpr std::int64_t block = 16, tile = 32;
    const std::int64_t keys = roundUp(m_batch.longestRow, tile), width = roundUp(m_shape.headWidth, tile);
    const std::int64_t tasks = std::min(m_numThreads, product(m_batch.numRows, m_shape.numKvHeads));
    const std::int64_t gathered = m_batch.numShared > 0 ? product(m_batch.longestRow, 4 * m_shape.headWidth) : 0;   // core/kernels/rotary_attention.cpp
    return product(tasks, cappedSum(cappedSum(product(7 * width, keys), gathered), 5 * block * width + 4 * block * keys + block), kFloat);
}

std::int64_t StepMemory::backwardWorkspaceBytes() const {
    const std::int64_t keys = product(m_batch.numShared, 2 * m_shape.numKvHeads * m_shape.headWidth, m_elementBytes);
    if (!m_onGpu) return cappedSum(workspaceBytes(), keys);
    // LibTorch's flash attention, summing in a fixed order: queries' gradients in float32, in as many parts as give every multiprocessor something to do;
    // those of keys and values for each query head; and all three once more as results. Our own kernels for float32 need none of it.
    if (m_elementBytes == kFloat) return keys;
    constexpr std::int64_t padding = 128;
    const std::int64_t segments = std::max<std::int64_t>(1, m_batch.numRows), blocks = product(segments, m_shape.numHeads);
    const std::int64_t parts = (kGpuUnits + blocks - 1) / std::max<std::int64_t>(1, blocks), width = product(m_shape.numHeads, m_shape.headWidth);
    const std::int64_t sums = product(cappedSum(m_batch.numTokens, product(padding, segments)), width, kFloat * parts);
    const std::int64_t results = product(m_batch.numTokens, 3 * width + 2 * m_shape.numKvHeads * m_shape.headWidth, m_elementBytes);
    return cappedSum(keys, cappedSum(sums, results));
}

std::int64_t StepMemory::headChunk() const {
    const std::int64_t vocabulary = std::max<std::int64_t>(1, m_shape.vocabulary);
    const std::int64_t chunk = m_onGpu ? std::clamp<std::int64_t>(kGpuChunkBytes / product(vocabulary, m_elementBytes), 16, 8192)
                                       : std::clamp<std::int64_t>(kChunkNumbers / vocabulary, 16, 1024);
    return wholeBlocks(std::min(m_batch.numTargets, chunk));
}

// What core/kernels/matmul.cpp makes of a weight that is kept in 16 bits.
void StepMemory::touchWidened(const GroupShape& group) {
    if (m_shape.narrowLinears) m_memory.touch(Part::Temporaries, product(group.numInputs, group.numOutputs(), m_elementBytes));
}

// ---- forward

StepMemory::Block StepMemory::forwardGroup(const GroupShape& group, Part part, bool records, Block& reduced) {
    Block out = m_memory.take(part, rows(group.numOutputs()));
    touchWidened(group);
    const std::int64_t ranks = group.sumRanks();
    if (ranks == 0) return out;
    reduced = m_memory.take(Part::KeptLowRank, rows(ranks));
    if (m_shape.dropout > 0 && records) m_memory.touch(Part::Temporaries, product(m_batch.numTokens, group.numInputs, 2 * m_elementBytes));
    if (!records) m_memory.give(reduced);
    return out;
}

void StepMemory::keepSum(Block& sum) {
    m_untilGraphDies.push_back(sum);
    sum = {};
}

void StepMemory::forwardAttention(const LayerShape& layer, Saved& saved, const Flow& flow, bool records) {
    Block queryKeyValue = forwardGroup(layer.queryKeyValue, Part::KeptAttention, records && layer.queryKeyValue.trains(), saved.reduced[0]);
    Block attended = m_memory.take(Part::KeptAttention, rows(m_shape.numHeads * m_shape.headWidth));
    Block logSumExp = m_memory.take(Part::KeptAttention, product(m_batch.numTokens, m_shape.numHeads, kFloat));
    m_memory.touch(Part::Workspaces, workspaceBytes());
    if (flow.queryKeyValue) {
        saved.queryKeyValue = queryKeyValue;
        saved.logSumExp = logSumExp;
    } else {
        m_memory.give(queryKeyValue);
        m_memory.give(logSumExp);
    }
    saved.attended = attended;   // given by the caller when nothing needs it
}

void StepMemory::forwardLayer(std::size_t index, bool records) {
    const LayerShape& layer = m_shape.layers[index];
    Saved& saved = m_saved[index];
    Flow& flow = m_flow[index];
    flow = {};
    flow.stream = records && m_flows;
    flow.normed = records && (m_flows || layer.trainsNorms);
    flow.queryKeyValue = records && (flow.normed || layer.queryKeyValue.trains());
    flow.between = records && (flow.stream || flow.queryKeyValue || layer.output.trains());
    flow.normedAgain = records && (flow.between || layer.trainsNorms);
    flow.gateUp = records && (flow.normedAgain || layer.gateUp.trains());
    flow.inner = flow.gateUp;

    // Norm: the sum is new unless there is nothing to add; the normed rows live until the layer is through.
    Block before = m_delta.bytes > 0 ? m_memory.take(Part::KeptStream, rows(m_shape.hidden)) : m_stream;
    const bool sumIsStream = m_delta.bytes == 0;
    Block normed = m_memory.take(Part::Temporaries, rows(m_shape.hidden));
    forwardAttention(layer, saved, flow, records);
    Block attendedOut = forwardGroup(layer.output, Part::Temporaries, records && layer.output.trains(), saved.reduced[1]);
    if (!flow.queryKeyValue && !(records && layer.output.needsInput())) m_memory.give(saved.attended);
    Block between = m_memory.take(Part::KeptStream, rows(m_shape.hidden)), normedAgain = m_memory.take(Part::Temporaries, rows(m_shape.hidden));
    Block gateUp = forwardGroup(layer.gateUp, Part::KeptFeedForward, records && layer.gateUp.trains(), saved.reduced[2]);
    Block inner = m_memory.take(Part::Temporaries, rows(m_shape.ffn));
    Block out = forwardGroup(layer.down, Part::Temporaries, records && layer.down.trains(), saved.reduced[3]);

    // What a trained layer cannot make again is saved as it is.
    if (records && layer.queryKeyValue.needsInput() && !flow.normed) saved.inputs[0] = normed;
    else m_memory.give(normed);
    if (records && layer.gateUp.needsInput() && !flow.normedAgain) saved.inputs[1] = normedAgain;
    else m_memory.give(normedAgain);
    if (records && layer.down.needsInput() && !flow.inner) saved.inner = inner;
    else m_memory.give(inner);
    if (flow.gateUp && !makesGateUpAgain(flow)) keepSum(gateUp);
    else m_memory.give(gateUp);
    m_memory.give(attendedOut);
    // The stream that came in goes; what norms keep of it stays.
    m_memory.give(m_delta);
    if (!sumIsStream && !m_streamIsKept) m_memory.give(m_stream);
    const bool keepsBefore = flow.normed;
    if (sumIsStream) m_stream = {};
    if (keepsBefore && !(sumIsStream && m_streamIsKept)) keepSum(before);
    else if (!keepsBefore) m_memory.give(before);
    m_streamIsKept = flow.normedAgain;
    m_stream = between;
    if (m_streamIsKept) m_untilGraphDies.push_back(between);
    m_delta = out;
    m_flows = records && (flow.between || flow.inner || layer.down.trains());
}

void StepMemory::forward(bool records) {
    m_tables = m_memory.take(Part::Batch, product(m_batch.numTokens, m_shape.headWidth / 2, 2 * kFloat));
    Block angle = m_memory.take(Part::Batch, m_tables.bytes / 2);
    m_stream = m_memory.take(Part::KeptStream, product(m_batch.numTokens, m_shape.hidden, m_elementBytes));
    m_delta = {};
    m_streamIsKept = false;
    m_flows = records && m_shape.trainsEmbedding;
    for (std::size_t i = 0; i < m_shape.layers.size(); ++i) forwardLayer(i, records && static_cast<std::int64_t>(i) >= m_shape.firstRecorded);
    Block sum = m_memory.take(Part::KeptStream, rows(m_shape.hidden)), normed = m_memory.take(Part::Temporaries, rows(m_shape.hidden));
    m_hidden = m_memory.take(Part::Vocabulary, product(m_batch.numTargets, m_shape.hidden, m_elementBytes));
    m_memory.give(normed);
    if (records && (m_flows || m_shape.trainsFinalNorm)) keepSum(sum);
    else m_memory.give(sum);
    m_memory.give(m_delta);
    if (!m_streamIsKept) m_memory.give(m_stream);
    m_stream = {};
    m_memory.give(angle);
}

void StepMemory::headForward(bool records) {
    const std::int64_t vocabulary = std::max<std::int64_t>(1, m_shape.vocabulary), hidden = m_shape.hidden;
    const std::int64_t chunk = headChunk();
    const bool wantsHead = records && m_shape.trainsHead;
    if (records) m_dHidden = m_memory.take(Part::Vocabulary, m_hidden.bytes);
    if (wantsHead) m_dHead = m_memory.take(Part::Vocabulary, product(vocabulary, hidden, kFloat));
    Block someRows = m_memory.take(Part::Vocabulary, product(chunk, hidden, m_elementBytes));
    Block logits = m_memory.take(Part::Vocabulary, product(chunk, vocabulary, m_elementBytes));
    if (records) m_memory.touch(Part::Vocabulary, product(chunk, hidden, m_elementBytes));
    // The gradient of the head of one chunk, and the logits turned for it.
    if (wantsHead) {
        Block gradient = m_memory.take(Part::Vocabulary, cappedSum(product(vocabulary, hidden, m_elementBytes), logits.bytes));
        if (m_elementBytes != kFloat) m_memory.touch(Part::Library, product(vocabulary, hidden, kFloat));   // oneDNN sums bf16 products in float32
        m_memory.give(gradient);
    }
    m_memory.give(logits);
    m_memory.give(someRows);
    m_memory.give(m_hidden);
}

// ---- backward

void StepMemory::headBackward() {
    Block scaled = m_memory.take(Part::Vocabulary, m_dHidden.bytes);
    Block head = m_memory.take(Part::Gradients, m_dHead.bytes);
    if (m_elementBytes != kFloat && head.bytes > 0) {
        Block narrow = m_memory.take(Part::Gradients, product(m_shape.vocabulary, m_shape.hidden, m_elementBytes));
        m_memory.give(head);
        head = narrow;
    }
    m_memory.give(m_dHidden);
    m_memory.give(m_dHead);
    m_dHead = head;   // waits for the embedding's part when they are one table
    m_slope = m_memory.take(Part::Temporaries, rows(m_shape.hidden));
    m_memory.give(scaled);
    backwardNorm(m_slope, m_shape.trainsFinalNorm, m_flows);
    if (m_shape.tiedHead || m_dHead.bytes == 0) return;
    m_memory.give(m_dHead);
    takeGradient(product(m_shape.vocabulary, m_shape.hidden), 0);
}

void StepMemory::backwardNorm(Block& slope, bool trains, bool wantsStream) {
    if (trains) takeGradient(m_shape.hidden, 0);
    if (!wantsStream) return;
    Block next = m_memory.take(Part::Temporaries, rows(m_shape.hidden));
    m_memory.give(slope);
    slope = next;
}

void StepMemory::takeGradient(std::int64_t numOwn, std::int64_t numAdapter) {
    const bool narrow = m_elementBytes != kFloat;
    // A second micro-batch adds to what is there: its own gradient exists for a moment only. In bf16 it waits for the end of the backward pass.
    if (narrow) {
        m_fresh.bytes = cappedSum(m_fresh.bytes, m_memory.take(Part::Gradients, product(numOwn, m_elementBytes)).bytes);
        m_fresh.part = Part::Gradients;
    }
    const std::int64_t wide = cappedSum(narrow ? 0 : product(numOwn, kFloat), product(numAdapter, kFloat));
    if (m_hasGradients) return m_memory.touch(Part::Gradients, wide);
    m_gradients = {Part::Gradients, cappedSum(m_gradients.bytes, m_memory.take(Part::Gradients, wide).bytes)};
}

StepMemory::Block StepMemory::backwardGroup(const GroupShape& group, Block& slope, std::int64_t madeAgain, bool wantsInput, Block& reduced) {
    Block input = m_memory.take(Part::Temporaries, group.needsInput() ? madeAgain : 0);
    Block in = m_memory.take(Part::Temporaries, wantsInput ? rows(group.numInputs) : 0);
    if (wantsInput) touchWidened(group);
    const std::int64_t ranks = group.sumRanks();
    if (group.numTrainedWeights() > 0) m_memory.touch(Part::Temporaries, rows(group.numOutputs()));   // turned, for the weight's gradient
    Block low = m_memory.take(Part::Temporaries, rows(ranks));
    if (ranks > 0 && m_shape.dropout > 0) m_memory.touch(Part::Temporaries, product(m_batch.numTokens, group.numInputs, 3 * m_elementBytes));
    takeGradient(group.numTrainedWeights(), group.numAdapterWeights());
    m_memory.give(low);
    m_memory.give(input);
    m_memory.give(reduced);
    m_memory.give(slope);
    return in;
}

void StepMemory::backwardAttention(const LayerShape& layer, Saved& saved, const Flow& flow, Block& slope) {
    Block all = m_memory.take(Part::Temporaries, rows(layer.queryKeyValue.numOutputs()));
    m_memory.touch(Part::Workspaces, backwardWorkspaceBytes());
    m_memory.give(slope);
    m_memory.give(saved.queryKeyValue);
    m_memory.give(saved.logSumExp);
    m_memory.give(saved.attended);
    slope = backwardGroup(layer.queryKeyValue, all, flow.normed ? rows(m_shape.hidden) : 0, flow.normed, saved.reduced[0]);
    m_memory.give(saved.inputs[0]);
}

void StepMemory::backwardLayer(std::size_t index) {
    const LayerShape& layer = m_shape.layers[index];
    Saved& saved = m_saved[index];
    const Flow& flow = m_flow[index];
    Block stream = m_memory.take(Part::Temporaries, 0);   // m_slope is the gradient of both the sum and what was added to it
    Block again = m_memory.take(Part::Temporaries, makesGateUpAgain(flow) ? rows(2 * m_shape.ffn) : 0);
    Block inner = backwardGroup(layer.down, stream, flow.inner ? rows(m_shape.ffn) : 0, flow.inner, saved.reduced[3]);
    m_memory.give(saved.inner);
    if (flow.gateUp) {
        Block gateUp = m_memory.take(Part::Temporaries, rows(2 * m_shape.ffn));
        m_memory.give(inner);
        m_memory.give(again);
        Block normed = backwardGroup(layer.gateUp, gateUp, flow.normedAgain ? rows(m_shape.hidden) : 0, flow.normedAgain, saved.reduced[2]);
        m_memory.give(saved.inputs[1]);
        if (flow.normedAgain) backwardNorm(m_slope, layer.trainsNorms, flow.between);
        m_memory.give(normed);
    }
    if (!flow.between) {
        m_memory.give(saved.attended);
        return;
    }
    Block attended = backwardGroup(layer.output, stream, 0, flow.queryKeyValue, saved.reduced[1]);
    if (flow.queryKeyValue) backwardAttention(layer, saved, flow, attended);
    else m_memory.give(saved.attended);
    if (flow.normed) backwardNorm(m_slope, layer.trainsNorms, flow.stream);
    m_memory.give(attended);
}

void StepMemory::evaluate(const MicroBatch& batch) {
    m_batch = batch;
    forward(false);
    headForward(false);
    m_memory.give(m_tables);
}

void StepMemory::microBatch(const MicroBatch& batch, bool recomputes) {
    m_batch = batch;
    m_recomputes = recomputes;
    forward(true);
    headForward(true);
    headBackward();
    for (std::size_t i = m_shape.layers.size(); i-- > 0;)
        if (static_cast<std::int64_t>(i) >= m_shape.firstRecorded) backwardLayer(i);
    if (m_shape.trainsEmbedding) {
        const std::int64_t numbers = product(m_shape.vocabulary, m_shape.hidden);
        Block table = m_memory.take(Part::Gradients, product(numbers, m_elementBytes));   // dense, of all tokens
        m_memory.give(m_slope);
        m_memory.give(m_dHead);
        m_memory.give(table);
        takeGradient(numbers, 0);
    }
    m_memory.give(m_slope);
    // The optimizer takes bf16 gradients over into float32 sums, tensor by tensor, while the graph still lives.
    if (m_fresh.bytes > 0) {
        const std::int64_t wide = product(m_fresh.bytes / m_elementBytes, kFloat), one = std::min(wide, product(m_shape.largestTensor(), kFloat));
        if (m_hasGradients) m_memory.touch(Part::Gradients, one);
        else m_gradients = {Part::Gradients, cappedSum(m_gradients.bytes, m_memory.take(Part::Gradients, one).bytes)};
        m_memory.give(m_fresh);
        if (!m_hasGradients) m_gradients.bytes = cappedSum(m_gradients.bytes, m_memory.take(Part::Gradients, wide - one).bytes);
    }
    for (Block& block : m_untilGraphDies) m_memory.give(block);
    m_untilGraphDies.clear();
    m_memory.give(m_tables);
    m_hasGradients = true;
}

void StepMemory::discardGradients() {
    m_memory.give(m_gradients);
    m_hasGradients = false;
}

void StepMemory::restore() { m_memory.touch(Part::Files, product(m_shape.numTrained(), 3 * kFloat)); }

}  // namespace luthier
