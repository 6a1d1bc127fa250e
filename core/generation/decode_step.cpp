// SPDX-License-Identifier: Apache-2.0
#include "core/generation/decode_step.h"

#include <algorithm>
#include <bit>

#include <ATen/ATen.h>

#include "core/kernels/compute_device.h"

namespace luthier {

namespace {

constexpr std::size_t kMostRecordings = 24;
constexpr std::int64_t kFewestPositions = 256;

// Few different numbers, so that batches that shrink row by row share recordings.
std::int64_t rowsOfRecording(std::int64_t wanted) {
    constexpr std::int64_t kStep = 8;
    return wanted > kStep ? (wanted + kStep - 1) / kStep * kStep : static_cast<std::int64_t>(std::bit_ceil(static_cast<std::uint64_t>(wanted)));
}

}  // namespace

// What a recording reads lies in `numbers`: tokens [S], positions [S], the caches [L,S,3].
struct DecodeStep::Recording {
    std::vector<AdapterSlot> adapters;   // one per row; their number is the recording's
    std::int64_t mostPositions = 0;
    SegmentLayout layout;
    AdapterSelection selection;
    at::Tensor numbers;
    std::unique_ptr<kernels::RecordedWork> work;

    Recording(const CausalModel& model, std::vector<AdapterSlot> slots, std::int64_t positions) : adapters(std::move(slots)), mostPositions(positions) {
        const auto numRows = static_cast<std::int64_t>(adapters.size()), numLayers = model.config().numLayers;
        for (std::int64_t row = 0; row < numRows; ++row) layout.add(1);
        selection.perSegment = adapters;
        numbers = at::empty({2 * numRows + 3 * numLayers * numRows}, at::TensorOptions(at::kLong).device(model.device()));
        work = std::make_unique<kernels::RecordedWork>(model.device(), [this, &model, numRows, numLayers] {
            ModelInput input;
            input.tokens_T = numbers.narrow(0, 0, numRows);
            input.positions_T = numbers.narrow(0, numRows, numRows);
            input.layout = &layout;
            input.adapters = &selection;
            input.cacheTable_LS3 = numbers.narrow(0, 2 * numRows, 3 * numLayers * numRows).view({numLayers, numRows, 3});
            input.mostPositions = mostPositions;
            return model.logits(model.hiddenStates(input));
        });
    }
    bool isFor(const std::vector<AdapterSlot>& slots, std::int64_t positions) const { return mostPositions == positions && adapters == slots; }
};

DecodeStep::DecodeStep(const CausalModel& model, KvCache& cache, bool records)
    : m_model(&model), m_cache(&cache), m_records(records) {}

DecodeStep::~DecodeStep() {
    for (const AdapterSlot slot : m_held) m_model->letGoOfAdapter(slot);
}

void DecodeStep::holdAdaptersOf(const std::vector<Row>& rows) {
    std::set<AdapterSlot> wanted;
    for (const Row& row : rows)
        if (row.adapter != kNoAdapter) wanted.insert(row.adapter);
    if (wanted == m_held) return;
    for (const AdapterSlot slot : wanted)
        if (!m_held.contains(slot)) m_model->holdAdapter(slot);
    for (const AdapterSlot slot : m_held)
        if (!wanted.contains(slot)) m_model->letGoOfAdapter(slot);
    m_held = std::move(wanted);
}

at::Tensor DecodeStep::logits(const std::vector<Row>& rows) { return m_records ? logitsRecorded(rows) : logitsOnce(rows); }

at::Tensor DecodeStep::logitsOnce(const std::vector<Row>& rows) {
    holdAdaptersOf(rows);
    std::vector<std::int64_t> tokens, positions;
    SegmentLayout layout;
    AdapterSelection adapters;
    ModelInput input;
    for (const Row& row : rows) {
        tokens.push_back(row.token);
        positions.push_back(m_cache->length(row.place));
        adapters.perSegment.push_back(row.adapter);
        layout.add(1);
        input.cacheSequences.push_back(row.place);
    }
    input.tokens_T = onDevice(at::tensor(tokens, at::kLong), m_model->device());
    input.positions_T = onDevice(at::tensor(positions, at::kLong), m_model->device());
    input.layout = &layout;
    input.adapters = &adapters;
    input.cache = m_cache;
    return m_model->logits(m_model->hiddenStates(input));
}

DecodeStep::Recording& DecodeStep::recordingFor(const std::vector<Row>& rows) {
    std::vector<AdapterSlot> slots;
    std::int64_t longest = kFewestPositions;
    for (const Row& row : rows) {
        slots.push_back(row.adapter);
        longest = std::max(longest, m_cache->length(row.place) + 1);
    }
    slots.resize(static_cast<std::size_t>(rowsOfRecording(static_cast<std::int64_t>(rows.size()))), slots.back());
    const auto positions = static_cast<std::int64_t>(std::bit_ceil(static_cast<std::uint64_t>(longest)));
    const auto found = std::find_if(m_recordings.begin(), m_recordings.end(), [&](const auto& recording) { return recording->isFor(slots, positions); });
    std::unique_ptr<Recording> recording;
    if (found == m_recordings.end()) {
        recording = std::make_unique<Recording>(*m_model, std::move(slots), positions);
        if (m_recordings.size() == kMostRecordings) m_recordings.pop_front();
    } else {
        recording = std::move(*found);
        m_recordings.erase(found);
    }
    m_recordings.push_back(std::move(recording));
    return *m_recordings.back();
}

at::Tensor DecodeStep::logitsRecorded(const std::vector<Row>& rows) {
    Recording& recording = recordingFor(rows);
    const std::size_t numRows = recording.adapters.size();
    std::vector<std::int64_t> tokens(numRows, rows.back().token), positions(numRows, 0), places(numRows, -1);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        tokens[i] = rows[i].token;
        positions[i] = m_cache->length(rows[i].place);
        places[i] = rows[i].place;
    }
    const at::Tensor numbers = at::cat({at::tensor(tokens, at::kLong), at::tensor(positions, at::kLong), m_cache->nextTable(places).flatten()});
    recording.numbers.copy_(onDevice(numbers, m_model->device()));
    const at::Tensor logits_SV = recording.work->run().narrow(0, 0, static_cast<std::int64_t>(rows.size()));
    for (const Row& row : rows) m_cache->commit(row.place, 1);
    return logits_SV;
}

}  // namespace luthier
