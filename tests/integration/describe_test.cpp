// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "core/base/files.h"
#include "tests/integration/engine_process.h"
#include "tests/support/temporary_folder.h"

namespace luthier::test {
namespace {

Json describe(const std::vector<std::string>& arguments) {
    std::vector<std::string> all = {"describe"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    const EngineResult result = runEngine(all);
    EXPECT_EQ(result.exitCode, 0) << result.all();
    return parseJson(result.out).value();
}

TEST(Describe, PrintsTheWholeCatalogue) {
    const Json json = describe({});
    for (const char* part : {"engine", "methods", "adapters", "families", "formats", "run", "presets"}) EXPECT_TRUE(json.contains(part)) << part;
    EXPECT_EQ(json["engine"]["libtorch"], "2.11.0");
    ASSERT_FALSE(json["engine"]["devices"].empty());
    EXPECT_EQ(json["engine"]["devices"].back(), (Json{{"name", "cpu"}}));
    EXPECT_TRUE(json["engine"]["cuda"].get<bool>() || json["engine"]["devices"].size() == 1);
    EXPECT_EQ(json["adapters"][0]["options"][0]["key"], "rank");
    EXPECT_EQ(describe({"adapters"}), json["adapters"]);
}

TEST(Describe, APresetIsARunThatCheckTakes) {
    const TemporaryFolder folder;
    ASSERT_TRUE(writeFileDurably(folder / "chats.jsonl", chatRow("Is maple dense?", "Yes.")).has_value());
    const Json pair = {{"prompt", "Is maple dense?"}, {"chosen", "Yes."}, {"rejected", "Who knows."}};
    ASSERT_TRUE(writeFileDurably(folder / "pairs.jsonl", dumpJson(pair) + "\n").has_value());
    const Json presets = describe({"presets"});
    ASSERT_FALSE(presets.empty());
    for (const Json& preset : presets) {
        const std::string id = preset["id"];
        const bool isSft = preset["run"]["method"]["type"] == "sft";
        const Json run = describe({"--preset", id, "--model", tinyModel("tiny-llama3"), "--data", isSft ? "chats.jsonl" : "pairs.jsonl"});
        ASSERT_TRUE(writeFileDurably(folder / (id + ".json"), dumpJson(run)).has_value());
        const EngineResult checked = runEngine({"check", folder / (id + ".json")});
        EXPECT_EQ(checked.exitCode, 0) << id << ": " << checked.all();
    }
}

TEST(Describe, ComparesRunsInWords) {
    const TemporaryFolder folder;
    const Json run = describe({"--preset", "sft-lora", "--model", "m", "--data", "d"});
    Json other = run;
    other["adapter"]["rank"] = 64;
    ASSERT_TRUE(writeFileDurably(folder / "a.json", dumpJson(run)).has_value());
    ASSERT_TRUE(writeFileDurably(folder / "b.json", dumpJson(other)).has_value());
    EXPECT_EQ(describe({"--diff", folder / "a.json", folder / "b.json"}), parseJson(R"({"differences":["Rank: 16 -> 64"]})").value());
}

TEST(Describe, MistakesHaveAHint) {
    EXPECT_THAT(runEngine({"describe", "methodz"}).error()["hint"].get<std::string>(), testing::HasSubstr("methods"));
    EXPECT_EQ(runEngine({"describe", "--preset", "sft-lorra", "--model", "m", "--data", "d"}).error()["hint"], "did you mean \"sft-lora\"?");
    EXPECT_EQ(runEngine({"describe", "--preset", "sft-lora"}).error()["hint"], "add --model DIR --data FILE");
    EXPECT_EQ(runEngine({"describe", "--model", "m"}).exitCode, 2);
    EXPECT_EQ(runEngine({"describe", "--diff", "/none/a", "/none/b"}).errorCode(), "not_found");
}

TEST(Describe, AllProblemsOfARunAreInOneError) {
    const TemporaryFolder folder;
    ASSERT_TRUE(writeFileDurably(folder / "run.json", R"({"model":{"path":"m"},"data":{"train":"t","max_length":1},"adapter":{"type":"lora","rank":0},
                                                             "training":{"learning_rate":"fast","lr":-1}})").has_value());
    const EngineResult result = runEngine({"check", folder / "run.json"});
    EXPECT_EQ(result.exitCode, 2);
    EXPECT_EQ(result.errorCode(), "invalid_config");
    std::vector<std::string> keys;
    const Json error = result.error();
    for (const Json& problem : error["problems"]) keys.push_back(problem["key"]);
    EXPECT_THAT(keys, testing::ElementsAre("adapter.rank", "data.max_length", "training.learning_rate", "training.lr"));
}

}  // namespace
}  // namespace luthier::test
