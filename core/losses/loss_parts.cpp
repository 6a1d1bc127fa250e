// SPDX-License-Identifier: Apache-2.0
#include "core/losses/loss_parts.h"

#include <ATen/ATen.h>

namespace luthier {

at::Tensor LossParts::total() const {
    at::Tensor total;
    for (const LossTerm& term : terms) {
        const at::Tensor part = term.sum / term.denominator;
        total = total.defined() ? total + part : part;
    }
    return total;
}

}  // namespace luthier
