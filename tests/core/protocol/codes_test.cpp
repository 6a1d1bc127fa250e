// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/codes.h"

#include <set>

#include <gtest/gtest.h>

namespace luthier {
namespace {

constexpr ErrorCode allCodes[] = {ErrorCode::InvalidArgument, ErrorCode::InvalidConfig, ErrorCode::NotFound,    ErrorCode::AlreadyExists,
                                  ErrorCode::InvalidData,     ErrorCode::Busy,          ErrorCode::Io,          ErrorCode::DiskFull,
                                  ErrorCode::OutOfMemory,     ErrorCode::Cancelled,     ErrorCode::Retry,       ErrorCode::Internal};

TEST(Codes, EveryCodeHasANameOfItsOwnThatLeadsBack) {
    std::set<std::string_view> names;
    for (const ErrorCode code : allCodes) {
        EXPECT_EQ(errorCodeFromName(errorCodeName(code)), code) << errorCodeName(code);
        names.insert(errorCodeName(code));
    }
    EXPECT_EQ(names.size(), std::size(allCodes));
    EXPECT_FALSE(errorCodeFromName("no_such_code"));
}

TEST(Codes, ExitCodesAreThoseOfTheContract) {
    EXPECT_EQ(static_cast<int>(exitCodeOf(ErrorCode::Cancelled)), 0);
    EXPECT_EQ(static_cast<int>(exitCodeOf(ErrorCode::InvalidConfig)), 2);
    EXPECT_EQ(static_cast<int>(exitCodeOf(ErrorCode::Busy)), 2);
    EXPECT_EQ(static_cast<int>(exitCodeOf(ErrorCode::DiskFull)), 3);
    EXPECT_EQ(static_cast<int>(exitCodeOf(ErrorCode::OutOfMemory)), 3);
    EXPECT_EQ(static_cast<int>(exitCodeOf(ErrorCode::Internal)), 4);
    EXPECT_EQ(static_cast<int>(exitCodeOf(ErrorCode::Retry)), 75);
}

TEST(Codes, AnErrorAlwaysHasTheSameMembers) {
    EXPECT_EQ(dumpJson(errorToJson(Error(ErrorCode::NotFound, "no"))),
              R"({"error":{"code":"not_found","message":"no","hint":"","file":"","line":null,"key":""}})");
    const Error full = Error(ErrorCode::InvalidData, "broken").withHint("mend it").at("a \"b\"\n.json", 7).withKey("x.y");
    EXPECT_EQ(dumpJson(errorToJson(full)),
              R"({"error":{"code":"invalid_data","message":"broken","hint":"mend it","file":"a \"b\"\n.json","line":7,"key":"x.y"}})");
}

TEST(Codes, AnErrorComesBackFromItsJson) {
    Error error = Error(ErrorCode::InvalidConfig, "2 problems").withHint("h").at("run.json", 3).withKey("a");
    error.problems = {{"a", "must be > 0", "try 1"}, {"b", "unknown key", ""}};
    const auto back = errorFromJson(errorToJson(error));
    ASSERT_TRUE(back) << back.error().toString();
    EXPECT_EQ(errorToJson(*back), errorToJson(error));
    EXPECT_EQ(back->problems, error.problems);
}

TEST(Codes, WhatIsNoErrorMessageIsRefused) {
    for (const char* text : {"{}", "[]", "3", R"({"error":3})", R"({"error":{}})", R"({"error":{"code":"weird"}})"})
        EXPECT_FALSE(errorFromJson(Json::parse(text))) << text;
}

}  // namespace
}  // namespace luthier
