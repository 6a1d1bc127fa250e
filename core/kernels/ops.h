// SPDX-License-Identifier: Apache-2.0
// One function per fused operation, differentiable, chosen by device and instruction set behind the call. The ATen reference of each lies in reference/.
// Shapes: T tokens of all segments, H hidden, N heads, K key/value heads, D head width, F feed-forward width, V vocabulary, R rank, M targets.
// Precision: norms, softmax and losses in float32 whatever the input; results in the input's dtype. Thread: the caller's; LibTorch's own parallelism inside.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include <ATen/core/Tensor.h>

namespace luthier::kernels {

// The input of a linear layer, and how to make it again. A layer that trains needs its input in the backward pass; where it is cheap to make from what is
// kept anyway, it is made again instead of kept (a third of the memory of a LoRA step). `again` gives the same bits as value.
struct Activation {
    at::Tensor value;
    std::function<at::Tensor()> again;                                   // empty: the value itself is kept
    Activation(at::Tensor tensor) : value(std::move(tensor)) {}          // NOLINT: a plain tensor is an activation
    Activation(at::Tensor tensor, std::function<at::Tensor()> make) : value(std::move(tensor)), again(std::move(make)) {}
};

// y = x / sqrt(mean(x^2) + eps) * w       (RMSNorm, Zhang & Sennrich 2019; Llama's order: normalised, cast, then scaled).   x_TH, weight_H -> [T,H]
at::Tensor rmsNorm(const at::Tensor& x_TH, const at::Tensor& weight_H, double eps);

Activation rmsNormActivation(const at::Tensor& x_TH, const at::Tensor& weight_H, double eps);

// silu(gate) * up       (SwiGLU, Shazeer 2020).   Saves only its two inputs.   [T,F]
at::Tensor swiglu(const at::Tensor& gate_TF, const at::Tensor& up_TF);
Activation swigluActivation(const at::Tensor& gate_TF, const at::Tensor& up_TF);

// Rotary position embedding, half-split (Su et al. 2021, as in Llama).   x [T,N,D]; cos, sin [T,D/2] float32 -> [T,N,D]
at::Tensor rope(const at::Tensor& x_TND, const at::Tensor& cos_TD, const at::Tensor& sin_TD);

// Causal attention inside each segment; segment s is rows starts[s]..starts[s+1]-1. A token sees keys of its own segment with 0 <= i - j < window.
// query [T,N,D], key and value [T,K,D] with N a multiple of K (grouped-query attention). -> [T,N,D]. Saves inputs, output and one float per row and head.
at::Tensor segmentAttention(const at::Tensor& query_TND, const at::Tensor& key_TKD, const at::Tensor& value_TKD, const std::vector<std::int64_t>& starts,
                            double scale, std::optional<std::int64_t> window);

// Attention of new tokens over a cache, no gradient. query [L,N,D] are the last L of the P positions in key, value [P,K,D]; causal, with window. -> [L,N,D]
at::Tensor cachedAttention(const at::Tensor& query_LND, const at::Tensor& key_PKD, const at::Tensor& value_PKD, double scale,
                           std::optional<std::int64_t> window);

// y = x W^T + b.   x [T,I], weight [O,I], bias [O] or undefined -> [T,O]. Gradients only for what requires them; x is saved only for a trained weight.
at::Tensor linear(const Activation& x_TI, const at::Tensor& weight_OI, const at::Tensor& bias_O);

// y = x W^T + b + s * drop(x) A^T B^T as one node: no gradient of W, saves x and the [T,R] product only.   x [T,I], weight [O,I], A [R,I], B [O,R] -> [T,O]
// A and B may be float32 under a bf16 x (cast inside, gradients in their own dtype). dropout 0 = off; the mask comes from dropoutSeed alone.
struct LoraTerm { at::Tensor a_RI, b_OR; double scale = 1.0; double dropout = 0.0; std::uint64_t dropoutSeed = 0; };
at::Tensor loraLinear(const Activation& x_TI, const at::Tensor& weight_OI, const at::Tensor& bias_O, const LoraTerm& lora);

// Sum over targets of weight * -log softmax(hidden W^T)[token], logits in chunks of a few hundred targets, never whole (cut cross-entropy in spirit of
// Wijmans et al. 2024; gradient computed in the forward pass). hidden [M,H], head [V,H], token [M] int64, weight [M] float32 -> scalar float32.
// report (optional) receives each target's unweighted loss and whether the model's first choice was right, [M] float32 each, without gradient.
struct TargetReport { at::Tensor nll_M, correct_M; };
at::Tensor linearCrossEntropy(const at::Tensor& hidden_MH, const at::Tensor& head_VH, const at::Tensor& token_M, const at::Tensor& weight_M,
                              TargetReport* report = nullptr);

// log softmax(hidden W^T)[token], same chunks, no gradient. -> [M] float32; greedy_M (optional) receives the arg max of each row.
at::Tensor tokenLogps(const at::Tensor& hidden_MH, const at::Tensor& head_VH, const at::Tensor& token_M, at::Tensor* greedy_M = nullptr);

// One AdamW step (Loshchilov & Hutter 2019, decoupled): p *= 1 - lr wd;  m, v updated;  p -= lr / (1-b1^t) m / (sqrt(v / (1-b2^t)) + eps).   All float32, in
// place.
struct AdamwOptions { double learningRate, beta1, beta2, epsilon, weightDecay; };
void adamwStep(at::Tensor& parameter, const at::Tensor& gradient, at::Tensor& firstMoment, at::Tensor& secondMoment, std::int64_t step,
               const AdamwOptions& options);

}  // namespace luthier::kernels
