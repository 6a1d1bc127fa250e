// SPDX-License-Identifier: Apache-2.0
// LibTorch's flash attention with variable lengths (Dao 2023) in place of our own kernels, where it is faster: bf16 on a GPU of compute capability 8.0 or
// later. In its deterministic form, so the same batch gives the same bits; unlike with ours, a segment's gradients depend in their last bits on how many others
// there are. LUTHIER_ATTENTION=own in the environment keeps ours. Thread: any.
#pragma once

#include "core/kernels/tensor_kernels.h"

namespace luthier::kernels {

bool takesLibraryAttention(const AttentionInput& in);
// logSumExp is only for the way back: [N,T].
Attention libraryAttention(const AttentionInput& in);
void libraryAttentionBackward(const at::Tensor& dOut_TND, const AttentionInput& in, const Attention& saved, const at::Tensor& dQuery, const at::Tensor& dKey,
                              const at::Tensor& dValue);

}  // namespace luthier::kernels
