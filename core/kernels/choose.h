// SPDX-License-Identifier: Apache-2.0
// The next token of each row of logits where they lie: a vocabulary is half a megabyte for each sequence and token. Thread: any.
#pragma once

#include <ATen/core/Tensor.h>

namespace luthier::kernels {

// Of the first numTokens of a row: the largest (the lower of equals) where temperature is 0, otherwise the first whose share of exp(logit / temperature),
// summed up from 0 on, is beyond uniform in [0, 1); -1 where the largest is not a finite number or any is NaN. A row's choice depends on that row alone.
// Without filters (top-k, top-p, min-p).   logits [S,V] float32, temperature, uniform [S] float64 -> [S] int64
at::Tensor chooseTokens(const at::Tensor& logits_SV, std::int64_t numTokens, const at::Tensor& temperature_S, const at::Tensor& uniform_S);

// The same for one row of logits on the processor, in this thread; greedily at a temperature of 0.
std::int64_t chooseToken(const float* logits_V, std::int64_t numTokens, double temperature, double uniform);

}  // namespace luthier::kernels
