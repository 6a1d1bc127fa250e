// SPDX-License-Identifier: Apache-2.0
#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include "core/kernels/matmul.h"
#include "core/kernels/ops.h"
#include "core/kernels/reference/kept_input.h"

namespace luthier::kernels {

using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;

namespace {

struct LinearNode : Function<LinearNode> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const at::Tensor& weight, const std::optional<at::Tensor>& bias,
                              const std::function<at::Tensor()>& again) {
        at::Tensor y = matmulNT(x, weight);
        if (bias) y.add_(*bias);
        const bool trained = weight.requires_grad();
        context->save_for_backward({trained ? keepInput(context, x, again) : at::Tensor(), weight});
        context->saved_data["trained"] = trained;
        context->saved_data["hasBias"] = bias.has_value();
        return y;
    }
    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const variable_list saved = context->get_saved_variables();
        const at::Tensor dy = gradients[0].contiguous();
        at::Tensor dx, dWeight, dBias;
        if (context->needs_input_grad(0)) dx = matmulNN(dy, saved[1]);
        if (context->saved_data["trained"].toBool()) dWeight = matmulTN(dy, inputAgain(context, saved[0]));
        if (context->saved_data["hasBias"].toBool() && context->needs_input_grad(2)) dBias = dy.sum(0, false, at::kFloat).to(saved[1].scalar_type());
        return {dx, dWeight, dBias, at::Tensor()};
    }
};

}  // namespace

at::Tensor linear(const Activation& x_TI, const at::Tensor& weight_OI, const at::Tensor& bias_O) {
    TORCH_CHECK(x_TI.value.size(1) == weight_OI.size(1), "linear: x is ", x_TI.value.sizes(), ", weight is ", weight_OI.sizes());
    const std::optional<at::Tensor> bias = bias_O.defined() ? std::optional(bias_O) : std::nullopt;   // apply() takes no undefined tensor
    return LinearNode::apply(x_TI.value, weight_OI, bias, x_TI.again);
}

}  // namespace luthier::kernels
