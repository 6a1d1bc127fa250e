// SPDX-License-Identifier: Apache-2.0
#include "core/base/clock.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/log.h"

namespace luthier {
namespace {

TEST(Clock, UtcHasTheFormOfIso8601) {
    EXPECT_THAT(utcNow(), testing::MatchesRegex("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z"));
}

TEST(Clock, MonotonicNeverGoesBackAndWallIsThisCentury) {
    double last = monotonicSeconds();
    for (int i = 0; i < 1000; ++i) {
        const double now = monotonicSeconds();
        ASSERT_GE(now, last);
        last = now;
    }
    EXPECT_GT(wallSeconds(), 1.6e9);
    EXPECT_LT(wallSeconds(), 4.1e9);
}

TEST(Log, WritesTheTextAsItIsToStderr) {
    testing::internal::CaptureStderr();
    log::warning("braces {} and %s stay");
    log::debug("not shown by default");
    const std::string text = testing::internal::GetCapturedStderr();
    EXPECT_THAT(text, testing::HasSubstr("warning: braces {} and %s stay"));
    EXPECT_THAT(text, testing::Not(testing::HasSubstr("not shown")));
}

}  // namespace
}  // namespace luthier
