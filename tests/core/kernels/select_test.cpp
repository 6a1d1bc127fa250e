// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/select.h"

#include <gtest/gtest.h>

namespace luthier::kernels {
namespace {

TEST(Select, ThePlainProcessorHasTheReference) {
    EXPECT_EQ(widestKernels({}), nullptr);
    EXPECT_EQ(widestKernels({.fma = true}), nullptr);
    EXPECT_EQ(widestKernels({.avx2 = true}), nullptr) << "they need FMA too";
    EXPECT_EQ(widestKernels({.avx512f = true, .avx512bw = true, .avx512vl = true, .avx512dq = true}), nullptr);
}

TEST(Select, TheWidestThatIsWhole) {
    EXPECT_EQ(widestKernels({.avx2 = true, .fma = true}), &avx2Kernels);
    EXPECT_EQ(widestKernels({.avx2 = true, .fma = true, .avx512f = true}), &avx2Kernels) << "AVX-512 as the first processors had it";
    EXPECT_EQ(widestKernels({.avx2 = true, .fma = true, .avx512f = true, .avx512bw = true, .avx512vl = true, .avx512dq = true}), &avx512Kernels);
    EXPECT_EQ(widestKernels({true, true, true, true, true, true, true}), &avx512Bf16Kernels);
    EXPECT_EQ(widestKernels({.avx2 = true, .fma = true, .avx512bf16 = true}), &avx2Kernels);
}

}  // namespace
}  // namespace luthier::kernels
