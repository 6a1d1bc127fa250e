// SPDX-License-Identifier: Apache-2.0
// `train` where the machine around it is not as it was: the clock goes back, the memory of its control group runs out, many steer it at once.
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <thread>

#include <sys/mount.h>

#include <gmock/gmock.h>

#include "core/base/files.h"
#include "core/base/processor.h"
#include "core/runs/checkpoint.h"
#include "core/runs/control_file.h"
#include "core/runs/run_logs.h"
#include "tests/integration/own_mounts.h"
#include "tests/integration/real_group.h"
#include "tests/integration/training_run.h"

namespace luthier::test {
namespace {

using testing::HasSubstr;

bool hasStep(const std::string& text) { return text.find("\"event\":\"step\"") != std::string::npos; }

std::vector<Json> eventsOf(const std::string& run, const std::string& kind) {
    std::vector<Json> found;
    const auto log = readWholeLog(run + "/events.jsonl");
    for (const LogLine& line : log->lines)
        if (line.fields.value("kind", "") == kind) found.push_back(line.fields);
    return found;
}

EngineOptions withClockGoingBack() {
    EngineOptions options;
    options.environment = {"LD_PRELOAD=" LUTHIER_CLOCK_GOING_BACK};
    return options;
}

// Wall time is for display: order is by sequence number, durations are by a clock that nobody sets.
TEST(TrainWithAClockGoingBack, GivesTheSameBitsAndDurationsThatMakeSense) {
    const TemporaryFolder folder;
    const TrainingRun run(folder, 40);
    resultOf(run.train("whole"));
    EngineProcess process(run.arguments("parts"), withClockGoingBack());
    ASSERT_TRUE(process.waitForError(hasStep));
    process.signal(SIGTERM);
    EXPECT_EQ(resultOf(process.wait())["state"], "stopped");
    const Json told = resultOf(run.train("parts", {"--resume"}, withClockGoingBack()));
    EXPECT_EQ(told["state"], "done");
    EXPECT_GE(told["seconds"].get<double>(), 0);
    EXPECT_LT(told["seconds"].get<double>(), 120);
    const std::string path = run.outPath("parts");
    EXPECT_EQ(contentOf(path + "/final/adapter_model.safetensors"), contentOf(run.outPath("whole") + "/final/adapter_model.safetensors"));
    const auto events = readWholeLog(path + "/events.jsonl");
    EXPECT_TRUE(events->report.broken.empty());
    std::string last = "9999";
    int numBack = 0;
    for (const LogLine& line : events->lines) {
        const std::string time = line.fields["time"].get<std::string>();
        numBack += time < last;
        last = time;
    }
    EXPECT_GT(numBack, 4) << "the clock of this test does not go back";
    const auto steps = readSteps(path + "/metrics.jsonl");
    ASSERT_EQ(steps->size(), 41U);
    for (const auto& [step, series] : *steps) EXPECT_GT(series.value("tokens_per_second", 1.0), 0) << step;   // step 0 is only evaluated
    EngineOptions options = withClockGoingBack();
    const Json seen = resultOf(runEngine({"inspect", path}, options));
    EXPECT_EQ(seen["problems"].size(), 0U) << dumpJson(seen);
    EXPECT_GE(seen.value("heartbeat_age_seconds", 0.0), 0);
}

// The files of a control group (v2) in a mount that only the engine sees: what is written there is all that it knows of its memory. Not the kernel's own
// (TrainInARealGroup): a group with a limit needs the memory controller, which most places where tests run do not hand on.
class TrainInATightGroup : public testing::Test {
protected:
    static constexpr std::int64_t MiB = 1 << 20;
    static bool makeGroup(std::int64_t limit, std::int64_t used) {
        if (::mount("tmpfs", "/sys/fs/cgroup", "tmpfs", 0, nullptr) != 0) return false;
        return setGroup(limit, used);
    }
    static bool setGroup(std::int64_t limit, std::int64_t used) {
        std::ofstream("/sys/fs/cgroup/memory.stat") << "anon " << used << "\ninactive_file 0\nactive_file 0\n";
        std::ofstream("/sys/fs/cgroup/memory.current") << used << "\n";
        return static_cast<bool>(std::ofstream("/sys/fs/cgroup/memory.max") << limit << "\n");
    }
    static void expectIn(const std::function<void()>& body, std::int64_t limit, std::int64_t used) {
        const std::string groups = contentOf("/proc/self/cgroup");
        if (groups.find("0::/") == std::string::npos) GTEST_SKIP() << "this process is in no group of the second version";
        const int result = inOwnMounts([&] {
            if (!makeGroup(limit, used)) return 77;
            body();
            return HasFailure() ? 1 : 0;
        });
        if (result == 77) GTEST_SKIP() << "this system does not let the test mount a file system";
        EXPECT_EQ(result, 0);
    }
    const TemporaryFolder m_folder;
};

TEST_F(TrainInATightGroup, WhatCannotFitIsRefusedWithThePlansWords) {
    const TrainingRun run(m_folder, 4);
    expectIn([&] {
        const EngineResult refused = run.train("run");
        EXPECT_EQ(refused.exitCode, 3) << refused.all();
        EXPECT_EQ(refused.errorCode(), "out_of_memory");
        EXPECT_THAT(dumpJson(refused.error()), HasSubstr("there is room for"));
        EXPECT_FALSE(pathExists(run.outPath("run") + "/run.json"));
    }, 100 * MiB, 90 * MiB);
}

TEST_F(TrainInATightGroup, WhenItsMemoryRunsOutTheRunEndsWithACheckpointAndGoesOnLater) {
    const TrainingRun run(m_folder, 100000);
    expectIn([&] {
        EngineProcess process(run.arguments("run"));
        ASSERT_TRUE(process.waitForError([](const std::string& text) { return text.find("\"step\":3,") != std::string::npos; })) << process.wait().all();
        setGroup(2048 * MiB, 2000 * MiB);
        const EngineResult ended = process.wait();
        EXPECT_EQ(ended.exitCode, 3) << ended.all();
        EXPECT_EQ(ended.errorCode(), "out_of_memory");
        const std::string words = ended.error()["message"].get<std::string>();
        EXPECT_THAT(words, HasSubstr("memory runs out: 48 MiB are left"));
        EXPECT_THAT(words, HasSubstr("planned were")) << "and what the plan had said";
        const auto latest = latestCheckpoint(*RunFolder::open(run.outPath("run")));
        ASSERT_TRUE(latest && latest->latest);
        EXPECT_GE(latest->latest->step, 3);
        setGroup(2048 * MiB, 100 * MiB);
        EngineProcess again(run.arguments("run", {"--resume"}));
        ASSERT_TRUE(again.waitForError(hasStep));
        again.signal(SIGTERM);
        const EngineResult rest = again.wait();
        EXPECT_EQ(rest.exitCode, 0) << rest.all();
    }, 2048 * MiB, 100 * MiB);
}

// The kernel kills what goes beyond. What does not fit is refused before, and what is planned to fit does.
TEST(TrainInARealGroup, RefusesOrKeepsWithinIt) {
    const char* const model = std::getenv("LUTHIER_DEMO_MODEL");
    if (model == nullptr || !pathExists(std::string(model) + "/model.safetensors")) GTEST_SKIP() << "needs the demo model";
    const TemporaryFolder folder;
    TrainingRun run(folder, 2);
    run.settings()["model"]["path"] = model;
    run.settings()["data"].erase("eval_fraction");
    run.settings()["training"].erase("eval_every");
    const std::vector<std::string> arguments = run.arguments("planned");
    const Json plan = resultOf(runEngine({"plan", arguments[1]}));
    const auto peak = plan.at("peak_memory_bytes").get<std::int64_t>();
    {
        const RealGroup group(peak / 2);
        if (!group.holds()) GTEST_SKIP() << "this system lets the test make no group with a limit";
        const EngineResult refused = run.train("refused");
        EXPECT_EQ(refused.signal, 0);
        EXPECT_EQ(refused.errorCode(), "out_of_memory") << refused.all();
        EXPECT_THAT(dumpJson(refused.error()), HasSubstr("there is room for"));
    }
    const RealGroup group(peak + peak / 20);
    ASSERT_TRUE(group.holds());
    const EngineResult trained = run.train("trained");
    EXPECT_EQ(trained.signal, 0) << "ended by the kernel";
    EXPECT_EQ(resultOf(trained)["state"], "done");
}

TEST(TrainWithThreads, TooManyOrNoneAreNotTakenAndThatIsSaid) {
    for (const char* asked : {"0", "1000", "-3", "many"}) {
        const TemporaryFolder folder;
        const TrainingRun run(folder, 2);
        EngineOptions options;
        options.environment = {std::string("OMP_NUM_THREADS=") + asked};
        const EngineResult result = run.train("run", {}, options);
        EXPECT_EQ(resultOf(result)["state"], "done") << asked << ": " << result.all();
        int numWarnings = 0;
        for (const Json& event : result.events())
            numWarnings += event.value("event", "") == "warning" && event["message"].get<std::string>().starts_with("OMP_NUM_THREADS is ");
        EXPECT_EQ(numWarnings, 1) << result.all();
        int numStarted = 0;
        for (const Json& event : eventsOf(run.outPath("run"), "started")) {
            if (!event.contains("threads")) continue;
            ++numStarted;
            EXPECT_EQ(event["threads"], numProcessors()) << asked;
        }
        EXPECT_EQ(numStarted, 1);
    }
}

// As on a processor without AVX2, where the same kernels are chosen (tests/core/kernels/select_test.cpp).
TEST(TrainWithoutVectorKernels, WorksAndSaysThatItIsSlow) {
    const TemporaryFolder folder;
    const TrainingRun run(folder, 2);
    EngineOptions options;
    options.environment = {"LUTHIER_KERNELS=reference"};
    const EngineResult result = run.train("run", {}, options);
    EXPECT_EQ(resultOf(result)["state"], "done") << result.all();
    EXPECT_THAT(result.err, HasSubstr("several times as long"));
    EXPECT_THAT(run.train("other").err, testing::Not(HasSubstr("several times as long")));
}

TEST(TrainSteered, GarbageInControlJsonlIsToldAndTheRunGoesOn) {
    const TemporaryFolder folder;
    const TrainingRun run(folder, 100000);
    EngineProcess process(run.arguments("run"));
    ASSERT_TRUE(process.waitForError(hasStep));
    const RunFolder opened = *RunFolder::open(run.outPath("run"));
    std::ofstream(opened.control(), std::ios::app | std::ios::binary)
        << "garbage\n[]\n\n\xff\xfe\n{\"op\":\"dance\"}\n{\"op\":\"stop\",\"crc\":\"00000000\"}\n{\"op\":\"set\",\"key\":\"seed\",\"value\":1}\n"
        << std::string(2 << 20, 'x') << "\n" << std::string(100, '\0') << "\n";
    ASSERT_TRUE(appendControl(opened, {ControlOp::Checkpoint, Json::object()}));
    ASSERT_TRUE(process.waitForError([](const std::string& text) { return text.find("\"op\":\"checkpoint\"") != std::string::npos; })) << process.wait().all();
    EXPECT_GE(eventsOf(run.outPath("run"), "warning").size(), 7U) << "each of them is told";
    ASSERT_TRUE(appendControl(opened, {ControlOp::Stop, Json::object()}));
    const EngineResult stopped = process.wait();
    EXPECT_EQ(resultOf(stopped)["state"], "stopped") << stopped.all();
}

// Stdin and two writers of control.jsonl, all at once, each with rates of its own: none is lost, none is acted upon twice, and each writer's are in order.
TEST(TrainSteered, SeveralControllersAtOnceLoseNothing) {
    constexpr int numEach = 40;
    const TemporaryFolder folder;
    const TrainingRun run(folder, 100000);
    EngineOptions options;
    options.keepInputOpen = true;
    EngineProcess process(run.arguments("run"), options);
    ASSERT_TRUE(process.waitForError(hasStep));
    const RunFolder opened = *RunFolder::open(run.outPath("run"));
    const auto rateOf = [](int writer, int number) { return 1e-6 * (1000 * (writer + 1) + number); };
    const auto message = [&](int writer, int number) {
        return ControlMessage{ControlOp::Set, {{"key", "learning_rate"}, {"value", rateOf(writer, number)}}};
    };
    std::vector<std::thread> writers;
    for (int writer = 0; writer < 2; ++writer)
        writers.emplace_back([&, writer] {
            for (int number = 0; number < numEach; ++number) EXPECT_TRUE(appendControl(opened, message(writer, number)));
        });
    for (int number = 0; number < numEach; ++number) process.write(dumpJson(controlToJson(message(2, number))) + "\n");
    for (std::thread& writer : writers) writer.join();
    ASSERT_TRUE(process.waitForError([](const std::string& text) {
        int numSet = 0;
        for (std::size_t at = 0; (at = text.find("\"op\":\"set\"", at)) != std::string::npos; ++at) ++numSet;
        return numSet >= 3 * numEach;
    })) << process.wait().all();
    ASSERT_TRUE(appendControl(opened, {ControlOp::Stop, Json::object()}));
    EXPECT_EQ(resultOf(process.wait())["state"], "stopped");
    std::map<double, int> numAcknowledged;
    std::vector<double> last(3, 0);
    for (const Json& event : eventsOf(run.outPath("run"), "control")) {
        if (event["op"] != "set") continue;
        const double rate = event["value"].get<double>();
        ++numAcknowledged[rate];
        double& before = last[static_cast<std::size_t>(rate / 1e-3 - 0.5)];
        EXPECT_GT(rate, before) << "in the order of their writer";
        before = rate;
    }
    EXPECT_EQ(numAcknowledged.size(), 3U * numEach);
    for (const auto& [rate, count] : numAcknowledged) EXPECT_EQ(count, 1) << rate;
    EXPECT_EQ(eventsOf(run.outPath("run"), "changed").size(), 3U * numEach);
}

}  // namespace
}  // namespace luthier::test
