// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/low_rank.h"

#include <cstring>
#include <limits>

#include <ATen/ATen.h>

#include "core/kernels/select.h"
#include "tests/support/tensors.h"

namespace luthier::kernels {
namespace {

using test::randomTensor;

struct Case { std::int64_t rows, depth, columns; };

// Ranks that are no whole vector, depths that are odd, one row, more rows than a piece; a part of a wider tensor; every dtype.
const Case kCases[] = {{1, 1, 1}, {3, 7, 5}, {33, 10, 3}, {70, 96, 16}, {5, 601, 20}, {37, 16, 100}, {40, 3, 33}, {64, 1030, 48}};

// Relative to the largest result: a sum of so many terms may cancel.
void expectNear(const at::Tensor& got, const at::Tensor& expected, at::ScalarType dtype) {
    ASSERT_EQ(got.sizes(), expected.sizes());
    const double relative = dtype == at::kBFloat16 ? 1e-2 : dtype == at::kFloat ? 3e-6 : 1e-13;
    EXPECT_LE((got.to(at::kDouble) - expected).abs().max().item<double>(), relative * (1.0 + expected.abs().max().item<double>()));
}

TEST(LowRank, ProductsAreThoseOfAMatrixProduct) {
    for (const at::ScalarType dtype : {at::kFloat, at::kBFloat16, at::kDouble})
        for (const Case& one : kCases)
            for (const bool inside : {false, true}) {
                SCOPED_TRACE(::testing::Message() << c10::toString(dtype) << ' ' << one.rows << 'x' << one.depth << 'x' << one.columns << ' ' << inside);
                const at::Tensor wide = randomTensor({one.rows, one.depth + 3}, 1, dtype);
                const at::Tensor x = inside ? wide.narrow(1, 1, one.depth) : wide.narrow(1, 0, one.depth).contiguous();
                const at::Tensor factor = randomTensor({one.columns, one.depth}, 2, dtype == at::kDouble ? at::kDouble : at::kFloat).t();
                const at::Tensor rounded = factor.to(dtype).to(at::kDouble), exact = at::mm(x.to(at::kDouble), rounded);
                at::Tensor frame = at::full({one.rows, one.columns + 2}, 5.0, x.options());
                multiply(x, makePanel(factor, x), frame.narrow(1, 1, one.columns), false);
                expectNear(frame.narrow(1, 1, one.columns), exact, dtype);
                multiply(x, makePanel(factor, x, -0.5), frame.narrow(1, 1, one.columns), true);
                expectNear(frame.narrow(1, 1, one.columns), 0.5 * exact, dtype);
                EXPECT_TRUE((frame.narrow(1, 0, 1) == 5.0).all().item<bool>() && (frame.narrow(1, one.columns + 1, 1) == 5.0).all().item<bool>());
            }
}

TEST(LowRank, TransposedProductsAreThoseOfAMatrixProduct) {
    for (const at::ScalarType dtype : {at::kFloat, at::kBFloat16, at::kDouble})
        for (const Case& one : kCases) {
            SCOPED_TRACE(::testing::Message() << c10::toString(dtype) << ' ' << one.rows << 'x' << one.depth << 'x' << one.columns);
            const at::Tensor x = randomTensor({one.rows, one.depth + 2}, 3, dtype).narrow(1, 2, one.depth), y = randomTensor({one.rows, one.columns}, 4, dtype);
            const at::Tensor got = multiplyTransposed(x, makePanel(y, x));
            expectNear(got, at::mm(x.to(at::kDouble).t(), y.to(at::kDouble)), dtype);
        }
}

// Where pairs are multiplied, what lies behind an odd depth is not: it may be anything.
TEST(LowRank, WhatLiesBesideARowIsNotRead) {
    at::Tensor wide = randomTensor({9, 8}, 5, at::kBFloat16);
    wide.narrow(1, 5, 3).fill_(std::numeric_limits<double>::quiet_NaN());
    const at::Tensor x = wide.narrow(1, 0, 5), factor = randomTensor({5, 4}, 6, at::kFloat);
    at::Tensor out = at::empty({9, 4}, x.options());
    multiply(x, makePanel(factor, x), out, false);
    EXPECT_TRUE(out.isfinite().all().item<bool>());
    EXPECT_TRUE(multiplyTransposed(x, makePanel(out, x)).isfinite().all().item<bool>());
}

TEST(LowRank, ARowsBitsDependOnItAlone) {
    for (const at::ScalarType dtype : {at::kFloat, at::kBFloat16}) {
        const at::Tensor x = randomTensor({45, 130}, 7, dtype), factor = randomTensor({130, 16}, 8, at::kFloat);
        if (!vectorKernelsFor(x)) GTEST_SKIP() << "ATen chooses its sums by the shape";
        const Panel panel = makePanel(factor, x);
        at::Tensor all = at::empty({45, 16}, x.options()), one = at::empty({1, 16}, x.options());
        multiply(x, panel, all, false);
        for (std::int64_t row = 0; row < 45; ++row) {
            multiply(x.narrow(0, row, 1), panel, one, false);
            EXPECT_EQ(std::memcmp(one.data_ptr(), all[row].data_ptr(), one.nbytes()), 0) << row;
        }
    }
}

}  // namespace
}  // namespace luthier::kernels
