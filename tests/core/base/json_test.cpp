// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.h"

#include <cmath>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/base/clock.h"
#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

using testing::HasSubstr;

std::string problemOf(std::string_view text, const JsonLimits& limits = {}) {
    const auto parsed = parseJson(text, limits);
    if (parsed) return "";
    EXPECT_EQ(parsed.error().code, ErrorCode::InvalidData);
    return parsed.error().message;
}

TEST(Json, ReadsEveryKindOfValueAndKeepsKeyOrder) {
    const auto parsed = parseJson(R"( {"z": [1, -2, 2.5, true, null, "t\u00e9\ud83d\ude00"], "a": {}, "m": []} )");
    ASSERT_TRUE(parsed) << parsed.error().toString();
    EXPECT_EQ(dumpJson(*parsed), R"({"z":[1,-2,2.5,true,null,"té😀"],"a":{},"m":[]})");
}

TEST(Json, ScalarsAreDocumentsToo) {
    EXPECT_EQ(parseJson("3").value(), 3);
    EXPECT_EQ(parseJson("\"x\"").value(), "x");
    EXPECT_TRUE(parseJson("null").value().is_null());
}

TEST(Json, BrokenSyntaxIsRefusedWithThePlace) {
    EXPECT_THAT(problemOf(""), HasSubstr("not valid JSON"));
    EXPECT_THAT(problemOf("{\"a\":1,}"), HasSubstr("(byte 8)"));
    EXPECT_THAT(problemOf("[1,2"), HasSubstr("unexpected end of input"));
    EXPECT_THAT(problemOf("{} {}"), HasSubstr("expected end of input"));
    EXPECT_THAT(problemOf("{'a':1}"), HasSubstr("not valid JSON"));
    EXPECT_THAT(problemOf("{\"a\":NaN}"), HasSubstr("not valid JSON"));
    EXPECT_THAT(problemOf("// note\n{}"), HasSubstr("not valid JSON"));
    EXPECT_THAT(problemOf("[1e999]"), HasSubstr("not valid JSON"));
    EXPECT_THAT(problemOf("\"\xff\""), HasSubstr("not valid JSON"));
    EXPECT_THAT(problemOf("\"\\ud800\""), HasSubstr("not valid JSON"));
}

TEST(Json, ZeroByteDoesNotHideWhatFollows) { EXPECT_THAT(problemOf(std::string_view("{}\0garbage", 10)), HasSubstr("zero byte at byte 2")); }

TEST(Json, ByteOrderMarkIsSkipped) { EXPECT_EQ(dumpJson(parseJson("\xEF\xBB\xBF{\"a\":1}").value()), "{\"a\":1}"); }

TEST(Json, DuplicateKeysAreRefusedInSmallAndLargeObjects) {
    EXPECT_THAT(problemOf(R"({"a":1,"b":{"c":1,"c":2}})"), HasSubstr("\"c\" appears twice"));
    std::string large = "{";
    for (int i = 0; i < 100; ++i) large += "\"k" + std::to_string(i) + "\":" + std::to_string(i) + ",";
    EXPECT_EQ(problemOf(large + "\"other\":1}"), "");
    EXPECT_THAT(problemOf(large + "\"k3\":1}"), HasSubstr("\"k3\" appears twice"));
    EXPECT_THAT(problemOf(large + "\"k99\":1}"), HasSubstr("\"k99\" appears twice"));
    EXPECT_EQ(problemOf(R"({"a":{"x":1},"b":{"x":1}})"), "");
}

TEST(Json, DepthIsLimited) {
    const auto nested = [](int depth) { return std::string(static_cast<std::size_t>(depth), '[') + std::string(static_cast<std::size_t>(depth), ']'); };
    EXPECT_EQ(problemOf(nested(128)), "");
    EXPECT_THAT(problemOf(nested(129)), HasSubstr("nested deeper than 128 levels"));
    EXPECT_THAT(problemOf(std::string(5'000'000, '[')), HasSubstr("nested deeper"));
}

TEST(Json, SizeIsLimited) { EXPECT_THAT(problemOf("[1,2,3]", {.maxBytes = 6}), HasSubstr("the limit is 6")); }

TEST(Json, ManyKeysTakeLinearTime) {
    std::string text = "{";
    for (int i = 0; i < 200'000; ++i) text += "\"key" + std::to_string(i) + "\":1,";
    const double start = monotonicSeconds();
    EXPECT_EQ(parseJson(text + "\"end\":1}").value().size(), 200'001U);
    EXPECT_LT(monotonicSeconds() - start, 20.0);   // the library's own builder needs minutes
}

TEST(Json, NumbersSurvive) {
    for (const char* text : {"9223372036854775807", "-9223372036854775808", "18446744073709551615", "0.1", "1e-300", "123456789.123456789", "1.0"})
        EXPECT_EQ(dumpJson(parseJson(dumpJson(parseJson(text).value())).value()), dumpJson(parseJson(text).value())) << text;
    EXPECT_EQ(dumpJson(parseJson("18446744073709551615").value()), "18446744073709551615");
    const Json large = parseJson("18446744073709551616").value();
    EXPECT_TRUE(large.is_number_float());
    EXPECT_EQ(large.get<double>(), 18446744073709551616.0);
}

TEST(Json, NumbersThatAreNotFiniteHaveNames) {
    const double infinity = std::numeric_limits<double>::infinity();
    const Json value = {{"loss", std::nan("")}, {"list", {infinity, -infinity, 1.5}}};
    EXPECT_EQ(dumpJson(value), R"({"loss":"NaN","list":["Infinity","-Infinity",1.5]})");
    EXPECT_TRUE(std::isnan(numberFromJson("NaN").value()));
    EXPECT_EQ(numberFromJson("Infinity").value(), infinity);
    EXPECT_EQ(numberFromJson("-Infinity").value(), -infinity);
    EXPECT_EQ(numberFromJson(3).value(), 3.0);
    EXPECT_FALSE(numberFromJson("fast"));
    EXPECT_FALSE(numberFromJson(nullptr));
}

TEST(Json, BrokenUtf8IsReplacedOnWriting) { EXPECT_EQ(dumpJson("a\xff" "b"), "\"a\uFFFDb\""); }

TEST(Json, PrettyFormIsReadable) { EXPECT_EQ(dumpJsonPretty(Json{{"a", 1}}), "{\n  \"a\": 1\n}"); }

TEST(Json, FileErrorsNameTheFile) {
    const test::TemporaryFolder folder;
    const std::string path = folder.write("run.json", "{\"a\":}");
    EXPECT_EQ(readJsonFile(path).error().file, path);
    EXPECT_EQ(readJsonFile(folder / "none.json").error().code, ErrorCode::NotFound);
    EXPECT_EQ(readJsonFile(folder.write("good.json", "[1]")).value().size(), 1U);
}

RC_GTEST_PROP(JsonProperty, DoublesComeBackBitForBit, ()) {
    const auto bits = *rc::gen::arbitrary<std::uint64_t>();
    double value = 0;
    std::memcpy(&value, &bits, sizeof value);
    RC_PRE(std::isfinite(value));
    const double back = numberFromJson(parseJson(dumpJson(jsonNumber(value))).value()).value();
    RC_ASSERT(std::memcmp(&back, &value, sizeof value) == 0);
}

RC_GTEST_PROP(JsonProperty, AnyBytesAreParsedOrRefusedAndWhatIsWrittenCanBeRead, (const std::string& bytes)) {
    if (const auto parsed = parseJson(bytes)) RC_ASSERT(parseJson(dumpJson(*parsed)).value() == *parsed);
    RC_ASSERT(parseJson(dumpJson(Json(bytes))).has_value());
}

}  // namespace
}  // namespace luthier
