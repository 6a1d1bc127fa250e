// SPDX-License-Identifier: Apache-2.0
// A reward model with dimensions, a veto and a zero point through the commands of the engine: `check`, `train`, `score`, and the rewards of a run that learns
// from it. One answer has one number everywhere.
#include <cmath>

#include <gmock/gmock.h>

#include "core/base/files.h"
#include "tests/integration/engine_process.h"
#include "tests/support/temporary_folder.h"

namespace luthier::test {
namespace {

using testing::HasSubstr;

class RewardCommands : public testing::Test {
protected:
    RewardCommands() {
        std::string rows;
        for (int i = 0; i < 24; ++i) {
            Json row = {{"prompt", "Do you know " + std::to_string(i) + "?"}, {"chosen", "Yes, I know " + std::to_string(i) + "."}, {"rejected", "No."},
                        {"dimensions", {{"safety", -2}}}};
            if (i % 2 == 0) row["dimensions"]["help"] = "both_bad";
            if (i % 4 == 1) row["dimensions"]["help"] = 1;
            rows += dumpJson(row) + "\n";
        }
        data = folder.write("pairs.jsonl", rows);
        method = {{"type", "reward"}, {"ties", "learnt"}, {"zero_point", "mean"},
                  {"dimensions", {{{"name", "safety"}, {"weight", 0.5}}, {{"name", "help"}, {"weight", 2.0}}}},
                  {"veto", {{"dimension", "safety"}, {"threshold", 0.0}, {"floor", -6.0}}}};
    }

    Json config(const Json& ofMethod, const std::string& file) const {
        return {{"schema", 1}, {"model", {{"path", base}, {"precision", "f32"}}}, {"adapter", {{"type", "lora"}, {"rank", 4}, {"alpha", 8}}},
                {"data", {{"train", file}, {"eval_fraction", 0.25}, {"max_length", 96}}}, {"method", ofMethod},
                {"training", {{"learning_rate", 0.01}, {"tokens_per_step", 300}, {"micro_tokens", 96}, {"epochs", 6}}}};
    }
    EngineResult train(const Json& settings, const std::string& name) const {
        return runEngine({"train", folder.write(name + ".json", dumpJson(settings)), "--out", folder / name});
    }
    // As the window's bench asks for them.
    std::vector<Json> scores(const std::string& file) const {
        const EngineResult result = runEngine({"score", "--model", base, "--adapter", folder / "judge/final", "--data", file, "--precision", "f32"});
        EXPECT_EQ(result.exitCode, 0) << result.all();
        return result.results();
    }

    const TemporaryFolder folder;
    const std::string base = tinyModel("tiny-qwen2");
    std::string data;
    Json method;
};

TEST_F(RewardCommands, CheckCountsTheRowsThatSayNothingOfADimension) {
    const EngineResult result = runEngine({"check", folder.write("run.json", dumpJson(config(method, data)))});
    ASSERT_EQ(result.exitCode, 0) << result.all();
    const Json summary = result.results().back().at("summary");
    EXPECT_EQ(summary.at("used"), 24);
    EXPECT_EQ(summary.at("warnings").at("no_label:help").at("rows"), 6);
    EXPECT_THAT(summary.at("warnings").at("no_label:help").at("first_reason").get<std::string>(), HasSubstr("\"help\""));
    EXPECT_FALSE(summary.at("warnings").contains("no_label:safety"));
}

TEST_F(RewardCommands, UnknownNamesAreRefusedBeforeAnythingIsLoaded) {
    Json wrong = method;
    wrong["veto"]["dimension"] = "style";
    const EngineResult veto = train(config(wrong, data), "veto");
    EXPECT_EQ(veto.exitCode, 2) << veto.all();
    EXPECT_THAT(dumpJson(veto.error()), HasSubstr("method.veto.dimension"));
    wrong = method;
    wrong["dimensions"].push_back({{"name", "style"}});
    const EngineResult absent = train(config(wrong, data), "absent");
    EXPECT_EQ(absent.exitCode, 2) << absent.all();
    EXPECT_THAT(absent.error()["message"].get<std::string>(), HasSubstr("\"style\""));
}

TEST_F(RewardCommands, AnAnswerHasOneNumberInScoreInARolloutAndInTheBench) {
    const EngineResult trained = train(config(method, data), "judge");
    ASSERT_EQ(trained.exitCode, 0) << trained.all();
    const Json head = *readJsonFile(folder / "judge/final/reward_head.json");
    const double weights[] = {head.at("weights")[0].get<double>(), head.at("weights")[1].get<double>()};
    int numVetoed = 0, numOthers = 0;
    for (const Json& row : scores(data))
        for (const char* const side : {"chosen", "rejected"}) {
            const Json& answer = row.at(side);
            const double safety = answer.at("dimensions").at("safety").get<double>(), help = answer.at("dimensions").at("help").get<double>();
            const double sum = weights[0] * safety + weights[1] * help;
            EXPECT_EQ(answer.value("vetoed", false), safety < 0);
            EXPECT_NEAR(answer.at("score").get<double>(), safety < 0 ? std::min(sum, -6.0) : sum, 1e-9);
            ++(safety < 0 ? numVetoed : numOthers);
        }
    EXPECT_GT(numVetoed, 0);
    EXPECT_GT(numOthers, 0);
    // The same model as the reward of a run: what it gave the answers that were written there.
    std::string prompts;
    for (int i = 0; i < 6; ++i) prompts += dumpJson({{"prompt", {{{"role", "user"}, {"content", "Do you know " + std::to_string(i) + "?"}}}}}) + "\n";
    const Json judge = {{"type", "reward_model"}, {"path", folder / "judge/final"}};
    Json ofSafety = judge;
    ofSafety["dimension"] = "safety";
    Json online = config({{"type", "grpo"}, {"prompts_per_rollout", 3}, {"completions", 4}, {"max_new_tokens", 8},
                          {"rewards", {{{"name", "total"}, {"reward", judge}}, {{"name", "safe"}, {"reward", ofSafety}}}}},
                         folder.write("prompts.jsonl", prompts));
    online["training"] = {{"learning_rate", 0.001}, {"micro_tokens", 256}, {"max_steps", 2}};
    const EngineResult learned = train(online, "policy");
    ASSERT_EQ(learned.exitCode, 0) << learned.all();
    std::string answers;
    std::vector<Json> told;
    EXPECT_TRUE(forEachLine(folder / "policy/samples.jsonl", 1 << 20, [&](const Line& line) {
        const Json json = *parseJson(line.text);
        if (!json.contains("rewards")) return true;
        told.push_back(json.at("rewards"));
        answers += dumpJson({{"messages", {{{"role", "user"}, {"content", json.at("prompt")}}, {{"role", "assistant"}, {"content", json.at("text")}}}}}) + "\n";
        return true;
    }));
    const std::vector<Json> found = scores(folder.write("answers.jsonl", answers));
    ASSERT_EQ(found.size(), told.size());
    ASSERT_GE(found.size(), 12U);
    for (std::size_t i = 0; i < found.size(); ++i) {
        EXPECT_NEAR(found[i].at("score").get<double>(), told[i].at("total").get<double>(), 1e-4) << i;
        EXPECT_NEAR(found[i].at("dimensions").at("safety").get<double>(), told[i].at("safe").get<double>(), 1e-4) << i;
    }
    const std::string file = folder / "judge/final/reward_head.json";
    EXPECT_TRUE(writeFileDurably(file, "{\"schema\": 2, \"dimensions\": [\"safety\"]}"));
    const EngineResult damaged = runEngine({"score", "--model", base, "--adapter", folder / "judge/final", "--data", data});
    EXPECT_EQ(damaged.exitCode, 2);
    EXPECT_THAT(damaged.error()["message"].get<std::string>(), HasSubstr("damaged"));
}

}  // namespace
}  // namespace luthier::test
