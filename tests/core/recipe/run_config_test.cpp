// SPDX-License-Identifier: Apache-2.0
#include "core/recipe/run_config.h"

#include <unistd.h>

#include <filesystem>
#include <stdexcept>

#include <gmock/gmock.h>

#include "core/base/files.h"

namespace luthier {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

// The smallest run.json there is, with more keys merged in.
Json smallRun(const char* more = "{}") {
    Json json = {{"model", {{"path", "model"}}}, {"data", {{"train", "rows.jsonl"}}}};
    const Json added = parseJson(more).value();
    for (const auto& [key, value] : added.items()) {
        if (value.is_object() && json.contains(key)) json[key].update(value);
        else json[key] = value;
    }
    return json;
}

RunConfig runWith(const char* more) {
    auto config = parseRunConfig(smallRun(more));
    if (!config) throw std::runtime_error(config.error().toString());
    return std::move(*config);
}

// "key: message" of each problem.
std::vector<std::string> problemsOf(const Json& json) {
    const auto config = parseRunConfig(json);
    if (config) return {};
    EXPECT_EQ(config.error().code, ErrorCode::InvalidConfig);
    std::vector<std::string> lines;
    for (const Problem& problem : config.error().problems) lines.push_back(problem.key + ": " + problem.message);
    return lines;
}

TEST(RunConfig, theSmallestRunHasSensibleDefaults) {
    const RunConfig config = runWith("{}");
    EXPECT_EQ(config.model.path, "model");
    ASSERT_EQ(config.data.train.size(), 1U);
    EXPECT_EQ(config.data.train[0].path, "rows.jsonl");
    EXPECT_EQ(std::get<LoraOptions>(config.adapter).rank, 16);
    EXPECT_EQ(std::get<SftOptions>(config.method).lossOn, LossOn::Completion);
    EXPECT_TRUE(config.training.learningRate.isAuto());
    EXPECT_EQ(config.training.tokensPerStep, 8192);
}

TEST(RunConfig, readsTheDocumentedShape) {
    const Json json = parseJson(R"({"schema": 1, "name": "t", "seed": 7, "device": "cpu",
        "model": {"path": "m", "adapter": "a", "quantization": "none", "precision": "f32"},
        "adapter": {"type": "lora", "rank": 8, "alpha": 16, "dropout": 0.1, "targets": ["q_proj", "v_proj"], "use_rslora": true, "bias": "all"},
        "data": {"train": [{"path": "a.jsonl", "weight": 2.0, "max_rows": 10, "format": "auto", "mapping": {"q": "prompt"}}, "b.jsonl"],
                 "eval": "e.jsonl", "eval_fraction": 0.1, "max_length": 512, "overflow": "drop"},
        "method": {"type": "sft", "loss_on": "all"},
        "training": {"learning_rate": 1e-4, "schedule": "wsd", "warmup_ratio": 0.1, "tokens_per_step": 4096, "micro_tokens": 1024,
                     "share_prefixes": false, "recompute": "all",
                     "epochs": 2, "max_steps": 50, "optimizer": "adamw", "beta1": 0.8, "beta2": 0.95, "epsilon": 1e-6, "float32_masters": true,
                     "clip_norm": 0.5, "weight_decay": 0.01,
                     "checkpoint_every": 10, "keep_checkpoints": 2, "eval_every": 0, "eval_samples": 4, "early_stopping": null}})")
                          .value();
    const auto config = parseRunConfig(json);
    ASSERT_TRUE(config.has_value()) << config.error().toString();
    EXPECT_EQ(config->data.train[0].maxRows, 10);
    EXPECT_EQ(config->data.train[1].path, "b.jsonl");
    EXPECT_EQ(std::get<LoraOptions>(config->adapter).targets.names, (std::vector<std::string>{"q_proj", "v_proj"}));
    EXPECT_EQ(config->training.evalEvery, Auto<std::int64_t>(0));
    const Json written = runConfigToJson(*config);
    EXPECT_EQ(parseRunConfig(written).value(), *config);
    for (const char* part : {"model", "adapter", "method", "training"}) EXPECT_EQ(written[part], json[part]);   // nothing that was said is lost
    EXPECT_EQ(written["data"]["train"][0], json["data"]["train"][0]);
}

TEST(RunConfig, otherAdapters) {
    EXPECT_EQ(std::get<FullOptions>(runWith(R"({"adapter": {"type": "full", "train_embeddings": false}})").adapter).trainEmbeddings, false);
    EXPECT_EQ(std::get<LastLayersOptions>(runWith(R"({"adapter": {"type": "last_layers", "layers": 2}})").adapter).layers, 2);
    EXPECT_EQ(std::get<LoraOptions>(runWith(R"({"adapter": {"type": "lora", "targets": "re:.*q_proj"}})").adapter).targets.regex, ".*q_proj");
}

TEST(RunConfig, badValuesAreAllNamed) {
    EXPECT_THAT(problemsOf(smallRun(R"({"adapter": {"type": "lora", "rank": 0, "alpha": 0}, "data": {"max_length": 1},
                                        "training": {"learning_rate": -1, "epochs": 0, "tokens_per_step": 0, "warmup_ratio": 2}})")),
                ElementsAre("adapter.rank: must be a whole number between 1 and 4096 (is 0)", StartsWith("adapter.alpha: must be a number greater than 0"),
                            StartsWith("data.max_length: must be a whole number between 2 and "),
                            StartsWith("training.learning_rate: must be a number greater than 0 and at most 10 or \"auto\" (is -1)"),
                            StartsWith("training.warmup_ratio"), StartsWith("training.tokens_per_step"), StartsWith("training.epochs")));
    EXPECT_THAT(problemsOf(smallRun(R"({"adapter": {"type": "lora", "rank": 1000000000}})")), ElementsAre(HasSubstr("(is 1000000000)")));
    EXPECT_THAT(problemsOf(smallRun(R"({"training": {"learning_rate": "fast"}})")), ElementsAre(HasSubstr("not the text \"fast\"")));
    EXPECT_THAT(problemsOf(smallRun(R"({"model": {"quantization": "nf4"}})")), ElementsAre("model.quantization: must be \"none\", not the text \"nf4\""));
    EXPECT_THAT(problemsOf(smallRun(R"({"device": "cuda:7"})")), ElementsAre(StartsWith("device: must be \"auto\", \"cpu\" or \"cuda:0\"")));
    EXPECT_THAT(problemsOf(smallRun(R"({"adapter": {"type": "lora", "targets": []}})")), ElementsAre("adapter.targets: the list of layers is empty"));
    EXPECT_THAT(problemsOf(smallRun(R"({"adapter": {"type": "lora", "targets": "re:("}})")), ElementsAre(HasSubstr("is not a regular expression")));
    EXPECT_THAT(problemsOf(smallRun(R"({"seed": -1})")), ElementsAre(StartsWith("seed: ")));
}

TEST(RunConfig, whatIsMissingIsNamed) {
    EXPECT_THAT(problemsOf(Json::object()), ElementsAre(StartsWith("model: is missing"), StartsWith("data: is missing")));
    EXPECT_THAT(problemsOf(parseJson(R"({"model": {}, "data": {}})").value()),
                ElementsAre(StartsWith("model.path: is missing"), StartsWith("data.train: is missing")));
    EXPECT_THAT(problemsOf(smallRun(R"({"model": {"path": ""}, "data": {"train": []}})")), ElementsAre(StartsWith("model.path: "), StartsWith("data.train: ")));
    EXPECT_THAT(problemsOf(smallRun(R"({"data": {"train": ""}})")), ElementsAre(StartsWith("data.train: ")));
    EXPECT_THAT(problemsOf(Json::array()), ElementsAre(HasSubstr("must be an object {...}, not an empty list")));
}

TEST(RunConfig, namesOfOtherToolsAreUnderstoodAndRefused) {
    const auto config = parseRunConfig(smallRun(R"({"lr": 1, "training": {"num_train_epochs": 3}, "adapter": {"type": "lora", "r": 8}})"));
    ASSERT_FALSE(config.has_value());
    std::vector<std::string> hints;
    for (const Problem& problem : config.error().problems) hints.push_back(problem.hint);
    EXPECT_THAT(hints, ElementsAre("here it is called \"rank\"", "here it is called \"epochs\"", "did you mean training.learning_rate?"));
}

TEST(RunConfig, problemsInsideTheListOfFiles) {
    EXPECT_THAT(problemsOf(smallRun(R"({"data": {"train": [{"path": "a", "weight": -1}, {"max_rows": 0}, 7, {"path": "b", "format": "csv"},
                                                              {"path": "c", "mapping": {"a": 1}}]}})")),
                ElementsAre(StartsWith("data.train[0].weight: "), StartsWith("data.train[1].path: is missing"), StartsWith("data.train[1].max_rows: "),
                            StartsWith("data.train[2]: must be an object"), StartsWith("data.train[3].format: must be \"auto\", "),
                            StartsWith("data.train[4].mapping.a: ")));
    EXPECT_THAT(problemsOf(smallRun(R"({"data": {"train": [{"path": "a", "weight": 0}]}})")), ElementsAre(HasSubstr("no data set with a weight above 0")));
    EXPECT_THAT(problemsOf(smallRun(R"({"data": {"train": [{"path": "a", "weight": 0}, "b"]}})")), IsEmpty());
    EXPECT_THAT(problemsOf(smallRun(R"({"data": {"train": {"path": "a"}}})")), ElementsAre(StartsWith("data.train: must be a path or a list")));
    EXPECT_THAT(problemsOf(smallRun(R"({"data": {"eval": 5}})")), ElementsAre(StartsWith("data.eval: must be the path")));
}

TEST(RunConfig, rulesBetweenFields) {
    EXPECT_THAT(problemsOf(smallRun(R"({"training": {"early_stopping": 3, "eval_every": 0}})")), ElementsAre(StartsWith("training.early_stopping: ")));
    EXPECT_THAT(problemsOf(smallRun(R"({"training": {"early_stopping": 3}, "data": {"eval_fraction": 0}})")),
                ElementsAre(HasSubstr("needs held-out data")));
    EXPECT_THAT(problemsOf(smallRun(R"({"training": {"early_stopping": 3}, "data": {"eval_fraction": 0, "eval": "e"}})")), IsEmpty());
    EXPECT_THAT(problemsOf(smallRun(R"({"model": {"adapter": "a"}, "adapter": {"type": "full"}})")), ElementsAre(StartsWith("model.adapter: ")));
    EXPECT_THAT(problemsOf(smallRun(R"({"model": {"adapter": "a"}})")), IsEmpty());
}

TEST(RunConfig, aNewerFormatIsSaidOnce) {
    const auto config = parseRunConfig(smallRun(R"({"schema": 2, "brand_new": 1})"));
    ASSERT_FALSE(config.has_value());
    EXPECT_THAT(config.error().message, HasSubstr("newer version"));
    EXPECT_FALSE(parseRunConfig(smallRun(R"({"schema": 0})")).has_value());
}

TEST(RunConfig, differencesInWords) {
    const RunConfig a = runWith("{}");
    const RunConfig b = runWith(R"({"training": {"learning_rate": 0.0001, "tokens_per_step": 4096}, "adapter": {"type": "lora", "targets": ["q_proj"]},
                                    "data": {"train": [{"path": "a", "weight": 2}, "b"]}})");
    EXPECT_THAT(diffInWords(a, b), ElementsAre("Layers: all-linear -> q_proj", StartsWith("Training data: rows.jsonl -> "),
                                              "Learning rate: automatic -> 0.0001", "Tokens per step: 8192 tokens -> 4096 tokens"));
    EXPECT_THAT(diffInWords(a, runWith(R"({"adapter": {"type": "full"}})")), ElementsAre("Adapter: LoRA -> Full fine-tuning"));
    EXPECT_THAT(diffInWords(a, a), IsEmpty());
}

class RunFile : public testing::Test {
protected:
    void SetUp() override {
        m_folder = (std::filesystem::temp_directory_path() / ("run config \"ü\" " + std::to_string(::getpid()))).string();
        ASSERT_TRUE(makeFolders(m_folder).has_value());
    }
    void TearDown() override { std::filesystem::remove_all(m_folder); }
    std::string write(const std::string& text) {
        EXPECT_TRUE(writeFileDurably(m_folder + "/run.json", text).has_value());
        return m_folder + "/run.json";
    }
    std::string m_folder;
};

TEST_F(RunFile, pathsBelongToTheFolderOfTheFile) {
    const auto config = loadRunConfig(write("\xEF\xBB\xBF"
                                            R"({"model": {"path": "../m", "adapter": "a/"}, "data": {"train": ["x.jsonl", "/abs/y"], "eval": "./e"}})"));
    ASSERT_TRUE(config.has_value()) << config.error().toString();
    EXPECT_EQ(config->model.path, (std::filesystem::path(m_folder).parent_path() / "m").string());
    EXPECT_EQ(config->model.adapter, m_folder + "/a/");
    EXPECT_EQ(config->data.train[0].path, m_folder + "/x.jsonl");
    EXPECT_EQ(config->data.train[1].path, "/abs/y");
    EXPECT_EQ(config->data.eval[0].path, m_folder + "/e");
}

TEST_F(RunFile, errorsNameTheFile) {
    EXPECT_EQ(loadRunConfig(m_folder + "/none.json").error().code, ErrorCode::NotFound);
    EXPECT_FALSE(loadRunConfig(m_folder).has_value());
    for (const char* text : {"", "{", "[]", "null", "{\"seed\": 1, \"seed\": 2}", "{\"seed\": 1e999}", "{\"name\": \"\xff\"}", "{} x"}) {
        const auto config = loadRunConfig(write(text));
        ASSERT_FALSE(config.has_value()) << text;
        EXPECT_EQ(config.error().file, m_folder + "/run.json") << text;
    }
}

}  // namespace
}  // namespace luthier
