// SPDX-License-Identifier: Apache-2.0
// `train`: from settings to final/, steered from outside, killed and gone on with.
#include <csignal>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "core/base/files.h"
#include "core/base/random.h"
#include "core/runs/checkpoint.h"
#include "core/runs/control_file.h"
#include "core/runs/folder_manifest.h"
#include "core/runs/run_logs.h"
#include "tests/integration/training_run.h"

namespace luthier::test {
namespace {

bool hasStep(const std::string& text) { return text.find("\"event\":\"step\"") != std::string::npos; }

std::string finalWeights(const std::string& run) { return contentOf(run + "/final/adapter_model.safetensors"); }

TEST(Train, GoesFromSettingsToAnAdapter) {
    const TemporaryFolder folder;
    const TrainingRun run(folder);
    const EngineResult result = run.train("run");
    const Json told = resultOf(result);
    EXPECT_EQ(told["state"], "done");
    EXPECT_EQ(told["steps"], 8);
    EXPECT_LT(told["eval_loss_after"].get<double>(), told["eval_loss_before"].get<double>());
    EXPECT_EQ(result.events().back()["event"], "done") << result.all();
    const std::string path = run.outPath("run");
    EXPECT_TRUE(verifyFolder(path + "/final"));
    const auto steps = readSteps(path + "/metrics.jsonl");
    ASSERT_TRUE(steps);
    EXPECT_EQ(steps->back().first, 8);
    for (const char* series : {"loss", "learning_rate", "grad_norm", "num_tokens", "tokens_per_second"})
        EXPECT_TRUE(steps->back().second.contains(series)) << series;
    for (const char* log : {"/events.jsonl", "/metrics.jsonl", "/rows.jsonl"}) EXPECT_TRUE(readWholeLog(path + log)->report.broken.empty()) << log;
    const auto rows = readSteps(path + "/rows.jsonl");
    ASSERT_EQ(rows->size(), 8U);
    EXPECT_EQ((*rows)[0].second["rows"].size(), (*rows)[0].second["losses"].size());
    const EngineResult inspected = runEngine({"inspect", path});
    EXPECT_EQ(resultOf(inspected)["problems"].size(), 0U) << inspected.all();
}

TEST(Train, AFolderThatExistsIsRefused) {
    const TemporaryFolder folder;
    const TrainingRun run(folder, 2);
    resultOf(run.train("run"));
    EXPECT_EQ(run.train("run").errorCode(), "already_exists");
}

TEST(Train, TheSameSettingsGiveTheSameBits) {
    const TemporaryFolder folder;
    const TrainingRun run(folder);
    resultOf(run.train("a"));
    resultOf(run.train("b"));
    EXPECT_EQ(finalWeights(run.outPath("a")), finalWeights(run.outPath("b")));
}

// However a run is asked to stop: exit 0, a checkpoint, and the rest later gives the same bits as a run that was never stopped.
class TrainStopped : public ::testing::Test {
protected:
    void expectStopsAndGoesOn(const std::function<void(EngineProcess&, const std::string&)>& stop) {
        TrainingRun run(folder, 60);
        resultOf(run.train("whole"));
        EngineOptions options;
        options.keepInputOpen = true;
        EngineProcess process(run.arguments("parts"), options);
        ASSERT_TRUE(process.waitForError(hasStep));
        stop(process, run.outPath("parts"));
        const EngineResult stopped = process.wait();
        EXPECT_EQ(stopped.exitCode, 0) << stopped.all();
        if (stopped.results().empty() || stopped.results()[0]["state"] != "stopped") {
            ADD_FAILURE() << "it should have stopped before its end: " << stopped.all();
            return;
        }
        const auto latest = latestCheckpoint(*RunFolder::open(run.outPath("parts")));
        ASSERT_TRUE(latest && latest->latest);
        EXPECT_EQ(latest->latest->step, stopped.results()[0]["steps"].get<std::int64_t>()) << "the step it ended with is saved";
        const EngineResult rest = run.train("parts", {"--resume"});
        EXPECT_EQ(resultOf(rest)["state"], "done") << rest.all();
        EXPECT_EQ(finalWeights(run.outPath("parts")), finalWeights(run.outPath("whole"))) << "same bits";
    }
    const TemporaryFolder folder;
};

TEST_F(TrainStopped, BySigterm) {
    expectStopsAndGoesOn([](EngineProcess& process, const std::string&) { process.signal(SIGTERM); });
}

TEST_F(TrainStopped, BySigint) {
    expectStopsAndGoesOn([](EngineProcess& process, const std::string&) { process.signal(SIGINT); });
}

TEST_F(TrainStopped, ByALineOnStdinAfterGarbage) {
    expectStopsAndGoesOn([](EngineProcess& process, const std::string&) {
        process.write("garbage\n\n{\"op\":\"explode\"}\n" + std::string(3 << 20, 'x') + "\n\xff\xfe\n{\"op\":\"pause\"}\n{\"op\":\"stop\"}\n");
    });
}

TEST_F(TrainStopped, ByALineInControlJsonl) {
    expectStopsAndGoesOn([](EngineProcess&, const std::string& path) {
        ASSERT_TRUE(appendControl(*RunFolder::open(path), {ControlOp::Stop, Json::object()}));
    });
}

TEST(Train, GarbageOnStdinIsAnsweredAndTheEndOfStdinStopsNothing) {
    const TemporaryFolder folder;
    const TrainingRun run(folder, 30);
    EngineOptions options;
    options.input = "what is this\n[]\n{\"op\":\"dance\"}\n{\"op\":\"set\",\"key\":\"x\"}\n{\"op\":";
    const EngineResult result = run.train("run", {}, options);
    EXPECT_EQ(resultOf(result)["state"], "done") << result.all();
    EXPECT_NE(result.err.find("dance"), std::string::npos) << result.all();
}

TEST(Train, AParentThatDiesStopsNothing) {
    const TemporaryFolder folder;
    const TrainingRun run(folder, 30);
    const std::string path = run.outPath("run");
    EngineOptions options;
    options.keepInputOpen = true;
    EngineProcess process(run.arguments("run"), options);
    ASSERT_TRUE(process.waitForError(hasStep));
    process.closeInput();
    process.closeOutput();
    process.closeError();
    process.wait();
    EXPECT_TRUE(verifyFolder(path + "/final")) << "it went on to its end";
}

TEST(Train, TwoEnginesOnOneFolder) {
    const TemporaryFolder folder;
    const TrainingRun run(folder, 100000);
    EngineProcess first(run.arguments("run"));
    ASSERT_TRUE(first.waitForError(hasStep));
    for (const auto& more : {std::vector<std::string>{}, std::vector<std::string>{"--resume"}}) {
        const EngineResult second = run.train("run", more);
        EXPECT_EQ(second.exitCode, 2) << second.all();
        EXPECT_EQ(second.errorCode(), "busy") << second.all();
        EXPECT_NE(second.error()["message"].get<std::string>().find("process " + std::to_string(first.pid())), std::string::npos) << second.all();
    }
    first.signal(SIGTERM);
    EXPECT_EQ(resultOf(first.wait())["state"], "stopped");
}

// The newest checkpoint is damaged: a resume finds that by its hashes, names it and goes on from the one before.
void expectPassedOver(const std::function<void(const std::string& file)>& damage) {
    const TemporaryFolder folder;
    const TrainingRun run(folder, 100000);
    EngineProcess process(run.arguments("run"));
    ASSERT_TRUE(process.waitForError([](const std::string& text) { return text.find("\"step\":9,") != std::string::npos; }));
    process.signal(SIGKILL);
    process.wait();
    const auto found = RunFolder::open(run.outPath("run"));
    const auto checkpoints = listCheckpoints(*found);
    ASSERT_GE(checkpoints->size(), 2U);
    for (const auto& entry : std::filesystem::directory_iterator(checkpoints->back().path))
        if (entry.path().extension() == ".safetensors") damage(entry.path());
    EngineProcess again(run.arguments("run", {"--resume"}));
    ASSERT_TRUE(again.waitForError(hasStep));
    again.signal(SIGTERM);
    const EngineResult result = again.wait();
    EXPECT_EQ(result.exitCode, 0) << result.all();
    const std::string events = contentOf(found->events());
    EXPECT_NE(events.find("checkpoint_damaged"), std::string::npos);
    const std::string before = "\"kind\":\"resumed\",\"step\":" + std::to_string((*checkpoints)[checkpoints->size() - 2].step);
    EXPECT_NE(events.find(before), std::string::npos) << before << " in " << events;
}

TEST(Train, ACheckpointThatIsTooShortIsPassedOverAndNamed) {
    expectPassedOver([](const std::string& file) { std::filesystem::resize_file(file, std::filesystem::file_size(file) - 1); });
}

TEST(Train, ACheckpointWithOneFlippedByteIsPassedOverAndNamed) {
    expectPassedOver([](const std::string& file) {
        std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
        const auto middle = static_cast<std::streamoff>(std::filesystem::file_size(file) / 2);
        bytes.seekg(middle);
        const char byte = static_cast<char>(bytes.get());
        bytes.seekp(middle);
        bytes.put(static_cast<char>(byte ^ 1));
    });
}

}  // namespace
}  // namespace luthier::test
