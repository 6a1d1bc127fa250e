// SPDX-License-Identifier: Apache-2.0
// What a decoding step consists of: products row by row, attention of many sequences over their own caches, and the writing of those.
#include "tests/gpu/machine.h"

namespace luthier::kernels {
namespace {

using test::both;
using test::Both;
using test::expectNear;
using test::expectSameBits;
using test::machine;
using test::onEachProcessor;
using test::toleranceOf;

class GpuDecoding : public test::GpuTest {};

TEST_F(GpuDecoding, ProductsOfRows) {
    onEachProcessor([](at::ScalarType dtype) {
        // Lengths that tensor cores take (multiples of 32), whole packs, and neither; outputs that do not fill a block; rows of several groups.
        for (const auto& [rows, inputs, outputs] :
             {std::tuple<std::int64_t, std::int64_t, std::int64_t>{1, 576, 40}, {3, 1504, 33}, {9, 64, 16}, {20, 32, 7}, {40, 320, 50}, {8, 16, 9}, {2, 100, 5},
              {5, 7, 3}}) {
            SCOPED_TRACE(std::to_string(rows) + " x " + std::to_string(inputs) + " -> " + std::to_string(outputs) + " " + at::toString(dtype));
            const Both x = both({rows, inputs}, 21, dtype), weight = both({outputs, inputs}, 22, dtype);
            const at::Tensor expected = referenceKernels.rowwiseLinear(x.wide, weight.wide, false);
            const at::Tensor made = cudaKernels.rowwiseLinear(x.there, weight.there, false);
            EXPECT_EQ(made.scalar_type(), at::kFloat);
            expectNear(made, expected, 5e-6, "product");
            expectNear(cudaKernels.rowwiseLinear(x.there, weight.there, true), expected, toleranceOf(dtype), "rounded");
        }
    });
}

TEST_F(GpuDecoding, ARowOfAProductHasTheSameBitsInAnyCompany) {
    onEachProcessor([](at::ScalarType dtype) {
        for (const std::int64_t inputs : {1504, 100}) {
            const at::Tensor x = both({37, inputs}, 23, dtype).there, weight = both({29, inputs}, 24, dtype).there;
            const at::Tensor together = cudaKernels.rowwiseLinear(x, weight, false);
            for (const auto& [first, count] : {std::pair<std::int64_t, std::int64_t>{0, 1}, {17, 1}, {36, 1}, {5, 7}, {3, 12}, {10, 20}}) {
                const at::Tensor part = cudaKernels.rowwiseLinear(x.narrow(0, first, count).clone(), weight, false);
                expectSameBits(together.narrow(0, first, count), part, std::to_string(count) + " rows from " + std::to_string(first));
            }
        }
    });
}

TEST_F(GpuDecoding, TheNextTokenIsTheReferences) {
    constexpr std::int64_t kRows = 24;
    for (const std::int64_t vocabulary : {5, 1024, 3001}) {
        const Both logits = both({kRows, vocabulary + 7}, 28, at::kFloat, 4.0);
        at::Tensor temperature = at::zeros({kRows}, at::kDouble), uniform = at::zeros({kRows}, at::kDouble);
        for (std::int64_t row = 0; row < kRows; ++row) {
            temperature[row] = row % 4 == 0 ? 0.0 : 0.5 * static_cast<double>(row % 4);
            uniform[row] = row == 1 ? 0.0 : row == 2 ? 1.0 - 1e-12 : 0.041 * static_cast<double>(row);
        }
        const at::Tensor made = cudaKernels.chooseTokens(logits.there, vocabulary, temperature.to(machine()), uniform.to(machine())).to(at::kCPU);
        const at::Tensor expected = referenceKernels.chooseTokens(logits.wide, vocabulary, temperature, uniform);
        EXPECT_TRUE(at::equal(made, expected)) << made << expected;
        const at::Tensor one = cudaKernels.chooseTokens(logits.there.narrow(0, 5, 1), vocabulary, temperature.narrow(0, 5, 1).to(machine()),
                                                        uniform.narrow(0, 5, 1).to(machine()));
        expectSameBits(one, made.narrow(0, 5, 1), "alone");
    }
}

TEST_F(GpuDecoding, LogitsThatAreNoNumbersChooseNothing) {
    const float infinity = std::numeric_limits<float>::infinity();
    at::Tensor logits = at::zeros({5, 40});
    logits[0][7] = std::numeric_limits<float>::quiet_NaN();
    logits[1].fill_(-infinity);
    logits[2][3] = infinity;
    logits[3].fill_(-infinity);
    logits[3][9] = 1.0F;   // the only one
    const auto doubles = at::TensorOptions(at::kDouble).device(machine());
    for (const double temperature : {0.0, 1.0}) {
        const at::Tensor made = cudaKernels.chooseTokens(logits.to(machine()), 40, at::full({5}, temperature, doubles), at::full({5}, 0.99, doubles));
        expectSameBits(made, at::tensor({-1L, -1L, -1L, 9L, temperature == 0 ? 0L : 39L}), "chosen");
    }
}

struct Caches { std::vector<CachedSequence> there, wide; };
Caches caches(const std::vector<std::int64_t>& lengths, std::int64_t numHeads, std::int64_t width, at::ScalarType dtype) {
    Caches made;
    for (std::size_t s = 0; s < lengths.size(); ++s) {
        const std::int64_t room = lengths[s] + 3;   // a cache is longer than what it holds
        const Both key = both({room, numHeads, width}, 30 + s, dtype), value = both({room, numHeads, width}, 130 + s, dtype);
        made.there.push_back({key.there, value.there, lengths[s]});
        made.wide.push_back({key.wide, value.wide, lengths[s]});
    }
    return made;
}

TEST_F(GpuDecoding, EverySequenceOverItsOwnCache) {
    const std::vector<std::int64_t> lengths{1, 600, 255, 256, 257, 40};
    const auto count = static_cast<std::int64_t>(lengths.size());
    onEachProcessor([&](at::ScalarType dtype) {
        for (const auto& [numHeads, numKvHeads, width] : {std::tuple<std::int64_t, std::int64_t, std::int64_t>{6, 2, 64}, {2, 2, 12}})
            for (const std::optional<std::int64_t> window : {std::optional<std::int64_t>(), std::optional<std::int64_t>(5), std::optional<std::int64_t>(300)}) {
                SCOPED_TRACE(std::to_string(width) + " wide, window " + std::to_string(window.value_or(0)) + " " + at::toString(dtype));
                const double scale = 1.0 / std::sqrt(static_cast<double>(width));
                const Both query = both({count, numHeads, width}, 25, dtype);
                const Caches own = caches(lengths, numKvHeads, width, dtype);
                const at::Tensor made = cudaKernels.cachedAttentionOfEach(query.there, own.there, scale, window);
                const at::Tensor expected = referenceKernels.cachedAttentionOfEach(query.wide, own.wide, scale, window);
                expectNear(made, expected, dtype == at::kFloat ? 5e-6 : 1.5e-2, "output");
                for (std::int64_t s = 0; s < count; ++s) {
                    const CachedSequence& one = own.there[static_cast<std::size_t>(s)];
                    const at::Tensor alone = cudaKernels.cachedAttention(query.there.narrow(0, s, 1), one.key_CKD.narrow(0, 0, one.numPositions),
                                                                         one.value_CKD.narrow(0, 0, one.numPositions), scale, window);
                    expectSameBits(made.narrow(0, s, 1), alone, "sequence " + std::to_string(s));
                }
            }
    });
}

TEST_F(GpuDecoding, MoreSequencesThanOneLaunchTakes) {
    const std::vector<std::int64_t> lengths(70, 3);
    const Both query = both({70, 2, 8}, 26, at::kBFloat16);
    const Caches own = caches(lengths, 1, 8, at::kBFloat16);
    expectNear(cudaKernels.cachedAttentionOfEach(query.there, own.there, 0.3, {}), referenceKernels.cachedAttentionOfEach(query.wide, own.wide, 0.3, {}),
               1.5e-2, "output");
    const at::Tensor rows = both({70, 3, 8}, 27, at::kBFloat16).there;
    const at::Tensor key = rows.narrow(1, 0, 1), value = rows.narrow(1, 2, 1);   // side by side with others, as they come out of one product
    std::vector<CachedSequence> expected;
    for (const CachedSequence& one : own.there) expected.push_back({one.key_CKD.clone(), one.value_CKD.clone(), one.numPositions});
    referenceKernels.appendToCaches(expected, key, value);
    cudaKernels.appendToCaches(own.there, key, value);
    for (std::size_t s = 0; s < expected.size(); ++s) {
        expectSameBits(own.there[s].key_CKD, expected[s].key_CKD, "keys of sequence " + std::to_string(s));
        expectSameBits(own.there[s].value_CKD, expected[s].value_CKD, "values of sequence " + std::to_string(s));
    }
}

}  // namespace
}  // namespace luthier::kernels
