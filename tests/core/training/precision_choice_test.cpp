// SPDX-License-Identifier: Apache-2.0
#include "core/training/precision.h"

#include <gtest/gtest.h>

#include "core/base/processor.h"

namespace luthier {
namespace {

// Not what a clock says: a busy machine must not make another run of the same settings.
TEST(FasterPrecision, OfTheProcessorIsThatOfItsInstructions) {
    const std::string instructions = instructionSet();
    const bool isNamed = instructions.starts_with("avx512_bf16") || instructions.starts_with("amx_bf16");
    EXPECT_EQ(hasBf16Instructions(), isNamed) << instructions;
    EXPECT_EQ(fasterPrecision(ComputeDevice()), isNamed ? ComputePrecision::Bf16 : ComputePrecision::F32);
}

}  // namespace
}  // namespace luthier
