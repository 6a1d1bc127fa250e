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

TEST(Select, AProcessorWithoutAvx2IsRefused) {
    const Status refused = checkProcessor({.fma = true}, "");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::InvalidArgument);
    EXPECT_NE(refused.error().message.find("AVX2"), std::string::npos);
    EXPECT_NE(refused.error().hint.find("LUTHIER_KERNELS=reference"), std::string::npos);
    EXPECT_FALSE(checkProcessor({}, "avx2")) << "a wish does not make instructions";
}

TEST(Select, TheSlowWayIsOpenToWhomAsksForIt) {
    EXPECT_TRUE(checkProcessor({}, "reference"));
    EXPECT_TRUE(checkProcessor({.avx2 = true, .fma = true}, ""));
}

}  // namespace
}  // namespace luthier::kernels
