// SPDX-License-Identifier: Apache-2.0
// All kernels of one instruction set as a table. Included once per instruction set.
#pragma once

#include "core/kernels/cpu/attention_kernels.h"
#include "core/kernels/cpu/decode_kernels.h"
#include "core/kernels/cpu/low_rank_kernels.h"
#include "core/kernels/cpu/row_kernels.h"

namespace luthier::kernels::LUTHIER_SET {

template <class T>
constexpr RowKernels<T> rowKernels() {
    return {rmsNorm<T>,      rmsNormBackward<T>, rmsNormWeight<T>,     swiglu<T>,  swigluBackward<T>, rope<T>,       crossEntropy<T>,
            attention<T>,    attentionBackward<T>, rowDots<T, T, float>, rowDots<T, T, T>, attendLast<T>, packPanel<T>, timesPanel<T>, transposedTimesPanel<T>};
}

constexpr VectorKernels table(const char* name) {
    return {name, kLanes, rowKernels<float>(), rowKernels<Bf16>(), rowDots<float, Bf16, float>, adamw, firstLargest, softWeights, numWorkspaceFloats};
}

}  // namespace luthier::kernels::LUTHIER_SET
