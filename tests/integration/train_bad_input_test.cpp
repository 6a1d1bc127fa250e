// SPDX-License-Identifier: Apache-2.0
// `train` with settings, models and disks that are not as they should be.
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <set>

#include <gtest/gtest.h>

#include "core/base/files.h"
#include "core/runs/checkpoint.h"
#include "tests/integration/own_mounts.h"
#include "tests/integration/training_run.h"

namespace luthier::test {
namespace {

void expectError(const EngineResult& result, int exitCode, const std::string& code) {
    EXPECT_EQ(result.exitCode, exitCode) << result.all();
    EXPECT_EQ(result.errorCode(), code) << result.all();
}

TEST(TrainBadSettings, EveryProblemIsToldAtOnceWithItsKey) {
    const TemporaryFolder folder;
    TrainingRun run(folder);
    run.settings()["training"]["learning_rate"] = -1;
    run.settings()["adapter"]["rank"] = 1000000000;
    run.settings()["data"]["max_length"] = "long";
    run.settings()["training"]["banana"] = true;
    const EngineResult result = run.train("run");
    expectError(result, 2, "invalid_config");
    std::set<std::string> keys;
    const Json error = result.error();
    for (const Json& problem : error["problems"]) keys.insert(problem["key"].get<std::string>());
    EXPECT_EQ(keys, (std::set<std::string>{"training.learning_rate", "adapter.rank", "data.max_length", "training.banana"})) << result.all();
    EXPECT_FALSE(pathExists(run.outPath("run"))) << "nothing is made for settings that do not hold";
}

TEST(TrainBadSettings, ADeviceThatIsNotHereIsRefusedBeforeAnythingIsMade) {
    const TemporaryFolder folder;
    TrainingRun run(folder);
    run.settings()["device"] = "cuda:0";
    const EngineResult result = run.train("run");
    if (result.exitCode == 0) GTEST_SKIP() << "there is a GPU here";
    expectError(result, 2, "invalid_config");
    EXPECT_EQ(result.error()["key"], "device") << result.all();
    EXPECT_NE(result.all().find("cuda:0 cannot compute"), std::string::npos) << result.all();
    EXPECT_FALSE(pathExists(run.outPath("run")));
}

TEST(TrainBadSettings, OneByOne) {
    const auto failsWith = [](const std::string& section, const std::string& key, const Json& value) {
        const TemporaryFolder folder;
        TrainingRun run(folder);
        run.settings()[section][key] = value;
        const EngineResult result = run.train("run");
        EXPECT_EQ(result.exitCode, 2) << section << "." << key << " = " << dumpJson(value) << ": " << result.all();
        EXPECT_NE(result.errorCode(), "internal") << result.all();
    };
    failsWith("training", "learning_rate", "fast");
    failsWith("training", "tokens_per_step", 0);
    failsWith("training", "epochs", -1);
    failsWith("adapter", "rank", 0);
    failsWith("adapter", "type", "magic");
    failsWith("adapter", "targets", Json::array({"no_such_layer"}));
    failsWith("adapter", "targets", "re:(");
    failsWith("data", "max_length", 1);
    failsWith("data", "train", "no_such_file.jsonl");
    failsWith("model", "path", "/no/such/model");
    failsWith("method", "type", "sorcery");
}

TEST(TrainBadSettings, FilesThatAreNoSettings) {
    const TemporaryFolder folder;
    for (const std::string& path : {folder.write("empty.json", ""), folder.write("list.json", "[]"), folder.write("cut.json", "{\"schema\":"), folder.path(),
                                    folder.write("bytes.json", "\xff\xfe\x00"), folder / "none.json"}) {
        const EngineResult result = runEngine({"train", path, "--out", folder / "run"});
        EXPECT_TRUE(result.exitCode == 2 || result.exitCode == 3) << path << ": " << result.all();
        EXPECT_NE(result.errorCode(), "internal");
        EXPECT_FALSE(pathExists(folder / "run")) << path;
    }
    EXPECT_EQ(runEngine({"train", folder.write("x.json", "{}")}).errorCode(), "invalid_argument") << "--out is needed";
}

TEST(TrainBadModel, DamageIsAUserErrorThatNamesIt) {
    const auto trainWith = [](const std::function<void(const std::string&)>& damage) {
        const TemporaryFolder folder;
        const std::string model = copyModel("tiny-qwen2", folder / "model");
        damage(model);
        TrainingRun run(folder);
        run.settings()["model"]["path"] = model;
        return run.train("run");
    };
    const auto overwrite = [](const std::string& name, const std::function<std::string(std::string)>& change) {
        return [=](const std::string& model) { ASSERT_TRUE(writeFileDurably(model + name, change(contentOf(model + name)))); };
    };
    const auto withEnd = [](std::string text, char byte) { return std::move(text.replace(text.size() - 4, 4, 4, byte)); };
    const EngineResult nan = trainWith(overwrite("/model.safetensors", [&](std::string text) { return withEnd(std::move(text), '\xff'); }));
    expectError(nan, 2, "invalid_data");
    EXPECT_NE(nan.error()["message"].get<std::string>().find("NaN"), std::string::npos) << nan.all();
    expectError(trainWith(overwrite("/model.safetensors", [](const std::string&) { return std::string(); })), 2, "invalid_data");
    expectError(trainWith(overwrite("/model.safetensors", [](const std::string& text) { return text.substr(0, text.size() / 2); })), 2, "invalid_data");
    EXPECT_EQ(trainWith(overwrite("/config.json", [](const std::string&) { return std::string("{}"); })).exitCode, 2);
    expectError(trainWith([](const std::string& model) { std::filesystem::remove(model + "/tokenizer.json"); }), 2, "not_found");
    EXPECT_EQ(trainWith([](const std::string& model) { std::filesystem::remove(model + "/model.safetensors"); }).exitCode, 2);
}

TEST(TrainBadModel, AnAdapterOfAnotherModelIsRefused) {
    const TemporaryFolder folder;
    TrainingRun run(folder);
    run.settings()["model"]["path"] = tinyModel("tiny-qwen2");
    run.settings()["model"]["adapter"] = std::string(LUTHIER_SOURCE_DIR) + "/tests/baselines/models/tiny-llama";
    EXPECT_EQ(run.train("run").exitCode, 2);
    run.settings()["model"]["path"] = tinyModel("tiny-mistral");
    run.settings()["model"]["adapter"] = std::string(LUTHIER_SOURCE_DIR) + "/tests/baselines/adapters/lora";
    const EngineResult result = run.train("run");
    EXPECT_EQ(result.exitCode, 2) << result.all();
    EXPECT_NE(result.errorCode(), "internal");
}

TEST(TrainPlaces, AwkwardNamesWork) {
    for (const char* name : {"with space", "quote\"'s", "new\nline", "\xc3\xbcml\xc3\xa4ut \xf0\x9f\x8e\xbb", "100%s"}) {
        const TemporaryFolder folder;
        const TrainingRun run(folder, 2);
        EXPECT_EQ(resultOf(run.train(name))["state"], "done") << name;
        EXPECT_TRUE(pathExists(run.outPath(name) + "/final/adapter_model.safetensors")) << name;
    }
}

TEST(TrainPlaces, WhereNothingCanBeWritten) {
    const TemporaryFolder folder;
    const TrainingRun run(folder, 2);
    folder.write("file", "x");
    const EngineResult inFile = run.train("file/run");
    EXPECT_TRUE(inFile.exitCode == 2 || inFile.exitCode == 3) << inFile.all();
    EXPECT_EQ(run.train("file").errorCode(), "already_exists");
    const EngineResult result = runEngine({"train", folder / "run.json", "--out", "/proc/luthier/run"});
    EXPECT_TRUE(result.exitCode == 2 || result.exitCode == 3) << result.all();
    EXPECT_NE(result.errorCode(), "internal") << result.all();
}

TEST(TrainPlaces, AReadOnlyFolderIsSaid) {
    const TemporaryFolder folder;
    const TrainingRun run(folder, 2);
    std::filesystem::create_directory(folder / "disk");
    const int result = inOwnMounts([&] {
        if (::mount("tmpfs", (folder / "disk").c_str(), "tmpfs", MS_RDONLY, nullptr) != 0) return 77;
        const EngineResult ended = run.train("disk/run");
        if (ended.exitCode != 3 || ended.errorCode() != "io") {
            std::fprintf(stderr, "%s\n", ended.all().c_str());
            return 1;
        }
        return 0;
    });
    if (result == 77) GTEST_SKIP() << "this system does not let the test mount a file system";
    EXPECT_EQ(result, 0);
}

TEST(TrainPlaces, AFullDiskEndsInAnErrorAndTheRunGoesOnElsewhereWhenThereIsRoom) {
    const TemporaryFolder folder;
    const TrainingRun run(folder, 400);
    std::filesystem::create_directory(folder / "disk");
    const int result = inOwnMounts([&] {
        const std::string disk = folder / "disk";
        if (::mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=400k") != 0) return 77;
        const EngineResult full = run.train("disk/run");
        if (full.exitCode != 3 || full.errorCode() != "disk_full") {
            std::fprintf(stderr, "%s\n", full.all().c_str());
            return 1;
        }
        if (::mount(nullptr, disk.c_str(), nullptr, MS_REMOUNT, "size=64m") != 0) return 2;
        const auto opened = RunFolder::open(disk + "/run");
        const auto search = opened ? latestCheckpoint(*opened) : Result<CheckpointSearch>(fail(ErrorCode::NotFound, "no run"));
        if (!search || !search->damaged.empty()) return 3;
        const EngineResult rest = run.train("disk/run", {"--resume"});
        if (rest.exitCode != 0) std::fprintf(stderr, "%s\n", rest.all().c_str());
        return rest.exitCode == 0 ? 0 : 4;
    });
    if (result == 77) GTEST_SKIP() << "this system does not let the test mount a file system";
    EXPECT_EQ(result, 0);
}

TEST(TrainPlaces, AtTheLimitOfFileSizesTheOldCheckpointsStay) {
    const TemporaryFolder folder;
    const TrainingRun run(folder, 2000);
    EngineOptions options;
    options.maxFileBytes = 100000;
    const EngineResult full = run.train("run", {}, options);
    expectError(full, 3, "disk_full");
    const auto opened = RunFolder::open(run.outPath("run"));
    ASSERT_TRUE(opened) << full.all();
    const auto search = latestCheckpoint(*opened);
    ASSERT_TRUE(search);
    EXPECT_TRUE(search->damaged.empty());
}

}  // namespace
}  // namespace luthier::test
