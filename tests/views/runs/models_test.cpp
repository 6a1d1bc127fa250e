// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <gtest/gtest.h>

#include "views/runs/log_tab.h"
#include "views/runs/rows_tab.h"
#include "views/runs/run_words.h"
#include "views/runs/runs_model.h"
#include "views/runs/samples_tab.h"

namespace luthier {
namespace {

using Mode = QAbstractItemModelTester::FailureReportingMode;

store::Run runOf(std::int64_t id, const std::string& name = {}) {
    store::Run run;
    run.id = id;
    run.name = name;
    run.sparkline = {3, 2, 1};
    return run;
}

std::vector<store::Run> runsOf(std::initializer_list<std::int64_t> ids) {
    std::vector<store::Run> runs;
    for (const std::int64_t id : ids) runs.push_back(runOf(id));
    return runs;
}

TEST(RunsModel, KeepsTheRulesOfModelsThroughEveryChange) {
    RunsModel model;
    RunsFilter filter;
    filter.setSourceModel(&model);
    const QAbstractItemModelTester tester(&model, Mode::Fatal), filterTester(&filter, Mode::Fatal);
    const std::initializer_list<std::int64_t> lists[] = {{3, 2, 1}, {4, 3, 2, 1}, {4, 2, 1}, {1, 4, 2}, {}, {9, 8, 7, 6, 5}, {5, 6, 10, 7, 9}};
    for (const auto& ids : lists) {
        model.setRuns(runsOf(ids));
        std::vector<std::int64_t> shown;
        for (int row = 0; row < model.rowCount(); ++row) shown.push_back(model.index(row).data(RunsModel::IdRole).toLongLong());
        EXPECT_EQ(shown, std::vector<std::int64_t>(ids));
        filter.setSearch(shown.size() % 2 ? "Run 1" : "");
    }
    model.update(runOf(10, "ten"));
    EXPECT_EQ(model.index(model.rowOf(10)).data().toString(), "ten");
    model.update(runOf(99));
    EXPECT_EQ(model.rowCount(), 5);
}

TEST(RunsModel, SaysItInOneSentenceToAScreenReader) {
    store::Run run = runOf(1, "demo");
    run.state = store::RunState::Running;
    run.step = 50;
    run.numSteps = 100;
    run.seconds = 300;
    run.loss = 2.5;
    RunsModel model;
    model.setRuns({run});
    EXPECT_EQ(model.index(0).data(Qt::AccessibleTextRole).toString(), "demo, Running, step 50 of 100  ·  loss 2.500, 5 min left");
    EXPECT_DOUBLE_EQ(model.index(0).data(RunsModel::ProgressRole).toDouble(), 0.5);
}

std::shared_ptr<RunTexts> textsOf(int numEvents) {
    auto texts = std::make_shared<RunTexts>();
    for (int i = 0; i < numEvents; ++i) {
        RunEvent event;
        event.time = "2026-01-01T00:00:" + std::to_string(10 + i) + ".000Z";
        event.kind = i % 3 == 0 ? EventKind::Warning : EventKind::Note;
        event.fields = {{"message", "number " + std::to_string(i)}};
        texts->events.push_back(event);
    }
    return texts;
}

TEST(RunEventsModel, AppendsWhatIsNewAndKeepsTheReadersPlace) {
    RunEventsModel model;
    RunEventsFilter filter;
    filter.setSourceModel(&model);
    const QAbstractItemModelTester tester(&model, Mode::Fatal);
    int numResets = 0;
    QObject::connect(&model, &QAbstractItemModel::modelReset, [&] { ++numResets; });
    model.setTexts(1, textsOf(3));
    EXPECT_EQ(numResets, 1);
    model.setTexts(1, textsOf(3));
    model.setTexts(1, textsOf(7));
    EXPECT_EQ(model.rowCount(), 7);
    EXPECT_EQ(numResets, 1);
    filter.set("", true);
    EXPECT_EQ(filter.rowCount(), 3);
    model.setTexts(2, textsOf(7));
    EXPECT_EQ(numResets, 2);
    model.setTexts(2, nullptr);
    EXPECT_EQ(model.rowCount(), 0);
}

TEST(StepRowsModel, KeepsTheRulesAndMarksWhatIsNoNumber) {
    StepRowsModel model;
    const QAbstractItemModelTester tester(&model, Mode::Fatal);
    model.setRows({{"0:1", NAN, 5, "q\nq", "a"}, {"0:2", 1.5, 6, "", ""}});
    EXPECT_EQ(model.index(0, StepRowsModel::Loss).data().toString(), "NaN");
    EXPECT_EQ(model.index(0, StepRowsModel::Question).data().toString(), "q q");
    model.setRows({});
}

TEST(SamplesModel, PairsAnswersWithTheBasesNewestFirst) {
    SamplesModel model;
    const QAbstractItemModelTester tester(&model, Mode::Fatal);
    model.setSamples({{1, 1, "p", "", "stop", false}, {1, 1, "p", "base 1", "stop", true}, {1, 1, "q", "other", "stop", false}, {2, 1, "p", "new", "length", false}});
    ASSERT_EQ(model.rowCount(), 3);
    EXPECT_EQ(model.index(0).data(SamplesModel::AnswerRole).toString(), "new");
    EXPECT_EQ(model.index(2).data(SamplesModel::BaseRole).toString(), "base 1");
    EXPECT_EQ(model.index(2).data(SamplesModel::AnswerRole).toString(), "");
}

TEST(RunWords, EveryKindOfEventIsASentenceWhateverItsFieldsAre) {
    for (const char* kind : {"started", "planned", "resumed", "evaluated", "checkpoint_saved", "checkpoint_damaged", "checkpoint_removed", "step_skipped", "early_stopped", "changed", "sampled",
                             "control", "warning", "failed", "stopped", "paused", "done", "of tomorrow"})
        for (const Json& fields : {Json::object(), Json{{"message", 5}, {"steps", "x"}, {"eval_loss", nullptr}, {"op", {}}, {"step", "a"}}, Json{{"message", "m"}, {"eval_loss", "NaN"}}}) {
            RunEvent event;
            event.kindName = kind;
            event.kind = eventKindFromName(kind);
            event.fields = fields;
            EXPECT_FALSE(eventInWords(event).isEmpty()) << kind;
        }
}

TEST(RunWords, AConfigOfAnotherVersionIsAnErrorNotACrash) {
    EXPECT_TRUE(configInWords(Json()).empty());
    EXPECT_FALSE(configDifferences(Json::object({{"schema", "x"}}), Json::array()));
    EXPECT_TRUE(configInWords(Json::object({{"training", 5}, {"adapter", {{"type", 7}}}})).size() < 5);
}

}  // namespace
}  // namespace luthier
