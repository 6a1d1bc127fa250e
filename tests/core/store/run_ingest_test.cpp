// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <filesystem>

#include <gmock/gmock.h>

#include "core/base/random.h"
#include "core/runs/run_attempt.h"
#include "core/store/database.h"
#include "tests/core/store/store_support.h"

namespace luthier::store {
namespace {

using testing::HasSubstr;

class RunIngest : public testing::Test {
protected:
    RunIngest() : m_project(opened(m_folder / "p")) { m_id = valueOf(m_project->runs().add(runIn(path()))); }
    std::string path() const { return m_folder / "run"; }
    RunAttempt begin() {
        const bool isNew = !pathExists(path() + "/run.json");
        auto attempt = isNew ? RunAttempt::beginNew(path()) : RunAttempt::beginAgain(path());
        EXPECT_TRUE(attempt.has_value()) << attempt.error().toString();
        if (isNew) m_folder.write("run/run.json", R"({"seed": 7})");
        return std::move(*attempt);
    }
    bool ingest() { return valueOf(m_project->runs().ingest(m_id)); }
    store::Run run() { return valueOf(m_project->runs().get(m_id)); }
    void append(const std::string& name, const std::string& bytes) {
        std::ofstream file(m_folder / ("run/" + name), std::ios::binary | std::ios::app);
        file << bytes;
    }
    TemporaryFolder m_folder;
    std::unique_ptr<Project> m_project;
    std::int64_t m_id = 0;
};

TEST_F(RunIngest, ARunThatLearnsFromRewardsIsFollowedByThem) {
    {
        RunAttempt attempt = begin();
        EXPECT_FALSE(run().learnsFromRewards());
        m_folder.write("run/run.json", R"({"method": {"type": "grpo", "rewards": []}})");
        EXPECT_OK(attempt.metrics().append(0, {{"eval_reward", 0.25}}));
        EXPECT_OK(attempt.metrics().append(1, {{"loss", 0.01}, {"reward", 0.5}, {"num_steps", 3}}));
        EXPECT_TRUE(ingest());   // what follows is read on from here: the state of the reader says what it follows
        EXPECT_OK(attempt.metrics().append(2, {{"loss", 0.02}}));   // inside a rollout
        EXPECT_OK(attempt.metrics().append(3, {{"loss", 0.03}, {"reward", 0.75}}));
        EXPECT_OK(attempt.metrics().append(3, {{"eval_reward", 0.125}}));
        EXPECT_TRUE(ingest());
    }
    const store::Run done = run();
    EXPECT_TRUE(done.learnsFromRewards());
    EXPECT_EQ(done.loss, 0.75);
    EXPECT_EQ(done.evalLoss, 0.125);
    EXPECT_EQ(done.bestEvalLoss, 0.25) << "the higher one";
    EXPECT_EQ(done.sparkline, (std::vector<float>{0.5F, 0.75F}));
}

TEST_F(RunIngest, FollowsARunFromTheQueueToItsEnd) {
    EXPECT_FALSE(ingest());
    EXPECT_EQ(run().state, RunState::Queued);
    {
        RunAttempt attempt = begin();
        EXPECT_TRUE(ingest());
        EXPECT_EQ(run().state, RunState::Running);
        EXPECT_EQ(run().config, (Json{{"seed", 7}}));
        EXPECT_FALSE(ingest()) << "nothing new";
        EXPECT_OK(attempt.events().append(EventKind::Started, {{"steps", 4}}));
        EXPECT_OK(attempt.metrics().append(0, {{"eval_loss", 5.0}}));
        EXPECT_OK(attempt.metrics().append(1, {{"loss", 4.0}, {"tokens_per_second", 100.0}, {"num_steps", 4}}));
        EXPECT_TRUE(ingest());
        EXPECT_EQ(run().step, 1);
        EXPECT_EQ(run().numSteps, 4);
        EXPECT_EQ(run().loss, 4.0);
        EXPECT_EQ(run().evalLoss, 5.0);
        EXPECT_OK(attempt.metrics().append(2, {{"loss", 3.0}, {"tokens_per_second", 120.0}}));
        EXPECT_OK(attempt.metrics().append(2, {{"eval_loss", 2.0}}));
        EXPECT_OK(attempt.metrics().append(3, {{"loss", 2.5}}));
        EXPECT_OK(attempt.metrics().append(3, {{"eval_loss", 2.25}}));
        EXPECT_OK(attempt.events().append(EventKind::Done, {{"steps", 3}}));
        EXPECT_TRUE(ingest());
    }
    EXPECT_FALSE(ingest());
    const store::Run done = run();
    EXPECT_EQ(done.state, RunState::Done);
    EXPECT_EQ(runStateName(done.state), "done");
    EXPECT_EQ(done.step, 3);
    EXPECT_EQ(done.loss, 2.5);
    EXPECT_EQ(done.evalLoss, 2.25);
    EXPECT_EQ(done.bestEvalLoss, 2.0);
    EXPECT_EQ(done.tokensPerSecond, 120.0);
    EXPECT_EQ(done.sparkline, (std::vector<float>{4.0F, 3.0F, 2.5F}));
    EXPECT_FALSE(done.startedAt.empty());
    EXPECT_FALSE(done.endedAt.empty());
    EXPECT_GE(done.seconds, 0);
    EXPECT_LT(done.seconds, 60);
    EXPECT_EQ(done.error, "");
}

TEST_F(RunIngest, ALostRunIsNamedAndGoesOnWhenItIsResumed) {
    {
        RunAttempt attempt = begin();
        EXPECT_OK(attempt.metrics().append(1, {{"loss", 4.0}}));
    }
    EXPECT_TRUE(ingest());
    EXPECT_EQ(run().state, RunState::Lost);
    EXPECT_THAT(run().error, HasSubstr("killed"));
    EXPECT_FALSE(run().endedAt.empty());
    EXPECT_FALSE(ingest());
    RunAttempt attempt = begin();
    EXPECT_TRUE(ingest());
    EXPECT_EQ(run().state, RunState::Running);
    EXPECT_EQ(run().error, "");
    EXPECT_EQ(run().endedAt, "");
}

TEST_F(RunIngest, HowItEndedIsKept) {
    for (const auto& [kind, state] : {std::pair{EventKind::Stopped, RunState::Stopped}, std::pair{EventKind::Paused, RunState::Paused},
                                      std::pair{EventKind::Failed, RunState::Failed}}) {
        RunAttempt attempt = begin();
        EXPECT_OK(attempt.events().append(kind, {{"message", "out of paper"}, {"hint", "buy some"}}));
        EXPECT_TRUE(ingest());
        EXPECT_EQ(run().state, state);
        EXPECT_EQ(run().error, kind == EventKind::Stopped ? "" : "out of paper - buy some");
    }
}

TEST_F(RunIngest, AttemptsThatWentBackAreHonoured) {
    {
        RunAttempt attempt = begin();
        for (int step = 1; step <= 10; ++step) EXPECT_OK(attempt.metrics().append(step, {{"loss", 100.0 + step}}));
        EXPECT_OK(attempt.metrics().append(10, {{"eval_loss", 0.5}}));
        EXPECT_TRUE(ingest());
        EXPECT_EQ(run().bestEvalLoss, 0.5);
    }
    RunAttempt attempt = begin();
    EXPECT_OK(attempt.rewindTo(4));
    EXPECT_TRUE(ingest());
    EXPECT_EQ(run().step, 4);
    EXPECT_EQ(run().loss, 104.0);
    EXPECT_FALSE(run().bestEvalLoss.has_value()) << "that evaluation does not hold any more";
    EXPECT_EQ(run().sparkline.size(), 4u);
    EXPECT_OK(attempt.metrics().append(5, {{"loss", 5.0}}));
    EXPECT_OK(attempt.metrics().append(5, {{"eval_loss", 0.7}}));
    EXPECT_TRUE(ingest());
    EXPECT_EQ(run().step, 5);
    EXPECT_EQ(run().loss, 5.0);
    EXPECT_EQ(run().bestEvalLoss, 0.7);
    EXPECT_EQ(run().sparkline, (std::vector<float>{101.0F, 102.0F, 103.0F, 104.0F, 5.0F}));
}

TEST_F(RunIngest, ATornLastLineWaitsAndDamageIsPassedOver) {
    std::string line;
    {
        RunAttempt attempt = begin();
        EXPECT_OK(attempt.metrics().append(1, {{"loss", 1.0}}));
        EXPECT_TRUE(ingest());
        line = valueOf(formatLogLine(1, 1, {{"step", 2}, {"loss", 2.0}}));
        append("metrics.jsonl", line.substr(0, 20));
        EXPECT_FALSE(ingest());
        EXPECT_EQ(run().step, 1);
        append("metrics.jsonl", line.substr(20));
        EXPECT_TRUE(ingest());
        EXPECT_EQ(run().step, 2);
        append("metrics.jsonl", line);   // twice is once
        append("metrics.jsonl", "garbage\n\n{\"attempt\":1,\"seq\":9,\"step\":99,\"crc\":\"00000000\"}\n");
        append("metrics.jsonl", std::string(100000, '\0') + "\n");
        EXPECT_TRUE(ingest());
        EXPECT_EQ(run().step, 2);
        append("metrics.jsonl", line.substr(0, 15));   // and then it was killed
    }
    RunAttempt attempt = begin();
    EXPECT_OK(attempt.metrics().append(3, {{"loss", 3.0}}));
    EXPECT_TRUE(ingest());
    EXPECT_EQ(run().step, 3);
    EXPECT_EQ(run().sparkline, (std::vector<float>{1.0F, 2.0F, 3.0F}));
}

// Any way of cutting the bytes into pieces gives the row that reading all at once gives.
TEST_F(RunIngest, InPiecesIsTheSameAsAtOnce) {
    std::string metrics, events;
    {
        RunAttempt attempt = begin();
        EXPECT_OK(attempt.events().append(EventKind::Started, {{"steps", 300}}));
        for (int step = 1; step <= 200; ++step)
            EXPECT_OK(attempt.metrics().append(step, {{"loss", jsonNumber(step == 77 ? std::nan("") : 5.0 / step)}, {"tokens_per_second", step}}));
    }
    {
        RunAttempt attempt = begin();
        EXPECT_OK(attempt.rewindTo(150));
        for (int step = 151; step <= 300; ++step) EXPECT_OK(attempt.metrics().append(step, {{"loss", 7.0 / step}, {"eval_loss", 9.0 / step}}));
        EXPECT_OK(attempt.events().append(EventKind::Done));
    }
    metrics = test::contentOf(path() + "/metrics.jsonl");
    events = test::contentOf(path() + "/events.jsonl");
    EXPECT_TRUE(ingest());
    const store::Run whole = run();
    EXPECT_LE(whole.sparkline.size(), 60u);
    EXPECT_GE(whole.sparkline.size(), 30u);
    const auto partial = m_folder / "partial";
    std::filesystem::create_directories(partial + "/checkpoints");
    m_folder.write("partial/run.json", "{}");
    const std::int64_t id = valueOf(m_project->runs().add(runIn(partial, "partial")));
    std::size_t at = 0, eventsAt = 0;
    for (std::uint64_t i = 0; at < metrics.size() || eventsAt < events.size(); ++i) {
        const auto cut = [&](std::size_t from, std::size_t size, std::uint64_t key) {
            return std::min(size, from + static_cast<std::size_t>(3000 * uniformAt(5, key, i)));
        };
        at = cut(at, metrics.size(), 0);
        eventsAt = at == metrics.size() ? events.size() : cut(eventsAt, events.size() / 2, 1);
        m_folder.write("partial/metrics.jsonl", metrics.substr(0, at));
        m_folder.write("partial/events.jsonl", events.substr(0, eventsAt));
        (void)valueOf(m_project->runs().ingest(id));
        EXPECT_FALSE(valueOf(m_project->runs().ingest(id)));
    }
    const store::Run pieces = valueOf(m_project->runs().get(id));
    EXPECT_EQ(pieces.state, whole.state);
    EXPECT_EQ(pieces.step, 300);
    EXPECT_EQ(pieces.step, whole.step);
    EXPECT_EQ(pieces.numSteps, whole.numSteps);
    EXPECT_EQ(pieces.loss, whole.loss);
    EXPECT_EQ(pieces.bestEvalLoss, whole.bestEvalLoss);
    EXPECT_EQ(pieces.tokensPerSecond, whole.tokensPerSecond);
    EXPECT_EQ(pieces.sparkline, whole.sparkline);
    EXPECT_EQ(pieces.startedAt, whole.startedAt);
    EXPECT_EQ(pieces.seconds, whole.seconds);
}

TEST_F(RunIngest, AnotherRunInTheSameFolderIsReadFromItsBeginning) {
    {
        RunAttempt attempt = begin();
        for (int step = 1; step <= 5; ++step) EXPECT_OK(attempt.metrics().append(step, {{"loss", 4.0}}));
        EXPECT_TRUE(ingest());
    }
    std::filesystem::remove_all(path());
    EXPECT_TRUE(ingest());
    EXPECT_EQ(run().state, RunState::Lost);
    EXPECT_THAT(run().error, HasSubstr("gone"));
    RunAttempt attempt = begin();
    for (int step = 1; step <= 2; ++step) EXPECT_OK(attempt.metrics().append(step, {{"loss", 3.0}}));
    EXPECT_TRUE(ingest());
    EXPECT_EQ(run().state, RunState::Running);
    EXPECT_EQ(run().step, 2);
    EXPECT_EQ(run().sparkline, (std::vector<float>{3.0F, 3.0F}));
}

TEST_F(RunIngest, NotFiniteNumbersAreKept) {
    RunAttempt attempt = begin();
    EXPECT_OK(attempt.metrics().append(1, {{"loss", "NaN"}, {"eval_loss", "Infinity"}}));
    EXPECT_TRUE(ingest());
    ASSERT_TRUE(run().loss.has_value());
    EXPECT_TRUE(std::isnan(*run().loss));
    EXPECT_TRUE(std::isinf(run().evalLoss.value_or(0)));
    EXPECT_FALSE(run().bestEvalLoss.has_value());
    EXPECT_TRUE(run().sparkline.empty());
}

TEST_F(RunIngest, AClockThatGoesBackGivesNoNegativeTime) {
    std::filesystem::create_directories(path());
    m_folder.write("run/run.json", "{}");
    append("events.jsonl", valueOf(formatLogLine(1, 0, {{"time", "2026-01-01T12:00:00.000Z"}, {"kind", "started"}})) +
                               valueOf(formatLogLine(1, 1, {{"time", "2026-01-01T11:00:00.000Z"}, {"kind", "stopped"}})) +
                               valueOf(formatLogLine(2, 0, {{"time", "2026-01-01T10:00:00.000Z"}, {"kind", "started"}})) +
                               valueOf(formatLogLine(2, 1, {{"time", "2026-01-01T10:00:30.500Z"}, {"kind", "done"}})) +
                               valueOf(formatLogLine(2, 2, {{"time", 5}, {"kind", {1}}})));
    EXPECT_TRUE(ingest());
    EXPECT_EQ(run().seconds, 30.5);
    EXPECT_EQ(run().state, RunState::Done);
}

TEST_F(RunIngest, FoldersThatAreNoRunsAreErrors) {
    std::filesystem::create_directories(path() + "/photos");
    const auto result = m_project->runs().ingest(m_id);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::InvalidData);
    EXPECT_FALSE(result.error().hint.empty());
    EXPECT_EQ(run().state, RunState::Queued);
    EXPECT_EQ(m_project->runs().ingest(999).error().code, ErrorCode::NotFound);
    m_folder.write("run/run.json", "not json");
    m_folder.write("run/events.jsonl", "");
    EXPECT_TRUE(ingest());
    EXPECT_EQ(run().state, RunState::Lost);
}

TEST_F(RunIngest, UndoOfAnEditKeepsWhatWasIngested) {
    RunAttempt attempt = begin();
    EXPECT_OK(attempt.metrics().append(1, {{"loss", 4.0}}));
    store::Run edited = run();
    edited.notes = "my notes";
    EXPECT_OK(m_project->runs().update(edited));
    EXPECT_TRUE(ingest());
    EXPECT_TRUE(valueOf(m_project->journal().undo()).has_value());
    EXPECT_EQ(run().notes, "");
    EXPECT_EQ(run().step, 1);
    EXPECT_TRUE(valueOf(m_project->journal().undo()).has_value());
    EXPECT_TRUE(valueOf(m_project->runs().all()).empty());
    EXPECT_TRUE(valueOf(m_project->journal().redo()).has_value());
    EXPECT_TRUE(ingest()) << "read again from its beginning";
    EXPECT_EQ(run().step, 1);
}

}  // namespace
}  // namespace luthier::store
