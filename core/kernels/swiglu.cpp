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

// The input of SwiGLU in the backward pass: kept, or made again by the first who asks and dropped by the last, which is SwiGLU itself.
class Input : public torch::CustomClassHolder {
public:
    explicit Input(const Activation& given) : m_again(given.again), m_value(given.again ? at::Tensor() : given.value.detach()) {}
    const at::Tensor& get() {
        const at::NoGradGuard noGradient;
        if (!m_value.defined()) m_value = m_again().contiguous();
        return m_value;
    }
    at::Tensor take() {
        at::Tensor value = get();
        if (m_again) m_value = at::Tensor();
        return value;
    }

private:
    std::function<at::Tensor()> m_again;
    at::Tensor m_value;
};

struct Swiglu : Function<Swiglu> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& gateUp, const c10::intrusive_ptr<Input>& input) {
        context->saved_data["input"] = c10::IValue::make_capsule(input);
        return swigluForward(gateUp);
    }
    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const auto capsule = context->saved_data["input"].toCapsule();
        const at::Tensor gateUp = static_cast<Input*>(capsule.get())->take(), dOut = gradients[0].contiguous();
        const ProfileScope scope(Phase::Rows, 0, 2.5 * bytesOf(gateUp));
        const VectorKernels* const kernels = vectorKernelsFor(gateUp);
        if (!kernels) return {tensorKernelsFor(gateUp).swigluBackward(dOut, gateUp), at::Tensor()};
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
        return {gradient, at::Tensor()};
    }
};

}  // namespace

Activation swiglu(const Activation& gateUp_TF) {
    TORCH_CHECK(gateUp_TF.value.dim() == 2 && gateUp_TF.value.size(1) % 2 == 0, "swiglu: gate and up are ", gateUp_TF.value.sizes());
    const auto input = c10::make_intrusive<Input>(Activation(gateUp_TF.value.contiguous(), gateUp_TF.again));
    const at::Tensor out = Swiglu::apply(gateUp_TF.value.contiguous(), input);
    if (!out.requires_grad()) return out;
    return {out, [input] {
                const at::NoGradGuard noGradient;
                return swigluForward(input->get());
            }};
}

}  // namespace luthier::kernels
