// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/matmul.h"

#include <ATen/ATen.h>
#include <ATen/core/dispatch/Dispatcher.h>

#include "core/kernels/profile.h"

namespace luthier::kernels {

namespace {

bool prefersOneDnn() {
    static const bool prefers = [] {
        __builtin_cpu_init();
        return at::hasMKLDNN() && __builtin_cpu_supports("avx2") && !__builtin_cpu_is("intel");
    }();
    return prefers;
}

// Below this many multiplications the call itself costs more than the library gains.
constexpr std::int64_t kSmall = std::int64_t{1} << 18;

bool goesToOneDnn(const at::Tensor& a, std::int64_t numColumns) {
    return a.scalar_type() == at::kFloat && a.device().is_cpu() && prefersOneDnn() && a.numel() * numColumns >= kSmall && a.size(0) > 1;
}

// LibTorch's door to oneDNN's inner product: y = x w^T for dense x [M,K] and w [N,K] with any strides.
at::Tensor oneDnnLinear(const at::Tensor& x, const at::Tensor& w) {
    static const c10::OperatorHandle handle = c10::Dispatcher::singleton().findSchemaOrThrow("mkldnn::_linear_pointwise", "");
    std::vector<c10::IValue> stack;
    stack.reserve(6);
    stack.emplace_back(x);
    stack.emplace_back(w);
    stack.emplace_back(c10::IValue());
    stack.emplace_back("none");
    stack.emplace_back(c10::List<std::optional<at::Scalar>>());
    stack.emplace_back(c10::IValue());
    handle.callBoxed(stack);
    return stack.front().toTensor();
}

// Itself where it is of that dtype already. Never narrower: that would lose what a caller did not say may be lost.
at::Tensor widened(const at::Tensor& weight, const at::Tensor& like) {
    if (weight.scalar_type() == like.scalar_type()) return weight;
    const bool loses = like.scalar_type() != at::kFloat || weight.element_size() != 2;
    TORCH_CHECK(!loses, "a product of ", like.scalar_type(), " with a weight of ", weight.scalar_type());
    return weight.to(at::kFloat);
}

double work(const at::Tensor& a, std::int64_t numColumns) { return 2.0 * static_cast<double>(a.numel()) * static_cast<double>(numColumns); }

}  // namespace

at::Tensor matmulNT(const at::Tensor& x_MK, const at::Tensor& w_NK) {
    const ProfileScope scope(Phase::Matmul, work(x_MK, w_NK.size(0)));
    const at::Tensor w = widened(w_NK, x_MK);
    return goesToOneDnn(x_MK, w.size(0)) ? oneDnnLinear(x_MK, w) : at::mm(x_MK, w.t());
}

at::Tensor matmulNN(const at::Tensor& a_MK, const at::Tensor& b_KN) {
    const ProfileScope scope(Phase::Matmul, work(a_MK, b_KN.size(1)));
    const at::Tensor b = widened(b_KN, a_MK);
    return goesToOneDnn(a_MK, b.size(1)) ? oneDnnLinear(a_MK, b.t()) : at::mm(a_MK, b);
}

void addMatmulNT(at::Tensor& y_MN, const at::Tensor& x_MK, const at::Tensor& w_NK) {
    const ProfileScope scope(Phase::Matmul, work(x_MK, w_NK.size(0)));
    y_MN.addmm_(x_MK, w_NK.t());
}

void addMatmulNN(at::Tensor& y_MN, const at::Tensor& a_MK, const at::Tensor& b_KN) {
    const ProfileScope scope(Phase::Matmul, work(a_MK, b_KN.size(1)));
    y_MN.addmm_(a_MK, b_KN);
}

at::Tensor matmulTN(const at::Tensor& a_KM, const at::Tensor& b_KN) {
    const ProfileScope scope(Phase::Matmul, work(a_KM, b_KN.size(1)));
    // With few columns (a LoRA's rank) oneDNN's inner product loses (measured: half of MKL's speed).
    return b_KN.size(1) > 64 && goesToOneDnn(a_KM, b_KN.size(1)) ? oneDnnLinear(a_KM.t(), b_KN.t()) : at::mm(a_KM.t(), b_KN);
}

}  // namespace luthier::kernels
