// SPDX-License-Identifier: Apache-2.0
#include "core/training/optimizer.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <ATen/ATen.h>

namespace luthier {

Optimizer::Optimizer(std::vector<TrainedTensor> trained) {
    for (TrainedTensor& tensor : trained) {
        const at::Tensor plain = tensor.tensor.detach();
        const at::Tensor master = plain.scalar_type() == at::kFloat ? plain : plain.to(at::kFloat);
        m_entries.push_back({std::move(tensor), master, {}, at::zeros_like(master), at::zeros_like(master)});
    }
}

void Optimizer::collectGradients() {
    for (Entry& entry : m_entries) {
        const at::Tensor fresh = entry.trained.tensor.grad();
        if (!fresh.defined()) continue;
        if (fresh.scalar_type() == at::kFloat) {
            entry.gradient = fresh;   // autograd goes on summing into it
            continue;
        }
        // Summing bf16 gradients in bf16 loses bits over many micro-batches.
        entry.gradient = entry.gradient.defined() ? entry.gradient.add_(fresh) : fresh.to(at::kFloat);
        entry.trained.tensor.mutable_grad() = at::Tensor();
    }
}

double Optimizer::gradientNorm() const {
    double sum = 0;
    std::vector<at::Tensor> elsewhere;   // on a GPU, which is waited for once
    for (const Entry& entry : m_entries) {
        if (!entry.gradient.defined()) continue;
        if (!entry.gradient.is_cpu()) {
            elsewhere.push_back(entry.gradient.norm());
            continue;
        }
        const double norm = entry.gradient.norm().item<double>();
        sum += norm * norm;
    }
    if (!elsewhere.empty()) sum += at::stack(elsewhere).to(at::kDouble).square_().sum().item<double>();
    return std::sqrt(sum);
}

void Optimizer::step(double norm, double clipNorm, const kernels::AdamwOptions& options) {
    const at::NoGradGuard noGradient;
    ++m_numSteps;
    const double scale = clipNorm > 0 ? std::min(1.0, clipNorm / (norm + 1e-6)) : 1.0;
    for (Entry& entry : m_entries) {
        if (!entry.gradient.defined()) continue;
        kernels::AdamwOptions own = options;
        own.gradientScale = scale;
        if (!entry.trained.decays) own.weightDecay = 0;
        kernels::adamwStep(entry.master, entry.gradient, entry.firstMoment, entry.secondMoment, m_numSteps, own);
        if (entry.trained.tensor.scalar_type() != at::kFloat) entry.trained.tensor.detach().copy_(entry.master);
    }
    discardGradients();
}

void Optimizer::discardGradients() {
    for (Entry& entry : m_entries) {
        entry.gradient = at::Tensor();
        entry.trained.tensor.mutable_grad() = at::Tensor();
    }
}

std::vector<at::Tensor> Optimizer::values() const {
    std::vector<at::Tensor> list;
    for (const Entry& entry : m_entries) list.push_back(entry.master);
    return list;
}

NamedTensors Optimizer::state() const {
    NamedTensors list;
    for (const Entry& entry : m_entries) {
        list.emplace_back(entry.trained.name, entry.master);
        list.emplace_back(entry.trained.name + "|m", entry.firstMoment);
        list.emplace_back(entry.trained.name + "|v", entry.secondMoment);
    }
    return list;
}

Status Optimizer::restore(const NamedTensors& state, std::int64_t numSteps) {
    const at::NoGradGuard noGradient;
    std::map<std::string, at::Tensor> byName(state.begin(), state.end());
    if (byName.size() != 3 * m_entries.size())
        return fail(Error(ErrorCode::InvalidData,
                          "the checkpoint holds " + std::to_string(byName.size() / 3) + " trained tensors, this run trains " + std::to_string(m_entries.size()))
                        .withHint("Model or adapter options changed since; start a new run."));
    for (Entry& entry : m_entries) {
        for (const auto& [suffix, target] : {std::pair{"", &entry.master}, std::pair{"|m", &entry.firstMoment}, std::pair{"|v", &entry.secondMoment}}) {
            const auto found = byName.find(entry.trained.name + suffix);
            if (found == byName.end() || found->second.sizes() != target->sizes())
                return fail(Error(ErrorCode::InvalidData, "the checkpoint does not fit this run")
                                .withHint("Model or adapter options changed since; start a new run.")
                                .withKey(entry.trained.name + suffix));
            target->copy_(found->second);
        }
        if (entry.trained.tensor.scalar_type() != at::kFloat) entry.trained.tensor.detach().copy_(entry.master);
    }
    m_numSteps = numSteps;
    return {};
}

std::int64_t Optimizer::numBytes() const {
    std::int64_t bytes = 0;
    for (const Entry& entry : m_entries)
        bytes += 2 * static_cast<std::int64_t>(entry.firstMoment.nbytes()) +
                 (entry.trained.tensor.scalar_type() == at::kFloat ? 0 : static_cast<std::int64_t>(entry.master.nbytes()));
    return bytes;
}

}  // namespace luthier
