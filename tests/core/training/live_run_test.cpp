// SPDX-License-Identifier: Apache-2.0
// What may happen to a run while it works: it is paused, changed, asked for samples, its numbers are not finite.
#include <cmath>

#include "core/runs/live_changes.h"
#include "tests/core/training/tiny_run.h"

namespace luthier {
namespace {

using namespace luthier::test;

class LiveRun : public testing::Test {
protected:
    LiveRun() { use(m_tiny); }
    static void use(TinyRun& tiny) {
        tiny.config["training"]["checkpoint_every"] = 2;
        tiny.config["training"]["schedule"] = "constant";
        tiny.config["training"]["warmup_ratio"] = 0;
        tiny.config["adapter"]["dropout"] = 0.1;
    }
    // Posts a message after a step.
    void postAt(std::int64_t step, const std::string& line) {
        m_tiny.onEvent = [this, step, line](EventKind kind, const Json& fields) {
            if (kind == EventKind::Step && fields.at("step") == step) m_tiny.post(parseControl(line).value());
        };
    }
    double rateOf(std::int64_t step, const std::string& name = "run") const {
        for (const auto& [number, series] : m_tiny.metrics(name))
            if (number == step) return series.at("learning_rate").get<double>();
        return -1;
    }
    TinyRun m_tiny;
};

constexpr const char* setRate = R"({"op":"set","key":"learning_rate","value":0.002})";

TEST_F(LiveRun, PausedItSaysSoAndGoesOnToTheSameBits) {
    require(m_tiny.train(false, "whole"));
    postAt(3, R"({"op":"pause"})");
    const Json paused = require(m_tiny.train());
    m_tiny.onEvent = {};
    EXPECT_EQ(paused.at("state"), "paused");
    EXPECT_EQ(paused.at("reason"), "asked");
    EXPECT_EQ(paused.at("final"), nullptr);
    EXPECT_EQ(m_tiny.events(EventKind::Paused).size(), 1U);
    EXPECT_EQ(require(m_tiny.train(true)).at("state"), "done");
    expectSameFiles(m_tiny.run().final(), m_tiny.run("whole").final());
}

TEST_F(LiveRun, AChangedRateHoldsFromTheNextStepOn) {
    postAt(3, setRate);
    require(m_tiny.train());
    EXPECT_EQ(rateOf(3), 0.01);
    EXPECT_EQ(rateOf(4), 0.002);
    EXPECT_EQ(rateOf(6), 0.002);
    const std::vector<Json> changed = m_tiny.events(EventKind::Changed);
    ASSERT_EQ(changed.size(), 1U);
    EXPECT_EQ(changed[0].at("step"), 4);
    EXPECT_EQ(changed[0].at("previous"), 0.01);
}

// The change came at step 3, the last checkpoint is that of step 2, then the run was killed: nobody says it again, and the bits are those of the run that
// lived.
TEST_F(LiveRun, AChangeIsPartOfTheStateEvenWhenNoCheckpointHasSeenIt) {
    postAt(3, setRate);
    require(m_tiny.train(false, "whole"));
    m_tiny.onEvent = [this](EventKind kind, const Json& fields) {
        if (kind == EventKind::Step && fields.at("step") == 3) m_tiny.post(parseControl(setRate).value());
        if (kind == EventKind::Changed) throw Killed{};
    };
    EXPECT_THROW(static_cast<void>(m_tiny.train()), Killed);
    m_tiny.onEvent = {};
    require(m_tiny.train(true));
    EXPECT_EQ(rateOf(4), 0.002);
    expectSameFiles(m_tiny.run().final(), m_tiny.run("whole").final());
}

TEST_F(LiveRun, AResumeCanChangeTheRate) {
    m_tiny.trainUntilStoppedAt(3);
    m_tiny.resumeChanges = {{"learning_rate", 0.004}};
    require(m_tiny.train(true));
    EXPECT_EQ(rateOf(3), 0.01);
    EXPECT_EQ(rateOf(4), 0.004);
}

TEST_F(LiveRun, HeldOutPromptsAreAnsweredAtEvaluationsAndChangeNothing) {
    m_tiny.config["training"]["eval_samples"] = 2;
    require(m_tiny.train());
    m_tiny.config["training"]["eval_samples"] = 0;
    require(m_tiny.train(false, "silent"));
    EXPECT_TRUE(m_tiny.events(EventKind::Sampled, "silent").empty());
    const std::vector<Json> sampled = m_tiny.events(EventKind::Sampled);
    ASSERT_EQ(sampled.size(), m_tiny.events(EventKind::Evaluated).size());
    ASSERT_EQ(sampled.front().at("samples").size(), 4U);   // before the first step the base's answers as well
    EXPECT_EQ(sampled.front().at("samples")[0].at("adapter"), nullptr);
    EXPECT_EQ(sampled.back().at("samples").size(), 2U);
    EXPECT_EQ(sampled.back().at("samples")[0].at("held_out"), true);
    EXPECT_EQ(sampled.back().at("samples")[0].at("prompt"), sampled.front().at("samples")[0].at("prompt"));
    expectSameFiles(m_tiny.run().final(), m_tiny.run("silent").final());
}

TEST_F(LiveRun, SamplesAreAnsweredAndChangeNothing) {
    m_tiny.config["training"]["eval_samples"] = 0;
    require(m_tiny.train(false, "whole"));
    postAt(3, R"({"op":"sample","prompts":["Do you know item 3?","Hello"],"max_new_tokens":5,"with_base":true})");
    require(m_tiny.train());
    const std::vector<Json> sampled = m_tiny.events(EventKind::Sampled);
    ASSERT_EQ(sampled.size(), 1U);
    EXPECT_EQ(sampled[0].at("step"), 3);
    ASSERT_EQ(sampled[0].at("samples").size(), 4U);
    EXPECT_EQ(sampled[0].at("samples")[0].at("adapter"), nullptr);
    EXPECT_EQ(sampled[0].at("samples")[1].at("adapter"), "now");
    const LogContent log = require(readWholeLog(m_tiny.run().samples()));
    ASSERT_EQ(log.lines.size(), 4U);
    EXPECT_EQ(log.lines[3].fields.at("prompt"), "Hello");
    expectSameFiles(m_tiny.run().final(), m_tiny.run("whole").final());
}

TEST_F(LiveRun, ASampleThatCannotBeMadeIsAWarning) {
    postAt(3, R"({"op":"sample","prompt":")" + std::string(20000, 'x') + R"("})");
    EXPECT_EQ(require(m_tiny.train()).at("state"), "done");
    bool warned = false;
    for (const Json& warning : m_tiny.events(EventKind::Warning)) warned = warned || warning.at("message").get<std::string>().find("no sample") == 0;
    EXPECT_TRUE(warned);
}

TEST_F(LiveRun, OneStepThatIsNotFiniteIsSkippedAndCounted) {
    m_tiny.folder().write("chat.jsonl", TinyRun::chatRow(0) + TinyRun::chatRow(1, 3e38) + TinyRun::chatRow(2) + TinyRun::chatRow(3) + TinyRun::chatRow(4));
    m_tiny.config["training"]["tokens_per_step"] = 20;   // a row a step
    const Json result = require(m_tiny.train());
    EXPECT_EQ(result.at("state"), "done");
    EXPECT_EQ(result.at("skipped_steps"), 2) << "once an epoch";
    for (const Json& skipped : m_tiny.events(EventKind::StepSkipped)) EXPECT_EQ(skipped.at("rows"), Json::array({"row-1"}));
}

TEST_F(LiveRun, ThreeInARowPauseAtTheLastGoodCheckpointWithTheRowsNamed) {
    std::string rows;
    for (int i = 0; i < 8; ++i) rows += TinyRun::chatRow(i, 3e38);
    m_tiny.folder().write("chat.jsonl", rows);
    m_tiny.config["training"]["tokens_per_step"] = 20;
    const Json result = require(m_tiny.train());
    EXPECT_EQ(result.at("state"), "paused");
    EXPECT_EQ(result.at("reason"), "not_finite");
    EXPECT_EQ(result.at("steps"), 3);
    EXPECT_EQ(result.at("skipped_steps"), 3);
    EXPECT_TRUE(m_tiny.checkpointSteps().empty()) << "no checkpoint of a state that is not known to be good";
    const std::vector<Json> warnings = m_tiny.events(EventKind::Warning);
    ASSERT_EQ(warnings.size(), 1U);
    EXPECT_EQ(warnings[0].at("rows").size(), 3U);
    EXPECT_NE(warnings[0].at("message").get<std::string>().find("from its begin"), std::string::npos);
}

TEST_F(LiveRun, WhenTheMachineHasTooLittleMemoryLeftTheRunEndsWithEverythingSaved) {
    require(m_tiny.train(false, "whole"));
    std::int64_t numAsked = 0;
    m_tiny.memory = [&numAsked] { return MemoryRoom{std::int64_t{1} << 40, ++numAsked > 3 ? 1000 : std::int64_t{1} << 39}; };   // once before each step
    const Result<Json> result = m_tiny.train();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::OutOfMemory);
    EXPECT_FALSE(result.error().hint.empty());
    EXPECT_EQ(m_tiny.checkpointSteps().back(), 3);
    m_tiny.memory = {};
    require(m_tiny.train(true));
    expectSameFiles(m_tiny.run().final(), m_tiny.run("whole").final());
}

}  // namespace
}  // namespace luthier
