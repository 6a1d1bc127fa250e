// SPDX-License-Identifier: Apache-2.0
// Whole runs of preference methods on a tiny model: they learn, they resume to the same bits, and their reference is what the settings say.
#include <cstdlib>

#include <gmock/gmock.h>

#include "core/adapters/own_parameters.h"
#include "core/methods/all_methods.h"
#include "core/tensor_io/safetensors.h"
#include "core/training/reference_logps.h"
#include "tests/core/training/tiny_run.h"

namespace luthier {
namespace {

using namespace luthier::test;

Json message(const char* role, const std::string& text) { return {{"role", role}, {"content", text}}; }

class PreferenceRun : public testing::Test {
protected:
    PreferenceRun() {
        ::setenv("XDG_CACHE_HOME", (m_cache / "cache").c_str(), 1);
        tiny.config["adapter"]["rank"] = 4;
        tiny.config["training"]["learning_rate"] = 0.003;
    }
    ~PreferenceRun() override { ::unsetenv("XDG_CACHE_HOME"); }

    void usePairs(const Json& method) {
        std::string train, held;
        for (int i = 0; i < 24; ++i) {
            const std::string item = "item " + std::to_string(i);
            const Json row = {{"prompt", {message("user", "Do you know " + item + "?")}},
                              {"chosen", {message("assistant", "I know " + item + " well, of course.")}},
                              {"rejected", {message("assistant", i % 2 ? "No." : "Who asks about " + item + "?")}}};
            (i % 6 == 5 ? held : train) += dumpJson(row) + "\n";
        }
        use(method, train, held);
    }

    void useThumbs(const Json& method) {
        std::string train, held;
        for (int i = 0; i < 24; ++i) {
            const std::string item = "item " + std::to_string(i);
            const Json row = {{"prompt", {message("user", "Do you know " + item + "?")}},
                              {"completion", {message("assistant", i % 2 ? "No." : "I know " + item + ".")}},
                              {"label", i % 2 == 0}};
            (i % 6 == 5 || i % 6 == 4 ? held : train) += dumpJson(row) + "\n";
        }
        use(method, train, held);
    }

    void use(const Json& method, const std::string& train, const std::string& held) {
        tiny.folder().write("train.jsonl", train);
        tiny.folder().write("held.jsonl", held);
        tiny.config["data"] = {{"train", "train.jsonl"}, {"eval", "held.jsonl"}, {"max_length", 96}};
        tiny.config["method"] = method;
    }

    double evalAt(const char* name, bool atEnd, const std::string& run = "run") const {
        double value = 0;
        for (const Json& event : tiny.events(EventKind::Evaluated, run)) {
            value = event.at(name).get<double>();
            if (!atEnd) break;
        }
        return value;
    }

    std::string noteAboutReference(const std::string& run = "run") const {
        for (const Json& event : tiny.events(EventKind::Note, run))
            if (event.at("message").get<std::string>().find("reference's log-prob") != std::string::npos) return event.at("message");
        return "";
    }

    void expectResumesToTheSameBits(const std::string& name = "") {
        const std::string whole = "whole" + name, parts = "parts" + name;
        require(tiny.train(false, whole));
        tiny.trainUntilStoppedAt(2, false, parts);
        tiny.trainUntilKilledAt(4, true, parts);
        require(tiny.train(true, parts));
        expectSameFiles(tiny.run(parts).final(), tiny.run(whole).final());
        EXPECT_EQ(evalAt("eval_loss", true, parts), evalAt("eval_loss", true, whole));
    }

    TinyRun tiny;
    TemporaryFolder m_cache;
};

const Json kDpo = {{"type", "dpo"}};

TEST_F(PreferenceRun, EveryMethodOfPairsLearnsToPrefer) {
    for (const char* id : {"dpo", "orpo", "simpo", "cpo"}) {
        SCOPED_TRACE(id);
        usePairs({{"type", id}});
        const Json result = require(tiny.train(false, id));
        EXPECT_EQ(result.at("state"), "done");
        EXPECT_LT(result.at("eval_loss_after").get<double>(), result.at("eval_loss_before").get<double>());
        EXPECT_GT(evalAt("eval_rewards/margins", true, id), evalAt("eval_rewards/margins", false, id));
        // CPO's reward is the log-probability itself: of a short answer it stays higher.
        if (std::string(id) != "cpo") { EXPECT_EQ(evalAt("eval_rewards/accuracies", true, id), 1.0); }
    }
}

TEST_F(PreferenceRun, KtoAndUnlikelihoodLearnFromThumbs) {
    for (const char* id : {"kto", "unlikelihood"}) {
        SCOPED_TRACE(id);
        useThumbs({{"type", id}});
        const Json result = require(tiny.train(false, id));
        EXPECT_LT(result.at("eval_loss_after").get<double>(), result.at("eval_loss_before").get<double>());
    }
    EXPECT_GT(evalAt("eval_rewards/chosen", true, "kto"), evalAt("eval_rewards/rejected", true, "kto"));
    EXPECT_TRUE(tiny.metrics("kto").back().second.contains("kl"));
}

TEST_F(PreferenceRun, DpoResumesToTheSameBits) {
    usePairs(kDpo);
    expectResumesToTheSameBits();
}

TEST_F(PreferenceRun, SortedPairsResumeToTheSameBits) {
    usePairs({{"type", "dpo"}, {"loss", "aot"}, {"sft_weight", 0.1}});
    expectResumesToTheSameBits();
}

TEST_F(PreferenceRun, KtoResumesToTheSameBits) {
    useThumbs({{"type", "kto"}});
    expectResumesToTheSameBits();
}

TEST_F(PreferenceRun, OthersResumeToTheSameBits) {
    for (const char* id : {"orpo", "simpo", "cpo", "unlikelihood"}) {
        SCOPED_TRACE(id);
        usePairs({{"type", id}});
        expectResumesToTheSameBits(id);
    }
}

TEST_F(PreferenceRun, RewardModelsLearnAndResumeToTheSameBits) {
    usePairs({{"type", "reward"}});
    expectResumesToTheSameBits();
    EXPECT_EQ(evalAt("eval_accuracy", true, "whole"), 1.0);
    EXPECT_GT(evalAt("eval_margin", true, "whole"), evalAt("eval_margin", false, "whole"));
    // Trained further, it goes on with its head.
    tiny.config["model"]["adapter"] = tiny.run("whole").final();
    require(tiny.train(false, "further"));
    EXPECT_NEAR(evalAt("eval_margin", false, "further"), evalAt("eval_margin", true, "whole"), 1e-4);
}

TEST_F(PreferenceRun, AModelTrainedWholeIsARewardModelToo) {
    usePairs({{"type", "reward"}});
    tiny.config["adapter"] = {{"type", "full"}};
    tiny.config["training"]["learning_rate"] = 0.001;
    expectResumesToTheSameBits();
    const std::string folder = tiny.run("whole").final();
    const std::unique_ptr<CausalModel> model = require(CausalModel::load(folder, at::kFloat));
    const std::optional<ScoreHead> head = require(loadModelScoreHead(folder, *model));
    ASSERT_TRUE(head);
    EXPECT_EQ(head->info.loss, "reward");
    EXPECT_EQ(require(readJsonFile(folder + "/config.json")).at("architectures")[0], "Qwen2ForSequenceClassification");
    EXPECT_FALSE(require(loadModelScoreHead(baselinePath("models/tiny-qwen2"), *model)));
    // Trained further, whole or with an adapter, it goes on with its head.
    tiny.config["model"]["path"] = folder;
    for (const char* type : {"full", "lora"}) {
        tiny.config["adapter"] = {{"type", type}};
        require(tiny.train(false, type));
        EXPECT_NEAR(evalAt("eval_margin", false, type), evalAt("eval_margin", true, "whole"), 1e-4) << type;
    }
    // A head that config.json announces and that is not there would begin anew, untrained.
    NamedTensors tensors = require(loadTensors(folder + "/model.safetensors"));
    std::erase_if(tensors, [](const auto& one) { return one.first == kModelScoreHead; });
    std::filesystem::copy(folder, m_cache / "headless");
    require(saveTensors(m_cache / "headless/model.safetensors", tensors));
    tiny.config["model"]["path"] = m_cache / "headless";
    const Result<Json> headless = tiny.train(false, "headless");
    ASSERT_FALSE(headless);
    EXPECT_THAT(headless.error().message, testing::HasSubstr("announce"));
}

TEST_F(PreferenceRun, FullFineTuningKeepsTheModelAsItWasAsReference) {
    usePairs(kDpo);
    tiny.config["adapter"] = {{"type", "full"}};
    tiny.config["training"]["learning_rate"] = 0.001;
    expectResumesToTheSameBits();
    EXPECT_NEAR(evalAt("eval_rewards/margins", false, "whole"), 0, 1e-5) << "before the first step policy and reference are one";
    EXPECT_GT(evalAt("eval_rewards/margins", true, "whole"), 0.01);
}

// Where an adapter is trained further, the model without it would be the wrong reference.
TEST_F(PreferenceRun, TheStartIsTheAdapterThatIsTrainedFurther) {
    usePairs({{"type", "cpo"}});
    require(tiny.train(false, "first"));
    usePairs(kDpo);
    tiny.config["model"]["adapter"] = tiny.run("first").final();
    require(tiny.train(false, "second"));
    EXPECT_NEAR(evalAt("eval_rewards/margins", false, "second"), 0, 1e-5);
    tiny.config["method"]["reference"] = "base";
    require(tiny.train(false, "from-base"));
    EXPECT_GT(std::abs(evalAt("eval_rewards/margins", false, "from-base")), 0.01);
    tiny.config["method"]["reference"] = tiny.run("first").final();
    require(tiny.train(false, "from-folder"));
    EXPECT_NEAR(evalAt("eval_rewards/margins", false, "from-folder"), 0, 1e-5);
}

TEST_F(PreferenceRun, AnotherModelCanBeTheReference) {
    usePairs({{"type", "dpo"}, {"reference", baselinePath("models/tiny-qwen2")}});
    require(tiny.train());
    EXPECT_NEAR(evalAt("eval_rewards/margins", false), 0, 1e-5) << "it is the same model here";
    tiny.config["method"]["reference"] = baselinePath("models/tiny-mistral");
    const Result<Json> other = tiny.train(false, "other");
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().key, "method.reference");
    tiny.config["method"]["reference"] = "nowhere";
    EXPECT_FALSE(tiny.train(false, "nowhere"));
}

TEST_F(PreferenceRun, TheReferenceIsComputedOnceForRunsOnTheSameRows) {
    usePairs(kDpo);
    require(tiny.train(false, "first"));
    EXPECT_NE(noteAboutReference("first").find("come from the start model"), std::string::npos) << noteAboutReference("first");
    tiny.config["method"]["beta"] = 0.5;
    require(tiny.train(false, "second"));
    EXPECT_NE(noteAboutReference("second").find("come from the cache"), std::string::npos) << noteAboutReference("second");
    tiny.config["seed"] = 7;   // rows in another order
    require(tiny.train(false, "third"));
    // A file that is not whole is made again.
    for (const auto& entry : std::filesystem::directory_iterator(referenceCacheFolder())) std::filesystem::resize_file(entry.path(), 20);
    tiny.config["seed"] = 1;
    require(tiny.train(false, "fourth"));
    EXPECT_NE(noteAboutReference("fourth").find("come from the start model"), std::string::npos) << noteAboutReference("fourth");
}

TEST_F(PreferenceRun, PairsThatAreLeftOutAreCountedByReason) {
    usePairs({{"type", "reward"}});
    tiny.config["data"]["overflow"] = "drop";
    const auto row = [](const std::string& chosen, const std::string& rejected) {
        return dumpJson({{"prompt", "Do you know me?"}, {"chosen", chosen}, {"rejected", rejected}}) + "\n";
    };
    std::string tooLong;
    for (int i = 0; i < 200; ++i) tooLong += "and so on ";
    tiny.folder().write("train.jsonl", contentOf(tiny.folder() / "train.jsonl") + row(tooLong, "No.") + row("Yes.", tooLong) + row("Yes.", "Yes."));
    require(tiny.train());
    EXPECT_EQ(tiny.events(EventKind::Started).back().at("refused_rows"), (Json{{"too_long", 2}, {"chosen_equals_rejected", 1}}));
}

TEST_F(PreferenceRun, WithoutAPairLeftTheReasonsAreTold) {
    std::string rows;
    for (int i = 0; i < 5; ++i)
        rows += dumpJson({{"prompt", "Do you know " + std::to_string(i) + "?"}, {"chosen", "Yes."}, {"rejected", "Yes."}}) + "\n";
    use(kDpo, rows, rows);
    const Result<Json> result = tiny.train();
    ASSERT_FALSE(result);
    EXPECT_THAT(result.error().message, testing::HasSubstr("chosen_equals_rejected (10)"));
}

TEST_F(PreferenceRun, KtoNeedsASecondPrompt) {
    std::string rows;
    for (int i = 0; i < 4; ++i) rows += dumpJson({{"prompt", "Do you know me?"}, {"completion", "Yes " + std::to_string(i)}, {"label", i % 2 == 0}}) + "\n";
    use({{"type", "kto"}}, rows, rows);
    const Result<Json> result = tiny.train();
    ASSERT_FALSE(result);
    EXPECT_NE(result.error().message.find("same prompt"), std::string::npos) << result.error().toString();
    tiny.config["method"]["loss"] = "apo_zero_unpaired";
    EXPECT_TRUE(tiny.train(false, "apo"));
}

TEST_F(PreferenceRun, AnswersOfOneClassAreTold) {
    std::string rows;
    for (int i = 0; i < 6; ++i) rows += dumpJson({{"prompt", "Do you know item " + std::to_string(i) + "?"}, {"completion", "Yes."}, {"label", true}}) + "\n";
    use({{"type", "kto"}}, rows, rows);
    require(tiny.train());
    std::string told;
    for (const Json& event : tiny.events(EventKind::Warning)) told += event.at("message").get<std::string>();
    EXPECT_THAT(told, testing::HasSubstr("all answers are called good"));
}

}  // namespace
}  // namespace luthier
