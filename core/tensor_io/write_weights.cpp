// SPDX-License-Identifier: Apache-2.0
#include "core/tensor_io/write_weights.h"

#include <algorithm>
#include <cmath>

#include <ATen/ATen.h>

#include "core/tensor_io/safetensors.h"

namespace luthier {

namespace {

std::int64_t rowElements(const TensorSpec& spec) { return spec.shape.size() < 2 ? 1 : spec.shape.back(); }
std::int64_t numRows(const TensorSpec& spec) { return c10::multiply_integers(spec.shape) / rowElements(spec); }

Status checkFinite(const at::Tensor& piece, const std::string& name) {
    // A sum is finite unless a value is not, or the values overflow float32: one pass, no mask.
    if (std::isfinite(piece.sum(at::kFloat).item<float>()) || at::isfinite(piece).all().item<bool>()) return {};
    return fail(
        Error(ErrorCode::InvalidData, "a weight is NaN or infinite").withHint("the file is damaged or its training diverged; take another copy").withKey(name));
}

std::int64_t rowsPerPiece(const WeightPlan& item) {
    constexpr std::int64_t pieceElements = std::int64_t{1} << 20;
    const std::int64_t rows = std::max<std::int64_t>(pieceElements / rowElements(item.spec), 1);
    return (rows + item.rowMultiple - 1) / item.rowMultiple * item.rowMultiple;
}

}  // namespace

std::uint64_t weightBytes(const std::vector<WeightPlan>& plan) {
    std::uint64_t total = 0;
    for (const WeightPlan& item : plan) total += static_cast<std::uint64_t>(c10::multiply_integers(item.spec.shape)) * c10::elementSize(item.dtype);
    return total;
}

Status writeWeights(const std::string& path, const std::vector<WeightPlan>& plan, const RowReader& readRows, const WorkContext& context) {
    std::vector<TensorEntry> entries;
    for (const WeightPlan& item : plan) entries.push_back({item.spec.name, dtypeName(item.dtype), item.spec.shape, 0, 0});
    ASSIGN_OR_RETURN(SafetensorsWriter writer, SafetensorsWriter::create(path, std::move(entries)));
    Progress progress{"weights", 0, static_cast<std::int64_t>(weightBytes(plan)), "bytes"};
    for (const WeightPlan& item : plan) {
        const std::int64_t total = numRows(item.spec), step = rowsPerPiece(item);
        for (std::int64_t row = 0; row < total; row += step) {
            RETURN_IF_ERROR(context.checkpoint());
            ASSIGN_OR_RETURN(const at::Tensor read, readRows(item.spec, row, std::min(step, total - row)));
            const at::Tensor piece = read.to(item.dtype).contiguous();
            RETURN_IF_ERROR(checkFinite(piece, item.spec.name));
            RETURN_IF_ERROR(writer.writeRaw(item.spec.name, piece.const_data_ptr(), static_cast<std::size_t>(piece.nbytes())));
            progress.done += static_cast<std::int64_t>(piece.nbytes());
            context.progress(progress);
        }
    }
    return writer.finish();
}

}  // namespace luthier
