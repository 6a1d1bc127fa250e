// SPDX-License-Identifier: Apache-2.0
#include "core/methods/micro_batches.h"

#include <ATen/ATen.h>

#include "core/data/packing.h"
#include "core/kernels/compute_device.h"

namespace luthier {

namespace {

// The sequences that belong together: those of a row.
std::vector<std::span<const Sample>> rowsOf(std::span<const Sample> samples) {
    std::vector<std::span<const Sample>> rows;
    for (std::size_t begin = 0; begin < samples.size();) {
        std::size_t end = begin + 1;
        while (end < samples.size() && samples[end].index > 0) ++end;
        rows.push_back(samples.subspan(begin, end - begin));
        begin = end;
    }
    return rows;
}

Batch batchOf(const std::vector<Sample>& samples, const BatchOptions& options) {
    BatchBuilder builder;
    const std::vector<kernels::SharedPrefix> prefixes = options.sharesBeginnings ? sharedPrefixesOf(samples) : std::vector<kernels::SharedPrefix>();
    for (std::size_t i = 0; i < samples.size(); ++i)
        options.sharesBeginnings ? builder.addNeeded(samples[i], prefixes[i]) : builder.addSegment(samples[i]);
    Batch batch = builder.finish();
    batch.recomputes = recomputes(options.recompute, batch.numTokens(), options.microTokens);
    return batch;
}

}  // namespace

std::vector<Batch> microBatchesOf(std::span<const Sample> samples, const BatchOptions& options) {
    const std::vector<std::span<const Sample>> rows = rowsOf(samples);
    std::vector<std::int32_t> lengths;
    for (const std::span<const Sample> row : rows) {
        std::size_t length = 0;
        for (const Sample& sample : row) length += sample.ids.size();
        lengths.push_back(static_cast<std::int32_t>(length));
    }
    std::vector<Batch> batches;
    for (const std::vector<std::int64_t>& bin : packMicroBatches(lengths, options.microTokens)) {
        std::vector<Sample> together;
        for (const std::int64_t row : bin)
            for (const Sample& sample : rows[static_cast<std::size_t>(row)]) together.push_back(sample);
        batches.push_back(batchOf(together, options));
    }
    return batches;
}

at::Tensor sumsOfSegments(const Batch& batch, const at::Tensor& values_M) {
    return at::zeros({batch.layout.numSegments()}, values_M.options().requires_grad(false)).index_add(0, batch.targets.segment_M, values_M);
}

at::Tensor referenceLogpsOf(const Batch& batch) { return onDevice(at::tensor(batch.referenceLogps, at::kDouble), batch.targets.token_M.device()); }

void reportRows(const Batch& batch, const at::Tensor& sums_S, BatchReport& report) {
    report.rowSums_R = sums_S.detach();
    for (std::int64_t s = 0; s < batch.layout.numSegments(); ++s)
        report.rows.push_back({batch.layout.segments[static_cast<std::size_t>(s)].row, batch.numTargetsOf[static_cast<std::size_t>(s)]});
}

}  // namespace luthier
