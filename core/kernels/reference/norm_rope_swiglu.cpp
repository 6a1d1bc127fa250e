// SPDX-License-Identifier: Apache-2.0
// ATen reference of the element-wise operations, each as one autograd node that saves the least it can.
#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include "core/kernels/ops.h"

namespace luthier::kernels {

using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;

namespace {

at::Tensor inverseRms(const at::Tensor& wide, double eps) { return wide.square().mean(-1, true).add_(eps).rsqrt_(); }

at::Tensor normalise(const at::Tensor& x, const at::Tensor& weight, double eps) {
    const at::Tensor wide = x.to(at::kFloat);
    return (wide * inverseRms(wide, eps)).to(x.scalar_type()).mul_(weight);
}

// Made again without recording, from tensors that the graph keeps anyway.
template <class Make>
Activation remade(at::Tensor value, Make make) {
    if (!value.requires_grad()) return value;
    return {std::move(value), [make = std::move(make)] { const at::NoGradGuard noGradient; return make(); }};
}

struct RmsNorm : Function<RmsNorm> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const at::Tensor& weight, double eps) {
        context->save_for_backward({x, weight, inverseRms(x.to(at::kFloat), eps)});
        return normalise(x, weight, eps);
    }
    // dx = rstd (g - x rstd^2 mean(g x)),  g = dy w
    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const variable_list saved = context->get_saved_variables();
        const at::Tensor x = saved[0].to(at::kFloat), rstd = saved[2];
        const at::Tensor dy = gradients[0].to(at::kFloat);
        at::Tensor weightGradient;
        if (context->needs_input_grad(1)) weightGradient = (dy * x).mul_(rstd).sum(0).to(saved[1].scalar_type());
        at::Tensor xGradient;
        if (context->needs_input_grad(0)) {
            const at::Tensor g = dy * saved[1];
            const at::Tensor projection = (g * x).mean(-1, true).mul_(rstd).mul_(rstd);
            xGradient = (g - x * projection).mul_(rstd).to(saved[0].scalar_type());
        }
        return {xGradient, weightGradient, at::Tensor()};
    }
};

struct Swiglu : Function<Swiglu> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& gate, const at::Tensor& up) {
        context->save_for_backward({gate, up});
        return at::silu(gate).mul_(up);
    }
    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const variable_list saved = context->get_saved_variables();
        return {at::silu_backward(gradients[0] * saved[1], saved[0]), at::silu(saved[0]).mul_(gradients[0])};
    }
};

// out1 = x1 cos - x2 sin, out2 = x2 cos + x1 sin; the reverse rotation has -sin.
at::Tensor rotate(const at::Tensor& x, const at::Tensor& cosine, const at::Tensor& sine, double sign) {
    const std::int64_t half = x.size(-1) / 2;
    const at::Tensor c = cosine.unsqueeze(1).to(x.scalar_type()), s = sine.unsqueeze(1).to(x.scalar_type());
    const at::Tensor x1 = x.narrow(-1, 0, half), x2 = x.narrow(-1, half, half);
    at::Tensor out = at::empty_like(x, at::MemoryFormat::Contiguous);
    at::Tensor out1 = out.narrow(-1, 0, half), out2 = out.narrow(-1, half, half);
    at::mul_out(out1, x1, c);
    out1.addcmul_(x2, s, -sign);
    at::mul_out(out2, x2, c);
    out2.addcmul_(x1, s, sign);
    return out;
}

struct Rope : Function<Rope> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const at::Tensor& cosine, const at::Tensor& sine) {
        context->save_for_backward({cosine, sine});
        return rotate(x, cosine, sine, 1.0);
    }
    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const variable_list saved = context->get_saved_variables();
        return {rotate(gradients[0], saved[0], saved[1], -1.0), at::Tensor(), at::Tensor()};
    }
};

}  // namespace

at::Tensor rmsNorm(const at::Tensor& x_TH, const at::Tensor& weight_H, double eps) {
    TORCH_CHECK(x_TH.size(-1) == weight_H.size(0), "rmsNorm: x is ", x_TH.sizes(), ", weight is ", weight_H.sizes());
    return RmsNorm::apply(x_TH, weight_H, eps);
}

at::Tensor swiglu(const at::Tensor& gate_TF, const at::Tensor& up_TF) {
    TORCH_CHECK(gate_TF.sizes() == up_TF.sizes(), "swiglu: gate is ", gate_TF.sizes(), ", up is ", up_TF.sizes());
    return Swiglu::apply(gate_TF, up_TF);
}

at::Tensor rope(const at::Tensor& x_TND, const at::Tensor& cos_TD, const at::Tensor& sin_TD) {
    TORCH_CHECK(x_TND.dim() == 3 && x_TND.size(0) == cos_TD.size(0) && x_TND.size(2) == 2 * cos_TD.size(1),
                "rope: x is ", x_TND.sizes(), ", cos is ", cos_TD.sizes());
    return Rope::apply(x_TND, cos_TD, sin_TD);
}

Activation rmsNormActivation(const at::Tensor& x_TH, const at::Tensor& weight_H, double eps) {
    return remade(rmsNorm(x_TH, weight_H, eps), [x = x_TH.detach(), w = weight_H.detach(), eps] { return normalise(x, w, eps); });
}

Activation swigluActivation(const at::Tensor& gate_TF, const at::Tensor& up_TF) {
    return remade(swiglu(gate_TF, up_TF), [g = gate_TF.detach(), u = up_TF.detach()] { return at::silu(g).mul_(u); });
}

}  // namespace luthier::kernels
