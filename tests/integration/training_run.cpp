// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/training_run.h"

#include <gtest/gtest.h>

namespace luthier::test {

TrainingRun::TrainingRun(const TemporaryFolder& folder, std::int64_t maxSteps) : m_folder(folder) {
    std::string rows;
    for (int i = 0; i < 60; ++i) rows += chatRow("question " + std::to_string(i) + " about " + std::to_string(i * 7), "answer " + std::to_string(i % 5));
    folder.write("rows.jsonl", rows);
    m_settings = {{"schema", 1},
                  {"name", "tiny"},
                  {"model", {{"path", tinyModel("tiny-qwen2")}, {"precision", "f32"}}},
                  {"adapter", {{"type", "lora"}, {"rank", 4}, {"dropout", 0.1}}},
                  {"method", {{"type", "sft"}}},
                  {"data", {{"train", "rows.jsonl"}, {"eval_fraction", 0.1}, {"max_length", 64}}},
                  {"training",
                   {{"learning_rate", 0.001},
                    {"tokens_per_step", 256},
                    {"micro_tokens", 128},
                    {"max_steps", maxSteps},
                    {"epochs", 10000},
                    {"checkpoint_every", 2},
                    {"eval_every", 4}}}};
}

std::vector<std::string> TrainingRun::arguments(const std::string& out, const std::vector<std::string>& more) const {
    std::vector<std::string> words{"train", m_folder.write("run.json", dumpJson(m_settings)), "--out", m_folder / out};
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

EngineResult TrainingRun::train(const std::string& out, const std::vector<std::string>& more, EngineOptions options) const {
    return runEngine(arguments(out, more), std::move(options));
}

Json resultOf(const EngineResult& result) {
    EXPECT_EQ(result.exitCode, 0) << result.all();
    const auto results = result.results();
    EXPECT_EQ(results.size(), 1U) << result.all();
    return results.size() == 1 ? results[0] : Json{{"state", "no result"}};
}

}  // namespace luthier::test
