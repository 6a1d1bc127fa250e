// SPDX-License-Identifier: Apache-2.0
// What bf16 costs: the demo (LoRA on the real model) in float32 and in bf16, with the same seed, has the same held-out loss, as near as another seed has it.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>

#include <gtest/gtest.h>

#include "core/base/files.h"
#include "core/runs/run_logs.h"
#include "tests/integration/engine_process.h"
#include "tests/support/temporary_folder.h"

namespace luthier::test {
namespace {

constexpr int kNumSteps = 40, kEvalEvery = 5;

using Curve = std::map<std::int64_t, double>;   // step -> held-out loss

class Precision : public testing::Test {
protected:
    void SetUp() override {
        const char* const model = std::getenv("LUTHIER_DEMO_MODEL");
        if (!model || !pathExists(std::string(model) + "/model.safetensors"))
            GTEST_SKIP() << "run ./luthier setup, which fetches the demo model, and start this by ctest";
        __builtin_cpu_init();
        if (!__builtin_cpu_supports("avx512bf16")) GTEST_SKIP() << "this processor has no instructions for bf16: it would take hours";
        std::filesystem::copy(LUTHIER_SOURCE_DIR "/resources/demo", m_folder / "demo", std::filesystem::copy_options::recursive);
        m_settings = *readJsonFile(m_folder / "demo/run.json");
        m_settings["model"]["path"] = model;
        m_settings["training"].update({{"max_steps", kNumSteps}, {"eval_every", kEvalEvery}});
    }
    // Trains with this precision and seed. The seed decides the first values of the adapter and the order of the rows.
    Curve train(const std::string& name, const std::string& precision, int seed) {
        m_settings["model"]["precision"] = precision;
        m_settings["seed"] = seed;
        EngineOptions options;
        options.timeoutSeconds = 1500;
        const EngineResult result =
            runEngine({"train", m_folder.write("demo/" + name + ".json", dumpJson(m_settings)), "--out", m_folder / name}, options);
        EXPECT_EQ(result.exitCode, 0) << result.all();
        Curve curve;
        const auto steps = readSteps(m_folder / name + "/metrics.jsonl");
        if (!steps) return curve;
        for (const auto& [step, series] : *steps)
            if (series.contains("eval_loss")) curve[step] = series["eval_loss"].get<double>();
        return curve;
    }
    const TemporaryFolder m_folder;
    Json m_settings;
};

// Root of the mean square of what two curves differ by after the first step: before it, another seed changes nothing.
double distance(const Curve& a, const Curve& b) {
    double sum = 0;
    int count = 0;
    for (const auto& [step, loss] : a) {
        if (step == 0 || !b.contains(step)) continue;
        sum += (loss - b.at(step)) * (loss - b.at(step));
        ++count;
    }
    return std::sqrt(sum / std::max(count, 1));
}

TEST_F(Precision, InBf16TheHeldOutLossIsThatOfFloat32AsNearAsAnotherSeedHasIt) {
    const Curve f32 = train("f32", "f32", 1), bf16 = train("bf16", "bf16", 1), other = train("other", "f32", 2);
    ASSERT_EQ(f32.size(), 1U + kNumSteps / kEvalEvery);
    ASSERT_EQ(bf16.size(), f32.size());
    ASSERT_EQ(other.size(), f32.size());
    std::printf("step   float32      bf16   float32, another seed\n");
    for (const auto& [step, loss] : f32) std::printf("%4d  %8.5f  %8.5f  %8.5f\n", static_cast<int>(step), loss, bf16.at(step), other.at(step));
    const double byPrecision = distance(f32, bf16), noise = distance(f32, other);
    std::printf("distance by precision %.5f, by the seed %.5f\n", byPrecision, noise);
    EXPECT_NEAR(bf16.at(0) / f32.at(0), 1.0, 0.005) << "the model itself, before it has learnt";
    EXPECT_LT(f32.at(kNumSteps), f32.at(0) - 0.5) << "it learns";
    EXPECT_GT(noise, 0);
    EXPECT_LT(byPrecision, noise);
}

}  // namespace
}  // namespace luthier::test
