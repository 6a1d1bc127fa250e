// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/reference/reference.h"

namespace luthier::kernels {

const TensorKernels referenceKernels{
    .name = "reference",
    .rmsNorm = reference::rmsNorm,
    .rmsNormBackward = reference::rmsNormBackward,
    .rmsNormWeight = reference::rmsNormWeight,
    .swiglu = reference::swiglu,
    .swigluBackward = reference::swigluBackward,
    .rotate = reference::rotate,
    .attention = reference::attention,
    .attentionBackward = reference::attentionBackward,
    .cachedAttention = reference::cachedAttention,
    .cachedAttentionOfEach = reference::cachedAttentionOfEach,
    .appendToCaches = reference::appendToCaches,
    .attendOverTable = reference::attendOverTable,
    .rowwiseLinear = reference::rowwiseLinear,
    .crossEntropy = reference::crossEntropy,
    .scaled = reference::scaled,
    .dropoutMask = reference::dropoutMask,
    .adamwStep = reference::adamwStep,
    .chooseTokens = reference::chooseTokens,
    .adamwSteps = reference::adamwSteps,
    .roundStochastically = reference::roundStochastically,
};

}  // namespace luthier::kernels
