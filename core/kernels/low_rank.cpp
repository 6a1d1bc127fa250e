// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/low_rank.h"

#include <ATen/ATen.h>

#include "core/kernels/profile.h"
#include "core/kernels/vector_call.h"

namespace luthier::kernels {

namespace {

constexpr std::int64_t kLanes = 16;   // of the widest instruction set
constexpr std::int64_t kRows = 32, kColumns = 32;   // of one thread's smallest piece

double work(const at::Tensor& x, const Panel& panel) { return 2.0 * static_cast<double>(x.numel()) * static_cast<double>(panel.numColumns); }

std::int64_t inPieces(std::int64_t count, std::int64_t piece) { return (count + piece - 1) / piece; }

}  // namespace

Panel makePanel(const at::Tensor& factor, const at::Tensor& like, double scale) {
    const std::int64_t rows = factor.size(0), columns = factor.size(1);
    const VectorKernels* const kernels = vectorKernelsFor(like);
    if (!kernels) return {scale == 1.0 ? factor.to(like.scalar_type()) : factor.to(like.scalar_type()) * scale, columns};
    if (scale == 1.0 && like.scalar_type() == at::kFloat && factor.scalar_type() == at::kFloat && columns % kLanes == 0 && factor.stride(1) == 1)
        return {factor, columns};
    at::Tensor plain = factor.to(at::kFloat).contiguous();
    if (scale != 1.0) plain = plain * scale;
    const at::Tensor panel = at::empty({inPieces(rows, 2) * 2, inPieces(columns, kLanes) * kLanes}, plain.options());
    withRowKernels(*kernels, like, [&]<class T>(const RowKernels<T>& row, T*) {
        row.packPanel(elements<float>(plain), panel.data_ptr(), rows, columns, columns, panel.size(1));
    });
    return {panel.narrow(0, 0, rows), columns};
}

void multiply(const at::Tensor& x, const Panel& panel, const at::Tensor& to, bool add) {
    TORCH_CHECK(x.size(1) == panel.data.size(0) && to.size(0) == x.size(0) && to.size(1) == panel.numColumns && x.stride(1) == 1 && to.stride(1) == 1,
                "multiply: x is ", x.sizes(), ", the panel ", panel.data.sizes(), ", the result ", to.sizes());
    const ProfileScope scope(Phase::Matmul, work(x, panel));
    const VectorKernels* const kernels = vectorKernelsFor(x);
    if (!kernels) {
        at::Tensor result = to;
        if (add) result.addmm_(x, panel.data);
        else at::mm_out(result, x, panel.data);
        return;
    }
    withRowKernels(*kernels, x, [&]<class T>(const RowKernels<T>& row, T*) {
        parallelFor(inPieces(x.size(0), kRows), 1, [&](std::int64_t begin, std::int64_t end) {
            const std::int64_t first = begin * kRows, count = std::min(end * kRows, x.size(0)) - first;
            row.timesPanel(elements<T>(x) + first * x.stride(0), panel.data.data_ptr(), elements<T>(to) + first * to.stride(0), count, panel.numColumns,
                           x.size(1), x.stride(0), panel.data.stride(0), to.stride(0), add);
        });
    });
}

at::Tensor multiplyTransposed(const at::Tensor& x, const Panel& panel) {
    TORCH_CHECK(x.size(0) == panel.data.size(0) && x.stride(1) == 1, "multiplyTransposed: x is ", x.sizes(), ", the panel ", panel.data.sizes());
    const ProfileScope scope(Phase::Matmul, work(x, panel));
    const VectorKernels* const kernels = vectorKernelsFor(x);
    if (!kernels) return at::mm(x.t(), panel.data);
    const at::Tensor out = x.size(0) > 0 ? at::empty({x.size(1), panel.data.size(1)}, panel.data.options())
                                         : at::zeros({x.size(1), panel.data.size(1)}, panel.data.options());
    withRowKernels(*kernels, x, [&]<class T>(const RowKernels<T>& row, T*) {
        parallelFor(inPieces(x.size(1), kColumns), 1, [&](std::int64_t begin, std::int64_t end) {
            row.transposedTimesPanel(elements<T>(x), panel.data.data_ptr(), elements<float>(out), x.size(0), panel.data.size(1), begin * kColumns,
                                     std::min(end * kColumns, x.size(1)), x.stride(0), panel.data.stride(0), out.stride(0));
        });
    });
    return out.narrow(1, 0, panel.numColumns);
}

}  // namespace luthier::kernels
