// SPDX-License-Identifier: Apache-2.0
// `inspect` on good, broken and hostile paths.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include <gtest/gtest.h>

#include "core/runs/run_attempt.h"
#include "tests/integration/engine_process.h"
#include "tests/support/temporary_folder.h"

namespace luthier::test {
namespace {

// The one result of an inspection that went well.
Json inspected(const std::string& path, const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments{"inspect", path};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const EngineResult result = runEngine(arguments);
    EXPECT_EQ(result.exitCode, 0) << result.all();
    const auto results = result.results();
    EXPECT_EQ(results.size(), 1U) << result.all();
    return results.empty() ? Json::object() : results[0];
}

std::string problemsOf(const Json& result) { return dumpJson(result.contains("problems") ? result["problems"] : Json("no problems member")); }

void expectUserError(const std::string& path, const std::string& code) {
    const EngineResult result = runEngine({"inspect", path});
    EXPECT_EQ(result.exitCode, 2) << result.all();
    EXPECT_EQ(result.errorCode(), code) << result.all();
}

TEST(Inspect, EveryTinyModelIsWhole) {
    for (const char* name : {"tiny-llama", "tiny-llama3", "tiny-mistral", "tiny-qwen2"}) {
        const Json model = inspected(tinyModel(name));
        EXPECT_EQ(model["kind"], "model") << name;
        EXPECT_EQ(problemsOf(model), "[]") << name;
        EXPECT_GT(model["parameters"].get<std::int64_t>(), 1000) << name;
        EXPECT_GT(model["tokenizer"]["vocab_size"].get<std::int64_t>(), 10) << name;
        for (const Json& file : model["files"]) EXPECT_EQ(file["sha256"].get<std::string>().size(), 64U);
    }
    EXPECT_EQ(inspected(tinyModel("tiny-llama") + "///")["family"], "llama");
    EXPECT_FALSE(inspected(tinyModel("tiny-llama"), {"--quick"})["files"][0].contains("sha256"));
}

TEST(Inspect, AdaptersAndSingleFiles) {
    for (const char* name : {"lora", "rslora", "lora-qv", "lora-bias"}) {
        const Json adapter = inspected(std::string(LUTHIER_SOURCE_DIR) + "/tests/baselines/adapters/" + name);
        EXPECT_EQ(adapter["kind"], "adapter") << name;
        EXPECT_EQ(problemsOf(adapter), "[]") << name;
        EXPECT_GT(adapter["rank"].get<int>(), 0) << name;
    }
    const Json tensors = inspected(tinyModel("tiny-llama") + "/model.safetensors");
    EXPECT_EQ(tensors["kind"], "tensors");
    EXPECT_GT(tensors["tensors"].size(), 5U);
}

TEST(Inspect, WhatIsNotThereOrNothingKnown) {
    const TemporaryFolder folder;
    expectUserError("/no/such/path", "not_found");
    expectUserError("", "invalid_argument");
    expectUserError(folder.path(), "invalid_data");
    expectUserError(folder.write("empty", ""), "invalid_data");
    expectUserError(folder.write("zeros.jsonl", std::string(1000, '\0')), "invalid_data");
    expectUserError(folder.write("empty.json", "[]"), "invalid_data");
    std::filesystem::create_symlink("nowhere", folder / "dangling");
    const EngineResult dangling = runEngine({"inspect", folder / "dangling"});
    EXPECT_EQ(dangling.exitCode, 2) << dangling.all();
}

TEST(Inspect, PipesAndDevicesDoNotBlock) {
    const TemporaryFolder folder;
    ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
    expectUserError(folder / "pipe", "invalid_argument");
    expectUserError("/dev/zero", "invalid_argument");
    // A regular file that cannot be read even by root.
    const EngineResult result = runEngine({"inspect", "/proc/self/mem"});
    EXPECT_TRUE(result.exitCode == 2 || result.exitCode == 3) << result.all();
    EXPECT_FALSE(result.errorCode().empty()) << result.all();
}

TEST(Inspect, AwkwardNames) {
    const TemporaryFolder folder;
    for (const char* name : {"with space", "quote\"'s", "new\nline", "\xc3\xbcml\xc3\xa4ut \xf0\x9f\x8e\xbb", "--dash", "100%s", "back\\slash"}) {
        const std::string path = copyModel("tiny-llama", folder / name);
        const Json model = inspected(path);
        EXPECT_EQ(problemsOf(model), "[]") << name;
        EXPECT_EQ(model["path"], path);
    }
}

TEST(Inspect, DamagedWeightsAreNamed) {
    const TemporaryFolder folder;
    const std::string path = copyModel("tiny-llama", folder / "model");
    const std::string weights = path + "/model.safetensors";
    const std::string whole = contentOf(weights);
    const auto problems = [&](const std::string& content) {
        folder.write("model/model.safetensors", content);
        const Json model = inspected(path);
        EXPECT_EQ(model["kind"], "model");
        return problemsOf(model);
    };
    EXPECT_EQ(problems(whole), "[]");
    for (const std::size_t length : {std::size_t{0}, std::size_t{7}, std::size_t{8}, std::size_t{100}, whole.size() / 2, whole.size() - 1})
        EXPECT_NE(problems(whole.substr(0, length)), "[]") << length;
    EXPECT_NE(problems(whole + "x"), "[]");
    std::string hugeHeader = whole;
    hugeHeader[4] = 2;   // a header of 8 GB and more
    EXPECT_NE(problems(hugeHeader), "[]");
    std::string withNan = whole;
    for (std::size_t i = whole.size() - 4; i < whole.size(); ++i) withNan[i] = '\xff';
    EXPECT_NE(problems(withNan).find("NaN"), std::string::npos);
    std::filesystem::remove(weights);
    EXPECT_NE(problemsOf(inspected(path)), "[]");
    std::filesystem::create_directory(weights);
    EXPECT_NE(problemsOf(inspected(path)), "[]") << "a folder where a file is due";
}

TEST(Inspect, AConfigThatDoesNotFitIsExplained) {
    const TemporaryFolder folder;
    const std::string path = copyModel("tiny-llama", folder / "model");
    const Json config = *parseJson(contentOf(path + "/config.json"));
    const auto problemsWith = [&](const char* key, const Json& value) {
        Json changed = config;
        changed[key] = value;
        folder.write("model/config.json", dumpJson(changed));
        return problemsOf(inspected(path));
    };
    EXPECT_NE(problemsWith("vocab_size", 1), "[]") << "smaller than the tokenizer and than the embedding on disk";
    EXPECT_NE(problemsWith("vocab_size", 1 << 20), "[]");
    EXPECT_NE(problemsWith("hidden_size", -5), "[]");
    EXPECT_NE(problemsWith("model_type", "gpt_neverheard").find("gpt_neverheard"), std::string::npos);
    EXPECT_NE(problemsWith("num_hidden_layers", 1000000), "[]");
    for (const char* text : {"", "{", "[]", "null", "\xff\xfe"}) {
        folder.write("model/config.json", text);
        EXPECT_NE(problemsOf(inspected(path)), "[]") << text;
    }
}

TEST(Inspect, AMissingTokenizerIsAProblem) {
    const TemporaryFolder folder;
    const std::string path = copyModel("tiny-llama", folder / "model");
    std::filesystem::remove(path + "/tokenizer.json");
    const Json model = inspected(path);
    EXPECT_NE(problemsOf(model).find("tokenizer.json"), std::string::npos) << problemsOf(model);
}

TEST(Inspect, DataSetsInSeveralForms) {
    const TemporaryFolder folder;
    const Json chat = inspected(folder.write("chat.jsonl", "\xef\xbb\xbf" + chatRow("a", "b") + "\r\nnot json\r\n" + chatRow("c", "d")));
    EXPECT_EQ(chat["kind"], "dataset");
    EXPECT_EQ(chat["format"], "messages");
    EXPECT_EQ(chat["rows"], 2);
    EXPECT_EQ(chat["refused"], 1);
    EXPECT_EQ(chat["row_kinds"]["conversation"], 2);
    EXPECT_EQ(chat["problems"].size(), 1U);
    const Json text = inspected(folder.write("text.txt", "One paragraph.\n\nAnother one.\n"));
    EXPECT_EQ(text["container"], "plain_text");
    EXPECT_EQ(text["rows"], 2);
}

TEST(Inspect, ARunFolderAndItsCheckpoints) {
    const TemporaryFolder folder;
    const std::string path = folder / "run";
    auto attempt = RunAttempt::beginNew(path);
    ASSERT_TRUE(attempt);
    folder.write("run/run.json", "{}");
    auto writer = CheckpointWriter::begin(attempt->folder(), 5);
    ASSERT_TRUE(writer);
    folder.write("run/checkpoints/" + std::filesystem::path(writer->folder()).filename().string() + "/state.json", "{}");
    ASSERT_TRUE(writer->publish());
    ASSERT_TRUE(attempt->metrics().append(5, {{"loss", 1.5}}));
    const Json run = inspected(path);
    EXPECT_EQ(run["kind"], "run");
    EXPECT_EQ(run["running"], true);
    EXPECT_EQ(run["metrics"]["last_step"], 5);
    EXPECT_EQ(run["checkpoints"][0]["verified"], true);
    EXPECT_EQ(problemsOf(run), "[]");
    folder.write("run/checkpoints/step-000005/state.json", "{ }");
    const Json checkpoint = inspected(path + "/checkpoints/step-000005");
    EXPECT_EQ(checkpoint["kind"], "checkpoint");
    EXPECT_EQ(checkpoint["verified"], false);
    EXPECT_NE(problemsOf(inspected(path)), "[]");
}

}  // namespace
}  // namespace luthier::test
