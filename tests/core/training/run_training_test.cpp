// SPDX-License-Identifier: Apache-2.0
// `train` from run.json to final/: what the run folder holds, and that what was learned is what is saved.
#include "core/training/run_training.h"

#include <cmath>
#include <set>

#include "core/base/files.h"
#include "core/runs/folder_manifest.h"
#include "core/tensor_io/safetensors.h"
#include "core/training/held_out.h"
#include "core/training/schedule.h"
#include "core/training/training_data.h"
#include "tests/core/training/tiny_run.h"
#include "tests/support/steps.h"

namespace luthier {
namespace {

using namespace luthier::test;

// The loss on the run's frozen held-out rows, by whatever final/ loads as.
double heldOutLoss(const RunFolder& run, const std::string& modelFolder, const std::optional<std::string>& adapterFolder, std::int64_t maxLength) {
    TrainingRows rows = require(loadFrozenRows(run.data()));
    const RowEncoder encoder = require(RowEncoder::load(modelFolder));
    const TrainingData data = require(tokeniseRows(rows, encoder, {LossOn::Completion, maxLength, Overflow::Truncate}, 1, {}));
    const std::unique_ptr<CausalModel> model = require(CausalModel::load(modelFolder, at::kFloat));
    const std::unique_ptr<Adapter> adapter = adapterFolder ? require(loadAdapter(*adapterFolder, *model)) : nullptr;
    Policy policy(*model, adapter ? adapter->slot() : kNoAdapter);
    const std::unique_ptr<Method> method = sft();
    return require(HeldOut(data.eval, *method, 1000).evaluate(policy, *method, 0, {})).loss;
}

void expectNoAuto(const Json& json, const std::string& path) {
    if (json.is_string() && path != ".data.train.0.format" && path != ".data.eval.0.format") {
        EXPECT_NE(json, "auto") << path;
    }
    if (json.is_object())
        for (const auto& [key, value] : json.items()) expectNoAuto(value, path + "." + key);
    if (json.is_array())
        for (std::size_t i = 0; i < json.size(); ++i) expectNoAuto(json[i], path + "." + std::to_string(i));
}

TEST(RunTraining, ChatRowsWithLora) {
    TinyRun tiny;
    const Json result = require(tiny.train());
    const RunFolder run = tiny.run();
    for (const char* name :
         {"run.json", "manifest.json", "data/data.json", "data/train-0.jsonl", "data/eval.jsonl", "events.jsonl", "metrics.jsonl", "rows.jsonl", "run.lock",
          "heartbeat", "final/adapter_config.json", "final/adapter_model.safetensors", "final/manifest.json", "checkpoints/best.json"})
        EXPECT_TRUE(pathExists(run.path() + "/" + name)) << name;

    EXPECT_EQ(result.at("state"), "done");
    EXPECT_EQ(result.at("steps"), result.at("planned_steps"));
    EXPECT_EQ(result.at("skipped_steps"), 0);
    EXPECT_EQ(result.at("final"), run.final());
    const double before = result.at("eval_loss_before").get<double>(), after = result.at("eval_loss_after").get<double>();
    EXPECT_NEAR(before, heldOutLoss(run, baselinePath("models/tiny-qwen2"), std::nullopt, 96), 1e-5);
    EXPECT_LT(after, 0.7 * before);

    // final/ is a whole PEFT adapter folder, and what it says is what was measured.
    require(verifyFolder(run.final()));
    EXPECT_NEAR(after, heldOutLoss(run, baselinePath("models/tiny-qwen2"), run.final(), 96), 1e-5);
}

TEST(RunTraining, TheFrozenConfigIsResolved) {
    TinyRun tiny;
    tiny.config["training"].erase("learning_rate");
    tiny.config["training"].erase("micro_tokens");
    tiny.config["model"].erase("precision");
    tiny.config["training"]["max_steps"] = 2;
    require(tiny.train());
    const Json frozen = require(readJsonFile(tiny.run().runJson()));
    expectNoAuto(frozen, "");
    EXPECT_EQ(frozen.at("training").at("learning_rate"), 2e-4);
    EXPECT_EQ(frozen.at("training").at("micro_tokens"), 200);
    EXPECT_TRUE(frozen.at("training").at("eval_every").is_number_integer());
    EXPECT_TRUE(frozen.at("training").at("checkpoint_every").is_number_integer());
    EXPECT_EQ(frozen.at("data").at("max_length"), 96);
    // Each with its reason, where the run began.
    std::set<std::string> keys;
    for (const auto& [kind, fields] : tiny.seen)
        if (kind == EventKind::Started)
            for (const Json& one : fields.at("resolved")) {
                keys.insert(one.at("key").get<std::string>());
                EXPECT_FALSE(one.at("reason").get<std::string>().empty());
            }
    EXPECT_TRUE(keys.contains("training.learning_rate"));
    EXPECT_TRUE(keys.contains("model.precision"));
}

TEST(RunTraining, MetricsHaveEveryStepWithItsSeries) {
    TinyRun tiny;
    tiny.config["training"]["eval_every"] = 2;
    const Json result = require(tiny.train());
    const auto numSteps = result.at("steps").get<std::int64_t>();
    ASSERT_GE(numSteps, 5);
    const auto steps = tiny.metrics();
    ASSERT_EQ(static_cast<std::int64_t>(steps.size()), numSteps + 1);   // step 0 has the loss before
    const Schedule schedule(ScheduleKind::Cosine, 0.01, numSteps, 0.1);
    std::int64_t numTokens = 0;
    for (std::int64_t step = 0; step <= numSteps; ++step) {
        const auto& [number, series] = steps[static_cast<std::size_t>(step)];
        EXPECT_EQ(number, step);
        EXPECT_EQ(series.contains("eval_loss"), step % 2 == 0 || step == numSteps) << step;
        if (step == 0) continue;
        for (const char* key :
             {"loss", "learning_rate", "grad_norm", "epoch", "tokens_per_second", "peak_memory_bytes", "mean_token_accuracy", "trained_tokens"})
            EXPECT_TRUE(series.at(key).is_number()) << key;
        EXPECT_DOUBLE_EQ(series.at("learning_rate").get<double>(), schedule.rateAt(step - 1));
        numTokens += series.at("step_tokens").get<std::int64_t>();
        EXPECT_EQ(series.at("num_tokens"), numTokens);
        EXPECT_GT(series.at("peak_memory_bytes").get<double>(), 0);
    }
    EXPECT_DOUBLE_EQ(steps.back().second.at("epoch").get<double>(), 2);
    EXPECT_EQ(steps.back().second.at("eval_loss"), result.at("eval_loss_after"));
    EXPECT_EQ(steps.front().second.at("eval_loss"), result.at("eval_loss_before"));
    EXPECT_LT(steps.back().second.at("loss").get<double>(), steps[1].second.at("loss").get<double>());
}

TEST(RunTraining, RowsNameWhatEachStepTrainedOn) {
    TinyRun tiny;
    require(tiny.train());
    std::map<std::string, int> times;
    for (const auto& [step, line] : require(readSteps(tiny.run().rows()))) {
        const Json &rows = line.at("rows"), &losses = line.at("losses"), &tokens = line.at("tokens");
        ASSERT_EQ(rows.size(), losses.size());
        ASSERT_EQ(rows.size(), tokens.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            ++times[rows[i].get<std::string>()];
            EXPECT_GT(losses[i].get<double>(), 0);
            EXPECT_GT(tokens[i].get<std::int64_t>(), 3);
        }
    }
    EXPECT_EQ(times.size(), 20U);
    for (const auto& [row, count] : times) EXPECT_EQ(count, 2) << row;
    EXPECT_TRUE(times.contains("row-3"));
    EXPECT_FALSE(times.contains("row-5")) << "it is held out";
}

TEST(RunTraining, PlainTextWithAllParameters) {
    TinyRun tiny;
    tiny.usePlainText();
    const Json result = require(tiny.train());
    const RunFolder run = tiny.run();
    EXPECT_LT(result.at("eval_loss_after").get<double>(), result.at("eval_loss_before").get<double>() - 0.2);
    // final/ is a model folder of its own: weights, config, tokenizer.
    EXPECT_NEAR(result.at("eval_loss_after").get<double>(), heldOutLoss(run, run.final(), std::nullopt, 64), 1e-5);
    EXPECT_EQ(contentOf(run.final() + "/tokenizer.json"), contentOf(baselinePath("models/tiny-llama/tokenizer.json")));
    EXPECT_FALSE(pathExists(run.final() + "/adapter_config.json"));
    const TrainingRows frozen = require(loadFrozenRows(run.data()));
    EXPECT_EQ(frozen.train[0].rows.size() + frozen.eval.size(), 16U);
    EXPECT_GE(frozen.eval.size(), 1U);
}

TEST(RunTraining, LastLayersLeaveTheRestAlone) {
    TinyRun tiny;
    tiny.usePlainText();
    tiny.config["adapter"] = {{"type", "last_layers"}, {"layers", 1}};
    const Json result = require(tiny.train());
    EXPECT_LT(result.at("eval_loss_after").get<double>(), result.at("eval_loss_before").get<double>());
    const std::unique_ptr<CausalModel> base = loadTiny("tiny-llama"), trained = require(CausalModel::load(tiny.run().final(), at::kFloat));
    const auto before = base->parameters(), after = trained->parameters();
    for (std::size_t i = 0; i < before.size(); ++i) {
        const bool isTrained = before[i].name.starts_with("model.layers.1.") || before[i].name == "model.norm.weight";
        EXPECT_EQ(at::equal(before[i].tensor, after[i].tensor), !isTrained) << before[i].name;
    }
}

TEST(RunTraining, GoesOnFromAnAdapter) {
    TinyRun tiny;
    tiny.config["training"]["schedule"] = "constant";
    const Json first = require(tiny.train());
    tiny.config["model"]["adapter"] = tiny.run().final();
    const Json second = require(tiny.train(false, "second"));
    EXPECT_NEAR(second.at("eval_loss_before").get<double>(), first.at("eval_loss_after").get<double>(), 1e-5);
    EXPECT_LT(second.at("best_eval_loss").get<double>(), first.at("best_eval_loss").get<double>());
}

// A frozen model that is stored in 16 bits is kept so, and gives the bits that its values give in float32: of what is learned and of what is said.
TEST(RunTraining, AModelKeptIn16BitsIsTheSameRun) {
    TinyRun tiny;
    tiny.config["training"]["eval_samples"] = 2;
    tiny.config["training"]["max_steps"] = 4;
    NamedTensors tensors = require(loadTensors(baselinePath("models/tiny-qwen2/model.safetensors")));
    for (auto& [name, value] : tensors) value = value.to(at::kBFloat16);
    for (const auto& [stored, type] : {std::pair{"bfloat16", at::kBFloat16}, {"float32", at::kFloat}}) {
        const std::string folder = tiny.folder() / stored;
        std::filesystem::copy(baselinePath("models/tiny-qwen2"), folder);
        for (auto& [name, value] : tensors) value = value.to(type);
        require(saveTensors(folder + "/model.safetensors", tensors));
        Json model = require(readJsonFile(folder + "/config.json"));
        model.erase("torch_dtype");
        model["dtype"] = stored;
        tiny.folder().write(std::string(stored) + "/config.json", dumpJson(model));
        tiny.config["model"]["path"] = folder;
        require(tiny.train(false, std::string("as ") + stored));
    }
    const RunFolder narrow = tiny.run("as bfloat16"), wide = tiny.run("as float32");
    EXPECT_EQ(contentOf(narrow.final() + "/adapter_model.safetensors"), contentOf(wide.final() + "/adapter_model.safetensors"));
    const auto answers = [&tiny](const std::string& run) {
        std::vector<Json> said;
        for (const Json& event : tiny.events(EventKind::Sampled, run)) said.push_back(event.at("samples"));
        return said;
    };
    EXPECT_FALSE(answers("as bfloat16").empty());
    EXPECT_EQ(answers("as bfloat16"), answers("as float32"));
}

TEST(RunTraining, WithoutHeldOutRowsThereIsNoHeldOutLoss) {
    TinyRun tiny;
    tiny.config["data"] = {{"train", "chat.jsonl"}, {"eval_fraction", 0}, {"max_length", 96}};
    tiny.config["training"]["max_steps"] = 2;
    const Json result = require(tiny.train());
    EXPECT_TRUE(result.at("eval_loss_before").is_null());
    EXPECT_TRUE(tiny.events(EventKind::Evaluated).empty());
    EXPECT_TRUE(pathExists(tiny.run().final()));
}

TEST(RunTraining, RefusesAFolderInUseOrOfARunThatExists) {
    TinyRun tiny;
    tiny.config["training"]["max_steps"] = 1;
    ErrorCode meanwhile = ErrorCode::Internal, meanwhileResumed = ErrorCode::Internal;
    bool asked = false;
    tiny.onEvent = [&](EventKind kind, const Json&) {
        if (kind != EventKind::Step || std::exchange(asked, true)) return;
        meanwhile = tiny.train().error().code;
        meanwhileResumed = tiny.train(true).error().code;
    };
    require(tiny.train());
    EXPECT_EQ(meanwhile, ErrorCode::Busy);
    EXPECT_EQ(meanwhileResumed, ErrorCode::Busy);

    const Result<Json> again = tiny.train();
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::AlreadyExists);
    const Result<Json> none = tiny.train(true, "never-made");
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, ErrorCode::NotFound);
}

TEST(RunTraining, DataThatCannotBeTrainedOnIsToldAndTheFolderCanBeUsedAgain) {
    TinyRun tiny;
    tiny.folder().write("chat.jsonl", "{\"messages\":[{\"role\":\"user\",\"content\":\"no answer\"}]}\n");
    tiny.config["data"].erase("eval");
    const Result<Json> refused = tiny.train();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::InvalidData);
    EXPECT_NE(refused.error().hint.find("no assistant turn"), std::string::npos) << refused.error().toString();
    tiny.folder().write("chat.jsonl", TinyRun::chatRow(1) + TinyRun::chatRow(2));
    EXPECT_EQ(require(tiny.train()).at("state"), "done");
}

}  // namespace
}  // namespace luthier
