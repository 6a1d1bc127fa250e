// SPDX-License-Identifier: Apache-2.0
// AdamW over the trained tensors, in float32 whatever they are computed in: a bf16 tensor has a float32 master, or is rounded stochastically (4 bytes a number
// less); its gradients are summed in float32 either way.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <ATen/core/Tensor.h>

#include "core/adapters/adapter.h"
#include "core/base/error.h"
#include "core/kernels/ops.h"
#include "core/tensor_io/safetensors.h"

namespace luthier {

class Optimizer {
public:
    // seed: of the rounding where there are no masters.
    explicit Optimizer(std::vector<TrainedTensor> trained, bool hasMasters = true, std::uint64_t seed = 1);

    // After each backward pass: takes over what autograd has left in the tensors.
    void collectGradients();
    // L2 norm of each gradient, [E] float64 (of float32 sums), where the gradients are; undefined when there are none. Waits for nothing.
    at::Tensor gradientNorms() const;
    // L2 norm of all gradients from those. NaN or infinity says that the step must be skipped.
    static double normOfAll(const std::vector<double>& norms);
    // Both at once, for whom a wait does not matter.
    double gradientNorm() const;
    // Scales by min(1, clipNorm / (norm + 1e-6)) (clipNorm 0 = off), moves the tensors, clears the gradients.
    void step(double norm, double clipNorm, const kernels::AdamwOptions& options);
    void discardGradients();

    std::int64_t numSteps() const { return m_numSteps; }
    // Full-precision values in the order of the tensors given.
    std::vector<at::Tensor> values() const;
    // Everything a resume needs: "<name>" values, "<name>|m", "<name>|v"; numSteps is kept by the caller.
    NamedTensors state() const;
    // Errors: InvalidData when names or shapes differ.
    Status restore(const NamedTensors& state, std::int64_t numSteps);
    std::int64_t numBytes() const;

private:
    struct Entry {
        TrainedTensor trained;
        at::Tensor master;               // float32; the tensor itself when that is float32; undefined for a bf16 tensor without one
        std::uint64_t stream = 0;        // of its rounding
        at::Tensor gradient;             // float32 sum; undefined before the first collect
        at::Tensor firstMoment, secondMoment;
    };
    // The value at full precision: the master, or else the tensor in float32.
    static at::Tensor valueOf(const Entry& entry);
    std::vector<Entry> m_entries;
    std::uint64_t m_seed;
    std::int64_t m_numSteps = 0;
};

}  // namespace luthier
