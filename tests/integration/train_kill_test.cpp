// SPDX-License-Identifier: Apache-2.0
// Runs that are killed (SIGKILL at any moment), or whose disk is full at any write, end with the bits of a run that nothing happened to.
#include <csignal>
#include <cstdlib>
#include <filesystem>

#include <gtest/gtest.h>

#include "core/base/files.h"
#include "core/base/random.h"
#include "core/runs/checkpoint.h"
#include "core/runs/run_logs.h"
#include "tests/integration/own_mounts.h"
#include "tests/integration/training_run.h"

namespace luthier::test {
namespace {

// 30 in every run of the tests, 200 in those labelled slow.
int numKills() {
    const char* const given = std::getenv("LUTHIER_NUM_KILLS");
    return given ? std::atoi(given) : 30;
}

class TrainKilled : public ::testing::TestWithParam<const char*> {
protected:
    // As many kills for an adapter with dropout as for all parameters and for a run that writes what it learns from.
    TrainKilled() : m_run(m_folder, 120) {
        if (std::string(GetParam()) == "full") m_run.settings()["adapter"] = {{"type", "full"}};
        if (std::string(GetParam()) == "grpo") useAnswersOfItsOwn();
        m_run.settings()["training"]["checkpoint_every"] = 7;
        m_run.settings()["training"]["eval_every"] = 30;
    }
    // Two steps learn from each rollout, so a checkpoint lies inside of one.
    void useAnswersOfItsOwn() {
        std::string rows;
        for (int i = 0; i < 6; ++i)
            rows += dumpJson({{"prompt", {{{"role", "user"}, {"content", "Do you know item " + std::to_string(i) + "?"}}}}}) + "\n";
        m_run.settings()["data"] = {{"train", m_folder.write("prompts.jsonl", rows)}, {"eval_fraction", 0.2}, {"max_length", 64}};
        const Json rule = {{"type", "length"}, {"unit", "characters"}, {"minimum", 0}, {"maximum", 8}, {"slope", 24}};
        m_run.settings()["method"] = {{"type", "grpo"}, {"prompts_per_rollout", 2}, {"completions", 3}, {"max_new_tokens", 10}, {"passes", 2},
                                      {"rewards", {{{"name", "short"}, {"reward", rule}}}}};
        m_run.settings()["training"]["max_steps"] = 40;
    }
    static void expectSameRun(const std::string& run, const std::string& whole) {
        const std::string weights = std::string(GetParam()) == "full" ? "/final/model.safetensors" : "/final/adapter_model.safetensors";
        EXPECT_TRUE(contentOf(run + weights) == contentOf(whole + weights)) << run << " has other bits";
        const auto expected = readSteps(whole + "/metrics.jsonl"), actual = readSteps(run + "/metrics.jsonl");
        ASSERT_EQ(expected->size(), actual->size());
        for (std::size_t i = 0; i < expected->size(); ++i)
            for (const char* series : {"loss", "grad_norm", "learning_rate", "eval_loss", "num_tokens"})
                EXPECT_EQ((*expected)[i].second.value(series, Json()), (*actual)[i].second.value(series, Json())) << "step " << (*expected)[i].first;
    }
    // Every published checkpoint verifies.
    static void expectWholeCheckpoints(const std::string& run) {
        if (!pathExists(run + "/run.json")) return;
        const auto search = latestCheckpoint(*RunFolder::open(run));
        ASSERT_TRUE(search);
        EXPECT_TRUE(search->damaged.empty()) << search->damaged.front().error.toString();
    }
    TemporaryFolder m_folder;
    TrainingRun m_run;
};

TEST_P(TrainKilled, AtAnyMomentItGoesOnToTheSameBits) {
    resultOf(m_run.train("whole"));
    const std::uint64_t seed = static_cast<std::uint64_t>(::getpid());
    SCOPED_TRACE("seed " + std::to_string(seed));
    int numDone = 0, number = 0;
    for (std::uint64_t round = 0; numDone < numKills() / 3; ++round) {
        const std::string name = "parts-" + std::to_string(number), path = m_run.outPath(name);
        const bool begun = pathExists(path + "/run.json");
        EngineProcess process(m_run.arguments(name, begun ? std::vector<std::string>{"--resume"} : std::vector<std::string>{}));
        // From the start of the process, so that setting up, loading, evaluating and saving are hit too.
        ::usleep(static_cast<useconds_t>(1500000 * uniformAt(seed, 0, round)));
        process.signal(SIGKILL);
        const EngineResult result = process.wait();
        expectWholeCheckpoints(path);
        numDone += result.signal == SIGKILL;
        if (result.exitCode == 0) {
            expectSameRun(path, m_run.outPath("whole"));
            ++number;
        } else {
            ASSERT_EQ(result.signal, SIGKILL) << result.all();
        }
    }
    const std::string name = "parts-" + std::to_string(number), path = m_run.outPath(name);
    resultOf(m_run.train(name, pathExists(path + "/run.json") ? std::vector<std::string>{"--resume"} : std::vector<std::string>{}));
    expectSameRun(path, m_run.outPath("whole"));
}

// A file system of its own size for each try: whichever write is the first that does not fit, the run ends with disk_full, and goes on where there is room.
TEST_P(TrainKilled, AFullDiskAtAnyWriteLosesNothing) {
    resultOf(m_run.train("whole"));
    std::filesystem::create_directory(m_folder / "disk");
    const std::string disk = m_folder / "disk";
    int numFull = 0;
    for (std::int64_t kib = 96; numFull < 8 && kib < 20000; kib = kib * 5 / 4) {
        const int result = inOwnMounts([&] {
            if (::mount("tmpfs", disk.c_str(), "tmpfs", 0, ("size=" + std::to_string(kib) + "k").c_str()) != 0) return 77;
            const EngineResult full = m_run.train("disk/run");
            if (full.exitCode == 0) return 10;   // it fits
            if (full.exitCode != 3 || full.errorCode() != "disk_full") {
                std::fprintf(stderr, "%lld KiB: %s\n", static_cast<long long>(kib), full.all().c_str());
                return 1;
            }
            if (::mount(nullptr, disk.c_str(), nullptr, MS_REMOUNT, "size=256m") != 0) return 2;
            const bool begun = pathExists(disk + "/run/run.json");
            const EngineResult rest = m_run.train("disk/run", begun ? std::vector<std::string>{"--resume"} : std::vector<std::string>{});
            if (rest.exitCode != 0) std::fprintf(stderr, "%lld KiB, resumed: %s\n", static_cast<long long>(kib), rest.all().c_str());
            if (rest.exitCode != 0) return 3;
            expectSameRun(disk + "/run", m_run.outPath("whole"));
            return HasFailure() ? 4 : 0;
        });
        if (result == 77) GTEST_SKIP() << "this system does not let the test mount a file system";
        if (result == 10) break;
        EXPECT_EQ(result, 0) << kib << " KiB";
        ++numFull;
    }
    EXPECT_GE(numFull, 3);
}

INSTANTIATE_TEST_SUITE_P(What, TrainKilled, ::testing::Values("lora", "full", "grpo"), [](const auto& what) { return std::string(what.param); });

}  // namespace
}  // namespace luthier::test
