// SPDX-License-Identifier: GPL-3.0-or-later
// Commands that end by themselves, with the fake engine and, where there is one, the real one.
#include "tests/views/link/link_support.h"
#include "views/link/engine_task.h"

namespace luthier::test {

namespace {

using testing::HasSubstr;

struct Watched {
    explicit Watched(EngineTask& task) {
        QObject::connect(&task, &EngineTask::progressed, &task, [this](const Progress& progress) { progresses.push_back(progress); });
        QObject::connect(&task, &EngineTask::warned, &task, [this](const QString& message, const QString& hint) { warnings << message + " / " + hint; });
        QObject::connect(&task, &EngineTask::line, &task, [this](const Json& line) { lines.push_back(line); });
        QObject::connect(&task, &EngineTask::finished, &task, [this](const Result<std::vector<Json>>& got) {
            results = got;
            ++numFinished;
        });
    }
    bool wait() {
        return waitUntil([this] { return results.has_value(); });
    }
    std::vector<Progress> progresses;
    QStringList warnings;
    std::vector<Json> lines;
    std::optional<Result<std::vector<Json>>> results;
    int numFinished = 0;
};

std::unique_ptr<EngineTask> fakeTask(const QString& behaviour) {
    return std::make_unique<EngineTask>(LUTHIER_FAKE_ENGINE, QStringList{"--behave=" + behaviour, "inspect", "/some/path"});
}

TEST(EngineTaskTest, GivesProgressWarningsAndResults) {
    const auto task = fakeTask("normal");
    Watched watched(*task);
    task->start();
    EXPECT_TRUE(task->isRunning());
    ASSERT_TRUE(watched.wait());
    ASSERT_TRUE(*watched.results) << watched.results->error().toString();
    EXPECT_EQ((*watched.results)->size(), 2U);
    EXPECT_EQ(watched.lines.size(), 2U);
    EXPECT_EQ(watched.lines[0]["path"], "/some/path");
    ASSERT_EQ(watched.progresses.size(), 3U);
    EXPECT_EQ(watched.progresses[2].done, 3);
    EXPECT_EQ(watched.progresses[2].unit, "files");
    EXPECT_EQ(watched.warnings, QStringList{"something to look at / look at it"});
    EXPECT_FALSE(task->isRunning());
    QTest::qWait(20);
    EXPECT_EQ(watched.numFinished, 1);
}

TEST(EngineTaskTest, CanBeStartedAgain) {
    const auto task = fakeTask("normal");
    for (int i = 0; i < 2; ++i) {
        Watched watched(*task);
        task->start();
        ASSERT_TRUE(watched.wait());
        EXPECT_EQ((*watched.results)->size(), 2U);
        task->disconnect();
    }
}

struct Failure { const char* behaviour; ErrorCode code; const char* message; };
void PrintTo(const Failure& failure, std::ostream* out) { *out << failure.behaviour; }
class EngineTaskFails : public testing::TestWithParam<Failure> {};

TEST_P(EngineTaskFails, WithWhatHappened) {
    const auto task = fakeTask(GetParam().behaviour);
    Watched watched(*task);
    task->start();
    ASSERT_TRUE(watched.wait());
    ASSERT_FALSE(*watched.results);
    EXPECT_EQ(watched.results->error().code, GetParam().code) << watched.results->error().toString();
    EXPECT_THAT(watched.results->error().message, HasSubstr(GetParam().message));
    EXPECT_FALSE(watched.results->error().hint.empty());
}

INSTANTIATE_TEST_SUITE_P(Ways, EngineTaskFails,
    testing::Values(Failure{"fail", ErrorCode::NotFound, "there is no such file"}, Failure{"crash", ErrorCode::Retry, "segmentation fault"},
                    Failure{"garbage", ErrorCode::InvalidData, "this is not JSON"}, Failure{"half-line", ErrorCode::Retry, "in the middle of a result"},
                    Failure{"missing-library", ErrorCode::NotFound, "libtorch_cpu.so"}),
    [](const testing::TestParamInfo<Failure>& given) {
        std::string name = given.param.behaviour;
        std::replace(name.begin(), name.end(), '-', '_');
        return name;
    });

TEST(EngineTaskTest, SaysThatThereIsNoEngine) {
    EngineTask task("/no/such/engine", {"describe"});
    Watched watched(task);
    task.start();
    ASSERT_TRUE(watched.wait());
    EXPECT_EQ(watched.results->error().code, ErrorCode::NotFound);
}

TEST(EngineTaskTest, IsCancelledGently) {
    const auto task = fakeTask("hang");
    Watched watched(*task);
    task->start();
    ASSERT_TRUE(waitUntil([&] { return !watched.warnings.isEmpty(); }));
    task->cancel();
    task->cancel();
    ASSERT_TRUE(watched.wait());
    EXPECT_EQ(watched.results->error().code, ErrorCode::Cancelled);
    EXPECT_EQ(watched.numFinished, 1);
}

TEST(EngineTaskTest, IsEndedWhenItDoesNotListen) {
    const auto task = fakeTask("stubborn");
    Watched watched(*task);
    task->start();
    ASSERT_TRUE(waitUntil([&] { return !watched.warnings.isEmpty(); }));
    task->cancel();
    ASSERT_TRUE(watched.wait());
    EXPECT_EQ(watched.results->error().code, ErrorCode::Cancelled);
}

TEST(EngineTaskTest, MayBeDestroyedWhileItRuns) {
    auto task = fakeTask("hang");
    Watched watched(*task);
    task->start();
    ASSERT_TRUE(waitUntil([&] { return !watched.warnings.isEmpty(); }));
    task.reset();
    QTest::qWait(50);
    EXPECT_EQ(watched.numFinished, 0);
}

TEST(EngineTaskTest, TakesManyResults) {
    const auto task = fakeTask("many");
    Watched watched(*task);
    task->start();
    ASSERT_TRUE(watched.wait());
    ASSERT_TRUE(*watched.results);
    EXPECT_EQ((*watched.results)->size(), 100000U);
}

TEST(EngineTaskTest, InspectsWithTheRealEngine) {
    if (realEngine().isEmpty()) GTEST_SKIP() << "LUTHIER_ENGINE does not say where the real engine is (this build folder has none)";
    EngineTask task(realEngine(), {"inspect", QString::fromStdString(tinyModel("tiny-qwen2"))});
    Watched watched(task);
    task.start();
    ASSERT_TRUE(watched.wait());
    ASSERT_TRUE(*watched.results) << watched.results->error().toString();
    EXPECT_EQ((**watched.results)[0]["kind"], "model");
    EngineTask nothing(realEngine(), {"inspect", "/no/such/path"});
    Watched refused(nothing);
    nothing.start();
    ASSERT_TRUE(refused.wait());
    EXPECT_EQ(refused.results->error().code, ErrorCode::NotFound);
}

TEST(FindEngine, TakesTheSettingOrSaysWhatIsWrongWithIt) {
    const Result<QString> found = findEngine(LUTHIER_FAKE_ENGINE);
    ASSERT_TRUE(found);
    EXPECT_EQ(*found, LUTHIER_FAKE_ENGINE);
    const Result<QString> none = findEngine("/no/such/engine");
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, ErrorCode::NotFound);
    EXPECT_EQ(none.error().file, "/no/such/engine");
    EXPECT_THAT(none.error().hint, HasSubstr("Settings"));
}

}  // namespace

}  // namespace luthier::test
