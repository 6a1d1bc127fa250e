// SPDX-License-Identifier: Apache-2.0
// logprobs: numbers of every token, in the order of the rows, whatever the batches; refused rows keep their place.
#include <gmock/gmock.h>

#include "core/base/files.h"
#include "tests/integration/engine_process.h"
#include "tests/support/temporary_folder.h"

namespace luthier::test {
namespace {

std::vector<Json> logprobs(const std::string& model, const std::string& data, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments{"logprobs", "--model", tinyModel(model), "--data", data, "--method", "sft", "--precision", "f32"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const EngineResult result = runEngine(arguments);
    EXPECT_EQ(result.exitCode, 0) << result.all();
    return result.results();
}

const std::string rows = chatRow("Hi", "Hello there") + chatRow("And now?", "Nothing at all, my friend.") + chatRow("Bye", "See you");

TEST(Logprobs, EveryTokenHasItsNumber) {
    const TemporaryFolder folder;
    const std::string data = folder.write("rows.jsonl", rows);
    const std::vector<Json> results = logprobs("tiny-qwen2", data);
    const std::vector<Json> tokens = runEngine({"tokenize", "--model", tinyModel("tiny-qwen2"), "--data", data}).results();
    ASSERT_EQ(results.size(), 3U);
    for (std::size_t r = 0; r < results.size(); ++r) {
        const Json& row = results[r];
        EXPECT_EQ(row["row"], r);
        EXPECT_EQ(row["ids"], tokens[r]["ids"]);
        EXPECT_EQ(row["mask"], tokens[r]["mask"]);
        ASSERT_EQ(row["logps"].size(), row["ids"].size());
        EXPECT_TRUE(row["logps"][0].is_null());
        double sum = 0;
        int numTrained = 0;
        for (std::size_t i = 1; i < row["logps"].size(); ++i) {
            EXPECT_LT(row["logps"][i].get<double>(), 0.0);
            if (row["mask"][i] != 1) continue;
            sum += row["logps"][i].get<double>();
            ++numTrained;
        }
        EXPECT_NEAR(row["sum"].get<double>(), sum, 1e-4);
        EXPECT_EQ(row["num_trained"], numTrained);
        EXPECT_GT(numTrained, 0);
    }
}

TEST(Logprobs, BatchesDoNotChangeTheNumbers) {
    const TemporaryFolder folder;
    const std::string data = folder.write("rows.jsonl", rows);
    const std::vector<Json> together = logprobs("tiny-qwen2", data), alone = logprobs("tiny-qwen2", data, {"--micro-tokens", "1"}),
                            second = logprobs("tiny-qwen2", data, {"--rows", "1"});
    ASSERT_EQ(together.size(), alone.size());
    for (std::size_t r = 0; r < together.size(); ++r) EXPECT_NEAR(together[r]["sum"].get<double>(), alone[r]["sum"].get<double>(), 1e-4);
    ASSERT_EQ(second.size(), 1U);
    EXPECT_EQ(second[0]["row"], 1);
    EXPECT_NEAR(second[0]["sum"].get<double>(), together[1]["sum"].get<double>(), 1e-4);
}

TEST(Logprobs, AnAdapterChangesThem) {
    const TemporaryFolder folder;
    const std::string data = folder.write("rows.jsonl", rows), adapter = std::string(LUTHIER_SOURCE_DIR) + "/tests/baselines/adapters/lora-bias";
    const std::vector<Json> base = logprobs("tiny-qwen2", data), adapted = logprobs("tiny-qwen2", data, {"--adapter", adapter});
    EXPECT_GT(std::abs(base[0]["sum"].get<double>() - adapted[0]["sum"].get<double>()), 1e-3);
}

TEST(Logprobs, RefusedRowsKeepTheirPlace) {
    const TemporaryFolder folder;
    const std::string data = folder.write("rows.jsonl", chatRow("Hi", "Hello") + "{\"messages\": 5}\n" + chatRow("Bye", "See you"));
    const std::vector<Json> results = logprobs("tiny-qwen2", data);
    ASSERT_EQ(results.size(), 3U);
    EXPECT_FALSE(results[1].contains("logps"));
    EXPECT_EQ(results[1]["row"], 1);
    EXPECT_EQ(results[1]["line"], 2);
    EXPECT_FALSE(results[1]["refused"].empty());
    EXPECT_EQ(results[2]["row"], 2);
}

TEST(Logprobs, MistakesAreSaid) {
    const TemporaryFolder folder;
    const std::string data = folder.write("rows.jsonl", rows), model = tinyModel("tiny-qwen2");
    EXPECT_EQ(runEngine({"logprobs", "--model", model}).errorCode(), "invalid_argument");
    EXPECT_EQ(runEngine({"logprobs", "--model", model, "--data", data, "--method", "magic"}).errorCode(), "invalid_argument");
    EXPECT_EQ(runEngine({"logprobs", "--model", folder.path(), "--data", data}).exitCode, 2);
    EXPECT_EQ(runEngine({"logprobs", "--model", model, "--data", folder / "nothing.jsonl"}).errorCode(), "not_found");
    EXPECT_EQ(runEngine({"logprobs", "--model", model, "--data", data, "--adapter", "a", "--adapter", "b"}).errorCode(), "invalid_argument");
}

}  // namespace
}  // namespace luthier::test
