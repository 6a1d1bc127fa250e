// SPDX-License-Identifier: Apache-2.0
// Pairs through the commands of the engine: check, tokenize, logprobs, training, and the scores of the reward model that comes of it.
#include <cstdlib>

#include <gmock/gmock.h>

#include "core/base/files.h"
#include "tests/integration/engine_process.h"
#include "tests/support/temporary_folder.h"

namespace luthier::test {
namespace {

std::string pairRow(const std::string& prompt, const std::string& chosen, const std::string& rejected) {
    return dumpJson({{"prompt", prompt}, {"chosen", chosen}, {"rejected", rejected}}) + "\n";
}

class Preference : public testing::Test {
protected:
    Preference() {
        ::setenv("XDG_CACHE_HOME", (folder / "cache").c_str(), 1);   // where the reference's numbers are kept for other runs
        std::string rows;
        for (int i = 0; i < 16; ++i) rows += pairRow("Do you know " + std::to_string(i) + "?", "Yes, I know " + std::to_string(i) + ".", "No.");
        data = folder.write("pairs.jsonl", rows);
    }

    ~Preference() override { ::unsetenv("XDG_CACHE_HOME"); }

    std::string configFor(const Json& method) const {
        return dumpJson({{"schema", 1},
                         {"model", {{"path", tinyModel("tiny-qwen2")}, {"precision", "f32"}}},
                         {"adapter", {{"type", "lora"}, {"rank", 4}, {"alpha", 8}}},
                         {"data", {{"train", data}, {"eval_fraction", 0.2}, {"max_length", 96}}},
                         {"method", method},
                         {"training", {{"learning_rate", 0.01}, {"tokens_per_step", 300}, {"micro_tokens", 96}, {"epochs", 6}}}});
    }

    const TemporaryFolder folder;
    std::string data;
};

TEST_F(Preference, CheckSaysWhichPairsCannotBeUsedAndWhy) {
    const std::string mixed = folder.write("mixed.jsonl", pairRow("Hi", "Hello", "Hello") + pairRow("Hi", "Hello", "Go away"));
    const EngineResult result = runEngine({"check", "--model", tinyModel("tiny-qwen2"), "--data", mixed, "--method", "dpo"});
    ASSERT_EQ(result.exitCode, 0) << result.all();
    const std::vector<Json> lines = result.results();
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0]["rule"], "chosen_equals_rejected");
    EXPECT_EQ(lines[1]["summary"]["used"], 1);
    const EngineResult sft = runEngine({"check", "--model", tinyModel("tiny-qwen2"), "--data", mixed, "--method", "sft"});
    EXPECT_EQ(sft.exitCode, 2);
}

TEST_F(Preference, CheckSaysThatAllAnswersAreOfOneClass) {
    const auto row = [](const std::string& question, const char* answer, int score) {
        return dumpJson({{"prompt", {{{"role", "user"}, {"content", question}}}}, {"completion", {{{"role", "assistant"}, {"content", answer}}}},
                         {"label", score == 1}}) + "\n";
    };
    const auto warningsOf = [&](const std::string& rows) {
        const EngineResult result = runEngine({"check", "--model", tinyModel("tiny-qwen2"), "--data", folder.write("kto.jsonl", rows), "--method", "kto"});
        EXPECT_EQ(result.exitCode, 0) << result.all();
        return result.results().back()["summary"]["warnings"];
    };
    const Json good = warningsOf(row("Hi", "Hello", 1) + row("Bye", "See you", 1)), bad = warningsOf(row("Hi", "Go away", 0));
    EXPECT_EQ(good["one_class"]["rows"], 2);
    EXPECT_NE(good["one_class"]["first_reason"].get<std::string>().find("all answers are called good"), std::string::npos);
    EXPECT_NE(bad["one_class"]["first_reason"].get<std::string>().find("all answers are called bad"), std::string::npos);
    EXPECT_FALSE(warningsOf(row("Hi", "Hello", 1) + row("Bye", "Go away", 0)).contains("one_class"));
}

TEST_F(Preference, TokenizeAndLogprobsShowBothAnswers) {
    const std::vector<Json> tokens = runEngine({"tokenize", "--model", tinyModel("tiny-qwen2"), "--data", data, "--method", "dpo", "--rows", "0"}).results();
    ASSERT_EQ(tokens.size(), 1U);
    EXPECT_THAT(tokens[0]["chosen"]["text"].get<std::string>(), testing::HasSubstr("Yes, I know 0."));
    EXPECT_THAT(tokens[0]["rejected"]["text"].get<std::string>(), testing::HasSubstr("No."));
    const std::vector<Json> logps =
        runEngine({"logprobs", "--model", tinyModel("tiny-qwen2"), "--data", data, "--method", "dpo", "--precision", "f32"}).results();
    ASSERT_EQ(logps.size(), 16U);
    EXPECT_LT(logps[0]["chosen"]["sum"].get<double>(), 0.0);
    EXPECT_EQ(logps[0]["rejected"]["ids"], tokens[0]["rejected"]["ids"]);
}

TEST_F(Preference, ARewardModelIsTrainedAndScores) {
    const std::string run = folder.write("run.json", configFor({{"type", "reward"}}));
    const EngineResult trained = runEngine({"train", run, "--out", folder / "run"});
    ASSERT_EQ(trained.exitCode, 0) << trained.all();
    const Json told = trained.results().back();
    EXPECT_LT(told["eval_loss_after"].get<double>(), told["eval_loss_before"].get<double>());
    EXPECT_TRUE(pathExists(folder / "run/final/reward_head.json"));
    const std::vector<Json> scores = runEngine({"score", "--model", tinyModel("tiny-qwen2"), "--adapter", folder / "run/final", "--data", data, "--precision",
                                                "f32"}).results();
    ASSERT_EQ(scores.size(), 16U);
    for (const Json& row : scores) EXPECT_GT(row["chosen"]["score"].get<double>(), row["rejected"]["score"].get<double>());
    // The same by itself, and for a dialogue that nobody has judged.
    const std::vector<Json> alone = runEngine({"score", "--model", tinyModel("tiny-qwen2"), "--adapter", folder / "run/final", "--data", data, "--precision",
                                               "f32", "--rows", "3"}).results();
    EXPECT_NEAR(alone[0]["chosen"]["score"].get<double>(), scores[3]["chosen"]["score"].get<double>(), 1e-4);
    const std::string dialogue = folder.write("chat.jsonl", chatRow("Do you know 3?", "Yes, I know 3."));
    const std::vector<Json> unjudged = runEngine({"score", "--model", tinyModel("tiny-qwen2"), "--adapter", folder / "run/final", "--data", dialogue,
                                                  "--precision", "f32"}).results();
    ASSERT_EQ(unjudged.size(), 1U);
    EXPECT_NEAR(unjudged[0]["score"].get<double>(), scores[3]["chosen"]["score"].get<double>(), 1e-4);
}

TEST_F(Preference, AnAdapterWithoutAHeadDoesNotScore) {
    const std::string run = folder.write("run.json", configFor({{"type", "dpo"}}));
    ASSERT_EQ(runEngine({"train", run, "--out", folder / "run"}).exitCode, 0);
    const EngineResult result = runEngine({"score", "--model", tinyModel("tiny-qwen2"), "--adapter", folder / "run/final", "--data", data});
    EXPECT_EQ(result.exitCode, 2);
    EXPECT_THAT(result.error()["message"].get<std::string>(), testing::HasSubstr("no reward model"));
}

}  // namespace
}  // namespace luthier::test
