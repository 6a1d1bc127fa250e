// SPDX-License-Identifier: Apache-2.0
#include "core/training/machine_speed.h"

#include <algorithm>

#include <ATen/ATen.h>

#include "core/base/clock.h"
#include "core/kernels/matmul.h"

namespace luthier {

namespace {

// The best of several runs: others on the machine only make it slower.
template <class Work>
double bestSeconds(const ComputeDevice& device, const Work& work, int numRuns) {
    device.wait();
    double best = 1e9;
    for (int run = 0; run < numRuns; ++run) {
        const double started = monotonicSeconds();
        work();
        device.wait();
        best = std::min(best, monotonicSeconds() - started);
    }
    return std::max(best, 1e-9);
}

}  // namespace

MachineSpeed measureMachine(c10::ScalarType dtype, const ComputeDevice& device) {
    const at::NoGradGuard noGradient;
    constexpr std::int64_t size = 1536, numElements = std::int64_t{24} << 20;
    const auto as = [&](c10::ScalarType type) { return at::TensorOptions(type).device(device.place()); };
    const at::Tensor a = at::full({size, size}, 0.5, as(dtype)), b = at::full({size, size}, 0.25, as(dtype));
    MachineSpeed speed;
    speed.flops = 2.0 * size * size * size / bestSeconds(device, [&] { kernels::matmulNT(a, b); }, 8);
    const at::Tensor x = at::full({numElements}, 0.5, as(at::kFloat)), y = at::full({numElements}, 0.25, as(at::kFloat));
    at::Tensor sum = at::empty_like(x);
    speed.bytesPerSecond = 3.0 * 4.0 * numElements / bestSeconds(device, [&] { at::add_out(sum, x, y); }, 8);
    const at::Tensor large = at::full({4 * numElements}, 0.5, as(at::kFloat));
    speed.bytesReadPerSecond = static_cast<double>(large.nbytes()) / bestSeconds(device, [&] { large.sum(); }, 8);
    return speed;
}

}  // namespace luthier
