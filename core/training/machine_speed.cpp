// SPDX-License-Identifier: Apache-2.0
#include "core/training/machine_speed.h"

#include <ATen/ATen.h>

#include "core/kernels/matmul.h"

namespace luthier {

MachineSpeed measureMachine(c10::ScalarType dtype, const ComputeDevice& device) {
    const at::NoGradGuard noGradient;
    constexpr std::int64_t numElements = std::int64_t{24} << 20;
    const std::int64_t size = device.isProcessor() ? 1536 : 8192;
    const auto as = [&](c10::ScalarType type) { return at::TensorOptions(type).device(device.place()); };
    const at::Tensor a = at::randn({size, size}, as(dtype)), b = at::randn({size, size}, as(dtype));   // equal ones are multiplied faster on a GPU
    MachineSpeed speed;
    speed.flops = 2.0 * static_cast<double>(size * size * size) / bestSeconds(device, [&] { kernels::matmulNT(a, b); });
    const at::Tensor x = at::full({numElements}, 0.5, as(at::kFloat)), y = at::full({numElements}, 0.25, as(at::kFloat));
    at::Tensor sum = at::empty_like(x);
    speed.bytesPerSecond = 3.0 * 4.0 * numElements / bestSeconds(device, [&] { at::add_out(sum, x, y); });
    const at::Tensor large = at::full({4 * numElements}, 0.5, as(at::kFloat));
    speed.bytesReadPerSecond = static_cast<double>(large.nbytes()) / bestSeconds(device, [&] { large.sum(); });
    return speed;
}

}  // namespace luthier
