// SPDX-License-Identifier: Apache-2.0
// Where the GPU's kernels run in these tests: on a GPU, or, in a build without CUDA, in the emulator (emulator/cuda_runtime.h) on the tensors of the processor.
#pragma once

#include <vector>

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "core/kernels/tensor_kernels.h"
#include "tests/support/tensors.h"

#ifdef LUTHIER_EMULATED
namespace luthier::emulator { void setCapability(int major); }
#endif

namespace luthier::test {

#ifdef LUTHIER_EMULATED
inline constexpr bool isEmulated = true;
#else
inline constexpr bool isEmulated = false;
#endif

inline at::Device machine() { return isEmulated ? at::Device(at::kCPU) : at::Device(at::kCUDA, 0); }

class GpuTest : public testing::Test {
protected:
    void SetUp() override {
        if (!isEmulated && !at::hasCUDA()) GTEST_SKIP() << "no GPU here: none is visible, or this build has no libtorch_cuda";
    }
};

// Runs the body for each element type; bf16 in the emulator with and without tensor cores.
template <class Body>
void onEachProcessor(const Body& body) {
    body(at::kFloat);
    body(at::kBFloat16);
#ifdef LUTHIER_EMULATED
    SCOPED_TRACE("without tensor cores");
    emulator::setCapability(7);
    body(at::kBFloat16);
    emulator::setCapability(8);
#endif
}

// Random values as the kernel gets them, and the same values in float64 on the processor.
struct Both { at::Tensor there, wide; };
inline Both both(at::IntArrayRef shape, std::uint64_t seed, at::ScalarType dtype, double factor = 1.0) {
    const at::Tensor values = (randomTensor(shape, seed) * factor).to(dtype);
    return {values.to(machine()), values.to(at::kDouble)};
}

inline void expectNear(const at::Tensor& there, const at::Tensor& wide, double tolerance, const std::string& what) {
    expectClose(there.to(at::kCPU), wide, tolerance, what);
}

inline void expectSameBits(const at::Tensor& a, const at::Tensor& b, const std::string& what) {
    EXPECT_TRUE(at::equal(a.to(at::kCPU), b.to(at::kCPU))) << what;
}

// How far a result may be from float64's: sums of float32, or one rounding to bf16 (2^-9) of values near the largest.
inline double toleranceOf(at::ScalarType dtype) { return dtype == at::kFloat ? 3e-6 : 8e-3; }

inline constexpr at::ScalarType dtypes[] = {at::kFloat, at::kBFloat16};

}  // namespace luthier::test
