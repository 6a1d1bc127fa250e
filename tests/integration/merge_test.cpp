// SPDX-License-Identifier: Apache-2.0
// merge: the merged folder answers exactly as base and adapter did.
#include <gmock/gmock.h>

#include "core/base/files.h"
#include "tests/integration/engine_process.h"
#include "tests/support/temporary_folder.h"

namespace luthier::test {
namespace {

const std::string adapter = std::string(LUTHIER_SOURCE_DIR) + "/tests/baselines/adapters/lora-bias";

TEST(MergeCommand, MergedModelGivesTheNumbersOfTheAdapter) {
    const TemporaryFolder folder;
    const std::string model = tinyModel("tiny-qwen2"), out = folder / "merged model",
                      data = folder.write("rows.jsonl", chatRow("Hi", "Hello there") + chatRow("Bye", "See you"));
    const EngineResult merged = runEngine({"merge", "--model", model, "--adapter", adapter, "--out", out});
    ASSERT_EQ(merged.exitCode, 0) << merged.all();
    const Json report = merged.results().at(0);
    EXPECT_EQ(report["fingerprint"].get<std::string>().size(), 64U);
    EXPECT_GT(report["num_changed"].get<int>(), 0);
    const auto sums = [&](const std::vector<std::string>& which) {
        std::vector<std::string> arguments{"logprobs", "--data", data, "--precision", "f32"};
        arguments.insert(arguments.end(), which.begin(), which.end());
        const EngineResult result = runEngine(arguments);
        EXPECT_EQ(result.exitCode, 0) << result.all();
        std::vector<double> list;
        for (const Json& row : result.results()) list.push_back(row["sum"].get<double>());
        return list;
    };
    const std::vector<double> expected = sums({"--model", model, "--adapter", adapter}), actual = sums({"--model", out});
    ASSERT_EQ(actual.size(), 2U);
    for (std::size_t i = 0; i < actual.size(); ++i) EXPECT_NEAR(actual[i], expected[i], 1e-4);
    const EngineResult answered = runEngine({"generate", "--model", out, "--prompts", data, "--max-new-tokens", "2", "--precision", "f32"});
    ASSERT_EQ(answered.exitCode, 0) << answered.all();
    EXPECT_EQ(answered.results()[0]["fingerprint"], report["fingerprint"]);
}

TEST(MergeCommand, WeightsAndExistingOutput) {
    const TemporaryFolder folder;
    const std::string model = tinyModel("tiny-qwen2"), out = folder / "merged";
    const EngineResult none = runEngine({"merge", "--model", model, "--adapter", adapter + ":0", "--out", out});
    ASSERT_EQ(none.exitCode, 0) << none.all();
    EXPECT_EQ(runEngine({"merge", "--model", model, "--adapter", adapter + ":0.5", "--out", out}).errorCode(), "already_exists");
    const EngineResult half = runEngine({"merge", "--model", model, "--adapter", adapter + ":0.5", "--adapter", adapter + ":-0.25", "--out", out, "--force"});
    ASSERT_EQ(half.exitCode, 0) << half.all();
    EXPECT_NE(half.results()[0]["fingerprint"], none.results()[0]["fingerprint"]);
    EXPECT_EQ(half.results()[0]["adapters"][1]["weight"], -0.25);
}

TEST(MergeCommand, MistakesAreSaidAndNothingIsLeft) {
    const TemporaryFolder folder;
    const std::string out = folder / "merged";
    const auto codeOf = [&](const std::vector<std::string>& adapters, const std::string& model = "tiny-qwen2") {
        std::vector<std::string> arguments{"merge", "--model", tinyModel(model), "--out", out};
        for (const std::string& text : adapters) arguments.insert(arguments.end(), {"--adapter", text});
        return runEngine(arguments).errorCode();
    };
    EXPECT_EQ(codeOf({}), "invalid_argument");
    EXPECT_EQ(codeOf({adapter + ":heavy"}), "invalid_argument");
    EXPECT_EQ(codeOf({adapter + ":nan"}), "invalid_argument");
    EXPECT_EQ(codeOf({folder / "nowhere"}), "not_found");
    EXPECT_EQ(codeOf({adapter}, "tiny-mistral"), "invalid_data");   // of another model
    EXPECT_EQ(codeOf({adapter}, "no-such-model"), "not_found");
    EXPECT_THAT(listFolder(folder.path()).value(), testing::IsEmpty());
}

}  // namespace
}  // namespace luthier::test
