// SPDX-License-Identifier: Apache-2.0
#include "core/losses/policy_gradient.h"

#include <ATen/ATen.h>

namespace luthier {

at::Tensor clippedSurrogate(const at::Tensor& ratio, const at::Tensor& advantage, const RatioClip& clip) {
    const at::Tensor plain = clip.cap ? ratio.clamp_max(*clip.cap) : ratio;
    return -at::min(plain * advantage, ratio.clamp(1 - clip.low, 1 + clip.high) * advantage);
}

at::Tensor isClipped(const at::Tensor& ratio, const at::Tensor& advantage, const RatioClip& clip) {
    const at::Tensor low = ratio.lt(1 - clip.low).logical_and(advantage.lt(0)), high = ratio.gt(1 + clip.high).logical_and(advantage.gt(0));
    return low.logical_or(high).to(ratio.scalar_type());
}

at::Tensor cispoLoss(const at::Tensor& logp, const at::Tensor& ratio, const at::Tensor& advantage, double high) {
    return -ratio.clamp_max(1 + high).detach() * advantage * logp;
}

at::Tensor klK3(const at::Tensor& logp, const at::Tensor& referenceLogp) {
    const at::Tensor r = referenceLogp - logp;
    return at::expm1(r) - r;
}

at::Tensor clippedValueLoss(const at::Tensor& value, const at::Tensor& oldValue, const at::Tensor& returns, double clip) {
    const at::Tensor near = at::max(at::min(value, oldValue + clip), oldValue - clip);
    return 0.5 * at::max(at::square(value - returns), at::square(near - returns));
}

}  // namespace luthier
