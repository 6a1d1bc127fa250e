// SPDX-License-Identifier: Apache-2.0
// LibTorch's flash attention, as training calls it in bf16, against float64 on the processor. Not in the emulator, which has no LibTorch for GPUs.
#include "core/kernels/library_attention.h"

#include "tests/gpu/machine.h"

namespace luthier::kernels {
namespace {

using test::Both;
using test::both;
using test::expectNear;
using test::expectSameBits;

class GpuLibraryAttention : public test::GpuTest {};

struct Made { at::Tensor out, dQuery, dKey, dValue; };

TEST_F(GpuLibraryAttention, SameAsTheReference) {
    struct Shape { std::int64_t numHeads, numKvHeads, width; std::optional<std::int64_t> window; std::vector<std::int64_t> starts; };
    const std::vector<Shape> shapes{{4, 2, 64, {}, {0, 5, 6, 6, 17, 150}}, {2, 2, 128, {}, {0, 70, 71, 136}}, {6, 1, 40, {}, {0, 64, 66}},
                                    {3, 3, 72, 9, {0, 67, 100}},           {2, 1, 64, 70, {0, 200}},          {1, 1, 64, 1, {0, 3, 80}},
                                    {9, 3, 8, {}, {0, 40}},                {4, 4, 64, 1000, {0, 1, 2, 3, 90}}};
    for (const Shape& shape : shapes) {
        SCOPED_TRACE(std::to_string(shape.numHeads) + " heads of " + std::to_string(shape.width));
        const std::int64_t numTokens = shape.starts.back();
        const std::vector<std::int64_t> keys{numTokens, shape.numKvHeads, shape.width};
        const Both query = both({numTokens, shape.numHeads, shape.width}, 1, at::kBFloat16), key = both(keys, 2, at::kBFloat16),
                   value = both(keys, 3, at::kBFloat16), dOut = both(query.wide.sizes(), 4, at::kBFloat16);
        const double scale = 1.0 / std::sqrt(static_cast<double>(shape.width));
        const AttentionInput there{query.there, key.there, value.there, shape.starts, scale, shape.window};
        ASSERT_TRUE(takesLibraryAttention(there));
        const auto run = [&] {
            const Attention made = libraryAttention(there);
            Made all{made.out_TND, at::empty_like(query.there), at::empty_like(key.there), at::empty_like(value.there)};
            libraryAttentionBackward(dOut.there, there, made, all.dQuery, all.dKey, all.dValue);
            return all;
        };
        const Made made = run(), again = run();
        const AttentionInput wide{query.wide, key.wide, value.wide, shape.starts, scale, shape.window};
        const Attention expected = referenceKernels.attention(wide);
        const at::Tensor dQuery = at::empty_like(query.wide), dKey = at::empty_like(key.wide), dValue = at::empty_like(value.wide);
        referenceKernels.attentionBackward(dOut.wide, wide, expected, dQuery, dKey, dValue);
        const double tolerance = 1.5e-2;
        expectNear(made.out, expected.out_TND, tolerance, "output");
        expectNear(made.dQuery, dQuery, tolerance, "gradient of the queries");
        expectNear(made.dKey, dKey, tolerance, "gradient of the keys");
        expectNear(made.dValue, dValue, tolerance, "gradient of the values");
        expectSameBits(again.out, made.out, "output again");
        expectSameBits(again.dQuery, made.dQuery, "gradient of the queries again");
        expectSameBits(again.dKey, made.dKey, "gradient of the keys again");
        expectSameBits(again.dValue, made.dValue, "gradient of the values again");
    }
}

}  // namespace
}  // namespace luthier::kernels
