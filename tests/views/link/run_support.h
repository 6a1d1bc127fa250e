// SPDX-License-Identifier: GPL-3.0-or-later
// A project with a queue, as one window has it open; and a second one after it. Thread: GUI.
#pragma once

#include <signal.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/runs/run_logs.h"
#include "core/runs/run_lock.h"
#include "tests/views/link/link_support.h"
#include "views/link/run_control.h"

namespace luthier::test {

class RunControlTest : public testing::Test {
protected:
    void SetUp() override { openWindow(); }
    void openWindow(const QString& engine = LUTHIER_FAKE_ENGINE) {
        auto opened = StoreAccess::open(QString::fromStdString(folder / "project"));
        ASSERT_TRUE(opened) << opened.error().toString();
        store = std::move(*opened);
        ASSERT_FALSE(store->isReadOnly()) << "something keeps the project open";
        runs = std::make_unique<RunControl>(*store, engine);
        QObject::connect(runs.get(), &RunControl::runEnded, runs.get(), [this](const store::Run& run) { ended.push_back(run); });
        QObject::connect(runs.get(), &RunControl::troubled, runs.get(), [this](std::int64_t run, const Error& error) { troubles.emplace_back(run, error); });
        QObject::connect(runs.get(), &RunControl::currentChanged, runs.get(), [this](std::int64_t run) { currents.push_back(run); });
        QObject::connect(runs.get(), &RunControl::runChanged, runs.get(), [this](std::int64_t) { ++numChanges; });
    }
    // Runs go on without their window; what a test has left running ends with it.
    void TearDown() override {
        closeWindow();
        std::error_code none;
        for (const auto& entry : std::filesystem::directory_iterator(folder / "project/runs", none))
            if (const std::optional<LockHolder> left = holder(entry.path().string()); left && left->pid != ::getpid())
                ::kill(static_cast<pid_t>(left->pid), SIGKILL);
    }
    void closeWindow() {
        runs.reset();
        store.reset();
    }

    static store::Run newRun(const std::string& name, const std::string& behaviour = "normal", int stepMs = 10, std::int64_t numSteps = 6) {
        store::Run run;
        run.name = name;
        run.config = {{"schema", 1}, {"name", name}, {"training", {{"max_steps", numSteps}}}, {"fake", {{"behaviour", behaviour}, {"step_ms", stepMs}}}};
        return run;
    }
    // 0 when it was refused.
    std::int64_t enqueue(const store::Run& run) {
        std::optional<Result<std::int64_t>> id;
        runs->enqueue(run, runs.get(), [&](Result<std::int64_t> got) { id = std::move(got); });
        EXPECT_TRUE(waitUntil([&] { return id.has_value(); }));
        return id && *id ? **id : 0;
    }
    template <class Work>
    auto ask(Work work) {
        std::optional<std::invoke_result_t<Work&, store::Project&>> answer;
        store->write(store.get(), std::move(work), [&](auto got) { answer = std::move(got); });
        EXPECT_TRUE(waitUntil([&] { return answer.has_value(); }));
        return std::move(*answer);
    }
    store::Run row(std::int64_t id) {
        const Result<store::Run> run = ask([id](store::Project& project) { return project.runs().get(id); });
        return run ? *run : store::Run();
    }
    std::string stateOf(std::int64_t id) { return store::runStateName(row(id).state); }
    bool waitForEnd(std::size_t count) {
        return waitUntil([&] { return ended.size() >= count; });
    }
    bool waitForStep(std::int64_t id, std::int64_t step) {
        return waitUntil([&] { return row(id).step >= step; });
    }
    bool waitForTrouble() {
        return waitUntil([&] { return !troubles.empty(); });
    }
    static std::vector<std::string> controlOps(const std::string& runFolder) {
        std::vector<std::string> ops;
        const Result<LogContent> events = readWholeLog(runFolder + "/events.jsonl");
        if (!events) return ops;
        for (const LogLine& line : events->lines)
            if (line.fields.value("kind", "") == "control") ops.push_back(line.fields.value("op", ""));
        return ops;
    }
    static std::optional<LockHolder> holder(const std::string& runFolder) {
        const Result<RunFolder> at = RunFolder::open(runFolder);
        if (!at) return std::nullopt;
        const Result<std::optional<LockHolder>> found = lockHolder(*at);
        return found ? *found : std::nullopt;
    }

    TemporaryFolder folder;
    std::unique_ptr<StoreAccess> store;
    std::unique_ptr<RunControl> runs;
    std::vector<store::Run> ended;
    std::vector<std::pair<std::int64_t, Error>> troubles;
    std::vector<std::int64_t> currents;
    int numChanges = 0;
};

}  // namespace luthier::test
