// SPDX-License-Identifier: Apache-2.0
// Reinforcement learning on the real model: a rule that PPO and GRPO learn, and the whole chain of RLHF on the demo's files by one command -- fine-tune, train
// a reward model on labels, PPO against it, then compare with where it began by a rule and by a second reward model that PPO never saw; DPO on the same labels
// beside it.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>

#include <gtest/gtest.h>

#include "core/base/clock.h"
#include "core/base/files.h"
#include "core/rewards/regex_rule.h"
#include "core/runs/run_logs.h"
#include "tests/integration/engine_process.h"
#include "tests/support/temporary_folder.h"

namespace luthier::test {
namespace {

class Reinforcement : public testing::Test {
protected:
    void SetUp() override {
        const char* const model = std::getenv("LUTHIER_DEMO_MODEL");
        if (!model || !pathExists(std::string(model) + "/model.safetensors"))
            GTEST_SKIP() << "run ./luthier setup, which fetches the demo model, and start this by ctest";
        m_model = model;
        std::filesystem::copy(LUTHIER_SOURCE_DIR "/resources/demo", m_folder / "demo", std::filesystem::copy_options::recursive);
        m_cache = "XDG_CACHE_HOME=" + (m_folder / "cache");
    }

    std::string demo(const std::string& name) const { return m_folder / ("demo/" + name); }
    std::string finalOf(const std::string& run) const { return m_folder / (run + "/final"); }

    // Trains as `name`; -> every series, in order of steps.
    std::vector<std::pair<std::int64_t, Json>> train(const std::string& name, Json settings) {
        settings["schema"] = 1;
        settings["model"]["path"] = m_model;
        settings["adapter"] = {{"type", "lora"}, {"rank", 16}, {"alpha", 32}};
        EngineOptions options;
        options.timeoutSeconds = 2400;
        options.environment = {m_cache};
        const double started = monotonicSeconds();
        const EngineResult result = runEngine({"train", m_folder.write(name + ".json", dumpJson(settings)), "--out", m_folder / name}, options);
        EXPECT_EQ(result.exitCode, 0) << result.all();
        std::printf("%s: %.0f s\n", name.c_str(), monotonicSeconds() - started);
        auto steps = readSteps(m_folder / (name + "/metrics.jsonl"));
        if (!steps) return {};
        for (const auto& [step, series] : *steps) {
            if (!series.contains("reward") && !series.contains("eval_reward") && !series.contains("eval_loss")) continue;
            std::printf("  step %3d", static_cast<int>(step));
            for (const char* key : {"reward", "kl", "entropy", "completions/mean_length", "eval_reward", "eval_kl", "eval_length", "eval_loss",
                                    "eval_accuracy"})
                if (series.contains(key) && series.at(key).is_number()) std::printf("  %s %.3f", key, series.at(key).get<double>());
            std::printf("\n");
        }
        std::fflush(stdout);
        return *steps;
    }

    static double firstOf(const std::vector<std::pair<std::int64_t, Json>>& steps, const char* key) {
        for (const auto& [step, series] : steps)
            if (series.contains(key)) return series.at(key).get<double>();
        return std::nan("");
    }
    static double lastOf(const std::vector<std::pair<std::int64_t, Json>>& steps, const char* key) {
        for (auto at = steps.rbegin(); at != steps.rend(); ++at)
            if (at->second.contains(key)) return at->second.at(key).get<double>();
        return std::nan("");
    }

    // The lines of a file whose number, divided by two, leaves `rest`.
    std::string half(const std::string& file, std::int64_t rest) {
        std::string text;
        const Status read = forEachLine(demo(file), 1 << 20, [&](const Line& line) {
            if (line.number % 2 == rest) text += std::string(line.text) + "\n";
            return true;
        });
        EXPECT_TRUE(read);
        return m_folder.write("half-" + std::to_string(rest) + ".jsonl", text);
    }

    const TemporaryFolder m_folder;
    std::string m_model, m_cache;
};

// One sentence, and nothing after it: the model as it is says more nearly always.
const Json kOneSentence = {{{"name", "one_sentence"}, {"reward", {{"type", "regex"}, {"pattern", R"([^.!?\n]{8,}[.!?])"}}}}};

Json ruleRun(const Json& method) {
    return {{"data", {{"train", "demo/rl_prompts.jsonl"}, {"eval", "demo/rl_prompts_eval.jsonl"}, {"max_length", 256}}},
            {"method", method},
            {"training", {{"learning_rate", 1e-4}, {"schedule", "constant"}, {"warmup_ratio", 0}, {"max_steps", 24}, {"eval_every", 8}}}};
}

void expectLearnt(const std::vector<std::pair<std::int64_t, Json>>& steps, double first, double last) {
    ASSERT_FALSE(steps.empty());
    EXPECT_GE(last, 2 * first + 0.1) << "held-out reward before and after";
    for (const auto& [step, series] : steps) {
        if (series.contains("kl")) { EXPECT_LT(series.at("kl").get<double>(), 40) << "nats of an answer at step " << step; }
    }
}

TEST_F(Reinforcement, GrpoLearnsARule) {
    const double started = monotonicSeconds();
    const auto steps = train("grpo", ruleRun({{"type", "grpo"}, {"rewards", kOneSentence}, {"prompts_per_rollout", 8}, {"completions", 8},
                                              {"max_new_tokens", 48}, {"clip_high", 0.28}, {"kl_weight", 0.02}}));
    expectLearnt(steps, firstOf(steps, "eval_reward"), lastOf(steps, "eval_reward"));
    std::printf("GRPO took %.0f s\n", monotonicSeconds() - started);
}

TEST_F(Reinforcement, PpoLearnsARule) {
    const double started = monotonicSeconds();
    Json settings = ruleRun({{"type", "ppo"}, {"rewards", kOneSentence}, {"prompts_per_rollout", 32}, {"completions", 2}, {"max_new_tokens", 48}, {"passes", 2},
                             {"kl_weight", 0.02}});
    settings["training"]["max_steps"] = 48;
    settings["training"]["eval_every"] = 16;
    const auto steps = train("ppo", settings);
    expectLearnt(steps, firstOf(steps, "eval_reward"), lastOf(steps, "eval_reward"));
    std::printf("PPO took %.0f s\n", monotonicSeconds() - started);
}

class Chain : public Reinforcement {
protected:
    // Answers of each adapter to the held-out questions, greedy; -> texts by adapter.
    std::map<std::string, std::vector<std::string>> answers(const std::vector<std::string>& adapters) {
        std::vector<std::string> arguments{"generate", "--model", m_model, "--prompts", demo("rl_prompts_eval.jsonl"), "--max-new-tokens", "80", "--greedy"};
        for (const std::string& name : adapters) {
            arguments.emplace_back("--adapter");
            arguments.push_back(name + "=" + finalOf(name));
        }
        EngineOptions options;
        options.timeoutSeconds = 900;
        const EngineResult result = runEngine(arguments, options);
        EXPECT_EQ(result.exitCode, 0) << result.all();
        std::map<std::string, std::vector<std::string>> texts;
        for (const Json& line : result.results()) texts[line.at("adapter").get<std::string>()].push_back(line.at("text"));
        return texts;
    }

    std::vector<double> scores(const std::string& rewardModel, const std::vector<std::string>& texts) {
        std::string rows;
        std::size_t next = 0;
        const Status read = forEachLine(demo("rl_prompts_eval.jsonl"), 1 << 20, [&](const Line& line) {
            Json messages = parseJson(line.text)->at("prompt");
            messages.push_back({{"role", "assistant"}, {"content", texts.at(next++)}});
            rows += dumpJson({{"messages", messages}}) + "\n";
            return true;
        });
        EXPECT_TRUE(read);
        EngineOptions options;
        options.timeoutSeconds = 600;
        const std::string file = m_folder.write("scored.jsonl", rows);
        const EngineResult result = runEngine({"score", "--model", m_model, "--adapter", finalOf(rewardModel), "--data", file}, options);
        EXPECT_EQ(result.exitCode, 0) << result.all();
        std::vector<double> found;
        for (const Json& line : result.results()) found.push_back((line.contains("completion") ? line.at("completion") : line).at("score").get<double>());
        return found;
    }

    static std::vector<double> byRule(const std::vector<std::string>& texts) {
        RegexRuleOptions options;
        options.pattern = R"(Aye, [^\n]+\nBench rule: [^\n]+)";
        const auto rule = RegexRule::create(options);
        std::vector<double> found;
        for (const std::string& text : texts) found.push_back((*rule)->score({nullptr, text, 1, 1, true})->value_or(0));
        return found;
    }

    static double winRate(const std::vector<double>& mine, const std::vector<double>& theirs) {
        double wins = 0;
        for (std::size_t i = 0; i < mine.size(); ++i) wins += mine[i] > theirs[i] ? 1 : mine[i] == theirs[i] ? 0.5 : 0;
        return wins / static_cast<double>(mine.size());
    }
    static double mean(const std::vector<double>& numbers) {
        double sum = 0;
        for (const double one : numbers) sum += one;
        return sum / static_cast<double>(numbers.size());
    }
};

TEST_F(Chain, FromFineTuningToPpoBesideDpo) {
    train("sft", {{"data", {{"train", "demo/train.jsonl"}, {"eval", "demo/eval.jsonl"}, {"max_length", 512}}},
                  {"method", {{"type", "sft"}}},
                  {"training", {{"learning_rate", 3e-4}, {"tokens_per_step", 384}, {"max_steps", 40}, {"eval_every", 20}}}});
    const std::string labels = half("preferences.jsonl", 0), others = half("preferences.jsonl", 1);
    const auto rewardModel = [&](const std::string& name, const std::string& file, int seed) {
        return train(name, {{"seed", seed},
                            {"data", {{"train", file}, {"eval", "demo/preferences_eval.jsonl"}, {"max_length", 512}}},
                            {"method", {{"type", "reward"}}},
                            {"training", {{"epochs", 3}, {"tokens_per_step", 2048}, {"warmup_ratio", 0.1}}}});
    };
    EXPECT_GE(lastOf(rewardModel("judge", labels, 1), "eval_accuracy"), 0.8);
    EXPECT_GE(lastOf(rewardModel("second", others, 2), "eval_accuracy"), 0.8);
    const Json start = {{"adapter", finalOf("sft")}};
    const auto scoreOf = [&](const std::string& name) {
        return Json::array({{{"name", name}, {"reward", {{"type", "reward_model"}, {"path", finalOf(name)}}}}});
    };
    const auto ppo = train("ppo", {{"model", start},
                                   {"data", {{"train", "demo/rl_prompts.jsonl"}, {"eval", "demo/rl_prompts_eval.jsonl"}, {"max_length", 256}}},
                                   {"method", {{"type", "ppo"}, {"rewards", scoreOf("judge")}, {"watched", scoreOf("second")},
                                               {"prompts_per_rollout", 32}, {"completions", 1}, {"max_new_tokens", 80}, {"passes", 2}, {"kl_weight", 0.05},
                                               {"missing_end_penalty", 1}}},
                                   {"training", {{"learning_rate", 1e-4}, {"schedule", "constant"}, {"warmup_ratio", 0}, {"max_steps", 40},
                                                 {"eval_every", 20}}}});
    train("dpo", {{"model", start},
                  {"data", {{"train", labels}, {"eval", "demo/preferences_eval.jsonl"}, {"max_length", 512}}},
                  {"method", {{"type", "dpo"}, {"sft_weight", 0.2}}},
                  {"training", {{"epochs", 2}, {"tokens_per_step", 2048}, {"learning_rate", 5e-5}, {"warmup_ratio", 0.1}}}});
    EXPECT_GT(lastOf(ppo, "eval_reward"), firstOf(ppo, "eval_reward"));
    const auto texts = answers({"sft", "ppo", "dpo"});
    std::map<std::string, std::vector<double>> rule, second;
    for (const auto& [name, its] : texts) {
        rule[name] = byRule(its);
        second[name] = scores("second", its);
        std::printf("%s: rule %.2f, second reward model %.2f\n", name.c_str(), mean(rule[name]), mean(second[name]));
    }
    for (const char* name : {"ppo", "dpo"})
        std::printf("%s against sft: %.0f %% by the rule, %.0f %% by the second reward model\n", name, 100 * winRate(rule[name], rule["sft"]),
                    100 * winRate(second[name], second["sft"]));
    EXPECT_GE(winRate(second["ppo"], second["sft"]), 0.6);
    EXPECT_GE(winRate(rule["ppo"], rule["sft"]), 0.5);
}

}  // namespace
}  // namespace luthier::test
