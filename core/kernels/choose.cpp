// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/choose.h"

#include <ATen/ATen.h>

#include "core/kernels/tensor_kernels.h"

namespace luthier::kernels {

at::Tensor chooseTokens(const at::Tensor& logits_SV, std::int64_t numTokens, const at::Tensor& temperature_S, const at::Tensor& uniform_S) {
    TORCH_CHECK(logits_SV.dim() == 2 && logits_SV.scalar_type() == at::kFloat && logits_SV.stride(1) == 1 && numTokens >= 1 && numTokens <= logits_SV.size(1) &&
                    temperature_S.sizes() == uniform_S.sizes() && temperature_S.sizes() == at::IntArrayRef({logits_SV.size(0)}) &&
                    temperature_S.scalar_type() == at::kDouble && uniform_S.scalar_type() == at::kDouble && temperature_S.is_contiguous() &&
                    uniform_S.is_contiguous(),
                "chooseTokens: logits are ", logits_SV.sizes(), " ", logits_SV.scalar_type(), ", temperatures ", temperature_S.sizes(), ", numbers ",
                uniform_S.sizes());
    return tensorKernelsFor(logits_SV).chooseTokens(logits_SV, numTokens, temperature_S, uniform_S);
}

}  // namespace luthier::kernels
