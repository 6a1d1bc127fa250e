// SPDX-License-Identifier: Apache-2.0
// A run of `train` on a tiny model, in this process, in a folder of its own.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/runs/log_file.h"
#include "core/runs/run_logs.h"
#include "core/training/run_training.h"
#include "tests/support/golden.h"
#include "tests/support/temporary_folder.h"

namespace luthier::test {

// Thrown out of a watcher: the run ends there and then, as after a kill, without a checkpoint.
struct Killed {};

class TinyRun {
public:
    TinyRun() {
        std::string train, held;
        for (int i = 0; i < 24; ++i) (i % 6 == 5 ? held : train) += chatRow(i);
        m_folder.write("chat.jsonl", train);
        m_folder.write("held.jsonl", held);
        config = {{"schema", 1},
                  {"name", "tiny"},
                  {"seed", 1},
                  {"device", "cpu"},
                  {"model", {{"path", baselinePath("models/tiny-qwen2")}, {"precision", "f32"}}},
                  {"adapter", {{"type", "lora"}, {"rank", 4}, {"alpha", 8}, {"targets", "all-linear"}}},
                  {"data", {{"train", "chat.jsonl"}, {"eval", "held.jsonl"}, {"max_length", 96}}},
                  {"method", {{"type", "sft"}}},
                  {"training",
                   {{"learning_rate", 0.01}, {"schedule", "cosine"}, {"warmup_ratio", 0.1}, {"tokens_per_step", 200}, {"micro_tokens", 96}, {"epochs", 2}}}};
    }

    static std::string chatRow(int number, double weight = 1) {
        const std::string name = "item " + std::to_string(number);
        Json answer = {{"role", "assistant"}, {"content", "I know " + name + "."}};
        if (weight != 1) answer["weight"] = weight;
        return dumpJson({{"id", "row-" + std::to_string(number)}, {"messages", {{{"role", "user"}, {"content", "Do you know " + name + "?"}}, answer}}}) + "\n";
    }

    // Plain text on a base model, all of its parameters.
    void usePlainText() {
        std::string text;
        for (int i = 0; i < 16; ++i) text += dumpJson({{"text", "The " + std::to_string(i) + " foxes jump over the lazy dogs."}}) + "\n";
        m_folder.write("text.jsonl", text);
        config["model"]["path"] = baselinePath("models/tiny-llama");
        config["adapter"] = {{"type", "full"}};
        config["data"] = {{"train", "text.jsonl"}, {"eval_fraction", 0.2}, {"max_length", 64}};
        config["training"]["learning_rate"] = 0.003;
    }

    Result<Json> train(bool resume = false, const std::string& name = "run") {
        m_folder.write("run.json", dumpJson(config));
        TrainWatch watch;
        watch.watcher = [this](EventKind kind, const Json& fields) {
            seen.emplace_back(kind, fields);
            if (onEvent) onEvent(kind, fields);
        };
        watch.steerable = [this](std::function<void(const ControlMessage&)> function) { post = std::move(function); };
        watch.work.cancellation = &cancellation;
        if (memory) watch.memory = memory;
        return runTraining({m_folder / "run.json", m_folder / name, resume, "test", false, resumeChanges}, watch);
    }

    // Runs until the step is done, then goes down as by a kill.
    void trainUntilKilledAt(std::int64_t step, bool resume = false, const std::string& name = "run") {
        onEvent = [step](EventKind kind, const Json& fields) {
            if (kind == EventKind::Step && fields.at("step") == step) throw Killed{};
        };
        EXPECT_THROW(static_cast<void>(train(resume, name)), Killed);
        onEvent = {};
    }

    // Runs until the step is done and a stop is asked for.
    Json trainUntilStoppedAt(std::int64_t step, bool resume = false, const std::string& name = "run") {
        onEvent = [this, step](EventKind kind, const Json& fields) {
            if (kind == EventKind::Step && fields.at("step") == step) post({ControlOp::Stop, Json::object()});
        };
        Json result = require(train(resume, name));
        onEvent = {};
        return result;
    }

    const TemporaryFolder& folder() const { return m_folder; }
    RunFolder run(const std::string& name = "run") const { return require(RunFolder::open(m_folder / name)); }
    std::vector<std::pair<std::int64_t, Json>> metrics(const std::string& name = "run") const { return require(readSteps(run(name).metrics())); }
    // Events of a kind in events.jsonl.
    std::vector<Json> events(EventKind kind, const std::string& name = "run") const {
        std::vector<Json> found;
        for (const LogLine& line : require(readWholeLog(run(name).events())).lines)
            if (line.fields.at("kind") == eventKindName(kind)) found.push_back(line.fields);
        return found;
    }
    std::vector<std::int64_t> checkpointSteps(const std::string& name = "run") const {
        std::vector<std::int64_t> steps;
        for (const Checkpoint& checkpoint : require(listCheckpoints(run(name)))) steps.push_back(checkpoint.step);
        return steps;
    }

    Json config;
    std::function<void(EventKind, const Json&)> onEvent;
    std::vector<std::pair<EventKind, Json>> seen;   // what the watcher was told, of all runs
    std::function<void(const ControlMessage&)> post;
    Cancellation cancellation;
    std::vector<SetMessage> resumeChanges;
    std::function<MemoryRoom()> memory;             // what the machine says it has; empty: the truth

private:
    TemporaryFolder m_folder;
};

// Every file below a folder: relative name -> bytes.
inline std::map<std::string, std::string> filesBelow(const std::string& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) files[std::filesystem::relative(entry.path(), folder).string()] = contentOf(entry.path().string());
    return files;
}

inline void expectSameFiles(const std::string& actual, const std::string& expected) {
    const std::map<std::string, std::string> a = filesBelow(actual), e = filesBelow(expected);
    EXPECT_FALSE(e.empty()) << expected;
    for (const auto& [name, bytes] : e) {
        const auto found = a.find(name);
        if (found == a.end()) ADD_FAILURE() << name << " is missing in " << actual;
        else EXPECT_TRUE(found->second == bytes) << name << " differs";
    }
    EXPECT_EQ(a.size(), e.size());
}

}  // namespace luthier::test
