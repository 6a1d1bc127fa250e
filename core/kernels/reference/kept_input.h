// SPDX-License-Identifier: Apache-2.0
// How a linear node keeps its input for the backward pass: the tensor itself, or the way to make it again. Used by one forward and one backward.
#pragma once

#include <ATen/core/ivalue.h>
#include <torch/csrc/autograd/custom_function.h>

#include "core/kernels/ops.h"

namespace luthier::kernels {

struct Remake : torch::CustomClassHolder {
    explicit Remake(std::function<at::Tensor()> function) : make(std::move(function)) {}
    std::function<at::Tensor()> make;
};

// What save_for_backward gets: the input where it is kept, an undefined tensor where it is made again.
inline at::Tensor keepInput(torch::autograd::AutogradContext* context, const at::Tensor& x, const std::function<at::Tensor()>& again) {
    if (!again) return x;
    context->saved_data["remake"] = c10::IValue::make_capsule(c10::make_intrusive<Remake>(again));
    return {};
}

inline at::Tensor inputAgain(torch::autograd::AutogradContext* context, const at::Tensor& saved) {
    const auto found = context->saved_data.find("remake");
    if (found == context->saved_data.end()) return saved;
    auto capsule = found->second.toCapsule();
    return static_cast<Remake*>(capsule.get())->make();
}

}  // namespace luthier::kernels
