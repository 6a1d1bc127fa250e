// SPDX-License-Identifier: Apache-2.0
// What the preference methods are for, on the real model and the demo's pairs (resources/demo/README.md): a reward model that does not merely count words, and
// a policy that prefers what was preferred without forgetting how to write it.
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

std::string answerOf(const Json& row, const char* side) { return row.at(side).back().at("content").get<std::string>(); }

class Learning : public testing::Test {
protected:
    void SetUp() override {
        const char* const model = std::getenv("LUTHIER_DEMO_MODEL");
        if (!model || !pathExists(std::string(model) + "/model.safetensors"))
            GTEST_SKIP() << "run ./luthier setup, which fetches the demo model, and start this by ctest";
        std::filesystem::copy(LUTHIER_SOURCE_DIR "/resources/demo", m_folder / "demo", std::filesystem::copy_options::recursive);
        m_settings = {{"schema", 1},
                      {"model", {{"path", model}}},
                      {"adapter", {{"type", "lora"}, {"rank", 16}, {"alpha", 32}}},
                      {"data", {{"train", "preferences.jsonl"}, {"eval", "preferences_eval.jsonl"}, {"max_length", 512}}}};
    }

    // Trains; -> the last value of every series.
    std::map<std::string, double> train(const Json& method, const Json& training) {
        m_settings["method"] = method;
        m_settings["training"] = training;
        EngineOptions options;
        options.timeoutSeconds = 1500;
        const EngineResult result = runEngine({"train", m_folder.write("demo/settings.json", dumpJson(m_settings)), "--out", m_folder / "run"}, options);
        EXPECT_EQ(result.exitCode, 0) << result.all();
        std::map<std::string, double> last;
        const auto steps = readSteps(m_folder / "run/metrics.jsonl");
        if (!steps) return last;
        for (const auto& [step, series] : *steps) {
            for (const auto& [name, value] : series.items())
                if (value.is_number()) last[name] = value.get<double>();
            if (series.contains("eval_loss")) std::printf("step %3d  %s\n", static_cast<int>(step), held(series).c_str());
            if (step == 0)
                for (const auto& [name, value] : series.items())
                    if (value.is_number()) last["first " + name] = value.get<double>();
        }
        return last;
    }

    static std::string held(const Json& series) {
        std::string text;
        char number[48];
        for (const auto& [name, value] : series.items()) {
            if (!name.starts_with("eval_") || !value.is_number()) continue;
            std::snprintf(number, sizeof number, "%s %.4f  ", name.c_str() + 5, value.get<double>());
            text += number;
        }
        return text;
    }

    const TemporaryFolder m_folder;
    Json m_settings;
};

TEST_F(Learning, ARewardModelIsRightWhereLengthIsNot) {
    double longer = 0, count = 0;
    const Status read = forEachLine(m_folder / "demo/preferences_eval.jsonl", 1 << 20, [&](const Line& line) {
        const Json row = *parseJson(line.text);
        longer += answerOf(row, "chosen").size() > answerOf(row, "rejected").size();
        return ++count > 0;
    });
    ASSERT_TRUE(read);
    EXPECT_LT(longer / count, 0.65);
    const auto last = train({{"type", "reward"}}, {{"epochs", 2}, {"tokens_per_step", 2048}, {"warmup_ratio", 0.1}});
    EXPECT_GE(last.at("eval_accuracy"), 0.85);
    EXPECT_GE(last.at("eval_accuracy/better_is_shorter"), 0.75);
    EXPECT_GE(last.at("eval_accuracy/better_is_longer"), 0.75);
}

TEST_F(Learning, DpoPrefersWhatWasPreferredAndTheChosenAnswersStayLikely) {
    const auto last = train({{"type", "dpo"}, {"sft_weight", 0.2}}, {{"epochs", 1}, {"tokens_per_step", 2048}, {"learning_rate", 5e-5}, {"warmup_ratio", 0.1}});
    EXPECT_GE(last.at("eval_rewards/accuracies"), 0.8);
    EXPECT_GT(last.at("eval_rewards/margins"), 0.5);
    EXPECT_GT(last.at("eval_logps/chosen"), last.at("first eval_logps/chosen") - 5) << "nats of a whole answer";
}

}  // namespace
}  // namespace luthier::test
