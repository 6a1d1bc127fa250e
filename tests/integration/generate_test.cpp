// SPDX-License-Identifier: Apache-2.0
// generate: one loaded base, any number of adapters, results in the order of the prompts.
#include <csignal>
#include <filesystem>

#include <gmock/gmock.h>

#include "core/base/files.h"
#include "tests/integration/engine_process.h"
#include "tests/support/temporary_folder.h"

namespace luthier::test {
namespace {

using testing::HasSubstr;

const std::string adapters = std::string(LUTHIER_SOURCE_DIR) + "/tests/baselines/adapters/";

class Generate : public testing::Test {
protected:
    TemporaryFolder m_folder;
    EngineResult run(const std::string& prompts, std::vector<std::string> more = {}, const std::string& model = "tiny-qwen2",
                     const std::string& name = "prompts.jsonl") {
        std::vector<std::string> arguments{"generate",         "--model", tinyModel(model), "--prompts", m_folder.write(name, prompts),
                                           "--max-new-tokens", "6",       "--precision",    "f32"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return runEngine(arguments);
    }
};

const std::string threePrompts = R"({"messages":[{"role":"user","content":"Hi"}]}
{"prompt":"What now, in many more words than the first one?"}
{"prompt":"?"}
)";

TEST_F(Generate, ResultsHaveTheirFieldsInInputOrder) {
    const EngineResult result = run(threePrompts, {"--batch", "2"});
    ASSERT_EQ(result.exitCode, 0) << result.all();
    const std::vector<Json> rows = result.results();
    ASSERT_EQ(rows.size(), 3U) << result.all();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        EXPECT_EQ(rows[i]["prompt"], i);
        EXPECT_FALSE(rows[i].contains("adapter"));
        EXPECT_TRUE(rows[i]["text"].is_string());
        EXPECT_LE(rows[i]["ids"].size(), 6U);
        EXPECT_THAT(rows[i]["finish_reason"].get<std::string>(), testing::AnyOf("stop", "length"));
        EXPECT_EQ(rows[i]["fingerprint"].get<std::string>().size(), 64U);
        EXPECT_EQ(rows[i]["fingerprint"], rows[0]["fingerprint"]);
    }
    EXPECT_EQ(run(threePrompts, {"--batch", "1", "--greedy"}).out, result.out);
}

TEST_F(Generate, EveryPromptWithEachAdapterAndTheBase) {
    const std::string prompts = "{\"prompt\":\"Hi\"}\n{\"prompt\":\"Ho\",\"adapter\":\"second\"}\n{\"prompt\":\"Hu\",\"adapter\":null}\n";
    const EngineResult result =
        run(prompts, {"--raw", "--with-base", "--adapter", adapters + "lora", "--adapter", "second=" + adapters + "rslora"}, "tiny-llama");
    ASSERT_EQ(result.exitCode, 0) << result.all();
    const std::vector<Json> rows = result.results();
    ASSERT_EQ(rows.size(), 5U) << result.out;
    const std::vector<std::pair<int, Json>> expected{{0, Json()}, {0, "lora"}, {0, "second"}, {1, "second"}, {2, Json()}};
    std::set<std::string> fingerprints;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        EXPECT_EQ(rows[i]["prompt"], expected[i].first);
        EXPECT_EQ(rows[i]["adapter"], expected[i].second) << rows[i].dump();
        fingerprints.insert(rows[i]["fingerprint"]);
    }
    EXPECT_EQ(fingerprints.size(), 3U);
    EXPECT_NE(rows[0]["ids"], rows[1]["ids"]);
    EXPECT_NE(rows[1]["ids"], rows[2]["ids"]);
}

TEST_F(Generate, SamplesRepeatWithTheSeedAndStopStringsAreCut) {
    const std::vector<std::string> sampling{"--temperature", "1.2", "--top-p", "0.95", "--seed", "7"};
    const EngineResult first = run(threePrompts, sampling);
    ASSERT_EQ(first.exitCode, 0) << first.all();
    EXPECT_EQ(run(threePrompts, sampling).out, first.out);
    std::vector<std::string> other = sampling;
    other.back() = "8";
    EXPECT_NE(run(threePrompts, other).out, first.out);
    const std::string text = first.results()[1]["text"];
    ASSERT_GE(text.size(), 2U);
    std::vector<std::string> stopped = sampling;
    stopped.insert(stopped.end(), {"--stop", "never there", "--stop", text.substr(text.size() / 2)});
    const Json row = run(threePrompts, stopped).results()[1];
    EXPECT_EQ(row["text"], text.substr(0, text.find(text.substr(text.size() / 2))));
    EXPECT_EQ(row["finish_reason"], "stop");
}

TEST_F(Generate, SideBySideIsForReading) {
    const EngineResult result = run(threePrompts, {"--format", "side-by-side", "--with-base", "--adapter", "mine=" + adapters + "lora-bias"});
    ASSERT_EQ(result.exitCode, 0) << result.all();
    EXPECT_THAT(result.out, HasSubstr("Prompt 1\n  Hi\n"));
    EXPECT_THAT(result.out, HasSubstr("|  mine\n"));
    EXPECT_THAT(result.out, HasSubstr("(weights "));
    EXPECT_THAT(result.out, testing::Not(HasSubstr("\x1b")));
}

TEST_F(Generate, AnswersOfTrainingRowsAreMadeAnew) {
    const EngineResult result = run(chatRow("Hi", "Hello there"));
    ASSERT_EQ(result.exitCode, 0) << result.all();
    EXPECT_THAT(result.err, HasSubstr("1 of 1 prompts end with an answer"));
    EXPECT_EQ(result.results()[0]["ids"], run("{\"prompt\":\"Hi\"}").results()[0]["ids"]);
}

TEST_F(Generate, SigtermGivesWhatIsThereAndEndsInOrder) {
    std::string prompts;
    for (int i = 0; i < 200; ++i) prompts += "{\"prompt\":\"question " + std::to_string(i) + "\"}\n";
    EngineProcess process({"generate", "--model", tinyModel("tiny-llama"), "--raw", "--prompts", m_folder.write("many.jsonl", prompts), "--max-new-tokens",
                           "500", "--temperature", "1", "--batch", "4", "--precision", "f32"});
    ASSERT_TRUE(process.waitForError([](const std::string& text) { return text.find("\"generate\"") != std::string::npos; }));
    process.signal(SIGTERM);
    const EngineResult result = process.wait();
    EXPECT_EQ(result.exitCode, 0) << result.all();
    EXPECT_EQ(result.events().back()["event"], "stopped") << result.err;
    const std::vector<Json> rows = result.results();
    ASSERT_EQ(rows.size(), 200U);
    EXPECT_EQ(rows.back()["finish_reason"], "cancelled");
}

TEST_F(Generate, MistakesAreSaid) {
    struct Mistake { std::string prompts; std::vector<std::string> arguments; std::string model, code, says; };
    const std::string fine = "{\"prompt\":\"Hi\"}\n";
    const std::vector<Mistake> mistakes{
        {fine, {"--top-p", "0.9"}, "tiny-qwen2", "invalid_argument", "--temperature"},
        {fine, {"--temperature", "-1"}, "tiny-qwen2", "invalid_argument", "temperature"},
        {fine, {"--temperature", "1", "--greedy"}, "tiny-qwen2", "invalid_argument", "--greedy"},
        {fine, {"--temperature", "1", "--top-p", "0"}, "tiny-qwen2", "invalid_argument", "top_p"},
        {fine, {"--max-new-tokens", "0"}, "tiny-qwen2", "invalid_argument", "max-new-tokens"},
        {fine, {"--stop", ""}, "tiny-qwen2", "invalid_argument", "stop"},
        {fine, {"--adapter", "/no/such/folder"}, "tiny-qwen2", "not_found", "/no/such/folder"},
        {fine, {"--adapter", adapters + "lora"}, "tiny-mistral", "invalid_data", "does not fit"},
        {fine, {"--adapter", adapters + "lora", "--adapter", adapters + "lora"}, "tiny-llama", "invalid_argument", "two adapters"},
        {"{\"prompt\":\"Hi\",\"adapter\":\"unknown\"}\n", {}, "tiny-qwen2", "invalid_data", "unknown"},
        {"", {}, "tiny-qwen2", "invalid_data", "prompts.jsonl"},
        {"{\"messages\":[{\"role\":\"user\"", {}, "tiny-qwen2", "invalid_data", "prompts.jsonl"},
    };
    for (const Mistake& mistake : mistakes) {
        const EngineResult result = run(mistake.prompts, mistake.arguments, mistake.model);
        EXPECT_EQ(result.exitCode, 2) << result.all();
        EXPECT_EQ(result.errorCode(), mistake.code) << result.all();
        EXPECT_THAT(result.error().dump(), HasSubstr(mistake.says));
        EXPECT_TRUE(result.out.empty()) << result.out;
    }
}

TEST_F(Generate, AModelWithoutATemplateContinuesTextOnly) {
    const std::string model = copyModel("tiny-qwen2", m_folder / "plain"), prompts = m_folder.write("prompts.txt", "Hi there\n");
    std::filesystem::remove(model + "/chat_template.jinja");
    const EngineResult chat = runEngine({"generate", "--model", model, "--prompts", prompts, "--max-new-tokens", "2"});
    EXPECT_EQ(chat.errorCode(), "invalid_data") << chat.all();
    EXPECT_THAT(chat.error().dump(), HasSubstr("--raw"));
    const EngineResult raw = runEngine({"generate", "--model", model, "--prompts", prompts, "--max-new-tokens", "2", "--raw"});
    EXPECT_EQ(raw.exitCode, 0) << raw.all();
}

TEST_F(Generate, APromptAsLongAsTheContextNamesItself) {
    std::string text;
    for (int i = 0; i < 3000; ++i) text += "word ";
    const EngineResult result = run("{\"prompt\":\"fine\"}\n{\"prompt\":\"" + text + "\"}\n", {"--raw"}, "tiny-llama");
    EXPECT_EQ(result.exitCode, 2) << result.all();
    EXPECT_THAT(result.error().dump(), HasSubstr("context"));
    EXPECT_EQ(result.error()["line"], 2);
}

}  // namespace
}  // namespace luthier::test
