// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/runs/step_list.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace luthier {
namespace {

TEST(StepList, FindsStepsLikeAVectorDoes) {
    StepList list;
    std::vector<std::int64_t> plain;
    EXPECT_TRUE(list.empty());
    EXPECT_EQ(list.lowerBound(3), 0U);
    for (std::int64_t step = 1; plain.size() < 5000; step += 1 + step % 3) {
        list.append(step);
        plain.push_back(step);
    }
    ASSERT_EQ(list.size(), plain.size());
    EXPECT_EQ(list.front(), plain.front());
    EXPECT_EQ(list.back(), plain.back());
    for (std::size_t i = 0; i < plain.size(); ++i) ASSERT_EQ(list[i], plain[i]);
    for (std::int64_t step = -1; step < plain.back() + 3; step += 7)
        ASSERT_EQ(list.lowerBound(step), static_cast<std::size_t>(std::lower_bound(plain.begin(), plain.end(), step) - plain.begin())) << step;
}

TEST(StepList, ACopyStaysWhatItWas) {
    StepList list;
    for (std::int64_t step = 0; step < 1500; ++step) list.append(step);
    const StepList copy = list;
    for (std::int64_t step = 1500; step < 4000; ++step) list.append(step);
    EXPECT_EQ(copy.size(), 1500U);
    EXPECT_EQ(copy.back(), 1499);
    list.clear();
    EXPECT_TRUE(list.empty());
    EXPECT_EQ(copy[1023], 1023);
}

}  // namespace
}  // namespace luthier
