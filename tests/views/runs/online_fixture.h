// SPDX-License-Identifier: GPL-3.0-or-later
// A run of a method that learns from its own answers, as an engine writes it. Thread: any.
#pragma once

#include <cmath>
#include <cstdint>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/base/files.h"
#include "core/runs/log_line.h"

namespace luthier::test {

struct OnlineRun {
    std::string method = "ppo";
    int numRollouts = 30, numPrompts = 4, numCompletions = 4, stepsPerRollout = 2;
    bool warns = true;
    int numWords = 12;                   // of an answer
};

class OnlineWriter {
public:
    explicit OnlineWriter(std::string path) : m_file(path, std::ios::app | std::ios::binary) {}
    void line(const Json& fields, std::int64_t attempt = 1) {
        const auto text = formatLogLine(attempt, m_seq++, fields);
        m_file << *text << std::flush;
    }

private:
    std::ofstream m_file;
    std::int64_t m_seq = 0;
};

// Between -1 and 1, the same each time.
inline double wobble(int seed) { return std::sin(seed * 12.9898) * std::cos(seed * 4.1414); }

inline Json onlineAnswer(const OnlineRun& run, int rollout, int prompt, int completion) {
    static const std::vector<std::string> words = {"Aye", ",", " the",
                                                    " tide", " runs", " out", " at", " dawn", " and", " the", " crew", " sleeps", ".", " Captain"};
    const int step = rollout * run.stepsPerRollout + 1, seed = rollout * 97 + prompt * 13 + completion;
    const double progress = static_cast<double>(rollout) / run.numRollouts;
    Json tokens = Json::array(), kl = Json::array(), advantages = Json::array(), values = Json::array();
    std::string text;
    for (int i = 0; i < run.numWords; ++i) {
        const std::string& word = words[static_cast<std::size_t>((seed + i) % static_cast<int>(words.size()))];
        text += word;
        tokens.push_back(word);
        kl.push_back(progress * 0.4 + 0.3 * wobble(seed + i));
        advantages.push_back(wobble(seed + 3 * i));
        values.push_back(progress + 0.2 * wobble(seed + 5 * i));
    }
    const double regex = wobble(seed) < progress * 1.6 - 0.6 ? 1 : 0, length = 0.4 + 0.3 * wobble(seed + 1);
    Json answer = {{"step", step}, {"rollout", rollout}, {"prompt_row", "0:" + std::to_string(prompt)},
                   {"prompt", "Question " + std::to_string(prompt) + ": when does the tide turn?"},
                   {"text", text},
                   {"finish_reason", completion == 3 ? "length" : "stop"}, {"reward", regex + 0.5 * length},
                   {"rewards", {{"regex", regex}, {"length", length}}},
                   {"watched", {{"second", completion == 2 ? Json() : Json(progress - 0.2 * wobble(seed))}}}, {"length", run.numWords},
                   {"kl", 12 * progress * progress + 0.3 * wobble(seed)}, {"advantage", wobble(seed + 2)}, {"adapter", "now"}, {"tokens", tokens},
                   {"token_kl", kl}, {"token_advantages", advantages}};
    if (run.method == "ppo") answer["token_values"] = values;
    return answer;
}

inline Json heldOutAnswer(int step, int prompt, bool isBase) {
    const std::string text = isBase ? "I do not know." : "Aye, at dawn, said at step " + std::to_string(step) + ".";
    return {{"step", step}, {"prompt_row", "1:" + std::to_string(prompt)}, {"prompt", "Held out " + std::to_string(prompt) + ": who sails?"}, {"text", text},
            {"finish_reason", "stop"}, {"reward", isBase ? 0.1 : 0.1 + step / 60.0}, {"rewards", {{"regex", isBase ? 0 : 1}, {"length", 0.5}}},
            {"watched", {{"second", nullptr}}}, {"length", 9}, {"kl", isBase ? 0 : step / 6.0}, {"advantage", nullptr}, {"held_out", true},
            {"adapter", isBase ? Json() : Json("now")}};
}

inline void writeOnlineSamples(const OnlineRun& run, const std::string& path, int fromRollout = 0, int toRollout = -1) {
    OnlineWriter samples(path);
    if (fromRollout == 0)
        for (int prompt = 0; prompt < 2; ++prompt) samples.line(heldOutAnswer(0, prompt, true));
    for (int rollout = fromRollout; rollout < (toRollout < 0 ? run.numRollouts : toRollout); ++rollout) {
        for (int prompt = 0; prompt < run.numPrompts; ++prompt)
            for (int completion = 0; completion < run.numCompletions; ++completion) samples.line(onlineAnswer(run, rollout, prompt, completion));
        if (rollout % 10 == 9)
            for (int prompt = 0; prompt < 2; ++prompt) samples.line(heldOutAnswer((rollout + 1) * run.stepsPerRollout, prompt, false));
    }
}

inline void writeOnlineMetrics(const OnlineRun& run, const std::string& path) {
    OnlineWriter metrics(path);
    for (int step = 1; step <= run.numRollouts * run.stepsPerRollout; ++step) {
        const int rollout = (step - 1) / run.stepsPerRollout;
        const double progress = static_cast<double>(rollout) / run.numRollouts, noise = wobble(step);
        Json line = {{"step", step}, {"loss", 0.02 * noise}, {"learning_rate", 1e-5}, {"grad_norm", 0.8 + 0.2 * noise}, {"policy_loss", 0.01 * noise},
                     {"value_loss", 0.4 - 0.3 * progress}, {"approx_kl", 0.004 + 0.001 * noise}, {"clip_ratio", 0.05 + 0.01 * noise},
                     {"num_tokens", step * 900},
                     {"tokens_per_second", 210 + 10 * noise}};
        if ((step - 1) % run.stepsPerRollout == 0)
            line.update(Json{{"reward", 0.4 + 0.8 * progress + 0.05 * noise}, {"reward_std", 0.4 - 0.2 * progress}, {"rewards/regex/mean", progress},
                             {"rewards/regex/std", 0.4}, {"rewards/length/mean", 0.4 + 0.05 * noise}, {"rewards/length/std", 0.2},
                             {"watched/second/mean", progress - 0.6 * progress * progress}, {"kl", 12 * progress * progress + 0.2 * noise},
                             {"entropy", 1.9 - 1.2 * progress}, {"completions/mean_length", 30 + 25 * progress}, {"completions/min_length", 4},
                             {"completions/max_length", 64}, {"completions/clipped_ratio", 0.2 * progress}, {"frac_reward_zero_std", 0.1 + 0.2 * progress},
                             {"repetition", 0.05 + 0.1 * progress}, {"ratio", 1.0}, {"kl_weight", step > 40 ? 0.1 : 0.05}});
        if (step % 20 == 0)
            line.update(Json{{"eval_reward", 0.35 + 0.7 * progress}, {"eval_rewards/regex", progress}, {"eval_watched/second", 0.5}, {"eval_length", 33},
                             {"eval_kl", 10 * progress * progress}});
        metrics.line(line);
    }
}

// All of a run folder.
inline std::string writeOnlineRun(const OnlineRun& run, const std::string& folder) {
    EXPECT_TRUE(makeFolders(folder));
    writeOnlineMetrics(run, folder + "/metrics.jsonl");
    writeOnlineSamples(run, folder + "/samples.jsonl");
    OnlineWriter events(folder + "/events.jsonl");
    const int numSteps = run.numRollouts * run.stepsPerRollout;
    events.line({{"time", "2026-11-25T10:00:00.000Z"}, {"kind", "started"}, {"steps", numSteps}, {"rows", 96}, {"tokens", 4000}, {"trained_tokens", 0}});
    events.line({{"time", "2026-11-25T10:03:00.000Z"}, {"kind", "checkpoint_saved"}, {"step", 20}});
    if (run.warns) {
        const Json warning = {{"time", "2026-11-25T10:05:00.000Z"}, {"kind", "warning"}, {"tripwire", "length"},
                              {"message", "the answers have doubled in length while the reward rises"}, {"hint", "add a length rule"}, {"step", 31}};
        events.line(warning);
        Json again = warning;
        again["step"] = 45;
        again["message"] = "the answers are still twice as long";
        events.line(again);
    }
    events.line({{"time", "2026-11-25T10:06:00.000Z"}, {"kind", "changed"}, {"key", "kl_weight"}, {"value", 0.1}, {"step", 40}});
    const Json rewards = Json::array({Json{{"reward", {{"type", "regex"}, {"pattern", "Aye.*"}}}}, Json{{"weight", 0.5}, {"reward", {{"type", "length"}}}}});
    const Json config = {{"schema", 1}, {"name", "Sailor by PPO"}, {"model", {{"path", "model"}}}, {"adapter", {{"type", "lora"}}},
                         {"data", {{"train", "prompts.jsonl"}}}, {"method", {{"type", run.method}, {"rewards", rewards}, {"kl_weight", 0.05}}},
                         {"training", {{"learning_rate", 1e-5}}}};
    EXPECT_TRUE(writeFileDurably(folder + "/run.json", dumpJsonPretty(config)));
    return folder;
}

}  // namespace luthier::test
