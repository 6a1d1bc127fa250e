// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/profile.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/kernels/ops.h"
#include "tests/support/tensors.h"

namespace luthier {
namespace {

using namespace luthier::test;
using kernels::Phase;
using kernels::ProfileScope;

kernels::PhaseTotal of(const kernels::Profile& profile, Phase phase) { return profile[static_cast<std::size_t>(phase)]; }

TEST(Profile, TimeInsideAnotherPhaseIsThatPhases) {
    const double started = monotonicSeconds();
    kernels::startProfile();
    {
        const ProfileScope outer(Phase::Optimizer, 0, 8);
        ::usleep(20000);
        const ProfileScope inner(Phase::Rows);
        ::usleep(40000);
    }
    const kernels::Profile profile = kernels::stopProfile();
    EXPECT_GE(of(profile, Phase::Optimizer).seconds, 0.015);
    EXPECT_GE(of(profile, Phase::Rows).seconds, 0.035);
    EXPECT_LE(of(profile, Phase::Optimizer).seconds + of(profile, Phase::Rows).seconds, monotonicSeconds() - started) << "no time is counted twice";
    EXPECT_EQ(of(profile, Phase::Optimizer).bytes, 8);
}

TEST(Profile, CountsTheWorkOfTheOperations) {
    const at::Tensor x = randomTensor({64, 32}, 1, at::kFloat).requires_grad_(true), w = randomTensor({16, 32}, 2, at::kFloat);
    kernels::startProfile();
    kernels::groupedLinear(x, w, {{w, {}, {}}}).sum().backward();
    const at::Tensor loss = kernels::linearCrossEntropy(x, randomTensor({40, 32}, 3, at::kFloat), at::zeros({64}, at::kLong), at::ones({64}));
    const kernels::Profile profile = kernels::stopProfile();
    EXPECT_EQ(of(profile, Phase::Matmul).flops, 2 * 2.0 * 64 * 32 * 16) << "forward and dx";
    EXPECT_EQ(of(profile, Phase::Vocabulary).flops, 2 * 2.0 * 64 * 32 * 40) << "products inside the vocabulary are the vocabulary's";
    EXPECT_GT(of(profile, Phase::Vocabulary).seconds, 0);
}

TEST(Profile, NothingIsCountedUnlessAskedFor) {
    kernels::startProfile();
    kernels::stopProfile();
    { const ProfileScope scope(Phase::Data, 5, 5); }
    EXPECT_EQ(of(kernels::stopProfile(), Phase::Data).flops, 0);
}

}  // namespace
}  // namespace luthier
