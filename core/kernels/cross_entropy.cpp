// SPDX-License-Identifier: Apache-2.0
// Cross-entropy through the output head without ever holding the logits of all targets: a chunk of targets at a time.
#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include "core/kernels/matmul.h"
#include "core/kernels/profile.h"
#include "core/kernels/row_blocks.h"
#include "core/kernels/tensor_kernels.h"
#include "core/kernels/vector_call.h"

namespace luthier::kernels {

using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;

namespace {

// A chunk's logits stay near 48 MB of float32, which the caches' next level likes and memory does not notice. A GPU's products need more rows: 512 MB.
std::int64_t chunkSize(const at::Tensor& hidden, std::int64_t vocabulary) {
    if (hidden.is_cpu()) return std::clamp<std::int64_t>((std::int64_t{12} << 20) / vocabulary, 16, 1024);
    return std::clamp<std::int64_t>((std::int64_t{512} << 20) / (vocabulary * hidden.element_size()), 16, 8192);
}

// nll_M, first_M [M] of the rows of logits; with gradient the logits become weight (softmax - one hot).
void crossEntropy(at::Tensor& logits_MV, const at::Tensor& token_M, const at::Tensor& weight_M, bool gradient, const at::Tensor& nll_M,
                  const at::Tensor& first_M) {
    const VectorKernels* const kernels = vectorKernelsFor(logits_MV);
    if (!kernels) return tensorKernelsFor(logits_MV).crossEntropy(logits_MV, token_M, weight_M, gradient, nll_M, first_M);
    const std::int64_t vocabulary = logits_MV.size(1);
    const auto* const tokens = elements<std::int64_t>(token_M);
    auto* const first = elements<std::int64_t>(first_M);
    const float* const weights = elements<float>(weight_M);
    float* const nll = elements<float>(nll_M);
    withRowKernels(*kernels, logits_MV, [&]<class T>(const RowKernels<T>& row, T*) {
        T* const logits = elements<T>(logits_MV);
        parallelFor(logits_MV.size(0), 1, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t i = begin; i < end; ++i)
                row.crossEntropy(logits + i * vocabulary, vocabulary, tokens[i], weights ? weights[i] : 0.0F, gradient, nll + i, first + i);
        });
    });
}

// Chunk after chunk: nll_M, first_M [M], and visit(begin, count, rows of hidden, logits), which with `gradient` are weight (softmax - one hot); both in whole
// blocks of rows.
template <class Visit>
void overChunks(const at::Tensor& hidden, const at::Tensor& head, const at::Tensor& token, const at::Tensor& weight, bool gradient, const at::Tensor& nll,
                const at::Tensor& first, const Visit& visit) {
    const ProfileScope scope(Phase::Vocabulary);
    const std::int64_t numTargets = hidden.size(0), chunk = chunkSize(hidden, head.size(0));
    for (std::int64_t begin = 0; begin < numTargets; begin += chunk) {
        const std::int64_t count = std::min(chunk, numTargets - begin);
        const auto part = [&](const at::Tensor& t) { return t.defined() ? t.narrow(0, begin, count) : t; };
        const at::Tensor rows = inWholeBlocks(part(hidden)), whole = matmulNT(rows, head);
        at::Tensor logits = whole.narrow(0, 0, count);
        crossEntropy(logits, part(token), part(weight), gradient, part(nll), part(first));
        visit(begin, count, rows, whole);
    }
}

at::Tensor emptyHeadGradient(const at::Tensor& head, bool isWanted) {
    return isWanted ? at::zeros(head.sizes(), head.options().dtype(at::kFloat)) : at::Tensor();
}

struct LinearCrossEntropy : Function<LinearCrossEntropy> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& hidden, const at::Tensor& head, const at::Tensor& token, const at::Tensor& weight,
                              bool wantHidden, bool wantHead, TargetReport* report) {
        at::Tensor dHidden = wantHidden ? at::empty_like(hidden) : at::Tensor();
        at::Tensor dHead = emptyHeadGradient(head, wantHead);
        const at::Tensor nll = at::empty({hidden.size(0)}, weight.options()), first = at::empty({hidden.size(0)}, token.options());
        overChunks(hidden, head, token, weight, wantHidden || wantHead, nll, first,
                   [&](std::int64_t begin, std::int64_t count, const at::Tensor& rows, const at::Tensor& whole) {
                       if (wantHidden) dHidden.narrow(0, begin, count).copy_(matmulNN(whole, head).narrow(0, 0, count));
                       if (wantHead) dHead.add_(matmulTN(whole, rows));   // the rows beyond are zeros times zeros
                   });
        if (report) *report = {nll, first.eq(token).to(weight.scalar_type())};
        context->save_for_backward({dHidden, dHead});
        context->saved_data["head"] = static_cast<std::int64_t>(head.scalar_type());
        return (nll * weight).sum(at::kDouble).to(at::kFloat);
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const variable_list saved = context->get_saved_variables();
        const auto headType = static_cast<at::ScalarType>(context->saved_data["head"].toInt());
        at::Tensor dHidden, dHead;
        if (saved[0].defined()) dHidden = tensorKernelsFor(saved[0]).scaled(saved[0], gradients[0]);
        if (saved[1].defined()) dHead = (saved[1] * gradients[0]).to(headType);
        return {dHidden, dHead, at::Tensor(), at::Tensor(), at::Tensor(), at::Tensor(), at::Tensor()};
    }
};

// What a target's gradient will be multiplied by is known only in the backward pass: that of hidden, linear in it, is kept for 1; the head's, a sum over the
// targets, is made from logits computed again.
struct TokenNll : Function<TokenNll> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& hidden, const at::Tensor& head, const at::Tensor& token, bool wantHidden,
                              bool wantHead, TargetReport* report) {
        const at::TensorOptions numbers = hidden.options().dtype(at::kFloat);
        const at::Tensor ones = at::ones({hidden.size(0)}, numbers), nll = at::empty({hidden.size(0)}, numbers), first = at::empty_like(token);
        at::Tensor dHidden = wantHidden ? at::empty_like(hidden) : at::Tensor();
        overChunks(hidden, head, token, ones, wantHidden, nll, first,
                   [&](std::int64_t begin, std::int64_t count, const at::Tensor&, const at::Tensor& whole) {
                       if (wantHidden) dHidden.narrow(0, begin, count).copy_(matmulNN(whole, head).narrow(0, 0, count));
                   });
        if (report) *report = {nll, first.eq(token).to(at::kFloat)};
        context->save_for_backward({dHidden, wantHead ? hidden : at::Tensor(), wantHead ? head : at::Tensor(), token});
        return nll;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const variable_list saved = context->get_saved_variables();
        const at::Tensor &dOnes = saved[0], &hidden = saved[1], &head = saved[2], &token = saved[3];
        const at::Tensor scale_M = gradients[0].to(at::kFloat).contiguous();
        at::Tensor dHidden, dHead;
        if (dOnes.defined()) dHidden = (dOnes * scale_M.unsqueeze(1)).to(dOnes.scalar_type());
        if (head.defined()) {
            dHead = emptyHeadGradient(head, true);
            const at::Tensor nll = at::empty_like(scale_M), first = at::empty_like(token);
            overChunks(hidden, head, token, scale_M, true, nll, first,
                       [&](std::int64_t, std::int64_t, const at::Tensor& rows, const at::Tensor& whole) { dHead.add_(matmulTN(whole, rows)); });
            dHead = dHead.to(head.scalar_type());
        }
        return {dHidden, dHead, at::Tensor(), at::Tensor(), at::Tensor(), at::Tensor()};
    }
};

void checkTargets(const at::Tensor& hidden, const at::Tensor& head, const at::Tensor& token) {
    TORCH_CHECK(hidden.dim() == 2 && hidden.size(1) == head.size(1) && token.numel() == hidden.size(0), "targets: hidden is ", hidden.sizes(), ", head is ",
                head.sizes(), ", token is ", token.sizes());
    // A GPU would have to be waited for; its kernel makes the loss NaN instead.
    TORCH_CHECK(!token.is_cpu() || token.numel() == 0 || (token.min().item<std::int64_t>() >= 0 && token.max().item<std::int64_t>() < head.size(0)),
                "targets: a token is not in the vocabulary of ", head.size(0));
}

}  // namespace

at::Tensor linearCrossEntropy(const at::Tensor& hidden_MH, const at::Tensor& head_VH, const at::Tensor& token_M, const at::Tensor& weight_M,
                              TargetReport* report) {
    checkTargets(hidden_MH, head_VH, token_M);
    const bool gradient = at::GradMode::is_enabled();
    return LinearCrossEntropy::apply(hidden_MH, head_VH, token_M.contiguous(), weight_M.contiguous(), gradient && hidden_MH.requires_grad(),
                                     gradient && head_VH.requires_grad(), report);
}

at::Tensor tokenNll(const at::Tensor& hidden_MH, const at::Tensor& head_VH, const at::Tensor& token_M, TargetReport* report) {
    checkTargets(hidden_MH, head_VH, token_M);
    const bool gradient = at::GradMode::is_enabled();
    return TokenNll::apply(hidden_MH, head_VH, token_M.contiguous(), gradient && hidden_MH.requires_grad(), gradient && head_VH.requires_grad(), report);
}

at::Tensor tokenLogps(const at::Tensor& hidden_MH, const at::Tensor& head_VH, const at::Tensor& token_M, at::Tensor* greedy_M) {
    const at::NoGradGuard noGradient;
    checkTargets(hidden_MH, head_VH, token_M);
    const at::Tensor tokens = token_M.contiguous(), first = at::empty_like(tokens);
    const at::Tensor nll = at::empty({hidden_MH.size(0)}, hidden_MH.options().dtype(at::kFloat));
    // A narrower head is widened once for all chunks.
    const at::Tensor head = head_VH.element_size() < hidden_MH.element_size() ? head_VH.to(hidden_MH.scalar_type()) : head_VH;
    overChunks(hidden_MH, head, tokens, {}, false, nll, first, [](std::int64_t, std::int64_t, const at::Tensor&, const at::Tensor&) {});
    if (greedy_M) *greedy_M = first;
    return nll.neg();
}

}  // namespace luthier::kernels
