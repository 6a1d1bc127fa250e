// SPDX-License-Identifier: Apache-2.0
#include "core/config/problems.h"

#include <gmock/gmock.h>

namespace luthier {
namespace {

TEST(Problems, oneKeepsItsHint) {
    Problems problems;
    problems.add("a.b", "is wrong", "make it right");
    const Error error = problems.toError(ErrorCode::InvalidConfig, "run.json");
    EXPECT_EQ(error.message, "a.b: is wrong");
    EXPECT_EQ(error.hint, "make it right");
    EXPECT_EQ(error.key, "a.b");
    EXPECT_EQ(error.file, "run.json");
}

TEST(Problems, manyAreCutInTheMessageOnly) {
    Problems problems;
    for (int i = 0; i < 100; ++i) problems.add("k" + std::to_string(i), "is wrong");
    const Error error = problems.toError(ErrorCode::InvalidData);
    EXPECT_THAT(error.message, testing::StartsWith("100 problems: k0: is wrong; k1: is wrong"));
    EXPECT_THAT(error.message, testing::EndsWith("; and 80 more"));
    EXPECT_EQ(error.problems.size(), 100U);
}

}  // namespace
}  // namespace luthier
