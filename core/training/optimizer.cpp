// SPDX-License-Identifier: Apache-2.0
#include "core/training/optimizer.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <ATen/ATen.h>

#include "core/base/hash.h"
#include "core/kernels/adamw.h"

namespace luthier {

Optimizer::Optimizer(std::vector<TrainedTensor> trained, bool hasMasters, std::uint64_t seed) : m_seed(seed) {
    for (TrainedTensor& tensor : trained) {
        const at::Tensor plain = tensor.tensor.detach();
        const bool isWide = plain.scalar_type() == at::kFloat;
        const at::Tensor master = isWide ? plain : hasMasters || plain.scalar_type() != at::kBFloat16 ? plain.to(at::kFloat) : at::Tensor();
        const std::uint64_t stream = crc32(tensor.name);
        const auto moments = plain.options().dtype(at::kFloat);
        m_entries.push_back({std::move(tensor), master, stream, {}, at::zeros(plain.sizes(), moments), at::zeros(plain.sizes(), moments)});
    }
}

at::Tensor Optimizer::valueOf(const Entry& entry) { return entry.master.defined() ? entry.master : entry.trained.tensor.detach().to(at::kFloat); }

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

at::Tensor Optimizer::gradientNorms() const {
    std::vector<at::Tensor> gradients, norms;
    for (const Entry& entry : m_entries)
        if (entry.gradient.defined()) gradients.push_back(entry.gradient);
    if (gradients.empty()) return {};
    if (gradients.front().is_cuda()) {   // a few launches for all of them
        norms = at::_foreach_norm(gradients);
    } else {
        for (const at::Tensor& gradient : gradients) norms.push_back(gradient.norm());
    }
    return at::stack(norms).to(at::kDouble);
}

double Optimizer::normOfAll(const std::vector<double>& norms) {
    double sum = 0;
    for (const double norm : norms) sum += norm * norm;
    return std::sqrt(sum);
}

double Optimizer::gradientNorm() const {
    const at::Tensor norms = gradientNorms();
    if (!norms.defined()) return 0;
    const at::Tensor here = norms.to(at::kCPU);
    return normOfAll({here.const_data_ptr<double>(), here.const_data_ptr<double>() + here.numel()});
}

void Optimizer::step(double norm, double clipNorm, const kernels::AdamwOptions& options) {
    const at::NoGradGuard noGradient;
    ++m_numSteps;
    const double scale = clipNorm > 0 ? std::min(1.0, clipNorm / (norm + 1e-6)) : 1.0;
    kernels::AdamwOptions scaled = options;
    scaled.gradientScale = scale;
    std::vector<kernels::AdamwItem> items;
    for (Entry& entry : m_entries) {
        if (!entry.gradient.defined()) continue;
        kernels::AdamwItem item{entry.master, entry.gradient, entry.firstMoment, entry.secondMoment, {}, entry.trained.decays};
        const at::Tensor plain = entry.trained.tensor.detach();
        if (entry.master.defined()) {
            if (plain.scalar_type() != at::kFloat) item.narrow = plain;
            items.push_back(std::move(item));
            continue;
        }
        // One at a time, or all values would be there in float32 at once.
        item.parameter = valueOf(entry);
        std::vector<kernels::AdamwItem> alone{item};
        kernels::adamwSteps(alone, m_numSteps, scaled);
        at::Tensor narrow = plain;
        // One stream for each tensor and step, so that a resume rounds the same way.
        kernels::roundStochastically(item.parameter, narrow, m_seed, (entry.stream << 32) | static_cast<std::uint64_t>(m_numSteps));
    }
    kernels::adamwSteps(items, m_numSteps, scaled);
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
    for (const Entry& entry : m_entries) list.push_back(valueOf(entry));
    return list;
}

NamedTensors Optimizer::state() const {
    NamedTensors list;
    for (const Entry& entry : m_entries) {
        list.emplace_back(entry.trained.name, valueOf(entry));
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
        at::Tensor plain = entry.trained.tensor.detach();
        at::Tensor* const value = entry.master.defined() ? &entry.master : &plain;   // without a master the checkpoint holds exactly the tensor's bf16 numbers
        for (const auto& [suffix, target] : {std::pair{"", value}, std::pair{"|m", &entry.firstMoment}, std::pair{"|v", &entry.secondMoment}}) {
            const auto found = byName.find(entry.trained.name + suffix);
            if (found == byName.end() || found->second.sizes() != target->sizes())
                return fail(Error(ErrorCode::InvalidData, "the checkpoint does not fit this run")
                                .withHint("Model or adapter options changed since; start a new run.")
                                .withKey(entry.trained.name + suffix));
            target->copy_(found->second);
        }
        if (entry.master.defined() && entry.trained.tensor.scalar_type() != at::kFloat) entry.trained.tensor.detach().copy_(entry.master);
    }
    m_numSteps = numSteps;
    return {};
}

std::int64_t Optimizer::numBytes() const {
    std::int64_t bytes = 0;
    for (const Entry& entry : m_entries)
        bytes += 2 * static_cast<std::int64_t>(entry.firstMoment.nbytes()) +
                 (entry.trained.tensor.scalar_type() == at::kFloat || !entry.master.defined() ? 0 : static_cast<std::int64_t>(entry.master.nbytes()));
    return bytes;
}

}  // namespace luthier
