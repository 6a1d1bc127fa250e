// SPDX-License-Identifier: Apache-2.0
#include "core/adapters/targets.h"

#include <chrono>

#include <gmock/gmock.h>

namespace luthier {
namespace {

const char* const kQuery = "model.layers.0.self_attn.q_proj";

Targets parse(const char* text) { return targetsFromJson(parseJson(text).value()).value(); }

TEST(Targets, allLinearLeavesTheHeadAlone) {
    EXPECT_TRUE(parse(R"("all-linear")").matches(kQuery, false));
    EXPECT_FALSE(parse(R"("all-linear")").matches("lm_head", true));
}

TEST(Targets, namesMatchWholePartsAtTheEnd) {
    EXPECT_TRUE(parse(R"(["q_proj"])").matches(kQuery, false));
    EXPECT_TRUE(parse(R"(["self_attn.q_proj"])").matches(kQuery, false));
    EXPECT_TRUE(parse(R"(["k_proj", "model.layers.0.self_attn.q_proj"])").matches(kQuery, false));
    EXPECT_FALSE(parse(R"(["proj"])").matches(kQuery, false));
    EXPECT_FALSE(parse(R"(["model.layers.1.self_attn.q_proj"])").matches(kQuery, false));
    EXPECT_TRUE(parse(R"(["lm_head"])").matches("lm_head", true));   // named is named, as in PEFT
}

TEST(Targets, expressionsMatchTheWholePath) {
    EXPECT_TRUE(parse(R"("re:.*\\.(q|v)_proj")").matches(kQuery, false));
    EXPECT_FALSE(parse(R"("re:q_proj")").matches(kQuery, false));
    EXPECT_TRUE(parse(R"("re:model\\.layers\\.[0-3]\\..*")").matches(kQuery, false));
}

TEST(Targets, roundTrip) {
    for (const char* text : {R"("all-linear")", R"(["q_proj","v_proj"])", R"("re:.*_proj")"}) EXPECT_EQ(dumpJson(targetsToJson(parse(text))), text);
}

TEST(Targets, badOnesAreNamed) {
    const auto messageOf = [](const char* text) {
        const auto targets = targetsFromJson(parseJson(text).value());
        return targets ? "none" : targets.error().toString();
    };
    EXPECT_THAT(messageOf(R"("q_proj")"), testing::HasSubstr(R"(for one name write ["q_proj"])"));
    EXPECT_THAT(messageOf(R"("")"), testing::HasSubstr("does not say which layers"));
    EXPECT_THAT(messageOf("3"), testing::HasSubstr("does not say which layers: 3"));
    EXPECT_THAT(messageOf("[]"), testing::HasSubstr("empty"));
    EXPECT_THAT(messageOf(R"(["q_proj", 3])"), testing::HasSubstr("entry 1 of the list is 3"));
    EXPECT_THAT(messageOf(R"(["all-linear"])"), testing::HasSubstr("without the list"));
    EXPECT_THAT(messageOf(R"("re:")"), testing::HasSubstr("is empty"));
    EXPECT_THAT(messageOf(R"("re:[")"), testing::HasSubstr("not a regular expression"));
    EXPECT_FALSE(targetsFromJson("re:" + std::string(5000, 'a')).has_value());
    EXPECT_FALSE(targetsFromJson("re:((((a{1000}){1000}){1000}){1000})").has_value());
}

TEST(Targets, noExpressionTakesForEver) {
    std::string path(200, 'a');
    path.push_back('b');
    const auto start = std::chrono::steady_clock::now();
    EXPECT_FALSE(parse(R"("re:(a+)+$")").matches(path, false));
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
}

}  // namespace
}  // namespace luthier
