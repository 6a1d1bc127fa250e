// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "core/rollouts/rollout_state.h"
#include "core/rollouts/tripwires.h"
#include "tests/support/golden.h"
#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

using namespace luthier::test;

RolloutFacts healthy() { return {0.5, 1.0, 1.5, 40.0, 0.0, 0.1, {{"second", 1.0}}}; }

std::vector<std::string> wiresOf(const std::vector<Tripped>& found) {
    std::vector<std::string> names;
    for (const Tripped& one : found) names.push_back(one.wire);
    return names;
}

TEST(Tripwires, SayNothingOfAHealthyRun) {
    Tripwires wires{TripwireOptions()};
    for (int i = 0; i < 30; ++i) EXPECT_TRUE(wires.look(healthy()).empty()) << i;
}

TEST(Tripwires, EachSeesWhatItIsFor) {
    const auto touchedBy = [](auto&& change, int rolloutsBefore = 4, int times = 1) {
        Tripwires wires{TripwireOptions()};
        for (int i = 0; i < rolloutsBefore; ++i) wires.look(healthy());
        std::vector<std::string> all;
        for (int i = 0; i < times; ++i) {
            RolloutFacts facts = healthy();
            change(facts);
            for (const std::string& wire : wiresOf(wires.look(facts))) all.push_back(wire);
        }
        return all;
    };
    using testing::ElementsAre;
    EXPECT_THAT(touchedBy([](RolloutFacts& f) { f.kl = 60; }), ElementsAre("kl"));
    EXPECT_THAT(touchedBy([](RolloutFacts& f) { f.length = 90; f.reward = 0.9; }), ElementsAre("length"));
    EXPECT_THAT(touchedBy([](RolloutFacts& f) { f.length = 90; f.reward = 0.1; }), ElementsAre());   // longer and worse fools nobody
    EXPECT_THAT(touchedBy([](RolloutFacts& f) { f.entropy = 0.01; }), ElementsAre("entropy"));
    EXPECT_THAT(touchedBy([](RolloutFacts& f) { f.repetition = 0.8; }), ElementsAre("repetition"));
    EXPECT_THAT(touchedBy([](RolloutFacts& f) { f.silentGroups = 1; }), ElementsAre());               // once is chance
    EXPECT_THAT(touchedBy([](RolloutFacts& f) { f.silentGroups = 1; }, 4, 5), ElementsAre("silent_groups"));
    EXPECT_THAT(touchedBy([](RolloutFacts& f) { f.reward = 0.9; f.watched["second"] = 0.2; }, 3, 5), ElementsAre("watched"));
    EXPECT_THAT(touchedBy([](RolloutFacts& f) { f.reward = 0.9; f.watched["second"] = 1.5; }, 3, 5), ElementsAre());
}

TEST(Tripwires, SeeThatThePolicyItselfPrefersTheWorseWhileTheRewardRises) {
    const auto touchedBy = [](double rewardAfter, double accuracyAfter, std::int64_t numPairs) {
        Tripwires wires{TripwireOptions()};
        EXPECT_TRUE(wires.lookAtHeldOut({0.2, 0.5, numPairs}).empty());
        EXPECT_TRUE(wires.lookAtHeldOut({0.4, 0.8, numPairs}).empty());
        const Json saved = wires.save();
        Tripwires restored{TripwireOptions()};   // what was best is part of a checkpoint
        EXPECT_TRUE(restored.restore(saved));
        return wiresOf(restored.lookAtHeldOut({rewardAfter, accuracyAfter, numPairs}));
    };
    using testing::ElementsAre;
    EXPECT_THAT(touchedBy(0.9, 0.4, 64), ElementsAre("implicit_accuracy"));
    EXPECT_THAT(touchedBy(0.3, 0.4, 64), ElementsAre());    // the reward fell too: nothing is fooled
    EXPECT_THAT(touchedBy(0.9, 0.75, 64), ElementsAre());   // within chance
    EXPECT_THAT(touchedBy(0.9, 0.4, 4), ElementsAre());     // so few pairs say nothing
}

TEST(Tripwires, TellTheSameAgainOnlyAfterSomeQuiet) {
    Tripwires wires{TripwireOptions()};
    RolloutFacts far = healthy();
    far.kl = 60;
    EXPECT_EQ(wires.look(far).size(), 1U);
    EXPECT_TRUE(wires.look(far).empty());
    for (int i = 0; i < 12; ++i) wires.look(healthy());
    EXPECT_EQ(wires.look(far).size(), 1U);
}

TEST(Tripwires, CanBeOff) {
    TripwireOptions options;
    options.action = TripwireAction::Off;
    Tripwires wires(options);
    RolloutFacts far = healthy();
    far.kl = 1e9;
    EXPECT_TRUE(wires.look(far).empty());
}

TEST(Tripwires, GoOnFromACheckpointWhereTheyWere) {
    Tripwires before{TripwireOptions()};
    RolloutFacts far = healthy();
    far.kl = 60;
    before.look(healthy());
    before.look(far);
    Tripwires after{TripwireOptions()};
    require(after.restore(before.save()));
    EXPECT_TRUE(after.look(far).empty());   // told already
    EXPECT_EQ(before.save(), [&] { Tripwires same{TripwireOptions()}; require(same.restore(before.save())); return same.save(); }());
    EXPECT_FALSE(after.restore(Json::object()));
    EXPECT_FALSE(after.restore({{"seen", 1}, {"history", {Json::object()}}, {"touched", Json::object()}}));
}

TEST(Repetition, IsTheShareOfWhatWasSaidBefore) {
    EXPECT_EQ(repetitionOf(""), 0.0);
    EXPECT_EQ(repetitionOf("a b c d e f g h"), 0.0);
    EXPECT_NEAR(repetitionOf("a a a a a a a a a a"), 1 - 1.0 / 8, 1e-12);
}

Rollout someRollout() {
    Rollout rollout;
    rollout.index = 7;
    rollout.groupSize = 2;
    rollout.klWeight = 0.1;
    for (int i = 0; i < 4; ++i) {
        RolloutAnswer answer;
        answer.row = i / 2;
        answer.numPrompt = 2;
        answer.ids = {1, 2, 3, 4 + i};
        answer.weights = {0, 0, 1, 1};
        answer.text = "t\u00e9xt \"" + std::to_string(i) + "\"\n";
        answer.ended = i % 2 == 0;
        answer.parts = {0.1 * i, std::numeric_limits<double>::quiet_NaN()};
        answer.reward = i == 3 ? std::numeric_limits<double>::quiet_NaN() : 1.0 / 3 * i;
        answer.logps = {-0.1F * static_cast<float>(i), -1.0F / 3};
        answer.referenceLogps = {-0.2F, -0.3F};
        answer.advantages = {0.5F, -0.5F};
        rollout.answers.push_back(answer);
    }
    return rollout;
}

TEST(RolloutState, ComesBackToTheLastBit) {
    const TemporaryFolder folder;
    const Rollout rollout = someRollout();
    require(saveRollout(folder.path(), rollout));
    const Rollout read = require(loadRollout(folder.path())).value();
    EXPECT_EQ(read.index, 7);
    EXPECT_EQ(read.groupSize, 2);
    EXPECT_EQ(read.klWeight, rollout.klWeight);
    ASSERT_EQ(read.answers.size(), rollout.answers.size());
    for (std::size_t i = 0; i < read.answers.size(); ++i) {
        const RolloutAnswer &a = read.answers[i], &b = rollout.answers[i];
        EXPECT_EQ(a.ids, b.ids);
        EXPECT_EQ(a.weights, b.weights);
        EXPECT_EQ(a.text, b.text);
        EXPECT_EQ(a.ended, b.ended);
        EXPECT_EQ(a.logps, b.logps);
        EXPECT_EQ(a.referenceLogps, b.referenceLogps);
        EXPECT_EQ(a.advantages, b.advantages);
        EXPECT_TRUE(a.values.empty() && a.returns.empty());
        EXPECT_TRUE(a.reward == b.reward || (std::isnan(a.reward) && std::isnan(b.reward)));
        EXPECT_TRUE(std::isnan(a.parts[1]));
    }
}

TEST(RolloutState, OfNoneIsNone) {
    const TemporaryFolder folder;
    require(saveRollout(folder.path(), std::nullopt));
    EXPECT_FALSE(require(loadRollout(folder.path())).has_value());
}

TEST(RolloutState, RefusesWhatDoesNotFit) {
    const TemporaryFolder folder;
    require(saveRollout(folder.path(), someRollout()));
    Json json = require(readJsonFile(folder / "rollout.json"));
    for (const char* key : {"index", "group_size", "answers"}) {
        Json broken = json;
        broken.erase(key);
        folder.write("rollout.json", dumpJson(broken));
        EXPECT_FALSE(loadRollout(folder.path())) << key;
    }
    Json tooMany = json;
    tooMany["answers"][0]["tokens"] = 1000;
    folder.write("rollout.json", dumpJson(tooMany));
    EXPECT_FALSE(loadRollout(folder.path()));
    Json odd = json;
    odd["answers"].erase(3);
    folder.write("rollout.json", dumpJson(odd));
    EXPECT_FALSE(loadRollout(folder.path()));
}

}  // namespace
}  // namespace luthier
