// SPDX-License-Identifier: Apache-2.0
// `plan` against what the engine really takes, and what `train` does with a plan. On the demo model where there is one (started by ctest), because beside a
// tiny model the program itself is nearly all of the memory.
#include <cstdlib>

#include <gmock/gmock.h>

#include "core/base/files.h"
#include "core/runs/run_logs.h"
#include "tests/integration/training_run.h"

namespace luthier::test {
namespace {

using ::testing::HasSubstr;

std::string demoModel() {
    const char* folder = std::getenv("LUTHIER_DEMO_MODEL");
    return folder && pathExists(std::string(folder) + "/model.safetensors") ? folder : "";
}

// Rows of 30 to 250 tokens.
std::string ragged(int numRows) {
    std::string rows;
    for (int i = 0; i < numRows; ++i) {
        std::string question, answer;
        for (int word = 0; word < 5 + i * 7 % 40; ++word) question += "word " + std::to_string(word) + " ";
        for (int word = 0; word < 3 + i * 5 % 30; ++word) answer += "so it is " + std::to_string(i) + " ";
        rows += chatRow(question, answer);
    }
    return rows;
}

class PlanOfDemoModel : public testing::TestWithParam<std::pair<const char*, const char*>> {};

// Predicted from shapes, then the largest micro-batch is trained once: the process's own peak (VmHWM) and the tensors'.
TEST_P(PlanOfDemoModel, IsWithinATenthOfWhatIsMeasured) {
    if (demoModel().empty()) GTEST_SKIP() << "run ./luthier setup, which fetches the demo model, and start this by ctest";
    const TemporaryFolder folder;
    folder.write("rows.jsonl", ragged(24));
    Json settings = {{"schema", 1},
                     {"model", {{"path", demoModel()}, {"precision", "f32"}}},
                     {"data", {{"train", "rows.jsonl"}, {"eval_fraction", 0.1}, {"max_length", 256}}},
                     {"training", {{"tokens_per_step", 600}, {"micro_tokens", 256}, {"max_steps", 1}}}};
    settings.merge_patch(*parseJson(GetParam().second));
    EngineOptions options;
    options.timeoutSeconds = 400;
    options.environment = {"OMP_NUM_THREADS=1"};   // threads that wait for one another make a busy machine slow
    const EngineResult result = runEngine({"plan", folder.write("run.json", dumpJson(settings)), "--measure"}, options);
    const Json plan = resultOf(result);
    ASSERT_TRUE(plan.contains("measured")) << result.all();
    EXPECT_EQ(plan["measured"]["computed_tokens"], plan["largest_micro_batch"]);
    RecordProperty("ratio", plan["measured"]["peak_memory_ratio"].dump());
    EXPECT_NEAR(plan["measured"]["peak_memory_ratio"].get<double>(), 1.0, 0.1) << dumpJson(plan);
    EXPECT_NEAR(plan["measured"]["tensor_peak_ratio"].get<double>(), 1.0, 0.05) << dumpJson(plan);
}

INSTANTIATE_TEST_SUITE_P(
    Configs, PlanOfDemoModel,
    testing::Values(std::pair{"lora", R"({"adapter":{"type":"lora","rank":16}})"},
                    std::pair{"loraOfRank64InLargerPieces", R"({"adapter":{"type":"lora","rank":64,"alpha":128},"training":{"micro_tokens":600}})"},
                    std::pair{"loraOnTwoLayersWithDropout", R"({"adapter":{"type":"lora","dropout":0.1,"targets":["q_proj","v_proj"]}})"},
                    std::pair{"full", R"({"adapter":{"type":"full"}})"},
                    std::pair{"lastLayersAndHead", R"({"adapter":{"type":"last_layers","layers":2,"train_head":true}})"},
                    std::pair{"longRowsComputedAgain", R"({"adapter":{"type":"lora"},"training":{"micro_tokens":128}})"},
                    std::pair{"allComputedAgain", R"({"adapter":{"type":"full"},"training":{"recompute":"all"}})"},
                    std::pair{"shortRows", R"({"adapter":{"type":"lora"},"data":{"max_length":64},"training":{"micro_tokens":64}})"}),
    [](const auto& one) { return std::string(one.param.first); });

TEST(Plan, OfATinyModel) {
    const TemporaryFolder folder;
    const TrainingRun run(folder);
    std::vector<std::string> arguments = run.arguments("unused");
    const EngineResult result = runEngine({"plan", arguments[1], "--measure"});
    const Json plan = resultOf(result);
    EXPECT_TRUE(plan["fits"].get<bool>());
    EXPECT_EQ(plan["steps"], 8);
    EXPECT_GT(plan["tokens_per_second"].get<double>(), 0);
    EXPECT_NEAR(plan["measured"]["peak_memory_ratio"].get<double>(), 1.0, 0.1) << dumpJson(plan);
    EXPECT_FALSE(pathExists(run.outPath("unused")));
}

TEST(Plan, OfModelAndDataAlone) {
    const TemporaryFolder folder;
    const std::string rows = folder.write("rows.jsonl", ragged(8));
    const EngineResult result = runEngine({"plan", "--model", tinyModel("tiny-qwen2"), "--data", rows, "--adapter", "full", "--max-length", "64"});
    const Json plan = resultOf(result);
    EXPECT_EQ(plan["trained_parameters"], plan["parameters"]);
    EXPECT_LE(plan["longest_row"].get<int>(), 64);
    EXPECT_FALSE(plan.contains("measured"));
}

TEST(Plan, ErrorsAreThoseOfOtherCommands) {
    const TemporaryFolder folder;
    EXPECT_EQ(runEngine({"plan"}).errorCode(), "invalid_argument");
    EXPECT_EQ(runEngine({"plan", folder / "none.json"}).errorCode(), "not_found");
    EXPECT_EQ(runEngine({"plan", "--model", folder / "none", "--data", folder.write("rows.jsonl", ragged(2))}).errorCode(), "not_found");
}

Json planEvent(const EngineResult& result) {
    for (const Json& event : result.events())
        if (event.is_object() && event.value("event", "") == "plan") return event;
    return {};
}

TEST(TrainWithAPlan, TellsAndKeepsItAndComparesAtTheEnd) {
    const TemporaryFolder folder;
    const TrainingRun run(folder, 4);
    const EngineResult result = run.train("run");
    const Json told = resultOf(result), plan = planEvent(result);
    ASSERT_TRUE(plan.is_object() && plan.contains("parts")) << result.all();
    EXPECT_EQ(plan["steps"], told["steps"]);
    EXPECT_EQ(told["planned_peak_memory_bytes"], plan["peak_memory_bytes"]);
    EXPECT_NEAR(told["peak_memory_ratio"].get<double>(), 1.0, 0.1) << dumpJson(told);
    EXPECT_GT(told["tensor_peak_bytes"].get<std::int64_t>(), 0);
    EXPECT_THAT(contentOf(run.outPath("run") + "/events.jsonl"), HasSubstr("\"kind\":\"plan\""));
}

// A model that no machine holds, by its config.json; its weights are not looked at before the plan is made.
TEST(TrainWithAPlan, RefusesWhatCannotFitUnlessForced) {
    const TemporaryFolder folder;
    TrainingRun run(folder, 1);
    const std::string model = copyModel("tiny-qwen2", folder / "huge");
    Json config = *readJsonFile(model + "/config.json");
    config["num_hidden_layers"] = 9000;
    config["intermediate_size"] = 8'000'000;
    config.erase("layer_types");
    folder.write("huge/config.json", dumpJson(config));
    run.settings()["model"]["path"] = model;
    const EngineResult refused = run.train("run");
    EXPECT_EQ(refused.exitCode, 3) << refused.all();
    EXPECT_EQ(refused.errorCode(), "out_of_memory");
    EXPECT_THAT(refused.error()["message"].get<std::string>(), HasSubstr("there is room for"));
    EXPECT_THAT(refused.error()["hint"].get<std::string>(), HasSubstr("--force"));
    EXPECT_FALSE(planEvent(refused)["fits"].get<bool>());
    EXPECT_FALSE(pathExists(run.outPath("run") + "/run.json"));
    // Forced, it goes on, and meets weights that are not those of its config.json.
    EXPECT_EQ(run.train("run", {"--force"}).errorCode(), "invalid_data");
}

}  // namespace
}  // namespace luthier::test
