// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"

#include <gtest/gtest.h>

#include "core/base/progress.h"

namespace luthier {
namespace {

Result<int> half(int value) {
    if (value % 2 != 0) return fail(Error(ErrorCode::InvalidArgument, "odd").withHint("double it").at("numbers.txt", 7).withKey("value"));
    return value / 2;
}

Result<int> quarter(int value) {
    ASSIGN_OR_RETURN(const int once, half(value));
    ASSIGN_OR_RETURN(const int twice, half(once));
    return twice;
}

Status checkQuarter(int value) {
    RETURN_IF_ERROR(quarter(value));
    return {};
}

TEST(Error, SaysWhatWhereAndWhatToTry) {
    EXPECT_EQ(half(3).error().toString(), "odd (numbers.txt:7, value) - double it");
    EXPECT_EQ(Error(ErrorCode::Io, "broken").toString(), "broken");
    EXPECT_EQ(Error(ErrorCode::Io, "broken").at("a b.json").toString(), "broken (a b.json)");
    EXPECT_EQ(Error(ErrorCode::Io, "broken").withKey("model.path").toString(), "broken (model.path)");
}

TEST(Error, MacrosPassValuesAndErrorsOn) {
    EXPECT_EQ(quarter(12).value(), 3);
    EXPECT_EQ(quarter(6).error().message, "odd");
    EXPECT_TRUE(checkQuarter(8).has_value());
    EXPECT_EQ(checkQuarter(5).error().code, ErrorCode::InvalidArgument);
}

TEST(Progress, CheckpointFailsOnceCancellationIsRequested) {
    Cancellation cancellation;
    WorkContext context;
    EXPECT_TRUE(context.checkpoint().has_value());
    context.cancellation = &cancellation;
    EXPECT_TRUE(context.checkpoint().has_value());
    cancellation.request();
    EXPECT_EQ(context.checkpoint().error().code, ErrorCode::Cancelled);
}

}  // namespace
}  // namespace luthier
