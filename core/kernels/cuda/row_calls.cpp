// SPDX-License-Identifier: Apache-2.0
#include <ATen/ATen.h>

#include "core/kernels/adamw.h"
#include "core/kernels/cuda/call.h"

namespace luthier::kernels {

namespace cuda {

// Overloads of the launches, so not in a namespace of their own, which would hide those.

static Norm rmsNorm(const at::Tensor& x, const at::Tensor& delta, const at::Tensor& weight, double eps) {
    Norm made{delta.defined() ? at::empty_like(x) : x, at::empty_like(x), at::empty({x.size(0), 1}, x.options().dtype(at::kFloat))};
    onDevice(x, "rmsNorm", [&]<class T>(T*, Stream stream) {
        return rmsNorm(NormTask<T>{.x = elements<T>(x), .delta = elements<T>(delta), .weight = elements<T>(weight),
                                   .sum = delta.defined() ? elements<T>(made.sum) : nullptr, .y = elements<T>(made.y), .rstd = elements<float>(made.rstd),
                                   .rows = x.size(0), .width = x.size(1), .eps = static_cast<float>(eps)}, stream);
    });
    return made;
}

static at::Tensor rmsNormBackward(const at::Tensor& dy, const at::Tensor& x, const at::Tensor& weight, const at::Tensor& rstd, const at::Tensor& residual) {
    const at::Tensor dx = at::empty_like(x);
    onDevice(x, "rmsNormBackward", [&]<class T>(T*, Stream stream) {
        return rmsNormBackward(NormBackwardTask<T>{.dy = elements<T>(dy), .x = elements<T>(x), .weight = elements<T>(weight), .rstd = elements<float>(rstd),
                                                   .residual = elements<T>(residual), .dx = elements<T>(dx), .rows = x.size(0), .width = x.size(1)}, stream);
    });
    return dx;
}

static at::Tensor rmsNormWeight(const at::Tensor& dy, const at::Tensor& x, const at::Tensor& rstd) {
    const at::Tensor gradient = at::empty({x.size(1)}, rstd.options()), partial = at::empty({numNormParts(x.size(0)), x.size(1)}, rstd.options());
    onDevice(x, "rmsNormWeight", [&]<class T>(T*, Stream stream) {
        return rmsNormWeight(NormWeightTask<T>{.dy = elements<T>(dy), .x = elements<T>(x), .rstd = elements<float>(rstd), .partial = elements<float>(partial),
                                               .dWeight = elements<float>(gradient), .rows = x.size(0), .width = x.size(1)}, stream);
    });
    return gradient;
}

static at::Tensor swiglu(const at::Tensor& gateUp) {
    const at::Tensor out = at::empty({gateUp.size(0), gateUp.size(1) / 2}, gateUp.options());
    onDevice(gateUp, "swiglu", [&]<class T>(T*, Stream stream) {
        return swiglu(SwigluTask<T>{.gateUp = elements<T>(gateUp), .dOut = nullptr, .out = elements<T>(out), .gradient = nullptr, .rows = out.size(0),
                                    .width = out.size(1)}, stream);
    });
    return out;
}

static at::Tensor swigluBackward(const at::Tensor& dOut, const at::Tensor& gateUp) {
    const at::Tensor gradient = at::empty_like(gateUp);
    onDevice(gateUp, "swigluBackward", [&]<class T>(T*, Stream stream) {
        return swigluBackward(SwigluTask<T>{.gateUp = elements<T>(gateUp), .dOut = elements<T>(dOut), .out = nullptr, .gradient = elements<T>(gradient),
                                            .rows = dOut.size(0), .width = dOut.size(1)}, stream);
    });
    return gradient;
}

static void rotate(const at::Tensor& rows, std::int64_t numHeads, const at::Tensor& cosine, const at::Tensor& sine, double sign) {
    TORCH_CHECK(cosine.is_contiguous() && sine.is_contiguous() && rows.stride(1) == 1, "rotate: rows, cosine and sine have to be dense");
    onDevice(rows, "rotate", [&]<class T>(T*, Stream stream) {
        return rotate(RotationTask<T>{.x = elements<T>(rows), .cosine = elements<float>(cosine), .sine = elements<float>(sine), .rows = rows.size(0),
                                      .heads = numHeads, .width = 2 * cosine.size(1), .stride = rows.stride(0), .sign = static_cast<float>(sign)}, stream);
    });
}

static void crossEntropy(at::Tensor& logits, const at::Tensor& token, const at::Tensor& weight, bool gradient, const at::Tensor& nll, const at::Tensor& first) {
    onDevice(logits, "crossEntropy", [&]<class T>(T*, Stream stream) {
        return crossEntropy(CrossEntropyTask<T>{.logits = elements<T>(logits), .token = elements<std::int64_t>(token), .weight = elements<float>(weight),
                                                .nll = elements<float>(nll), .first = elements<std::int64_t>(first), .rows = logits.size(0),
                                                .vocabulary = logits.size(1), .stride = logits.stride(0), .gradient = gradient}, stream);
    });
}

static at::Tensor scaled(const at::Tensor& x, const at::Tensor& factor) {
    const at::Tensor dense = x.contiguous(), out = at::empty_like(dense);
    onDevice(x, "scaled", [&]<class T>(T*, Stream stream) {
        return scale(static_cast<const T*>(elements<T>(dense)), elements<float>(factor), elements<T>(out), out.numel(), stream);
    });
    return out;
}

static at::Tensor dropoutMask(const at::Tensor& like, double dropout, std::uint64_t seed) {
    const at::Tensor mask = at::empty(like.sizes(), like.options());
    onDevice(like, "dropoutMask", [&]<class T>(T*, Stream stream) {
        return dropoutMask(elements<T>(mask), mask.numel(), static_cast<float>(dropout), seed, stream);
    });
    return mask;
}

static at::Tensor rowwiseLinear(const at::Tensor& x, const at::Tensor& weight, bool rounded) {
    const at::Tensor out = at::empty({x.size(0), weight.size(0)}, rounded ? x.options() : x.options().dtype(at::kFloat));
    onDevice(x, "rowwiseLinear", [&]<class T>(T*, Stream stream) {
        return rowwiseLinear(RowProductTask<T>{.x = elements<T>(x), .weight = elements<T>(weight), .wide = rounded ? nullptr : elements<float>(out),
                                               .narrow = rounded ? elements<T>(out) : nullptr, .rows = x.size(0), .inputs = x.size(1),
                                               .outputs = weight.size(0)}, stream);
    });
    return out;
}

static void adamwStep(at::Tensor& parameter, const at::Tensor& gradient, at::Tensor& firstMoment, at::Tensor& secondMoment, std::int64_t step,
                      const AdamwOptions& options) {
    const auto isDense = [](const at::Tensor& tensor) { return tensor.is_contiguous() && tensor.scalar_type() == at::kFloat; };
    if (!isDense(parameter) || !isDense(gradient) || !isDense(firstMoment) || !isDense(secondMoment))
        return referenceKernels.adamwStep(parameter, gradient, firstMoment, secondMoment, step, options);
    onDevice(parameter, "adamwStep", [&]<class T>(T*, Stream stream) {
        return adamw(elements<float>(parameter), elements<float>(gradient), elements<float>(firstMoment), elements<float>(secondMoment), parameter.numel(),
                     adamwNumbers(step, options), stream);
    });
}

static void adamwSteps(std::vector<AdamwItem>& items, std::int64_t step, const AdamwOptions& options) {
    const auto isDense = [](const at::Tensor& tensor) { return tensor.is_contiguous() && tensor.scalar_type() == at::kFloat; };
    std::vector<AdamwItem> others;
    AdamwTensors batch{};
    const auto flush = [&](const at::Tensor& like) {
        if (batch.number == 0) return;
        onDevice(like, "adamwSteps", [&]<class T>(T*, Stream stream) { return adamw(batch, adamwNumbers(step, options), stream); });
        batch.number = 0;
    };
    for (const AdamwItem& item : items) {
        const bool narrows = item.narrow.defined();
        if (!isDense(item.parameter) || !isDense(item.gradient) || !isDense(item.firstMoment) || !isDense(item.secondMoment) ||
            (narrows && (item.narrow.scalar_type() != at::kBFloat16 || !item.narrow.is_contiguous()))) {
            others.push_back(item);
            continue;
        }
        batch.at[batch.number++] = {elements<float>(item.parameter), elements<float>(item.gradient), elements<float>(item.firstMoment),
                                    elements<float>(item.secondMoment), narrows ? elements<Bf16>(item.narrow) : nullptr, item.parameter.numel(), item.decays};
        if (batch.number == kMostTensors) flush(item.parameter);
    }
    flush(items.front().parameter);
    referenceKernels.adamwSteps(others, step, options);
}

static at::Tensor chooseTokens(const at::Tensor& logits, std::int64_t numTokens, const at::Tensor& temperature, const at::Tensor& uniform) {
    const at::Tensor chosen = at::empty({logits.size(0)}, logits.options().dtype(at::kLong));
    onDevice(logits, "chooseTokens", [&]<class T>(T*, Stream stream) {
        return chooseTokens(ChooseTask{.logits = elements<float>(logits), .temperature = elements<double>(temperature), .uniform = elements<double>(uniform),
                                       .chosen = elements<std::int64_t>(chosen), .rows = logits.size(0), .stride = logits.stride(0),
                                       .numTokens = static_cast<std::int32_t>(numTokens)}, stream);
    });
    return chosen;
}

static void roundStochastically(const at::Tensor& from, at::Tensor& to, std::uint64_t seed, std::uint64_t stream) {
    onDevice(from, "roundStochastically", [&]<class T>(T*, Stream on) {
        return roundStochastically(elements<float>(from), elements<Bf16>(to), from.numel(), seed, stream, on);
    });
}

}  // namespace cuda

const TensorKernels cudaKernels{
    .name = "cuda",
    .rmsNorm = cuda::rmsNorm,
    .rmsNormBackward = cuda::rmsNormBackward,
    .rmsNormWeight = cuda::rmsNormWeight,
    .swiglu = cuda::swiglu,
    .swigluBackward = cuda::swigluBackward,
    .rotate = cuda::rotate,
    .attention = cuda::attention,
    .attentionBackward = cuda::attentionBackward,
    .cachedAttention = cuda::cachedAttention,
    .cachedAttentionOfEach = cuda::cachedAttentionOfEach,
    .appendToCaches = cuda::appendToCaches,
    .attendOverTable = cuda::attendOverTable,
    .rowwiseLinear = cuda::rowwiseLinear,
    .crossEntropy = cuda::crossEntropy,
    .scaled = cuda::scaled,
    .dropoutMask = cuda::dropoutMask,
    .adamwStep = cuda::adamwStep,
    .chooseTokens = cuda::chooseTokens,
    .adamwSteps = cuda::adamwSteps,
    .roundStochastically = cuda::roundStochastically,
};

}  // namespace luthier::kernels
