// SPDX-License-Identifier: GPL-3.0-or-later
// The chip in every state of the engine, and another engine chosen while the window is open.
#include <QFile>
#include <QLineEdit>

#include "tests/views/frame/window_support.h"

namespace luthier::test {
namespace {

class Chip : public Window {
protected:
    EngineChip* chip() { return m_window->findChild<EngineChip*>("chip"); }
    bool says(const QString& words) {
        return waitUntil([&] { return chip()->words().contains(words); });
    }
    void send(std::int64_t numTokens = 4) { m_engine->send(generateRequest(numTokens), m_window.get(), {}); }
    // A program that behaves so, as a file of its own.
    QString program(const char* behaviour) {
        const QString path = QString::fromStdString(m_folder / behaviour);
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(QString("#!/bin/sh\nexec \"%1\" --behave=%2 \"$@\"\n").arg(fakeEngine(behaviour).front(), behaviour).toUtf8());
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return path;
    }
    void choose(const QString& path) {
        m_window->openPage("settings");
        auto* const edit = find<QLineEdit>("settings.engine");
        edit->setText(path);
        QTest::keyClick(edit, Qt::Key_Return);
    }
    store::Run slowRun(int stepMs = 100) {
        store::Run run;
        run.name = "slowly";
        run.config = {{"name", "slowly"}, {"training", {{"max_steps", 1000}}}, {"fake", {{"behaviour", "normal"}, {"step_ms", stepMs}}}};
        return run;
    }
    std::int64_t start(const store::Run& run) {
        std::int64_t id = 0;
        m_runs->enqueue(run, m_window.get(), [&id](const Result<std::int64_t>& added) { id = added.value_or(-1); });
        EXPECT_TRUE(waitUntil([&] { return id != 0 && m_runs->current() == id; }));
        return id;
    }
    store::RunState stateOf(std::int64_t id) {
        const auto run = write([id](store::Project& project) { return project.runs().get(id); });
        return run ? run->state : store::RunState::Lost;
    }
};

TEST_F(Chip, FollowsTheEngineFromIdleToBusyAndBack) {
    open(fakeEngine("slow"));
    EXPECT_EQ(chip()->words(), "Engine idle");
    send(40);
    EXPECT_EQ(chip()->words(), "Engine starting");
    EXPECT_TRUE(says("Engine at work"));
    EXPECT_TRUE(says("Engine idle"));
}

TEST_F(Chip, SaysThatTheEngineStops) {
    open(fakeEngine("stubborn"));
    send();
    ASSERT_TRUE(waitUntil([this] { return m_engine->state() == EngineLink::State::Ready; }));
    m_engine->stop();
    EXPECT_EQ(chip()->words(), "Engine stopping");
}

TEST_F(Chip, ADeadEngineSaysWhyAndIsStartedAgain) {
    open(fakeEngine("crash-at-start"));
    send();
    ASSERT_TRUE(says("Engine ended"));
    whenAsked("chip.trouble", "Start it again");
    QTest::mouseClick(chip(), Qt::LeftButton);
    ASSERT_TRUE(m_wasAsked);
    EXPECT_TRUE(m_asked.contains("crashed while it started")) << m_asked.toStdString();
    EXPECT_EQ(chip()->words(), "Engine starting");
}

TEST_F(Chip, ARunIsShownWithItsShareAndAClickGoesToIt) {
    const std::int64_t id = start(slowRun(20));
    ASSERT_TRUE(says("Training"));
    ASSERT_TRUE(says("%")) << chip()->words().toStdString();
    m_window->openPage("home");
    QTest::mouseClick(chip(), Qt::LeftButton);
    EXPECT_EQ(m_window->currentPage(), "runs");
    m_runs->kill(id);
    EXPECT_TRUE(says("Engine idle"));
}

TEST_F(Chip, AnotherEngineHoldsFromItsNextStartOn) {
    open({program("missing-library")});
    send();
    ASSERT_TRUE(says("Engine ended"));
    EXPECT_TRUE(m_engine->trouble().message.find("missing") != std::string::npos);
    choose(program("normal"));
    whenAsked("chip.trouble", "Start it again");
    QTest::mouseClick(chip(), Qt::LeftButton);
    EXPECT_TRUE(says("Engine idle")) << "the new one has started: " << m_engine->trouble().toString();
    EXPECT_EQ(m_engine->state(), EngineLink::State::Ready);
    std::int64_t id = 0;
    store::Run run = slowRun(1);
    run.config["training"]["max_steps"] = 3;
    m_runs->enqueue(run, m_window.get(), [&id](const Result<std::int64_t>& added) { id = added.value_or(-1); });
    ASSERT_TRUE(waitUntil([&] { return id != 0; }));
    EXPECT_TRUE(waitUntil([&] { return stateOf(id) == store::RunState::Done; })) << "and runs start with it";
}

TEST_F(Chip, AnEngineAtWorkAnswersBeforeAnotherOneTakesItsPlace) {
    open({program("slow")});
    Asked answer(*m_engine, generateRequest(20));
    ASSERT_TRUE(answer.waitForEvents(1));
    const qint64 before = m_engine->processId();
    choose(program("normal"));
    EXPECT_EQ(m_engine->processId(), before);
    ASSERT_TRUE(answer.wait());
    EXPECT_TRUE(*answer.result) << answer.error().toString();
    ASSERT_TRUE(waitUntil([this] { return m_engine->state() == EngineLink::State::Idle; }));
    Asked next(*m_engine, generateRequest(2));
    ASSERT_TRUE(next.wait());
    EXPECT_TRUE(*next.result) << next.error().toString();
    EXPECT_NE(m_engine->processId(), before);
}

TEST_F(Chip, AWindowThatClosesAsksWhatBecomesOfTheRun) {
    const std::int64_t id = start(slowRun());
    whenAsked("closing", "Stay");
    m_window->close();
    EXPECT_TRUE(m_wasAsked);
    EXPECT_TRUE(m_window->isVisible());
    whenAsked("closing", "Close, the run goes on");
    m_window->close();
    EXPECT_TRUE(m_wasAsked);
    EXPECT_FALSE(m_window->isVisible());
    open(fakeEngine("normal"));   // another start of the program
    ASSERT_TRUE(waitUntil([&] { return m_runs->current() == id; })) << "it goes on, and is found";
    EXPECT_TRUE(waitUntil([&] { return stateOf(id) == store::RunState::Running; })) << "as soon as its folder has been read";
    whenAsked("closing", "Save and stop the run");
    m_window->close();
    EXPECT_TRUE(m_wasAsked);
    EXPECT_TRUE(waitUntil([&] { return stateOf(id) == store::RunState::Stopped; }));
}

TEST_F(Chip, WithoutARunTheWindowClosesUnasked) {
    EXPECT_TRUE(m_window->close());
    EXPECT_FALSE(m_wasAsked);
}

}  // namespace
}  // namespace luthier::test
