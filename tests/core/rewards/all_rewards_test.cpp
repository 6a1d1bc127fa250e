// SPDX-License-Identifier: Apache-2.0
// What holds for every rule: its schema, its id, and answers of any content and length.
#include "core/rewards/all_rewards.h"

#include <gmock/gmock.h>

#include <cmath>
#include <map>
#include <set>

#include "tests/core/rewards/scored.h"

namespace luthier {
namespace {

// What a rule needs beside its defaults, and a reference with which it says something. A rule without a line here fails the tests below.
struct Sample { std::string options; Json reference = nullptr; };
const std::map<std::string, Sample>& samples() {
    static const std::map<std::string, Sample> all = {
        {"reward_model", {R"({"path":"runs/a/final"})"}},
        {"judge", {R"({"model":"models/judge"})"}},
        {"regex", {R"({"pattern":"a.*b","match":"anywhere"})"}},
        {"length", {"{}"}},
        {"exact_answer", {R"({"where":"anywhere"})", "Paris"}},
        {"numeric_answer", {"{}", 72}},
        {"json_schema", {R"({"where":"first_object"})", Json{{"schema", {{"type", "object"}}}}}},
        {"words", {R"({"required":["sun","北京"],"banned":["rain"],"needed":"share"})"}},
        {"user_penalty", {R"({"unwanted":["delve","a"],"cap":1000,"penalty":1})"}},
        {"language", {R"({"minimum_letters":1})"}},
        {"repetition", {R"({"num_words":20})"}},
        {"refusal", {R"({"where":"anywhere"})", Json{{"should_refuse", true}}}},
        {"think_format", {"{}"}},
        {"soft_overlong", {"{}"}},
        {"cosine_length", {"{}", 72}},
    };
    return all;
}

RewardSpec specOf(const std::string& id, const std::string& options) {
    Json reward = {{"type", id}};
    reward.update(parseJson(options).value());
    auto spec = rewardSpecSchema().fromJson({{"reward", reward}});
    if (!spec) ADD_FAILURE() << id << ": " << spec.error().toString();
    return spec ? *spec : RewardSpec{};
}

TEST(AllRewards, HaveIdsAndWordsOfTheirOwn) {
    std::set<std::string> ids, titles;
    AllRewards::forEach([&]<class Unit>() {
        const RewardInfo info = Unit::info();
        EXPECT_EQ(info.id, Unit::id);
        EXPECT_TRUE(ids.insert(info.id).second) << info.id;
        EXPECT_TRUE(titles.insert(info.title).second) << info.title;
        EXPECT_FALSE(info.help.empty()) << info.id;
        EXPECT_TRUE(samples().contains(info.id)) << info.id << " is in no test";
        for (const FieldInfo& field : Unit::schema().fields()) {
            EXPECT_FALSE(field.label.empty()) << info.id << "." << field.key;
            EXPECT_FALSE(field.help.empty()) << info.id << "." << field.key;
        }
    });
    EXPECT_EQ(ids.size(), samples().size());
}

TEST(AllRewards, OptionsSurviveTheirJson) {
    AllRewards::forEach([]<class Unit>() {
        if (!samples().contains(Unit::id)) return;
        const auto& schema = Unit::schema();
        const auto options = schema.fromJson(parseJson(samples().at(Unit::id).options).value());
        ASSERT_TRUE(options.has_value()) << Unit::id << ": " << options.error().toString();
        const auto again = schema.fromJson(parseJson(dumpJson(schema.toJson(*options))).value());
        ASSERT_TRUE(again.has_value()) << Unit::id << ": " << again.error().toString();
        EXPECT_EQ(*again, *options) << Unit::id;
        const RewardSpec spec = specOf(Unit::id, samples().at(Unit::id).options);
        EXPECT_EQ(rewardInfo(spec.reward).id, Unit::id);
        EXPECT_EQ(rewardSpecSchema().fromJson(rewardSpecSchema().toJson(spec)).value(), spec);
    });
}

// Unless they need what only the user knows.
TEST(AllRewards, DefaultsAreValid) {
    const std::set<std::string> needMore = {"reward_model", "judge", "regex", "words"};
    AllRewards::forEach([&]<class Unit>() {
        const auto options = Unit::schema().fromJson(Json::object());
        EXPECT_EQ(options.has_value(), !needMore.contains(Unit::id)) << Unit::id << (options ? "" : ": " + options.error().toString());
    });
}

std::vector<std::string> awkwardAnswers() {
    const auto repeated = [](std::string_view piece, std::size_t numBytes) {
        std::string text;
        while (text.size() < numBytes) text += piece;
        return text;
    };
    return {"", " ", std::string(1, '\0'), std::string("a\0b", 3), "\u200f\u202eאבג 123 abc", "e\u0301\u0301\u0301", "\ufeff{\"a\":1}", "\ufffe\uffff",
        "👩‍👩‍👧 👍🏽",
            repeated("a", 100'000), repeated("a b ", 100'000), repeated("1,", 100'000), repeated("\\frac{1}", 100'000), repeated("{", 100'000),
            repeated("{\"a\":", 100'000), repeated("<think>", 100'000), repeated("\\boxed{", 100'000), repeated("```\n", 100'000), 
            repeated("I can't ", 100'000),
            repeated("שלום ", 100'000), repeated("e\u0301", 100'000), repeated("北京", 100'000), repeated("3/", 100'000), repeated("9", 100'000),
            repeated("-", 100'000), std::string(100'000, '\0'), repeated("\n", 100'000), repeated("The sun is here. ", 100'000)};
}

TEST(AllRewards, AnyAnswerHasAFiniteNumberOrNone) {
    for (const auto& [id, sample] : samples()) {
        const RewardSpec spec = specOf(id, sample.options);
        const auto rule = makeRule(spec.reward);
        ASSERT_TRUE(rule.has_value()) << id;
        EXPECT_EQ(*rule == nullptr, rewardInfo(spec.reward).needsModel) << id;
        if (!*rule) continue;
        const Prompt prompt{{}, sample.reference};
        bool saidSomething = false;
        for (const std::string& text : awkwardAnswers()) {
            const auto first = (*rule)->score({&prompt, text, 10, 100, true}), second = (*rule)->score({&prompt, text, 10, 100, true});
            ASSERT_TRUE(first.has_value()) << id << ": " << first.error().toString();
            EXPECT_EQ(*first, second.value()) << id;
            EXPECT_TRUE(!*first || std::isfinite(**first)) << id;
            saidSomething = saidSomething || first->has_value();
        }
        EXPECT_TRUE(saidSomething) << id;
    }
}

// Where a rule needs a reference, it says nothing without one, and never fails over it.
TEST(AllRewards, SayNothingWithoutTheReferenceTheyNeed) {
    for (const auto& [id, sample] : samples()) {
        const RewardSpec spec = specOf(id, sample.options);
        const auto rule = makeRule(spec.reward).value();
        if (!rule) continue;
        const Prompt none;
        const auto number = rule->score({&none, "72 Paris a b", 10, 100, true});
        ASSERT_TRUE(number.has_value()) << id << ": " << number.error().toString();
        EXPECT_FALSE(rewardInfo(spec.reward).needsReference && number->has_value()) << id;
        EXPECT_EQ(rule->score({nullptr, "72 Paris a b", 10, 100, true}).value(), *number) << id;
    }
}

TEST(RewardSpec, NamesAreEachThereOnce) {
    std::vector<RewardSpec> specs(3);
    specs[1].name = "regex_2";
    EXPECT_THAT(rewardNames(specs), testing::ElementsAre("regex", "regex_2", "regex_3"));
    specs[1].name = "mine";
    EXPECT_THAT(rewardNames(specs), testing::ElementsAre("regex", "mine", "regex_2"));
}

TEST(RewardSpec, RefusesAPartThatNeverCounts) {
    const auto spec = rewardSpecSchema().fromJson(parseJson(R"({"weight":0,"reward":{"type":"length"}})").value());
    EXPECT_THAT(spec.error().toString(), testing::HasSubstr("never count"));
    const auto typo = rewardSpecSchema().fromJson(parseJson(R"({"reward":{"type":"lenght"}})").value());
    EXPECT_THAT(typo.error().toString(), testing::HasSubstr("\"length\""));
}

}  // namespace
}  // namespace luthier
