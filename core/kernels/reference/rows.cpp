// SPDX-License-Identifier: Apache-2.0
#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include "core/kernels/reference/reference.h"

namespace luthier::kernels::reference {

namespace {

// float32 under bf16, the tensor's own type otherwise.
at::Tensor wide(const at::Tensor& x) { return x.scalar_type() == at::kDouble ? x : x.to(at::kFloat); }

}  // namespace

Norm rmsNorm(const at::Tensor& x_TH, const at::Tensor& delta_TH, const at::Tensor& weight_H, double eps) {
    const at::Tensor sum = delta_TH.defined() ? x_TH + delta_TH : x_TH;
    const at::Tensor values = wide(sum), rstd = values.square().mean(-1, true).add_(eps).rsqrt_();
    return {sum, (values * rstd).to(x_TH.scalar_type()).mul_(weight_H), rstd};
}

// dx = rstd (g - x rstd^2 mean(g x)),  g = dy w
at::Tensor rmsNormBackward(const at::Tensor& dy_TH, const at::Tensor& x_TH, const at::Tensor& weight_H, const at::Tensor& rstd_T1,
                           const at::Tensor& residual_TH) {
    const at::Tensor x = wide(x_TH), g = wide(dy_TH) * weight_H;
    const at::Tensor projection = (g * x).mean(-1, true).mul_(rstd_T1).mul_(rstd_T1);
    at::Tensor dx = (g - x * projection).mul_(rstd_T1);
    if (residual_TH.defined()) dx.add_(residual_TH);
    return dx.to(x_TH.scalar_type());
}

at::Tensor rmsNormWeight(const at::Tensor& dy_TH, const at::Tensor& x_TH, const at::Tensor& rstd_T1) { return (wide(dy_TH) * wide(x_TH)).mul_(rstd_T1).sum(0); }

at::Tensor swiglu(const at::Tensor& gateUp_TF) {
    const auto parts = gateUp_TF.chunk(2, 1);
    return at::silu(parts[0]).mul_(parts[1]);
}

at::Tensor swigluBackward(const at::Tensor& dOut_TF, const at::Tensor& gateUp_TF) {
    const auto parts = gateUp_TF.chunk(2, 1);
    return at::cat({at::silu_backward(dOut_TF * parts[1], parts[0]), at::silu(parts[0]).mul_(dOut_TF)}, 1);
}

// out1 = x1 cos - x2 sin, out2 = x2 cos + x1 sin; the reverse rotation has -sin.
void rotate(const at::Tensor& rows, std::int64_t numHeads, const at::Tensor& cos_TD, const at::Tensor& sin_TD, double sign) {
    const std::int64_t half = cos_TD.size(1);
    at::Tensor x_TND = rows.narrow(1, 0, numHeads * 2 * half).view({rows.size(0), numHeads, 2 * half});
    const at::Tensor c = cos_TD.unsqueeze(1).to(x_TND.scalar_type()), s = sin_TD.unsqueeze(1).to(x_TND.scalar_type());
    const at::Tensor x1 = x_TND.narrow(-1, 0, half), x2 = x_TND.narrow(-1, half, half);
    at::Tensor out = at::empty(x_TND.sizes(), x_TND.options());
    at::Tensor out1 = out.narrow(-1, 0, half), out2 = out.narrow(-1, half, half);
    at::mul_out(out1, x1, c);
    out1.addcmul_(x2, s, -sign);
    at::mul_out(out2, x2, c);
    out2.addcmul_(x1, s, sign);
    x_TND.copy_(out);
}

void crossEntropy(at::Tensor& logits_MV, const at::Tensor& token_M, const at::Tensor& weight_M, bool gradient, const at::Tensor& nll_M,
                  const at::Tensor& first_M) {
    const at::Tensor index = token_M.unsqueeze(1), values = wide(logits_MV), logSum = values.logsumexp(1, true);
    nll_M.copy_((logSum - values.gather(1, index)).squeeze(1));
    first_M.copy_(values.argmax(1));
    if (!gradient) return;
    at::Tensor slope = (values - logSum).exp_();
    slope.scatter_add_(1, index, at::full({token_M.size(0), 1}, -1.0, slope.options()));
    logits_MV.copy_(slope.mul_(weight_M.unsqueeze(1)));
}

// As a number: a bf16 factor would be 0.4 % off. On another device that would be a wait for it.
at::Tensor scaled(const at::Tensor& x, const at::Tensor& factor) {
    return factor.is_cpu() ? x * factor.item<double>() : (wide(x) * factor).to(x.scalar_type());
}

// From the seed alone, so backward makes the mask again instead of saving it.
at::Tensor dropoutMask(const at::Tensor& like, double dropout, std::uint64_t seed) {
    // LibTorch's generator takes 32 bits of its seed only: fold all 64 into them (finaliser of SplitMix64).
    seed = (seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9ULL;
    seed = (seed ^ (seed >> 27)) * 0x94D049BB133111EBULL;
    at::Generator generator = at::detail::createCPUGenerator((seed ^ (seed >> 31)) >> 32);
    return at::empty_like(like).bernoulli_(1.0 - dropout, generator).div_(1.0 - dropout);
}

// Row by row, so that no row's bits depend on another.
at::Tensor rowwiseLinear(const at::Tensor& x_MI, const at::Tensor& weight_OI, bool rounded) {
    const at::Tensor x = wide(x_MI), weight = wide(weight_OI);
    at::Tensor out = at::empty({x.size(0), weight.size(0)}, x.options());
    for (std::int64_t row = 0; row < x.size(0); ++row)
        out.select(0, row).copy_(at::mv(weight, x.select(0, row).clone()));  // a copy: the library computes by the place in memory too
    return rounded ? out.to(x_MI.scalar_type()) : out;
}

void adamwStep(at::Tensor& parameter, const at::Tensor& gradient, at::Tensor& firstMoment, at::Tensor& secondMoment, std::int64_t step,
               const AdamwOptions& options) {
    const double correction1 = 1.0 - std::pow(options.beta1, static_cast<double>(step));
    const double correction2 = 1.0 - std::pow(options.beta2, static_cast<double>(step));
    const at::Tensor scaled = options.gradientScale == 1.0 ? gradient : gradient * options.gradientScale;
    if (options.weightDecay != 0) parameter.mul_(1.0 - options.learningRate * options.weightDecay);
    firstMoment.lerp_(scaled, 1.0 - options.beta1);
    secondMoment.mul_(options.beta2).addcmul_(scaled, scaled, 1.0 - options.beta2);
    const at::Tensor denominator = secondMoment.sqrt().div_(std::sqrt(correction2)).add_(options.epsilon);
    parameter.addcdiv_(firstMoment, denominator, -options.learningRate / correction1);
}

at::Tensor chooseTokens(const at::Tensor& logits_SV, std::int64_t numTokens, const at::Tensor& temperature_S, const at::Tensor& uniform_S) {
    const at::Tensor logits = logits_SV.narrow(1, 0, numTokens).to(at::kDouble), top = std::get<0>(logits.max(1, true)), greedy = logits.argmax(1);
    const at::Tensor shares = ((logits - top) / temperature_S.clamp_min(1e-300).unsqueeze(1)).exp(), sums = shares.cumsum(1);
    const at::Tensor wanted = uniform_S.unsqueeze(1) * sums.narrow(1, numTokens - 1, 1);
    const at::Tensor drawn = (sums > wanted).logical_and(shares > 0).to(at::kByte).argmax(1);   // the first
    const at::Tensor usable = at::isfinite(top.squeeze(1)).logical_and(at::isnan(logits).any(1).logical_not());
    return at::where(usable, at::where(temperature_S == 0, greedy, drawn), at::full_like(greedy, -1));
}

void adamwSteps(std::vector<AdamwItem>& items, std::int64_t step, const AdamwOptions& options) {
    for (AdamwItem& item : items) {
        AdamwOptions own = options;
        if (!item.decays) own.weightDecay = 0;
        kernels::adamwStep(item.parameter, item.gradient, item.firstMoment, item.secondMoment, step, own);
        if (item.narrow.defined()) item.narrow.copy_(item.parameter);
    }
}

}  // namespace luthier::kernels::reference
