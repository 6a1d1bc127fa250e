// SPDX-License-Identifier: Apache-2.0
#include "core/methods/step_sums.h"

#include <cmath>
#include <limits>

#include <ATen/ATen.h>
#include <gtest/gtest.h>

namespace luthier {
namespace {

BatchReport reportOf(double correct, double count, const std::vector<ReportedRow>& rows, const std::vector<double>& sums, at::Device device = at::kCPU) {
    BatchReport report;
    report.metrics["accuracy"] = {at::scalar_tensor(correct, at::kFloat).to(device), count};
    report.rows = rows;
    report.rowSums_R = at::tensor(sums, at::kDouble).to(device);
    return report;
}

TEST(StepSums, AreWhatReadingEachNumberWouldHaveGiven) {
    const at::Tensor first = at::scalar_tensor(0.1F, at::kFloat), second = at::scalar_tensor(0.3F, at::kFloat).set_requires_grad(true);
    StepSums sums;
    sums.add(first, reportOf(3, 4, {{7, 2}, {5, 2}}, {0.1, 0.2}));
    sums.add(second, reportOf(1, 2, {{9, 2}}, {1.0 / 3.0}));
    const StepNumbers numbers = sums.read(at::tensor({0.7, 0.8}, at::kDouble));
    EXPECT_EQ(numbers.loss, first.item<double>() + second.item<double>());
    EXPECT_EQ(numbers.metrics.at("accuracy").sum, 4);
    EXPECT_EQ(numbers.metrics.at("accuracy").count, 6);
    ASSERT_EQ(numbers.rows.size(), 3U);
    EXPECT_EQ(numbers.rows[0].row, 7);
    EXPECT_EQ(numbers.rows[1].sum, 0.2);
    EXPECT_EQ(numbers.rows[2].sum, 1.0 / 3.0);
    EXPECT_EQ(numbers.rows[2].numTrained, 2);
    EXPECT_EQ(numbers.more, (std::vector<double>{0.7, 0.8}));
}

TEST(StepSums, WriteLogProbabilitiesWhereTheyAreAskedFor) {
    std::vector<float> first(2), second(1), none;
    StepSums sums;
    for (int batch = 0; batch < 2; ++batch) {
        BatchReport report = reportOf(1, 1, {{3, 1}}, {0.5});
        if (batch == 0) {
            report.logp_M = at::tensor({-0.1F, -1.0F / 3, -7.0F}, at::kFloat);
            report.logpsInto = {first, none, second};
        }
        sums.add(at::scalar_tensor(1.0F), report);
    }
    EXPECT_EQ(sums.read(at::tensor({4.0}, at::kDouble)).more, std::vector<double>{4.0});
    EXPECT_EQ(first, (std::vector<float>{-0.1F, -1.0F / 3}));
    EXPECT_EQ(second, std::vector<float>{-7.0F});
}

TEST(StepSums, KeepWhatIsNotANumberWithItsRow) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    StepSums sums;
    sums.add(at::scalar_tensor(1.0, at::kFloat), reportOf(0, 1, {{1, 1}}, {1.0}));
    sums.add(at::scalar_tensor(nan, at::kFloat), reportOf(0, 2, {{2, 1}, {3, 1}}, {2.0, nan}));
    const StepNumbers numbers = sums.read();
    EXPECT_TRUE(std::isnan(numbers.loss));
    EXPECT_EQ(numbers.rows[0].sum, 1.0);
    EXPECT_EQ(numbers.rows[1].sum, 2.0);
    EXPECT_TRUE(std::isnan(numbers.rows[2].sum));
}

TEST(StepSums, NothingAddedIsNothing) {
    EXPECT_EQ(StepSums().read().loss, 0);
    EXPECT_EQ(StepSums().read(at::tensor({2.0}, at::kDouble)).more, std::vector<double>{2.0});
    StepSums sums;
    sums.add(at::scalar_tensor(1.5, at::kFloat), {});
    EXPECT_EQ(sums.read().loss, 1.5);
    EXPECT_TRUE(sums.read().rows.empty());
}

// The meta device has no values: whoever reads one there is thrown out. On a GPU that would be a wait.
TEST(StepSums, OnlyReadingReads) {
    StepSums sums;
    sums.add(at::empty({}, at::TensorOptions(at::kFloat).device(at::kMeta)), reportOf(1, 2, {{0, 1}}, {1.0}, at::kMeta));
    EXPECT_THROW(sums.read(), c10::Error);
}

}  // namespace
}  // namespace luthier
