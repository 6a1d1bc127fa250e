// SPDX-License-Identifier: Apache-2.0
// The rules that TRL also has, against its numbers (tests/baselines/online.json, written by online.py).
#include <gtest/gtest.h>

#include <map>

#include "tests/core/rewards/scored.h"

namespace luthier {
namespace {

double scoreOf(const RewardChoice& options, std::string_view text, const Json& reference = nullptr, std::int64_t numTokens = 0) {
    const auto number = test::tryScore(options, text, reference, numTokens, 0);
    if (!number || !number->has_value()) ADD_FAILURE() << (number ? "the rule says nothing" : number.error().toString());
    return number ? number->value_or(99) : 99;
}

void checkThinkFormat(const Json& golden) {
    for (std::size_t i = 0; i < golden["texts"].size(); ++i) {
        const auto text = golden["texts"][i].get<std::string>();
        EXPECT_EQ(scoreOf(ThinkFormatRuleOptions{}, text), golden["rewards"][i].get<double>()) << text;
    }
}

// TRL counts token ids; each is a word here.
void checkRepetition(const Json& golden) {
    RepetitionRuleOptions options;
    options.numWords = golden["options"]["ngram_size"].get<std::int64_t>();
    options.maxPenalty = golden["options"]["max_penalty"].get<double>();
    for (std::size_t i = 0; i < golden["completion_ids"].size(); ++i) {
        std::string text;
        for (const Json& id : golden["completion_ids"][i]) text += id.dump() + " \n";
        EXPECT_NEAR(scoreOf(options, text), golden["rewards"][i].get<double>(), 1e-10) << text;
    }
}

void checkSoftOverlong(const Json& golden) {
    SoftOverlongRuleOptions options;
    options.maximum = golden["options"]["max_completion_len"].get<std::int64_t>();
    options.cache = golden["options"]["soft_punish_cache"].get<std::int64_t>();
    for (std::size_t i = 0; i < golden["lengths"].size(); ++i) {
        const auto length = golden["lengths"][i].get<std::int64_t>();
        EXPECT_NEAR(scoreOf(options, "text", nullptr, length), golden["rewards"][i].get<double>(), 1e-10) << length;
    }
}

void checkCosine(const Json& golden) {
    const Json& given = golden["options"];
    CosineLengthRuleOptions options;
    options.maximum = given["max_len"].get<std::int64_t>();
    options.shortRight = given.value("max_value_correct", 1.0);
    options.longRight = given.value("min_value_correct", 0.5);
    options.shortWrong = given.value("min_value_wrong", -1.0);
    options.longWrong = given.value("max_value_wrong", -0.5);
    const char* const text = golden["correct"].get<bool>() ? "It is 7." : "It is 8.";
    for (std::size_t i = 0; i < golden["lengths"].size(); ++i) {
        const auto length = golden["lengths"][i].get<std::int64_t>();
        EXPECT_NEAR(scoreOf(options, text, 7, length), golden["rewards"][i].get<double>(), 1e-9) << length;
    }
}

TEST(RewardGoldens, AreThoseOfTrl) {
    const Json goldens = readJsonFile(LUTHIER_SOURCE_DIR "/tests/baselines/online.json").value().at("rewards");
    std::map<std::string, int> seen;
    for (const Json& golden : goldens) {
        const auto kind = golden["kind"].get<std::string>();
        SCOPED_TRACE(kind + " " + golden["options"].dump());
        ++seen[kind];
        if (kind == "think_format") checkThinkFormat(golden);
        else if (kind == "repetition") checkRepetition(golden);
        else if (kind == "soft_overlong") checkSoftOverlong(golden);
        else if (kind == "cosine_scaled") checkCosine(golden);
        else ADD_FAILURE() << "no rule is compared with it";
    }
    EXPECT_EQ(seen, (std::map<std::string, int>{{"cosine_scaled", 4}, {"repetition", 4}, {"soft_overlong", 3}, {"think_format", 1}}));
}

}  // namespace
}  // namespace luthier
