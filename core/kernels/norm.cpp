// SPDX-License-Identifier: Apache-2.0
#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include "core/kernels/profile.h"
#include "core/kernels/row_blocks.h"
#include "core/kernels/tensor_kernels.h"
#include "core/kernels/vector_call.h"

namespace luthier::kernels {

using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;

namespace {

Norm normForward(const at::Tensor& x, const at::Tensor& delta, const at::Tensor& weight, double eps) {
    const ProfileScope scope(Phase::Rows, 0, (delta.defined() ? 4 : 2) * bytesOf(x));
    const VectorKernels* const kernels = vectorKernelsFor(x);
    if (!kernels) return tensorKernelsFor(x).rmsNorm(x, delta, weight, eps);
    const std::int64_t rows = x.size(0), width = x.size(1);
    Norm result{delta.defined() ? emptyRows(rows, width, x.options()) : x, emptyRows(rows, width, x.options()),
                           at::empty({rows, 1}, x.options().dtype(at::kFloat))};
    withRowKernels(*kernels, x, [&]<class T>(const RowKernels<T>& row, T*) {
        const T *from = elements<T>(x), *add = elements<T>(delta), *scale = elements<T>(weight);
        T *sum = delta.defined() ? elements<T>(result.sum) : nullptr, *y = elements<T>(result.y);
        float* const rstd = elements<float>(result.rstd);
        overRows(rows, width, [&](std::int64_t first, std::int64_t count) {
            row.rmsNorm(from + first * width, rowsFrom(add, first, width), scale, rowsFrom(sum, first, width), y + first * width, rstd + first, count, width,
                        static_cast<float>(eps));
        });
    });
    return result;
}

at::Tensor normBackward(const at::Tensor& dy, const at::Tensor& x, const at::Tensor& weight, const at::Tensor& rstd, const at::Tensor& residual) {
    const ProfileScope scope(Phase::Rows, 0, (residual.defined() ? 4 : 3) * bytesOf(x));
    const VectorKernels* const kernels = vectorKernelsFor(x);
    if (!kernels) return tensorKernelsFor(x).rmsNormBackward(dy, x, weight, rstd, residual);
    at::Tensor dx = emptyRows(x.size(0), x.size(1), x.options());
    const std::int64_t width = x.size(1);
    withRowKernels(*kernels, x, [&]<class T>(const RowKernels<T>& row, T*) {
        const T *gradient = elements<T>(dy), *from = elements<T>(x), *scale = elements<T>(weight), *passing = elements<T>(residual);
        T* const to = elements<T>(dx);
        overRows(x.size(0), width, [&](std::int64_t first, std::int64_t count) {
            row.rmsNormBackward(gradient + first * width, from + first * width, scale, elements<float>(rstd) + first, rowsFrom(passing, first, width),
                                to + first * width, count, width);
        });
    });
    return dx;
}

at::Tensor normWeightGradient(const at::Tensor& dy, const at::Tensor& x, const at::Tensor& rstd) {
    const ProfileScope scope(Phase::Rows, 0, 2 * bytesOf(x));
    const VectorKernels* const kernels = vectorKernelsFor(x);
    if (!kernels) return tensorKernelsFor(x).rmsNormWeight(dy, x, rstd);
    at::Tensor gradient = at::empty({x.size(1)}, x.options().dtype(at::kFloat));
    withRowKernels(*kernels, x, [&]<class T>(const RowKernels<T>& row, T*) {
        parallelFor((x.size(1) + 63) / 64, 1, [&](std::int64_t begin, std::int64_t end) {
            row.rmsNormWeight(elements<T>(dy), elements<T>(x), elements<float>(rstd), elements<float>(gradient), x.size(0), x.size(1), begin * 64,
                              std::min(end * 64, x.size(1)));
        });
    });
    return gradient;
}

struct AddRmsNorm : Function<AddRmsNorm> {
    static variable_list forward(AutogradContext* context, const at::Tensor& x, const std::optional<at::Tensor>& delta, const at::Tensor& weight, double eps,
                                 at::Tensor* rstd) {
        Norm norm = normForward(x.contiguous(), delta ? delta->contiguous() : at::Tensor(), weight, eps);
        *rstd = norm.rstd;
        context->save_for_backward({norm.sum, weight, norm.rstd});
        context->saved_data["hasDelta"] = delta.has_value();
        context->saved_data["wantSum"] = x.requires_grad() || (delta && delta->requires_grad());
        context->saved_data["wantWeight"] = weight.requires_grad();
        if (!delta) return {norm.y};
        return {norm.y, norm.sum};
    }
    // The gradient of the sum is that of both x and delta: the same tensor for both.
    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const variable_list saved = context->get_saved_variables();
        const bool hasDelta = context->saved_data["hasDelta"].toBool();
        at::Tensor dSum = hasDelta && gradients[1].defined() ? gradients[1].contiguous() : at::Tensor(), dWeight;
        if (gradients[0].defined()) {
            const at::Tensor dy = gradients[0].contiguous();
            if (context->saved_data["wantWeight"].toBool()) dWeight = normWeightGradient(dy, saved[0], saved[2]).to(saved[1].scalar_type());
            if (context->saved_data["wantSum"].toBool()) dSum = normBackward(dy, saved[0], saved[1], saved[2], dSum);
        }
        return {dSum, hasDelta ? dSum : at::Tensor(), dWeight, at::Tensor(), at::Tensor()};
    }
};

}  // namespace

NormedSum addRmsNorm(const at::Tensor& x_TH, const at::Tensor& delta_TH, const at::Tensor& weight_H, double eps) {
    TORCH_CHECK(x_TH.dim() == 2 && x_TH.size(1) == weight_H.size(0) && (!delta_TH.defined() || delta_TH.sizes() == x_TH.sizes()), "addRmsNorm: x is ",
                x_TH.sizes(), ", weight is ", weight_H.sizes());
    at::Tensor rstd;
    const std::optional<at::Tensor> delta = delta_TH.defined() ? std::optional(delta_TH) : std::nullopt;   // apply() takes no undefined tensor
    const variable_list made = AddRmsNorm::apply(x_TH, delta, weight_H, eps, &rstd);
    const at::Tensor sum = delta ? made[1] : x_TH;
    if (!made[0].requires_grad()) return {sum, made[0]};
    const auto again = [x = sum.detach(), weight = weight_H.detach(), eps] {
        const at::NoGradGuard noGradient;
        return normForward(x.contiguous(), {}, weight, eps).y;
    };
    return {sum, {made[0], again}};
}

}  // namespace luthier::kernels
