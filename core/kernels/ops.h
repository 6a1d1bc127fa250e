// SPDX-License-Identifier: Apache-2.0
// One function per fused operation, differentiable, chosen by device and instruction set behind the call (select.h). The ATen reference of each lies in
// reference/. Shapes: T tokens of all segments, H hidden, N heads, K key/value heads, D head width, F feed-forward width, V vocabulary, R rank, M targets.
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

// sum = x + delta, normed = sum / sqrt(mean(sum^2) + eps) * w   (RMSNorm, Zhang & Sennrich 2019; Llama's order: normalised, cast, then scaled). One node, so
// the residual stream's gradient passes through in one sweep. delta may be undefined: sum is x.   x, delta [T,H], weight [H] -> [T,H] each
struct NormedSum { at::Tensor sum_TH; Activation normed_TH; };
NormedSum addRmsNorm(const at::Tensor& x_TH, const at::Tensor& delta_TH, const at::Tensor& weight_H, double eps);

// silu(gate) * up       (SwiGLU, Shazeer 2020).   gate | up [T,2F] -> [T,F]. Keeps only its input; and not even that where it can be made again (Chen et al.
// 2016: half of what a layer keeps, for a sixth more to compute), once for the backward pass of this and of the layer behind it.
Activation swiglu(const Activation& gateUp_TF);

// Causal attention inside each segment, over queries and keys turned to their positions (half-split rotary embedding, Su et al. 2021, as in Llama).
// query | key | value [T,(N+2K)D] with N a multiple of K (grouped-query attention); it is consumed: the rotation may happen in place.
// cos, sin [T,D/2] float32. Segment s is rows starts[s]..starts[s+1]-1; a token sees keys of its own segment with 0 <= i - j < window.
// prefixes: one per segment, or none at all. The first `length` positions of a segment are then those of an earlier one, and lie only there.
// -> [T,N D]. Keeps its input, its output and one float per row and head.
struct AttentionShape { std::int64_t numHeads, numKvHeads, width; double scale; std::optional<std::int64_t> window; };
struct SharedPrefix { std::int64_t segment = -1, length = 0; };
at::Tensor rotaryAttention(const at::Tensor& queryKeyValue, const at::Tensor& cos_TD, const at::Tensor& sin_TD, const std::vector<std::int64_t>& starts,
                           const AttentionShape& shape, const std::vector<SharedPrefix>& prefixes = {});

// The rotation alone, no gradient: x [T,N,D], any stride between rows -> [T,N,D].
at::Tensor rope(const at::Tensor& x_TND, const at::Tensor& cos_TD, const at::Tensor& sin_TD);

// Attention of new tokens over a cache, no gradient; of a single one (L = 1) in a fixed order of its own, as rowwiseLinear. query [L,N,D] are the last L of
// the P positions in key, value [P,K,D]; causal, with window. -> [L,N,D]
at::Tensor cachedAttention(const at::Tensor& query_LND, const at::Tensor& key_PKD, const at::Tensor& value_PKD, double scale,
                           std::optional<std::int64_t> window);

// The same for one new token of each of S sequences, every one over its own cache [C,K,D], of which the first numPositions count. query [S,N,D] -> [S,N,D]
struct CachedSequence { at::Tensor key_CKD, value_CKD; std::int64_t numPositions; };
at::Tensor cachedAttention(const at::Tensor& query_SND, const std::vector<CachedSequence>& sequences, double scale, std::optional<std::int64_t> window);

// Writes row s of key, value [S,K,D] behind the numPositions that the cache of sequence s has; there has to be room.
void appendToCaches(const std::vector<CachedSequence>& sequences, const at::Tensor& key_SKD, const at::Tensor& value_SKD);

// Both at once for a step that is asked for again and again with the same tensors (recorded_work.h): where the caches lie is read from a tensor on the device
// of the queries. views [S,3] int64: of each sequence the addresses of its keys and values and its positions, the new one among them, which is written first.
// mostPositions: no sequence has more. -> [S,N,D], as cachedAttention
struct CacheTable { at::Tensor views_S3; std::int64_t mostPositions; };
at::Tensor attendOverTable(const at::Tensor& query_SND, const at::Tensor& key_SKD, const at::Tensor& value_SKD, const CacheTable& table, double scale,
                           std::optional<std::int64_t> window);

// y = x W^T for the rows of a decoding step. A row's bits depend on that row and W alone, not on how many rows there are: what a seed makes is the same text
// whatever else is in the batch. Reads W once for all rows; no gradient.   x [M,I], weight [O,I] -> [M,O] float32
// A bf16 weight of float32 rows gives the bits of that weight in float32, and is read in half the time.
at::Tensor rowwiseLinear(const at::Tensor& x_MI, const at::Tensor& weight_OI);
// The same, rounded to the input's dtype.
at::Tensor rowwiseLinearRounded(const at::Tensor& x_MI, const at::Tensor& weight_OI);

// A low-rank term of one member of a group of linear layers: y += s * drop(x) A^T B^T.   A [R,I], B [O,R], both undefined when there is none.
// A and B may be float32 under a bf16 x (cast inside, gradients in their own dtype). dropout 0 = off; the mask comes from dropoutSeed alone.
struct LoraTerm { at::Tensor a_RI, b_OR; double scale = 1.0; double dropout = 0.0; std::uint64_t dropoutSeed = 0; };

// Up to three linear layers with the same input as one node: y = x W^T + b + low-rank terms, their outputs side by side.
// weight [O,I] holds the members' weights below one another; a member's weight [O_i,I] is that slice of it, a leaf when it is trained. bias [O_i] or undefined.
// Gradients only for what requires them; x is kept only for a trained weight or a term.   x [T,I] -> [T,O]
struct LinearMember { at::Tensor weight_OI, bias_O; LoraTerm lora; };
at::Tensor groupedLinear(const Activation& x_TI, const at::Tensor& weight_OI, const std::vector<LinearMember>& members);

// Sum over targets of weight * -log softmax(hidden W^T)[token], logits in chunks of a few hundred targets, never whole (cut cross-entropy in spirit of
// Wijmans et al. 2024; gradient computed in the forward pass). hidden [M,H], head [V,H], token [M] int64, weight [M] float32 -> scalar float32.
// report (optional) receives each target's unweighted loss and whether the model's first choice was right, [M] float32 each, without gradient.
struct TargetReport { at::Tensor nll_M, correct_M; };
at::Tensor linearCrossEntropy(const at::Tensor& hidden_MH, const at::Tensor& head_VH, const at::Tensor& token_M, const at::Tensor& weight_M,
                              TargetReport* report = nullptr);

// -log softmax(hidden W^T)[token] of each target, differentiable, same chunks: for losses of whole sequences, whose weights follow from these numbers.
// -> [M] float32; report as above.
at::Tensor tokenNll(const at::Tensor& hidden_MH, const at::Tensor& head_VH, const at::Tensor& token_M, TargetReport* report = nullptr);

// log softmax(hidden W^T)[token], same chunks, no gradient. -> [M] float32; greedy_M (optional) receives the arg max of each row.
at::Tensor tokenLogps(const at::Tensor& hidden_MH, const at::Tensor& head_VH, const at::Tensor& token_M, at::Tensor* greedy_M = nullptr);

// One AdamW step (Loshchilov & Hutter 2019, decoupled) with g = gradientScale * gradient:
// p *= 1 - lr wd;  m, v updated;  p -= lr / (1-b1^t) m / (sqrt(v / (1-b2^t)) + eps).   All float32, in place.
struct AdamwOptions { double learningRate, beta1, beta2, epsilon, weightDecay; double gradientScale = 1.0; };
void adamwStep(at::Tensor& parameter, const at::Tensor& gradient, at::Tensor& firstMoment, at::Tensor& secondMoment, std::int64_t step,
               const AdamwOptions& options);

// bf16 up or down at random, so that the mean of what is stored is the value, and updates far below the spacing of bf16 add up (Gupta et al. 2015; Zamirai et
// al. 2020). Philox(seed, stream, element): the same numbers round the same way. from float32, to bf16, both dense.
void roundStochastically(const at::Tensor& from, at::Tensor& to, std::uint64_t seed, std::uint64_t stream);

}  // namespace luthier::kernels
