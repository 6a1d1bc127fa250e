// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/row_blocks.h"

#include <ATen/ATen.h>

namespace luthier::kernels {

namespace {

constexpr std::int64_t kRows = 64;

// Fewer rows than a block (decoding) stay as they are; and so do a GPU's, whose library has code for all shapes.
std::int64_t rounded(std::int64_t rows, at::Device device) { return rows < kRows || !device.is_cpu() ? rows : (rows + kRows - 1) / kRows * kRows; }

// The same tensor with the rows of its last block, where it has room for them; otherwise itself.
at::Tensor wholeBlocks(const at::Tensor& x) {
    const std::int64_t whole = rounded(x.size(0), x.device()), width = x.size(1);
    if (whole == x.size(0) || x.storage_offset() != 0 || !x.is_contiguous()) return x;
    if (x.storage().nbytes() != static_cast<std::size_t>(whole * width) * x.element_size()) return x;
    const at::AutoDispatchBelowADInplaceOrView plain;
    return x.as_strided({whole, width}, {width, 1});
}

}  // namespace

at::Tensor firstRows(const at::Tensor& x, std::int64_t rows) {
    if (x.size(0) == rows) return x;
    const at::AutoDispatchBelowADInplaceOrView plain;   // not a view to autograd: a node may return it
    return x.narrow(0, 0, rows);
}

at::Tensor emptyRows(std::int64_t rows, std::int64_t width, const at::TensorOptions& options) {
    const std::int64_t whole = rounded(rows, options.device());
    const at::Tensor all = at::empty({whole, width}, options);
    if (whole > rows) all.narrow(0, rows, whole - rows).zero_();
    return firstRows(all, rows);
}

at::Tensor inWholeBlocks(const at::Tensor& x) {
    if (rounded(x.size(0), x.device()) == x.size(0)) return x;
    if (const at::Tensor whole = wholeBlocks(x); whole.size(0) != x.size(0)) return whole;
    at::Tensor copy = emptyRows(x.size(0), x.size(1), x.options());
    copy.copy_(x);
    return wholeBlocks(copy);   // always has the room
}

}  // namespace luthier::kernels
