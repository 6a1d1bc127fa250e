// SPDX-License-Identifier: GPL-3.0-or-later
// Runs that end badly or do not begin: what is said, what the list shows, and how one goes on. And the real engine from the queue.
#include <filesystem>

#include "core/base/files.h"
#include "tests/views/link/run_support.h"
#include "views/link/sleep_guard.h"

namespace luthier::test {

namespace {

using testing::HasSubstr;

TEST_F(RunControlTest, ARunThatTheEngineRefusesIsFailedAndTheNextOneStarts) {
    const std::int64_t refused = enqueue(newRun("wrong", "refuse")), next = enqueue(newRun("right"));
    ASSERT_TRUE(waitForEnd(2));
    EXPECT_EQ(ended[0].id, refused);
    EXPECT_EQ(ended[0].state, store::RunState::Failed);
    EXPECT_THAT(ended[0].error, HasSubstr("training.rank is 0"));
    EXPECT_EQ(ended[1].id, next);
    EXPECT_THAT(ended[0].error, HasSubstr("a rank is at least 1"));
    EXPECT_TRUE(troubles.empty()) << "said twice";

    // What was asked for is put right, and tried again from its beginning.
    const std::string asked = RunControl::askedConfig(QString::fromStdString(ended[0].folder)).toStdString();
    ASSERT_TRUE(writeFileDurably(asked, dumpJson(newRun("wrong").config)));
    runs->resume(refused);
    ASSERT_TRUE(waitForEnd(3));
    EXPECT_EQ(ended[2].id, refused);
    EXPECT_EQ(ended[2].state, store::RunState::Done) << ended[2].error;
    EXPECT_EQ(ended[2].step, 6);
}

TEST_F(RunControlTest, ARunThatFailsBeforeItsFirstStepSaysWhyOnce) {
    enqueue(newRun("bad rows", "fail-early"));
    ASSERT_TRUE(waitForEnd(1));
    EXPECT_EQ(ended[0].state, store::RunState::Failed);
    EXPECT_THAT(ended[0].error, HasSubstr("3 rows cannot be read"));
    const Result<LogContent> events = readWholeLog(ended[0].folder + "/events.jsonl");
    ASSERT_TRUE(events);
    EXPECT_EQ(std::count_if(events->lines.begin(), events->lines.end(), [](const LogLine& line) { return line.fields.value("kind", "") == "failed"; }), 1);
    EXPECT_THAT(ended[0].error, HasSubstr("check the data"));
    EXPECT_TRUE(troubles.empty()) << "said twice";
}

TEST_F(RunControlTest, ARunThatFailsCanBeResumed) {
    const std::int64_t run = enqueue(newRun("no memory", "fail"));
    ASSERT_TRUE(waitForEnd(1));
    EXPECT_EQ(ended[0].state, store::RunState::Failed);
    EXPECT_EQ(ended[0].error, "memory ran out at step 3 - use a smaller max_length");
    runs->resume(run);
    ASSERT_TRUE(waitForEnd(2));
    EXPECT_EQ(ended[1].state, store::RunState::Done) << ended[1].error;
    EXPECT_TRUE(ended[1].error.empty()) << ended[1].error;
    EXPECT_TRUE(troubles.empty());
}

TEST_F(RunControlTest, AnEngineThatCrashesLeavesALostRunThatCanBeResumed) {
    for (const char* behaviour : {"crash", "killed"}) {
        ended.clear();
        troubles.clear();
        const std::int64_t run = enqueue(newRun(behaviour, behaviour));
        ASSERT_TRUE(waitForEnd(1));
        EXPECT_EQ(ended[0].state, store::RunState::Lost);
        ASSERT_TRUE(waitForTrouble());
        EXPECT_THAT(troubles[0].second.message, HasSubstr(std::string(behaviour) == "crash" ? "segmentation fault" : "signal 9"));
        EXPECT_THAT(troubles[0].second.hint, HasSubstr("Resume goes on from the newest checkpoint"));
        runs->resume(run);
        ASSERT_TRUE(waitForEnd(2));
        EXPECT_EQ(ended[1].state, store::RunState::Done);
        EXPECT_EQ(ended[1].step, 6);
    }
}

TEST_F(RunControlTest, AnEngineThatHearsNothingIsKilled) {
    const std::int64_t run = enqueue(newRun("deaf", "deaf", 20, 100000));
    ASSERT_TRUE(waitForStep(run, 1));
    runs->stop(run);
    QTest::qWait(300);
    EXPECT_EQ(runs->current(), run);
    runs->kill(run);
    ASSERT_TRUE(waitForEnd(1));
    EXPECT_EQ(ended[0].state, store::RunState::Lost);
}

TEST_F(RunControlTest, AnAdoptedEngineIsKilledToo) {
    const std::int64_t run = enqueue(newRun("deaf", "deaf", 20, 100000));
    ASSERT_TRUE(waitForStep(run, 1));
    closeWindow();
    openWindow();
    ASSERT_TRUE(waitUntil([&] { return runs->current() == run; }));
    runs->kill(run);
    ASSERT_TRUE(waitForEnd(1));
    EXPECT_EQ(ended[0].state, store::RunState::Lost);
    ASSERT_TRUE(waitForTrouble());
    EXPECT_THAT(troubles[0].second.hint, HasSubstr("Resume"));
}

TEST_F(RunControlTest, WithoutALibraryTheQueueWaits) {
    const std::int64_t run = enqueue(newRun("anything", "missing-library"));
    ASSERT_TRUE(waitForTrouble());
    EXPECT_EQ(troubles[0].first, run);
    EXPECT_THAT(troubles[0].second.message, HasSubstr("libtorch_cpu.so"));
    EXPECT_THAT(troubles[0].second.hint, HasSubstr("Install Luthier again"));
    EXPECT_TRUE(runs->isQueuePaused());
    EXPECT_EQ(stateOf(run), "queued") << "it is not the run's fault";
    EXPECT_TRUE(ended.empty());
}

TEST_F(RunControlTest, WithoutAnEngineTheQueueWaitsUntilThereIsOne) {
    runs->setEngine("/no/such/engine");
    const std::int64_t run = enqueue(newRun("anything"));
    ASSERT_TRUE(waitForTrouble());
    EXPECT_EQ(troubles[0].second.code, ErrorCode::NotFound);
    EXPECT_TRUE(runs->isQueuePaused());
    EXPECT_EQ(stateOf(run), "queued");
    runs->setEngine(LUTHIER_FAKE_ENGINE);
    runs->setQueuePaused(false);
    ASSERT_TRUE(waitForEnd(1));
    EXPECT_EQ(ended[0].state, store::RunState::Done);
}

TEST_F(RunControlTest, AFolderThatIsInUseByOtherFilesStopsTheQueue) {
    store::Run run = newRun("taken");
    run.folder = folder / "taken";
    ASSERT_TRUE(makeFolders(run.folder));
    folder.write("taken/letter.txt", "do not touch");
    const std::int64_t id = enqueue(run);
    ASSERT_TRUE(waitForTrouble());
    EXPECT_EQ(troubles[0].first, id);
    EXPECT_EQ(troubles[0].second.code, ErrorCode::AlreadyExists);
    EXPECT_TRUE(runs->isQueuePaused());
    EXPECT_EQ(contentOf(run.folder + "/letter.txt"), "do not touch");
}

// As only a project can have it that something else has written.
TEST_F(RunControlTest, ARunWithoutAFolderStopsTheQueueAndWritesNothing) {
    const auto here = [] { return std::distance(std::filesystem::directory_iterator("."), std::filesystem::directory_iterator()); };
    const auto numBefore = here();
    store::Run run = newRun("nowhere");
    run.queuePosition = 1;
    const Result<std::int64_t> id = ask([run](store::Project& project) { return project.runs().add(run); });
    ASSERT_TRUE(id);
    ASSERT_TRUE(enqueue(newRun("behind it")));
    ASSERT_TRUE(waitForTrouble());
    EXPECT_EQ(troubles[0].first, *id);
    EXPECT_THAT(troubles[0].second.message, HasSubstr("has no folder"));
    EXPECT_TRUE(runs->isQueuePaused());
    EXPECT_EQ(here(), numBefore);
}

TEST_F(RunControlTest, AResumeOfARunThatHasGoneSaysSo) {
    runs->resume(4711);
    ASSERT_TRUE(waitForTrouble());
    EXPECT_EQ(troubles[0].second.code, ErrorCode::NotFound);
    EXPECT_FALSE(runs->waitsToResume(4711));
}

TEST_F(RunControlTest, ARunFolderThatGoesWhileItRunsIsLost) {
    const std::int64_t run = enqueue(newRun("long", "normal", 20, 100000));
    ASSERT_TRUE(waitForStep(run, 1));
    std::filesystem::rename(row(run).folder, folder / "elsewhere");   // it writes there for as long as it can
    runs->kill(run);
    ASSERT_TRUE(waitForEnd(1));
    EXPECT_EQ(ended[0].state, store::RunState::Lost);
}

TEST(SleepGuardTest, WithoutABusNothingHappens) {
    qputenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent");
    SleepGuard guard;
    guard.hold("Training a");
    guard.letGo();
    guard.hold("Training b");
    EXPECT_FALSE(guard.isHeld());
}

Json tinySettings(const TemporaryFolder& folder, std::int64_t maxSteps) {
    std::string rows;
    for (int i = 0; i < 40; ++i) {
        const Json question{{"role", "user"}, {"content", "question " + std::to_string(i)}}, answer{{"role", "assistant"}, {"content", "answer"}};
        rows += dumpJson({{"messages", Json::array({question, answer})}}) + "\n";
    }
    return {{"schema", 1}, {"name", "tiny"}, {"model", {{"path", tinyModel("tiny-qwen2")}, {"precision", "f32"}}},
            {"adapter", {{"type", "lora"}, {"rank", 4}}}, {"method", {{"type", "sft"}}},
            {"data", {{"train", folder.write("rows.jsonl", rows)}, {"max_length", 64}}},
            {"training", {{"learning_rate", 0.001}, {"tokens_per_step", 128}, {"micro_tokens", 128}, {"max_steps", maxSteps}, {"epochs", 10000},
                          {"checkpoint_every", 2}}}};
}

TEST_F(RunControlTest, TheRealEngineIsPausedResumedAndItsAdapterKept) {
    if (realEngine().isEmpty()) GTEST_SKIP() << "LUTHIER_ENGINE does not say where the real engine is (this build folder has none)";
    runs->setEngine(realEngine());
    store::Run wanted = newRun("tiny");
    wanted.config = tinySettings(folder, 2000);
    const std::int64_t run = enqueue(wanted);
    ASSERT_TRUE(waitForStep(run, 2)) << (troubles.empty() ? "" : troubles[0].second.toString());
    runs->pause(run);
    ASSERT_TRUE(waitForEnd(1));
    ASSERT_EQ(ended[0].state, store::RunState::Paused) << ended[0].error;
    EXPECT_GT(ended[0].config["training"].value("max_steps", 0), 0);
    runs->resume(run);
    ASSERT_TRUE(waitForStep(run, ended[0].step + 2));
    runs->stop(run);
    ASSERT_TRUE(waitForEnd(2));
    EXPECT_EQ(ended[1].state, store::RunState::Stopped);

    wanted.config = tinySettings(folder, 4);
    const std::int64_t shorter = enqueue(wanted);
    ASSERT_TRUE(waitForEnd(3));
    EXPECT_EQ(ended[2].id, shorter);
    ASSERT_EQ(ended[2].state, store::RunState::Done) << ended[2].error;
    EXPECT_EQ(ended[2].step, 4);
    ASSERT_TRUE(ended[2].loss);
    std::vector<store::AdapterEntry> adapters;
    ASSERT_TRUE(waitUntil([&] {
        adapters = ask([](store::Project& project) { return project.adapters().all(); }).value();
        return adapters.size() == 1 && adapters[0].facts.contains("rank");
    }));
    EXPECT_EQ(adapters[0].facts["rank"], 4);
    EXPECT_TRUE(troubles.empty());
}

TEST_F(RunControlTest, TheRealEngineRefusesSettingsThatMakeNoSense) {
    if (realEngine().isEmpty()) GTEST_SKIP() << "LUTHIER_ENGINE does not say where the real engine is (this build folder has none)";
    runs->setEngine(realEngine());
    store::Run wanted = newRun("wrong");
    wanted.config = tinySettings(folder, 4);
    wanted.config["adapter"]["rank"] = 0;
    wanted.config["model"]["path"] = "/no/such/model";
    enqueue(wanted);
    ASSERT_TRUE(waitForEnd(1));
    EXPECT_EQ(ended[0].state, store::RunState::Failed);
    EXPECT_THAT(ended[0].error, HasSubstr("adapter.rank"));
}

}  // namespace

}  // namespace luthier::test
