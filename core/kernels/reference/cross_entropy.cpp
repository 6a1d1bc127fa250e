// SPDX-License-Identifier: Apache-2.0
// Cross-entropy through the output head without ever holding the logits of all targets: a chunk of targets at a time.
#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include "core/kernels/matmul.h"
#include "core/kernels/ops.h"

namespace luthier::kernels {

using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;

namespace {

// A chunk's logits stay near 48 MB of float32, which the caches' next level likes and memory does not notice.
std::int64_t chunkSize(std::int64_t vocabulary) { return std::clamp<std::int64_t>((std::int64_t{12} << 20) / vocabulary, 16, 1024); }

struct LinearCrossEntropy : Function<LinearCrossEntropy> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& hidden, const at::Tensor& head, const at::Tensor& token, const at::Tensor& weight,
                              bool wantHidden, bool wantHead, TargetReport* report) {
        const std::int64_t numTargets = hidden.size(0), chunk = chunkSize(head.size(0));
        at::Tensor dHidden = wantHidden ? at::empty_like(hidden) : at::Tensor();
        at::Tensor dHead = wantHead ? at::zeros(head.sizes(), head.options().dtype(at::kFloat)) : at::Tensor();
        double total = 0;
        for (std::int64_t begin = 0; begin < numTargets; begin += chunk) {
            const std::int64_t count = std::min(chunk, numTargets - begin);
            const at::Tensor rows = hidden.narrow(0, begin, count), w = weight.narrow(0, begin, count);
            const at::Tensor index = token.narrow(0, begin, count).unsqueeze(1);
            at::Tensor logits = matmulNT(rows, head).to(at::kFloat);
            const at::Tensor logSum = logits.logsumexp(1, true);
            const at::Tensor nll = (logSum - logits.gather(1, index)).squeeze(1);
            total += (nll * w).sum(at::kDouble).item<double>();
            if (report) {
                report->nll_M.narrow(0, begin, count).copy_(nll);
                report->correct_M.narrow(0, begin, count).copy_(logits.argmax(1).eq(index.squeeze(1)));
            }
            if (!wantHidden && !wantHead) continue;
            // d loss / d logits = weight (softmax - one hot), in place of the logits
            at::Tensor gradient = logits.sub_(logSum).exp_();
            gradient.scatter_add_(1, index, at::full({count, 1}, -1.0, gradient.options()));
            gradient = gradient.mul_(w.unsqueeze(1)).to(head.scalar_type());
            if (wantHidden) dHidden.narrow(0, begin, count).copy_(matmulNN(gradient, head));
            if (wantHead) dHead.add_(matmulTN(gradient, rows));
        }
        context->save_for_backward({dHidden, dHead});
        context->saved_data["head"] = static_cast<std::int64_t>(head.scalar_type());
        return at::scalar_tensor(total, hidden.options().dtype(at::kFloat));
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const variable_list saved = context->get_saved_variables();
        const auto headType = static_cast<at::ScalarType>(context->saved_data["head"].toInt());
        at::Tensor dHidden, dHead;
        if (saved[0].defined()) dHidden = saved[0] * gradients[0].item<double>();   // as a number: a bf16 factor would be 0.4 % off
        if (saved[1].defined()) dHead = (saved[1] * gradients[0]).to(headType);
        return {dHidden, dHead, at::Tensor(), at::Tensor(), at::Tensor(), at::Tensor(), at::Tensor()};
    }
};

void checkTargets(const at::Tensor& hidden, const at::Tensor& head, const at::Tensor& token) {
    TORCH_CHECK(hidden.dim() == 2 && hidden.size(1) == head.size(1) && token.numel() == hidden.size(0),
                "targets: hidden is ", hidden.sizes(), ", head is ", head.sizes(), ", token is ", token.sizes());
}

}  // namespace

at::Tensor linearCrossEntropy(const at::Tensor& hidden_MH, const at::Tensor& head_VH, const at::Tensor& token_M, const at::Tensor& weight_M,
                              TargetReport* report) {
    checkTargets(hidden_MH, head_VH, token_M);
    if (report) {
        report->nll_M = at::empty({token_M.size(0)}, weight_M.options());
        report->correct_M = at::empty({token_M.size(0)}, weight_M.options());
    }
    const bool gradient = at::GradMode::is_enabled();
    return LinearCrossEntropy::apply(hidden_MH, head_VH, token_M, weight_M, gradient && hidden_MH.requires_grad(), gradient && head_VH.requires_grad(), report);
}

at::Tensor tokenLogps(const at::Tensor& hidden_MH, const at::Tensor& head_VH, const at::Tensor& token_M, at::Tensor* greedy_M) {
    checkTargets(hidden_MH, head_VH, token_M);
    const at::NoGradGuard noGradient;
    const std::int64_t numTargets = hidden_MH.size(0), chunk = chunkSize(head_VH.size(0));
    at::Tensor logps = at::empty({numTargets}, hidden_MH.options().dtype(at::kFloat));
    if (greedy_M) *greedy_M = at::empty({numTargets}, token_M.options());
    for (std::int64_t begin = 0; begin < numTargets; begin += chunk) {
        const std::int64_t count = std::min(chunk, numTargets - begin);
        const at::Tensor logits = matmulNT(hidden_MH.narrow(0, begin, count), head_VH).to(at::kFloat);
        const at::Tensor chosen = logits.gather(1, token_M.narrow(0, begin, count).unsqueeze(1)).squeeze(1);
        logps.narrow(0, begin, count).copy_(chosen - logits.logsumexp(1));
        if (greedy_M) greedy_M->narrow(0, begin, count).copy_(logits.argmax(1));
    }
    return logps;
}

}  // namespace luthier::kernels
