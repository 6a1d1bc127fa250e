// SPDX-License-Identifier: Apache-2.0
// Whole runs whose policy answers prompts itself, on a tiny model: they learn from a rule, they resume to the same bits from anywhere in a rollout, and what
// they tell is what happened.
#include <gmock/gmock.h>

#include "core/methods/all_methods.h"
#include "tests/core/training/tiny_run.h"

namespace luthier {
namespace {

using namespace luthier::test;
using testing::HasSubstr;

class OnlineTest : public testing::Test {
protected:
    OnlineTest() {
        std::string train, held;
        for (int i = 0; i < 8; ++i) {
            const Json row = {{"prompt", {{{"role", "user"}, {"content", "Do you know item " + std::to_string(i) + "?"}}}}, {"answer", "item"}};
            (i % 4 == 3 ? held : train) += dumpJson(row) + "\n";
        }
        tiny.folder().write("prompts.jsonl", train);
        tiny.folder().write("held.jsonl", held);
        tiny.config["data"] = {{"train", "prompts.jsonl"}, {"eval", "held.jsonl"}, {"max_length", 64}};
        tiny.config["training"] = {{"learning_rate", 0.02}, {"schedule", "constant"}, {"warmup_ratio", 0}, {"micro_tokens", 256}, {"max_steps", 6}};
    }

    // A tiny random model says anything, so the rule is about its length.
    void use(const char* type, const Json& more = Json::object()) {
        Json method = {{"type", type}, {"prompts_per_rollout", 3}, {"completions", 4}, {"max_new_tokens", 12}, {"decoded_at_once", 5},
                       {"rewards", {{{"name", "short"},
                                     {"reward", {{"type", "length"}, {"unit", "characters"}, {"minimum", 0}, {"maximum", 8}, {"slope", 24}}}}}}};
        method.update(more);
        tiny.config["method"] = method;
    }

    void expectResumesToTheSameBits(const std::string& name) {
        const std::string whole = "whole-" + name, parts = "parts-" + name;
        require(tiny.train(false, whole));
        tiny.trainUntilStoppedAt(1, false, parts);
        tiny.trainUntilStoppedAt(3, true, parts);
        tiny.trainUntilKilledAt(5, true, parts);
        require(tiny.train(true, parts));
        expectSameFiles(tiny.run(parts).final(), tiny.run(whole).final());
        const auto a = tiny.metrics(parts), b = tiny.metrics(whole);
        ASSERT_EQ(a.size(), b.size());
        EXPECT_EQ(a.back().second.at("loss"), b.back().second.at("loss"));
    }

    std::vector<Json> answers(bool heldOut, const std::string& name = "run") const {
        std::vector<Json> found;
        for (const LogLine& line : require(readWholeLog(tiny.run(name).samples())).lines)
            if (line.fields.contains("reward") && line.fields.value("held_out", false) == heldOut) found.push_back(line.fields);
        return found;
    }

    std::string warnings(const std::string& name = "run") const {
        std::string all;
        for (const Json& event : tiny.events(EventKind::Warning, name)) all += event.at("message").get<std::string>() + "\n";
        return all;
    }

    std::string notes() const {
        std::string all;
        for (const Json& event : tiny.events(EventKind::Note)) all += event.at("message").get<std::string>() + "\n";
        return all;
    }

    TinyRun tiny;
};

TEST_F(OnlineTest, EveryMethodRaisesARuleReward) {
    tiny.config["training"]["max_steps"] = 12;
    for (const char* id : {"grpo", "ppo", "rloo", "reinforce", "online_dpo"}) {
        SCOPED_TRACE(id);
        use(id, {{"completions", 4}, {"passes", 1}, {"kl_weight", std::string(id) == "online_dpo" ? 0.1 : 0.0}});
        const Json result = require(tiny.train(false, id));
        EXPECT_EQ(result.at("state"), "done");
        const auto metrics = tiny.metrics(id);
        double first = 0, last = 0;
        for (const auto& [step, series] : metrics) {
            if (step >= 1 && step <= 3) first += series.at("reward").get<double>();
            if (step >= 10) last += series.at("reward").get<double>();
        }
        EXPECT_GT(last, first) << id;
        EXPECT_TRUE(metrics.back().second.contains("eval_reward"));
        EXPECT_FALSE(metrics.back().second.contains("eval_loss"));
    }
}

TEST_F(OnlineTest, AFreshRolloutIsOfThePolicyThatLearns) {
    use("ppo", {{"passes", 2}, {"kl_weight", 0.05}});
    require(tiny.train());
    for (const auto& [step, series] : tiny.metrics()) {
        if (step == 0) continue;
        const bool isFresh = step % 2 == 1;
        EXPECT_EQ(series.contains("reward"), isFresh) << step;   // told once for each rollout
        if (isFresh) {
            EXPECT_NEAR(series.at("ratio").get<double>(), 1.0, 1e-4) << step;
            EXPECT_LT(series.at("approx_kl").get<double>(), 1e-8) << step;
        } else {
            EXPECT_GT(series.at("approx_kl").get<double>(), 1e-7) << step;
        }
    }
    EXPECT_NEAR(tiny.metrics()[1].second.at("kl").get<double>(), 0.0, 1e-4);   // nothing is learned yet
}

// The probabilities of a rollout are read without dropout: with it, the ratio of the first pass would not be 1. An adapter that begins adds nothing, so later
// rollouts show it; one from elsewhere brings its dropout with it.
TEST_F(OnlineTest, DropoutOfTheAdapterDoesNotMoveTheRatio) {
    tiny.config["adapter"]["dropout"] = 0.5;
    use("rloo", {{"passes", 1}});
    require(tiny.train(false, "own"));
    tiny.config["model"]["adapter"] = tiny.run("own").final();
    require(tiny.train(false, "further"));
    for (const char* name : {"own", "further"})
        for (const auto& [step, series] : tiny.metrics(name)) {
            if (step == 0) continue;
            EXPECT_NEAR(series.at("ratio").get<double>(), 1.0, 1e-4) << name << ", step " << step;
            EXPECT_LT(series.at("approx_kl").get<double>(), 1e-8) << name << ", step " << step;
        }
}

// Where one step learns all of a rollout, its own forward pass says how likely the answers were; with more steps they are read before the first. Both are of
// the same policy, so the first step and what is told of the first rollout are the same.
TEST_F(OnlineTest, TheStepReadsWhatAPassBeforeItWouldHaveRead) {
    use("grpo", {{"passes", 1}});
    require(tiny.train(false, "first"));
    tiny.config["model"]["adapter"] = tiny.run("first").final();
    for (const int passes : {1, 2}) {
        use("grpo", {{"passes", passes}, {"kl_weight", 0.1}, {"reference", "base"}});
        require(tiny.train(false, "passes-" + std::to_string(passes)));
    }
    const Json once = tiny.metrics("passes-1")[1].second, twice = tiny.metrics("passes-2")[1].second;
    EXPECT_GT(std::abs(once.at("kl").get<double>()), 0.01);
    for (const char* name : {"reward", "kl", "entropy", "loss", "grad_norm", "ratio", "approx_kl", "clip_ratio", "completions/mean_length", "kl_weight"})
        EXPECT_NEAR(once.at(name).get<double>(), twice.at(name).get<double>(), 1e-5) << name;
    const std::vector<Json> ofOnce = answers(false, "passes-1"), ofTwice = answers(false, "passes-2");
    ASSERT_EQ(ofOnce.size(), 2 * ofTwice.size());   // a rollout for each step
    for (std::size_t i = 0; i < 12; ++i) {
        EXPECT_EQ(ofOnce[i].at("step"), 1);
        EXPECT_EQ(ofOnce[i].at("text"), ofTwice[i].at("text"));
        EXPECT_EQ(ofOnce[i].at("advantage"), ofTwice[i].at("advantage"));
        EXPECT_EQ(ofOnce[i].at("token_advantages"), ofTwice[i].at("token_advantages"));
        EXPECT_NEAR(ofOnce[i].at("kl").get<double>(), ofTwice[i].at("kl").get<double>(), 2e-3);   // told with three digits
        ASSERT_EQ(ofOnce[i].at("token_kl").size(), ofTwice[i].at("token_kl").size());
    }
}

// Answers that are not learned from go through no step: what is told of them was read before.
TEST_F(OnlineTest, AnswersThatAreNotLearnedFromAreReadToo) {
    tiny.config["training"]["max_steps"] = 2;
    use("grpo", {{"passes", 1}, {"mask_truncated", true}, {"reference", "base"}});
    require(tiny.train());
    bool anyCut = false;
    for (const Json& answer : answers(false)) {
        anyCut = anyCut || answer.at("finish_reason") == "length";
        EXPECT_EQ(answer.at("token_kl").size(), answer.at("length").get<std::size_t>());
        EXPECT_EQ(answer.at("tokens").size(), answer.at("length").get<std::size_t>());
    }
    EXPECT_TRUE(anyCut);
    for (std::size_t i = 1; i < tiny.metrics().size(); ++i) EXPECT_GT(tiny.metrics()[i].second.at("entropy").get<double>(), 0.5) << i;
}

// Where an adapter is trained further, the model without it would be the wrong reference.
TEST_F(OnlineTest, TheStartIsTheAdapterThatIsTrainedFurther) {
    use("grpo", {{"passes", 1}});
    require(tiny.train(false, "first"));
    tiny.config["model"]["adapter"] = tiny.run("first").final();
    use("grpo", {{"passes", 1}, {"kl_weight", 0.1}});
    require(tiny.train(false, "second"));
    EXPECT_NEAR(tiny.metrics("second")[1].second.at("kl").get<double>(), 0.0, 1e-4);
    tiny.config["method"]["reference"] = "base";
    require(tiny.train(false, "from-base"));
    EXPECT_GT(std::abs(tiny.metrics("from-base")[1].second.at("kl").get<double>()), 0.01);
}

// What is learned from are the probabilities that the answers were drawn with: nearly 1 each when it is cold, and the same of a reference that is the policy.
TEST_F(OnlineTest, ProbabilitiesAreThoseOfTheTemperature) {
    tiny.config["training"]["max_steps"] = 1;
    use("grpo", {{"kl_weight", 0.1}});
    require(tiny.train(false, "warm"));
    use("grpo", {{"kl_weight", 0.1}, {"temperature", 0.01}});
    require(tiny.train(false, "cold"));
    const Json warm = tiny.metrics("warm").back().second, cold = tiny.metrics("cold").back().second;
    EXPECT_GT(warm.at("entropy").get<double>(), 1.0);
    EXPECT_LT(cold.at("entropy").get<double>(), 0.3);
    EXPECT_NEAR(cold.at("ratio").get<double>(), 1.0, 1e-3);
    EXPECT_NEAR(cold.at("kl").get<double>(), 0.0, 1e-3);
}

TEST_F(OnlineTest, EveryMethodResumesToTheSameBits) {
    for (const char* id : {"grpo", "ppo", "rloo", "reinforce", "online_dpo"}) {
        SCOPED_TRACE(id);
        use(id, {{"passes", 2}, {"kl_weight", 0.1}, {"steps_per_pass", 1}});
        expectResumesToTheSameBits(id);
    }
}

TEST_F(OnlineTest, FollowingAKlTargetResumesToo) {
    use("ppo", {{"passes", 1}, {"kl_weight", 0.2}, {"kl_target", 0.01}, {"kl_horizon", 20}});
    expectResumesToTheSameBits("target");
    EXPECT_NE(tiny.metrics("whole-target").back().second.at("kl_weight").get<double>(), 0.2);
}

TEST_F(OnlineTest, AModelTrainedWholeHasAFrozenReference) {
    tiny.config["adapter"] = {{"type", "full"}};
    tiny.config["training"]["learning_rate"] = 0.002;
    use("grpo", {{"kl_weight", 0.1}});
    expectResumesToTheSameBits("full");
    EXPECT_GT(std::abs(tiny.metrics("whole-full").back().second.at("kl").get<double>()), 1e-6);
}

TEST_F(OnlineTest, EveryAnswerIsKeptWithItsParts) {
    use("ppo", {{"rewards", {{{"name", "short"}, {"weight", 2}, {"reward", {{"type", "length"}, {"unit", "tokens"}, {"maximum", 6}, {"slope", 12}}}},
                             {{"name", "right"}, {"weight", 0.5}, {"reward", {{"type", "exact_answer"}}}}}},
                {"watched", {{{"name", "aside"}, {"reward", {{"type", "regex"}, {"pattern", "a"}, {"match", "anywhere"}}}}}}});
    tiny.config["training"]["max_steps"] = 2;
    require(tiny.train());
    const std::vector<Json> made = answers(false), held = answers(true);
    ASSERT_EQ(made.size(), 12U);
    for (const Json& answer : made) {
        EXPECT_NEAR(answer.at("reward").get<double>(),
                    2 * answer.at("rewards").at("short").get<double>() + 0.5 * answer.at("rewards").at("right").get<double>(), 1e-9);
        EXPECT_TRUE(answer.at("watched").contains("aside"));
        const auto length = answer.at("length").get<std::size_t>();
        for (const char* list : {"tokens", "token_kl", "token_advantages", "token_values"}) EXPECT_EQ(answer.at(list).size(), length) << list;
    }
    EXPECT_EQ(held.size(), 3U * 2);   // the base, before and after, of two held-out prompts
    EXPECT_TRUE(held.front().at("adapter").is_null());
}

TEST_F(OnlineTest, AReferenceThatARuleCannotReadIsAnErrorOfItsRow) {
    use("grpo", {{"rewards", {{{"reward", {{"type", "numeric_answer"}}}}}}});   // the references are words
    tiny.config["training"]["max_steps"] = 1;
    const Result<Json> result = tiny.train();
    ASSERT_FALSE(result);
    EXPECT_THAT(result.error().message, HasSubstr("row "));
    EXPECT_THAT(result.error().message, HasSubstr("numeric_answer"));
}

TEST_F(OnlineTest, RewardsThatSayNothingAreToldAndNotLearnedFrom) {
    tiny.folder().write("prompts.jsonl", "{\"prompt\":[{\"role\":\"user\",\"content\":\"Do you know?\"}]}\n");   // no reference
    tiny.folder().write("held.jsonl", "{\"prompt\":[{\"role\":\"user\",\"content\":\"And you?\"}]}\n");
    use("grpo", {{"prompts_per_rollout", 1}, {"rewards", {{{"reward", {{"type", "numeric_answer"}}}}}}});
    tiny.config["training"]["max_steps"] = 1;
    require(tiny.train());
    EXPECT_THAT(warnings(), HasSubstr("got no reward and are not learned from"));
    EXPECT_THAT(warnings(), HasSubstr("nothing to learn from"));
    EXPECT_EQ(tiny.metrics().back().second.at("trained_tokens"), 0);
    for (const Json& answer : answers(false)) EXPECT_TRUE(answer.at("rewards").at("numeric_answer").is_null()) << dumpJson(answer.at("rewards"));
}

TEST_F(OnlineTest, EqualRewardsTeachNothingAndSayso) {
    use("online_dpo", {{"rewards", {{{"reward", {{"type", "length"}, {"unit", "tokens"}, {"minimum", 0}}}}}}});
    tiny.config["training"]["max_steps"] = 6;
    const Json result = require(tiny.train());
    EXPECT_EQ(result.at("state"), "done");
    EXPECT_THAT(warnings(), HasSubstr("nothing to learn from"));
    EXPECT_THAT(warnings(), HasSubstr("all answers get the same reward"));   // the tripwire, after five rollouts
    for (const auto& [step, series] : tiny.metrics()) {
        if (step > 0) { EXPECT_EQ(series.at("frac_reward_zero_std"), 1.0); }
    }
}

TEST_F(OnlineTest, ATripwirePausesAndTheWeightChangesLive) {
    use("grpo", {{"kl_weight", 0.01}, {"tripwires", {{"action", "pause"}, {"min_entropy", 50}}}});
    const Json result = require(tiny.train());
    EXPECT_EQ(result.at("state"), "paused");
    EXPECT_LT(result.at("steps").get<int>(), 6);
    EXPECT_THAT(warnings(), HasSubstr("nearly certain"));
    tiny.onEvent = [this](EventKind kind, const Json& fields) {
        if (kind == EventKind::Step && fields.at("step") == 3) tiny.post({ControlOp::Set, {{"key", "kl_weight"}, {"value", 0.5}}});
    };
    require(tiny.train(true));
    tiny.onEvent = {};
    const auto metrics = tiny.metrics();
    EXPECT_EQ(metrics[3].second.at("kl_weight"), 0.01);
    EXPECT_EQ(metrics.back().second.at("kl_weight"), 0.5);
    EXPECT_FALSE(tiny.events(EventKind::Changed).empty());
}

TEST_F(OnlineTest, ThePolicysOwnPreferenceIsAskedOfHeldOutPairs) {
    std::string pairs;
    for (int i = 0; i < 5; ++i)
        pairs += dumpJson({{"prompt", {{{"role", "user"}, {"content", "Do you know item " + std::to_string(i) + "?"}}}},
                           {"chosen", {{{"role", "assistant"}, {"content", i == 4 ? "item" : "Yes, item " + std::to_string(i) + "."}}}},
                           {"rejected", {{{"role", "assistant"}, {"content", "item"}}}}}) + "\n";
    tiny.folder().write("pairs.jsonl", pairs);
    use("grpo", {{"tripwires", {{"pairs", "pairs.jsonl"}}}});
    tiny.config["training"]["eval_every"] = 3;
    require(tiny.train());
    std::vector<double> accuracies, margins;
    for (const auto& [step, series] : tiny.metrics()) {
        if (!series.contains("eval_reward")) continue;
        accuracies.push_back(series.at("eval_implicit_accuracy"));
        margins.push_back(series.at("eval_implicit_margin"));
    }
    ASSERT_EQ(accuracies.size(), 3U);
    EXPECT_EQ(accuracies.front(), 0.5) << "before the first step the policy is the reference";
    EXPECT_EQ(margins.front(), 0);
    EXPECT_NE(margins.back(), 0);
    EXPECT_THAT(notes(), HasSubstr("4 held-out pairs of 5 rows"));
    EXPECT_THAT(notes(), HasSubstr("1 cannot be used"));
}

TEST_F(OnlineTest, HeldOutPairsThatCannotBeAskedAreRefused) {
    const auto messageOf = [&](const char* pairs, const char* run) {
        use("grpo", {{"tripwires", {{"pairs", pairs}}}});
        const Result<Json> result = tiny.train(false, run);
        return result ? std::string() : result.error().toString();
    };
    EXPECT_THAT(messageOf("nowhere.jsonl", "a"), HasSubstr("nowhere.jsonl"));
    EXPECT_THAT(messageOf("held.jsonl", "b"), HasSubstr("no row of it is a pair"));
    tiny.config["data"].erase("eval");
    tiny.config["data"]["eval_fraction"] = 0;
    EXPECT_THAT(messageOf("held.jsonl", "c"), HasSubstr("held-out prompts are answered, and there are none"));
}

TEST_F(OnlineTest, AStopEndsARolloutThatIsBeingMade) {
    use("grpo");
    tiny.config["method"]["max_new_tokens"] = 48;
    int progress = 0;
    tiny.onEvent = [&](EventKind kind, const Json& fields) {
        if (kind == EventKind::Step && fields.at("step") == 2) tiny.cancellation.request();
        (void)progress;
    };
    const Json result = require(tiny.train());
    EXPECT_EQ(result.at("state"), "stopped");
    EXPECT_EQ(result.at("steps"), 2);
}

TEST_F(OnlineTest, DynamicSamplingReplacesWhatTeachesNothing) {
    use("grpo", {{"resample_rounds", 3}, {"rewards", {{{"reward", {{"type", "regex"}, {"pattern", "^[a-m]"}, {"match", "anywhere"}}}}}}});
    tiny.config["training"]["max_steps"] = 3;
    require(tiny.train(false, "with"));
    tiny.config["method"]["resample_rounds"] = 0;
    require(tiny.train(false, "without"));
    EXPECT_EQ(answers(false, "with").size(), answers(false, "without").size());
}

TEST_F(OnlineTest, BadSettingsAreRefusedBeforeAnythingIsLoaded) {
    const auto messageOf = [&](const Json& changes) {
        use("grpo", changes);
        const Result<Json> result = tiny.train(false, "bad");
        return result ? std::string() : result.error().toString();
    };
    EXPECT_THAT(messageOf({{"rewards", Json::array()}}), HasSubstr("rewards"));
    EXPECT_THAT(messageOf({{"completions", 1}}), HasSubstr("completions"));
    EXPECT_THAT(messageOf({{"rewards", {{{"reward", {{"type", "regex"}, {"pattern", "("}}}}}}}), HasSubstr("regular expression"));
    EXPECT_THAT(messageOf({{"rewards", {{{"reward", {{"type", "reward_model"}, {"path", "nowhere"}}}}}}}), HasSubstr("nowhere"));
}

}  // namespace
}  // namespace luthier
