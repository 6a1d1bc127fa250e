// SPDX-License-Identifier: GPL-3.0-or-later
// A run at work that makes no step, or does not hear Stop: it is said, and it can be ended.
#include <QLabel>
#include <QPushButton>

#include "tests/views/runs/runs_support.h"
#include "views/runs/doubt_strip.h"
#include "views/shared/theme/widgets.h"

namespace luthier {
namespace {

using test::waitUntil;

struct DoubtTest : test::RunsFixture {
    std::int64_t start(const char* behaviour, int stepMs) {
        store::Run run;
        run.name = "fake";
        run.config = {{"name", "fake"}, {"training", {{"max_steps", 60}}}, {"fake", {{"behaviour", behaviour}, {"step_ms", stepMs}}}};
        std::int64_t id = 0;
        control->enqueue(run, qApp, [&id](const Result<std::int64_t>& result) { id = result.value_or(-1); });
        EXPECT_TRUE(waitUntil([&] { return id != 0; }));
        return id;
    }
    QString state() { return find<theme::StateBadge>("runs.header.state")->state(); }
    QString words() { return find<QLabel>("runs.doubt.words")->text(); }
    bool isVisible(const char* name) { return find<QWidget>(name)->isVisible(); }
};

TEST_F(DoubtTest, AnEngineThatHearsNothingIsEndedFromTheWindow) {
    control->setPatience({.answerSeconds = 0.5, .stepSeconds = 0.3, .usualSteps = 2});
    openPage();
    const std::int64_t id = start("stuck", 20);
    ASSERT_TRUE(waitUntil([&] { return state() == "running" && isVisible("runs.doubt"); })) << "no step for long";
    EXPECT_TRUE(words().contains("step")) << words().toStdString();
    EXPECT_FALSE(isVisible("runs.action.end")) << "it was not even asked to end";
    find<QPushButton>("runs.action.stop")->click();
    ASSERT_TRUE(waitUntil([&] { return isVisible("runs.action.end"); }));
    EXPECT_TRUE(words().contains("asked to end")) << words().toStdString();
    ASSERT_TRUE(waitUntil([&] { return find<QLabel>("runs.doubt.loss")->text().contains("checkpoint of step 2"); }))
        << find<QLabel>("runs.doubt.loss")->text().toStdString();
    if (const QString to = qEnvironmentVariable("LUTHIER_SCREENSHOTS"); !to.isEmpty()) page->grab().save(to + "/runs-doubt-light.png");
    QTest::mouseClick(find<QPushButton>("runs.action.end"), Qt::LeftButton);
    ASSERT_TRUE(waitUntil([&] { return state() == "lost"; })) << state().toStdString();
    EXPECT_FALSE(isVisible("runs.doubt"));
    EXPECT_TRUE(isVisible("runs.action.resume"));
    EXPECT_EQ(runOf(id).step, 2);
}

TEST_F(DoubtTest, ARunThatStepsAndEndsAsAskedIsNotDoubted) {
    control->setPatience({.answerSeconds = 20, .stepSeconds = 20, .usualSteps = 10});
    openPage();
    bool wasDoubted = false;
    QObject::connect(control.get(), &RunControl::doubtChanged, page.get(), [&] { wasDoubted = true; });
    start("normal", 20);
    ASSERT_TRUE(waitUntil([&] { return state() == "running"; }));
    find<QPushButton>("runs.action.stop")->click();
    ASSERT_TRUE(waitUntil([&] { return state() == "stopped"; }));
    EXPECT_FALSE(wasDoubted);
    EXPECT_FALSE(isVisible("runs.doubt"));
}

TEST(DoubtWords, SayWhatIsSeenAndWhatIsLost) {
    RunControl::Doubt doubt{.deafSeconds = 0, .silentSeconds = 720, .usualSeconds = 4, .isAlive = true};
    EXPECT_EQ(doubtInWords(doubt), "No step for 12 min; one usually takes 4 s. Its engine is alive: it may be at a long evaluation or save, or it hangs. "
                                   "“Stop and save” asks it to end.");
    doubt = {.deafSeconds = 45, .silentSeconds = 0, .usualSeconds = 4, .isAlive = false};
    EXPECT_EQ(doubtInWords(doubt), "It was asked to end 45 s ago and has not. Its engine gives no sign of life: it hangs, or the machine has stopped it.");
    EXPECT_EQ(lossOfEndingInWords(52, 40), "Ended now, 12 step(s) are lost. Nothing before the checkpoint of step 40 is lost; Resume goes on from there.");
    EXPECT_EQ(lossOfEndingInWords(40, 40), "Nothing before the checkpoint of step 40 is lost; Resume goes on from there.");
    EXPECT_EQ(lossOfEndingInWords(9, std::nullopt), "Ended now, all of it is lost: there is no checkpoint yet.");
}

}  // namespace
}  // namespace luthier
