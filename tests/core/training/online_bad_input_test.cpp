// SPDX-License-Identifier: Apache-2.0
// Runs that write what they learn from, with prompts, answers and reward models that are not as they should be.
#include <gmock/gmock.h>

#include "tests/core/training/tiny_run.h"

namespace luthier {
namespace {

using namespace luthier::test;
using testing::AllOf;
using testing::HasSubstr;

std::string promptRow(const std::string& text) { return dumpJson({{"prompt", {{{"role", "user"}, {"content", text}}}}}) + "\n"; }

class OnlineBadInput : public testing::Test {
protected:
    OnlineBadInput() {
        std::string rows;
        for (int i = 0; i < 6; ++i) rows += promptRow("Do you know item " + std::to_string(i) + "?");
        tiny.folder().write("prompts.jsonl", rows);
    }
    void learnFrom(const Json& reward, const std::string& file = "prompts.jsonl") {
        tiny.config["data"] = {{"train", file}, {"eval_fraction", 0}, {"max_length", 64}};
        tiny.config["method"] = {{"type", "grpo"}, {"prompts_per_rollout", 2}, {"completions", 3}, {"max_new_tokens", 8}, {"rewards", {{{"reward", reward}}}}};
        tiny.config["training"] = {{"learning_rate", 0.01}, {"schedule", "constant"}, {"warmup_ratio", 0}, {"micro_tokens", 256}, {"max_steps", 2}};
    }
    // A reward model on tiny-qwen2, in a run called so.
    void trainRewardModel(const std::string& name, const Json& adapter) {
        std::string pairs;
        for (int i = 0; i < 8; ++i) {
            const std::string item = "item " + std::to_string(i);
            const auto turn = [](const std::string& role, const std::string& text) { return Json{{"role", role}, {"content", text}}; };
            pairs += dumpJson({{"prompt", {turn("user", "Do you know " + item + "?")}}, {"chosen", {turn("assistant", "I know " + item + ".")}},
                               {"rejected", {turn("assistant", "No.")}}}) + "\n";
        }
        tiny.folder().write("pairs.jsonl", pairs);
        tiny.config["adapter"] = adapter;
        tiny.config["data"] = {{"train", "pairs.jsonl"}, {"eval_fraction", 0}, {"max_length", 64}};
        tiny.config["method"] = {{"type", "reward"}};
        tiny.config["training"]["epochs"] = 1;
        require(tiny.train(false, name));
    }
    std::string told(EventKind kind) const {
        std::string all;
        for (const Json& event : tiny.events(kind)) all += event.at("message").get<std::string>() + "\n";
        return all;
    }
    std::vector<Json> answers() const {
        std::vector<Json> found;
        for (const LogLine& line : require(readWholeLog(tiny.run().samples())).lines)
            if (line.fields.contains("reward") && !line.fields.value("held_out", false)) found.push_back(line.fields);
        return found;
    }
    const Json shortAnswers = {{"type", "length"}, {"unit", "characters"}, {"minimum", 0}, {"maximum", 8}, {"slope", 24}};
    TinyRun tiny;
};

TEST_F(OnlineBadInput, ARewardModelWithAnotherTokenizerReadsTheAnswersInItsOwnTokensAndThatIsTold) {
    trainRewardModel("judge", {{"type", "full"}});
    tiny.config["adapter"] = {{"type", "lora"}, {"rank", 4}, {"alpha", 8}};
    tiny.config["model"]["path"] = baselinePath("models/tiny-llama");
    learnFrom({{"type", "reward_model"}, {"path", tiny.run("judge").final()}});
    require(tiny.train());
    EXPECT_THAT(told(EventKind::Note), HasSubstr("has another tokenizer"));
    ASSERT_EQ(answers().size(), 12U);
    for (const Json& answer : answers()) EXPECT_TRUE(answer.at("reward").is_number()) << answer.dump();
}

// It fits this model by its sizes alone.
TEST_F(OnlineBadInput, AnAdapterThatWasTrainedToScoreOnAnotherModelIsTold) {
    trainRewardModel("judge", {{"type", "lora"}, {"rank", 4}, {"alpha", 8}});
    tiny.config["model"]["path"] = baselinePath("models/tiny-llama3");
    learnFrom({{"type", "reward_model"}, {"path", tiny.run("judge").final()}});
    require(tiny.train());
    EXPECT_THAT(told(EventKind::Note), AllOf(HasSubstr("was trained on"), HasSubstr("tiny-qwen2"), HasSubstr("tiny-llama3")));
}

// A policy that has learnt to say nothing.
TEST_F(OnlineBadInput, EmptyAnswersAreScoredAndLearnedFrom) {
    std::string silent;
    for (int i = 0; i < 12; ++i)
        silent += dumpJson({{"messages", {{{"role", "user"}, {"content", "Do you know item " + std::to_string(i) + "?"}},
                                          {{"role", "assistant"}, {"content", ""}}}}}) + "\n";
    tiny.folder().write("silent.jsonl", silent);
    tiny.config["data"] = {{"train", "silent.jsonl"}, {"eval_fraction", 0}, {"max_length", 64}};
    tiny.config["training"]["learning_rate"] = 0.03;
    tiny.config["training"]["epochs"] = 20;
    require(tiny.train(false, "silent"));
    tiny.config["model"]["adapter"] = tiny.run("silent").final();
    learnFrom(shortAnswers);
    const Json result = require(tiny.train());
    EXPECT_EQ(result.at("state"), "done");
    std::size_t numEmpty = 0;
    for (const Json& answer : answers()) {
        EXPECT_TRUE(answer.at("reward").is_number());
        numEmpty += answer.at("text").get<std::string>().empty();
    }
    EXPECT_GT(numEmpty, 0U);
}

TEST_F(OnlineBadInput, APromptThatLeavesNoRoomForAnAnswerIsListedAndNotAnswered) {
    std::string rows;
    for (int i = 0; i < 4; ++i) rows += promptRow("Do you know item " + std::to_string(i) + "?");
    tiny.folder().write("long.jsonl", rows + promptRow(std::string(4000, 'w')));
    learnFrom(shortAnswers, "long.jsonl");
    require(tiny.train());
    const Json refused = tiny.events(EventKind::Started).back().at("refused_rows");
    std::int64_t number = 0;
    for (const auto& [rule, count] : refused.items()) number += count.get<std::int64_t>();
    EXPECT_EQ(number, 1) << refused.dump();

    tiny.folder().write("only.jsonl", promptRow(std::string(4000, 'w')));
    learnFrom(shortAnswers, "only.jsonl");
    const Result<Json> none = tiny.train(false, "none");
    ASSERT_FALSE(none);
    EXPECT_THAT(none.error().toString(), HasSubstr("no row is left"));
}

}  // namespace
}  // namespace luthier
