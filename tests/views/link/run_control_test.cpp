// SPDX-License-Identifier: GPL-3.0-or-later
// The queue, steering, and what happens when the window closes and opens again.
#include <QElapsedTimer>

#include <unistd.h>

#include "core/base/files.h"
#include "tests/views/link/run_support.h"
#include "views/link/run_launch.h"

namespace luthier::test {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST_F(RunControlTest, RunsOneAfterTheOtherAndKeepsTheirAdapters) {
    const std::int64_t first = enqueue(newRun("First: run")), second = enqueue(newRun("first run"));
    ASSERT_NE(first, 0);
    ASSERT_TRUE(waitForEnd(2));
    EXPECT_EQ(ended[0].id, first);
    EXPECT_EQ(ended[1].id, second);
    for (const store::Run& run : ended) {
        EXPECT_EQ(run.state, store::RunState::Done);
        EXPECT_EQ(run.step, 6);
    }
    EXPECT_EQ(fileName(ended[0].folder), "first-run");
    EXPECT_EQ(fileName(ended[1].folder), "first-run-2");
    EXPECT_TRUE(pathExists(RunControl::askedConfig(QString::fromStdString(ended[0].folder)).toStdString()));
    ASSERT_TRUE(waitUntil([&] { return !currents.empty() && currents.back() == 0; }));
    EXPECT_THAT(currents, ElementsAre(first, 0, second, 0));
    EXPECT_TRUE(troubles.empty());

    std::vector<store::AdapterEntry> adapters;
    ASSERT_TRUE(waitUntil([&] {   // the facts come once the engine has looked at them
        adapters = ask([](store::Project& project) { return project.adapters().all(); }).value();
        return adapters.size() == 2 && adapters[0].facts.contains("command") && adapters[1].facts.contains("command");
    }));
    EXPECT_EQ(adapters[0].facts["command"], "inspect");
    const auto ofFirst = std::find_if(adapters.begin(), adapters.end(), [&](const store::AdapterEntry& adapter) { return adapter.run == first; });
    ASSERT_NE(ofFirst, adapters.end());
    EXPECT_EQ(ofFirst->folder, ended[0].folder + "/final");
    EXPECT_EQ(ofFirst->name, "First: run");
}

TEST_F(RunControlTest, AWholeModelBecomesAModel) {
    enqueue(newRun("full", "model"));
    ASSERT_TRUE(waitForEnd(1));
    const auto models = ask([](store::Project& project) { return project.models().all(); }).value();
    ASSERT_EQ(models.size(), 1U);
    EXPECT_EQ(models[0].folder, ended[0].folder + "/final");
    EXPECT_TRUE(ask([](store::Project& project) { return project.adapters().all(); }).value().empty());
}

TEST_F(RunControlTest, TellsOfNewsAtMostTenTimesASecond) {
    QElapsedTimer time;
    time.start();
    enqueue(newRun("many steps", "normal", 2, 300));
    ASSERT_TRUE(waitForEnd(1));
    EXPECT_GE(numChanges, 2);
    EXPECT_LE(numChanges, time.elapsed() / 100 + 2);
}

TEST_F(RunControlTest, APausedQueueWaitsAndKeepsItsOrder) {
    runs->setQueuePaused(true);
    const std::int64_t first = enqueue(newRun("a")), second = enqueue(newRun("b"));
    store::Run moved = row(first);
    moved.queuePosition = row(second).queuePosition + 1;
    ASSERT_TRUE(ask([moved](store::Project& project) { return project.runs().update(moved); }));
    QTest::qWait(100);
    EXPECT_EQ(runs->current(), 0);
    EXPECT_EQ(stateOf(first), "queued");

    closeWindow();
    openWindow();
    EXPECT_TRUE(waitUntil([&] { return runs->isQueuePaused(); })) << "forgotten at a restart";
    runs->setQueuePaused(false);
    ASSERT_TRUE(waitForEnd(2));
    EXPECT_EQ(ended[0].id, second);
    EXPECT_EQ(ended[1].id, first);
}

TEST_F(RunControlTest, StopsWithACheckpointAndGoesOnWithTheNext) {
    const std::int64_t first = enqueue(newRun("long", "normal", 20, 100000)), second = enqueue(newRun("short"));
    ASSERT_TRUE(waitForStep(first, 3));
    EXPECT_EQ(runs->current(), first);
    EXPECT_EQ(stateOf(second), "queued");
    runs->stop(first);
    ASSERT_TRUE(waitForEnd(2));
    EXPECT_EQ(ended[0].state, store::RunState::Stopped);
    EXPECT_EQ(ended[1].id, second);
    EXPECT_EQ(ended[1].state, store::RunState::Done);
    EXPECT_TRUE(troubles.empty());
}

TEST_F(RunControlTest, PausesResumesAndThenGoesOnWithTheQueue) {
    const std::int64_t first = enqueue(newRun("long", "normal", 20, 60)), second = enqueue(newRun("short"));
    ASSERT_TRUE(waitForStep(first, 3));
    runs->pause(first);
    ASSERT_TRUE(waitForEnd(1));
    EXPECT_EQ(ended[0].state, store::RunState::Paused);
    EXPECT_TRUE(runs->isQueuePaused());
    QTest::qWait(100);
    EXPECT_EQ(stateOf(second), "queued") << "somebody wanted the machine";
    const std::int64_t stepAtPause = ended[0].step;

    runs->resume(first);
    EXPECT_TRUE(runs->waitsToResume(first));
    ASSERT_TRUE(waitForEnd(3));
    EXPECT_FALSE(runs->isQueuePaused());
    EXPECT_EQ(ended[1].id, first);
    EXPECT_EQ(ended[1].state, store::RunState::Done);
    EXPECT_EQ(ended[1].step, 60);
    EXPECT_GT(stepAtPause, 0);
    EXPECT_EQ(ended[2].id, second);
    const Result<LogContent> events = readWholeLog(ended[1].folder + "/events.jsonl");
    ASSERT_TRUE(events);
    EXPECT_EQ(events->lines.back().attempt, 2);
    EXPECT_TRUE(troubles.empty());
}

TEST_F(RunControlTest, TellsARunningRunWhatIsAsked) {
    const std::int64_t run = enqueue(newRun("long", "normal", 20, 100000));
    ASSERT_TRUE(waitForStep(run, 1));
    runs->checkpoint(run);
    runs->set(run, "learning_rate", 5e-5);
    SampleMessage sample;
    sample.prompts = {"hello"};
    runs->sample(run, sample);
    const std::string at = row(run).folder;
    EXPECT_TRUE(waitUntil([&] { return controlOps(at).size() == 3; }));
    EXPECT_THAT(controlOps(at), ElementsAre("checkpoint", "set", "sample"));
    EXPECT_TRUE(troubles.empty());
}

TEST_F(RunControlTest, RefusesToTellWhatMakesNoSense) {
    const std::int64_t run = enqueue(newRun("long", "normal", 20, 100000));
    ASSERT_TRUE(waitForStep(run, 1));
    runs->set(run, "learning_rate", std::nan(""));
    runs->set(run, "no_such_setting", 1);
    runs->stop(run + 1000);
    ASSERT_EQ(troubles.size(), 3U);
    EXPECT_THAT(troubles[2].second.message, HasSubstr("not at work"));
    for (const auto& [id, error] : troubles) EXPECT_FALSE(error.message.empty());
}

TEST_F(RunControlTest, WhatIsAskedWhileItStartsIsToldOnceItListens) {
    const std::int64_t run = enqueue(newRun("slow start", "silent", 20, 100000));
    ASSERT_TRUE(waitUntil([&] { return runs->current() == run; }));
    runs->stop(run);
    ASSERT_TRUE(waitForEnd(1));
    EXPECT_EQ(ended[0].state, store::RunState::Stopped);
}

TEST_F(RunControlTest, GoesOnWithoutTheWindowAndIsFoundAndSteeredAgain) {
    const std::int64_t run = enqueue(newRun("long", "normal", 20, 100000)), waiting = enqueue(newRun("short"));
    ASSERT_TRUE(waitForStep(run, 2));
    const std::string at = row(run).folder;
    const auto before = holder(at);
    ASSERT_TRUE(before);
    EXPECT_EQ(::getsid(static_cast<pid_t>(before->pid)), before->pid) << "not in a session of its own";
    closeWindow();
    const auto numLines = [&] { return readWholeLog(at + "/metrics.jsonl").value().lines.size(); };
    const std::size_t then = numLines();
    EXPECT_TRUE(waitUntil([&] { return numLines() > then + 3; })) << "it does not go on";

    openWindow();   // for writing: the engine does not hold the project open
    ASSERT_TRUE(waitUntil([&] { return runs->current() == run; }));
    EXPECT_EQ(holder(at)->pid, before->pid);
    const std::int64_t step = row(run).step;
    EXPECT_TRUE(waitForStep(run, step + 3)) << "it is not followed";
    EXPECT_EQ(stateOf(waiting), "queued");
    runs->stop(run);
    ASSERT_TRUE(waitForEnd(2));
    EXPECT_EQ(ended[0].id, run);
    EXPECT_EQ(ended[0].state, store::RunState::Stopped);
    EXPECT_EQ(ended[1].id, waiting);
}

TEST_F(RunControlTest, WhatEndedWhileNoWindowWasOpenIsTakenUp) {
    const std::int64_t run = enqueue(newRun("long", "normal", 20, 20)), waiting = enqueue(newRun("short"));
    ASSERT_TRUE(waitForStep(run, 2));
    const std::string at = row(run).folder;
    closeWindow();
    ASSERT_TRUE(waitUntil([&] { return pathExists(at + "/final") && !holder(at); }));
    openWindow();
    ASSERT_TRUE(waitForEnd(2));
    EXPECT_EQ(ended[0].id, run);
    EXPECT_EQ(ended[0].state, store::RunState::Done);
    EXPECT_EQ(ended[1].id, waiting) << "the queue goes on";
    EXPECT_EQ(ask([](store::Project& project) { return project.adapters().all(); }).value().size(), 2U);
}

TEST_F(RunControlTest, IsFoundWhenTheWindowClosedWhileItStarted) {
    const std::int64_t run = enqueue(newRun("slow start", "silent", 20, 20));
    ASSERT_TRUE(waitUntil([&] { return runs->current() == run; }));
    closeWindow();
    openWindow();
    ASSERT_TRUE(waitForEnd(1));
    EXPECT_EQ(ended[0].id, run);
    EXPECT_EQ(ended[0].state, store::RunState::Done) << ended[0].error;
    EXPECT_EQ(ended[0].step, 20);
    EXPECT_TRUE(troubles.empty()) << troubles.front().second.toString();
}

TEST_F(RunControlTest, AnEngineThatSomebodyElseStartedIsFollowed) {
    store::Run run = newRun("elsewhere", "normal", 20, 40);
    run.folder = folder / "elsewhere";
    const std::string config = folder.write("elsewhere-config.json", dumpJson(run.config));
    ASSERT_TRUE(launchDetached(LUTHIER_FAKE_ENGINE, {"train", config, "--out", run.folder}, folder / "elsewhere-log", false));
    ASSERT_TRUE(waitUntil([&] { return holder(run.folder).has_value(); }));
    const std::int64_t id = enqueue(run);
    ASSERT_TRUE(waitForEnd(1));
    EXPECT_EQ(ended[0].id, id);
    EXPECT_EQ(ended[0].state, store::RunState::Done);
    EXPECT_TRUE(troubles.empty()) << troubles.front().second.toString();
}

TEST_F(RunControlTest, ARunTakenOutOfTheProjectGoesOnUnseen) {
    const std::int64_t run = enqueue(newRun("long", "normal", 20, 100000));
    ASSERT_TRUE(waitForStep(run, 1));
    store->undo();
    ASSERT_TRUE(waitUntil([&] { return runs->current() == 0; }));
    store->redo();
    ASSERT_TRUE(waitUntil([&] { return runs->current() == run; }));
    runs->stop(run);
    ASSERT_TRUE(waitForEnd(1));
}

TEST_F(RunControlTest, ASecondWindowSeesAndSteersButStartsNothing) {
    const std::int64_t run = enqueue(newRun("long", "normal", 20, 100000));
    ASSERT_TRUE(waitForStep(run, 1));
    auto opened = StoreAccess::open(store->folder());
    ASSERT_TRUE(opened);
    ASSERT_TRUE((*opened)->isReadOnly());
    RunControl second(**opened, LUTHIER_FAKE_ENGINE);
    ASSERT_TRUE(waitUntil([&] { return second.current() == run; }));
    std::optional<Result<std::int64_t>> refused;
    second.enqueue(newRun("another"), &second, [&](const Result<std::int64_t>& id) { refused = id; });
    ASSERT_TRUE(waitUntil([&] { return refused.has_value(); }));
    EXPECT_EQ(refused->error().code, ErrorCode::Busy);
    int numEnded = 0;
    QObject::connect(&second, &RunControl::runEnded, &second, [&](const store::Run&) { ++numEnded; });
    second.stop(run);
    ASSERT_TRUE(waitForEnd(1));
    EXPECT_EQ(ended[0].state, store::RunState::Stopped);
    EXPECT_TRUE(waitUntil([&] { return numEnded == 1 && second.current() == 0; }));
}

}  // namespace

}  // namespace luthier::test
