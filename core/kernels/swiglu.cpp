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

at::Tensor swigluForward(const at::Tensor& gateUp) {
    const ProfileScope scope(Phase::Rows, 0, 1.5 * bytesOf(gateUp));
    const VectorKernels* const kernels = vectorKernelsFor(gateUp);
    if (!kernels) return tensorKernelsFor(gateUp).swiglu(gateUp);
    const std::int64_t rows = gateUp.size(0), width = gateUp.size(1) / 2;
    at::Tensor out = emptyRows(rows, width, gateUp.options());
    withRowKernels(*kernels, gateUp, [&]<class T>(const RowKernels<T>& row, T*) {
        const T* const in = elements<T>(gateUp);
        T* const to = elements<T>(out);
        overRows(rows, 4 * width, [&](std::int64_t first, std::int64_t count) {
            row.swiglu(in + first * 2 * width, in + first * 2 * width + width, to + first * width, count, width, 2 * width, width);
        });
    });
    return out;
}

struct Swiglu : Function<Swiglu> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& gateUp) {
        context->save_for_backward({gateUp});
        return swigluForward(gateUp);
    }
    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const at::Tensor gateUp = context->get_saved_variables()[0], dOut = gradients[0].contiguous();
        const ProfileScope scope(Phase::Rows, 0, 2.5 * bytesOf(gateUp));
        const VectorKernels* const kernels = vectorKernelsFor(gateUp);
        if (!kernels) return {tensorKernelsFor(gateUp).swigluBackward(dOut, gateUp)};
        const std::int64_t rows = dOut.size(0), width = dOut.size(1), both = 2 * width;
        at::Tensor gradient = emptyRows(rows, both, gateUp.options());
        withRowKernels(*kernels, gateUp, [&]<class T>(const RowKernels<T>& row, T*) {
            const T *in = elements<T>(gateUp), *slope = elements<T>(dOut);
            T* const to = elements<T>(gradient);
            overRows(rows, 4 * width, [&](std::int64_t first, std::int64_t count) {
                row.swigluBackward(slope + first * width, in + first * both, in + first * both + width, to + first * both, to + first * both + width, count,
                                   width, both, width, both);
            });
        });
        return {gradient};
    }
};

}  // namespace

Activation swiglu(const at::Tensor& gateUp_TF) {
    TORCH_CHECK(gateUp_TF.dim() == 2 && gateUp_TF.size(1) % 2 == 0, "swiglu: gate and up are ", gateUp_TF.sizes());
    const at::Tensor input = gateUp_TF.contiguous(), out = Swiglu::apply(input);
    if (!out.requires_grad()) return out;
    const auto again = [gateUp = input.detach()] {
        const at::NoGradGuard noGradient;
        return swigluForward(gateUp);
    };
    return {out, again};
}

}  // namespace luthier::kernels
