// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdlib>

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QTreeWidget>

#include "core/base/files.h"
#include "tests/views/runs/runs_support.h"
#include "views/runs/plots_tab.h"
#include "views/shared/plot/plot_panel.h"
#include "views/shared/theme/widgets.h"

namespace luthier {
namespace {

using test::demoRun;
using test::waitUntil;

struct RunsPageTest : test::RunsFixture {
    PlotPanel* panel(const char* series) { return page->findChild<PlotPanel*>(QString("plot.") + series); }
    bool waitForCurves() {
        return waitUntil([&] { return panel("loss") && panel("loss")->extent() && panel("loss")->extent()->upper >= 129; });
    }
    // The real run with every loss scaled.
    std::string runWithOtherLosses(double scale) {
        const std::string to = folder / ("scaled-" + std::to_string(scale));
        std::filesystem::copy(demoRun(), to, std::filesystem::copy_options::recursive);
        std::filesystem::remove(to + "/metrics.jsonl");
        auto log = MetricsLog::open(to + "/metrics.jsonl", 1);
        const auto steps = readSteps(demoRun() + "/metrics.jsonl");
        for (auto [step, fields] : *steps) {
            for (const char* key : {"loss", "eval_loss", "grad_norm"})
                if (fields.contains(key)) fields[key] = fields[key].get<double>() * scale;
            fields.erase("step");
            EXPECT_TRUE(log->append(step, fields));
        }
        return to;
    }
    void openTab(int index) { find<QTabWidget>("runs.tabs")->setCurrentIndex(index); }
    // For a person to look at: LUTHIER_SCREENSHOTS names a folder.
    void shoot(const QString& name) {
        const QString to = qEnvironmentVariable("LUTHIER_SCREENSHOTS");
        if (to.isEmpty()) return;
        QTest::qWait(400);   // what is queued is drawn
        page->grab().save(to + "/" + name + ".png");
    }
};

TEST_F(RunsPageTest, WithoutRunsItSaysWhatToDoNext) {
    openPage();
    QPushButton* start = find<QPushButton>("runs.start");
    ASSERT_TRUE(waitUntil([&] { return start->isVisible(); }));
    start->click();
    EXPECT_EQ(window.opened, QStringList{"train"});
}

TEST_F(RunsPageTest, BeforeTheRunsAreReadThePageHasTheirShape) {
    addRun("Sailor's tongue");
    openPage();
    EXPECT_TRUE(find<QWidget>("runs.reading")->isVisible());
    EXPECT_TRUE(waitUntil([&] { return !find<QWidget>("runs.reading")->isVisible() && find<QListView>("runs.list")->isVisible(); }));
}

TEST_F(RunsPageTest, ARealRunIsShownWithItsCurvesAndNumbers) {
    const std::int64_t id = addRun("Sailor's tongue");
    openPage();
    ASSERT_TRUE(waitForCurves());
    EXPECT_EQ(page->primary(), id);
    EXPECT_EQ(find<theme::ElidedLabel>("runs.header.name")->fullText(), "Sailor's tongue");
    EXPECT_EQ(find<theme::StateBadge>("runs.header.state")->state(), "done");
    EXPECT_TRUE(find<theme::ElidedLabel>("runs.header.status")->fullText().contains("step 129 of 129"));
    for (const char* series : {"loss", "learning_rate", "grad_norm", "tokens_per_second", "peak_memory_bytes", "mean_token_accuracy"}) {
        ASSERT_NE(panel(series), nullptr) << series;
        EXPECT_FALSE(panel(series)->valueText().isEmpty()) << series;
    }
    EXPECT_EQ(panel("num_tokens"), nullptr) << "counters only when asked for";
    EXPECT_EQ(panel("loss")->curves().size(), 2U) << "training and held-out";
    shoot("runs-plots-light");
    theme::Theme::instance().setChoice(theme::Choice::Dark);
    QTest::qWait(50);
    shoot("runs-plots-dark");
}

TEST_F(RunsPageTest, SeveralRunsAreLaidOverOneAnother) {
    addRun("First", demoRun(), {"baseline", "rank 16"});
    addRun("Second", runWithOtherLosses(1.1));
    addRun("Third", runWithOtherLosses(0.85));
    openPage();
    ASSERT_TRUE(waitForCurves());
    find<QListView>("runs.list")->selectAll();
    ASSERT_TRUE(waitUntil([&] { return panel("loss")->curves().size() == 6; }));
    EXPECT_EQ(page->findChildren<QToolButton*>(QRegularExpression("runs\\.plots\\.legend\\..*")).size(), 3);
    auto* chip = page->findChildren<QToolButton*>(QRegularExpression("runs\\.plots\\.legend\\..*")).front();
    chip->click();
    EXPECT_EQ(panel("loss")->curves().size(), 4U);
    chip->click();
    page->findChild<PlotsTab*>()->group().setCrosshair(70);
    shoot("runs-overlay-light");
    page->findChild<PlotsTab*>()->group().setCrosshair(std::nullopt);
    const std::string csv = folder / "all.csv";
    page->exportCsv(QString::fromStdString(csv));
    ASSERT_TRUE(waitUntil([&] { return !window.toasts.isEmpty(); }));
    EXPECT_NE(test::contentOf(csv).find("Second,loss,129,"), std::string::npos);
    page->exportTensorBoard(QString::fromStdString(folder / "tb"));
    ASSERT_TRUE(waitUntil([&] { return window.toasts.size() == 2; })) << window.errors.join(' ').toStdString();
    EXPECT_EQ(listFolder(folder / "tb")->size(), 3U);
    page->exportTensorBoard(QString::fromStdString(folder / "tb"));
    ASSERT_TRUE(waitUntil([&] { return !window.errors.isEmpty(); })) << "event files are not written over";
}

TEST_F(RunsPageTest, AClickOnACurveShowsTheRowsOfThatStep) {
    addRun("Rows");
    openPage();
    ASSERT_TRUE(waitForCurves());
    emit panel("loss")->clickedAt(2);
    auto* table = find<QTableView>("runs.rows.table");
    ASSERT_TRUE(waitUntil([&] { return table->model()->rowCount() == 3; }));
    EXPECT_EQ(find<QSpinBox>("runs.rows.step")->value(), 2);
    EXPECT_EQ(table->model()->index(0, 2).data().toString(), "0:46") << "the worst first";
    EXPECT_EQ(table->model()->index(0, 0).data().toString(), "4.408");
    EXPECT_GT(find<QPlainTextEdit>("runs.rows.text")->toPlainText().size(), 20);
    find<QToolButton>("runs.rows.after")->click();
    EXPECT_TRUE(waitUntil([&] { return table->model()->rowCount() == 4; }));
    shoot("runs-rows-light");
}

TEST_F(RunsPageTest, TheConfigIsSaidInWordsAndComparedInWords) {
    addRun("First");
    const std::string other = folder / "other";
    std::filesystem::copy(demoRun(), other, std::filesystem::copy_options::recursive);
    Json config = *readJsonFile(other + "/run.json");
    config["training"]["learning_rate"] = 0.0001;
    ASSERT_TRUE(writeFileDurably(other + "/run.json", dumpJsonPretty(config)));
    addRun("Second", other);
    openPage();
    ASSERT_TRUE(waitForCurves());
    openTab(3);
    EXPECT_GT(find<QTreeWidget>("runs.config.words")->topLevelItemCount(), 3);
    shoot("runs-config-light");
    EXPECT_TRUE(find<QPlainTextEdit>("runs.config.json")->toPlainText().contains("\"learning_rate\": 0.0001"));
    find<QToolButton>("runs.config.differences_view")->click();
    auto* differences = find<QListWidget>("runs.config.differences");
    ASSERT_EQ(differences->count(), 1);
    EXPECT_EQ(differences->item(0)->text(), "Learning rate: 0.0001 -> 0.0003");
    shoot("runs-differences-light");
    find<QLineEdit>("runs.config.search")->setText("no such setting");
    EXPECT_TRUE(find<QTreeWidget>("runs.config.words")->topLevelItem(0)->isHidden());
}

TEST_F(RunsPageTest, TheLogTellsWhatHappened) {
    addRun("First");
    openPage();
    ASSERT_TRUE(waitForCurves());
    openTab(4);
    auto* table = find<QTableView>("runs.log.table");
    EXPECT_EQ(table->model()->rowCount(), 18);
    EXPECT_TRUE(table->model()->index(17, 2).data().toString().startsWith("Done after 129 steps"));
    find<QLineEdit>("runs.log.search")->setText("checkpoint");
    EXPECT_LT(table->model()->rowCount(), 10);
    find<QLineEdit>("runs.log.search")->clear();
    shoot("runs-log-light");
}

TEST_F(RunsPageTest, NamesNotesAndTagsAreKeptAndUndone) {
    const std::int64_t id = addRun("First");
    openPage();
    ASSERT_TRUE(waitForCurves());
    auto* notes = find<QLineEdit>("runs.header.notes");
    notes->setFocus();
    QTest::keyClicks(notes, "rank 16, <b>bold</b>");
    QTest::keyClick(notes, Qt::Key_Return);
    ASSERT_TRUE(waitUntil([&] { return runOf(id).notes == "rank 16, <b>bold</b>"; }));
    auto* tags = find<QLineEdit>("runs.header.tags");
    tags->setFocus();
    QTest::keyClicks(tags, "a, b,, a ");
    QTest::keyClick(tags, Qt::Key_Return);
    ASSERT_TRUE(waitUntil([&] { return runOf(id).tags == std::vector<std::string>{"a", "b"}; }));
    find<QAction>("runs.action.rename")->trigger();
    auto* name = find<QLineEdit>("runs.header.name_edit");
    QTest::keyClicks(name, "Renamed");
    QTest::keyClick(name, Qt::Key_Return);
    ASSERT_TRUE(waitUntil([&] { return runOf(id).name == "Renamed"; }));
    store->undo();
    ASSERT_TRUE(waitUntil([&] { return find<theme::ElidedLabel>("runs.header.name")->fullText() == "First"; }));
}

TEST_F(RunsPageTest, ARunRemovedComesBackByUndo) {
    const std::int64_t id = addRun("First");
    addRun("Second");
    openPage();
    page->open("run:" + QString::number(id));
    ASSERT_TRUE(waitForCurves());
    EXPECT_EQ(page->primary(), id);
    auto* list = find<QListView>("runs.list");
    find<QAction>("runs.action.remove")->trigger();
    ASSERT_TRUE(waitUntil([&] { return list->model()->rowCount() == 1; }));
    ASSERT_TRUE(window.lastAction);
    window.lastAction();
    ASSERT_TRUE(waitUntil([&] { return list->model()->rowCount() == 2; }));
}

TEST_F(RunsPageTest, TheSearchFindsByNameTagAndState) {
    addRun("First", demoRun(), {"baseline"});
    addRun("Second");
    openPage();
    auto* list = find<QListView>("runs.list");
    ASSERT_TRUE(waitUntil([&] { return list->model()->rowCount() == 2; }));
    auto* search = find<QLineEdit>("runs.search");
    search->setText("base");
    EXPECT_EQ(list->model()->rowCount(), 1);
    search->setText("done");
    EXPECT_EQ(list->model()->rowCount(), 2);
    search->setText("nothing such");
    EXPECT_EQ(list->model()->rowCount(), 0);
    EXPECT_TRUE(find<QLabel>("runs.list.words")->text().contains("No run matches"));
}

// A run that grows under the page's eyes, then is damaged and goes.
TEST_F(RunsPageTest, ALiveRunIsFollowed) {
    const std::int64_t id = addRun("Live");
    const std::string path = runOf(id).folder;
    openPage();
    ASSERT_TRUE(waitForCurves());
    auto log = MetricsLog::open(path + "/metrics.jsonl", 2);
    ASSERT_TRUE(log);
    ASSERT_TRUE(log->append(130, {{"loss", 1.25}}));
    emit control->runChanged(id);
    ASSERT_TRUE(waitUntil([&] { return panel("loss")->valueText() == "1.250"; }));
    ASSERT_TRUE(log->append(131, {{"loss", "NaN"}}));
    emit control->runChanged(id);
    ASSERT_TRUE(waitUntil([&] { return panel("loss")->valueText() == "NaN"; }));
    ASSERT_TRUE(log->rewindTo(100));
    emit control->runChanged(id);
    ASSERT_TRUE(waitUntil([&] { return panel("loss")->extent()->upper == 100; }));
    std::filesystem::remove_all(path);
    emit control->runChanged(id);
    auto* error = find<theme::ErrorPanel>("runs.header.error");
    ASSERT_TRUE(waitUntil([&] { return error->isVisible(); }));
    QString words;
    for (const QLabel* label : error->findChildren<QLabel*>()) words += label->text();
    EXPECT_TRUE(words.contains("folder is not there")) << words.toStdString();
    EXPECT_EQ(panel("loss")->extent()->upper, 100) << "what was read stays";
}

// While nobody looks nothing is read; when somebody does, all of it is there.
TEST_F(RunsPageTest, AHiddenPageWaitsAndThenIsUpToDate) {
    const std::int64_t id = addRun("Live");
    const std::string path = runOf(id).folder;
    openPage();
    ASSERT_TRUE(waitForCurves());
    page->hide();
    auto log = MetricsLog::open(path + "/metrics.jsonl", 2);
    ASSERT_TRUE(log);
    ASSERT_TRUE(log->append(130, {{"loss", 1.25}}));
    emit control->runChanged(id);
    addRun("Another");
    QTest::qWait(300);
    EXPECT_NE(panel("loss")->valueText(), "1.250") << "it was read although nobody looks";
    page->show();
    EXPECT_TRUE(waitUntil([&] { return panel("loss")->valueText() == "1.250"; }));
    EXPECT_EQ(find<QListView>("runs.list")->model()->rowCount(), 2);
    page->showMinimized();
    ASSERT_TRUE(log->append(131, {{"loss", 1.5}}));
    emit control->runChanged(id);
    QTest::qWait(300);
    EXPECT_EQ(panel("loss")->valueText(), "1.250");
    page->showNormal();
    EXPECT_TRUE(waitUntil([&] { return panel("loss")->valueText() == "1.500"; }));
}

// The clock was put back by a day while the run worked: the log stays in the order in which things happened, and no time is less than none.
TEST_F(RunsPageTest, AClockThatGoesBackwardsDoesNoHarm) {
    const std::string from = folder / "back";
    std::filesystem::copy(demoRun(), from, std::filesystem::copy_options::recursive);
    const auto events = readWholeLog(from + "/events.jsonl");
    const auto metrics = readWholeLog(from + "/metrics.jsonl");
    ASSERT_TRUE(events && metrics);
    std::string eventText, metricText;
    for (std::size_t i = 0; i < events->lines.size(); ++i) {
        Json fields = events->lines[i].fields;
        fields["time"] = i < 4 ? "2026-03-02T10:00:0" + std::to_string(i) + ".000Z" : "2026-03-01T09:00:00.000Z";
        eventText += *formatLogLine(1, events->lines[i].seq, fields);
    }
    for (const LogLine& line : metrics->lines) {
        Json fields = line.fields;
        // A speed measured over the jump of the clock.
        if (fields.contains("tokens_per_second") && fields["step"] == 40) fields["tokens_per_second"] = -12.5;
        if (fields.contains("tokens_per_second") && fields["step"] == 41) fields["tokens_per_second"] = "Infinity";
        metricText += *formatLogLine(1, line.seq, fields);
    }
    ASSERT_TRUE(writeFileDurably(from + "/events.jsonl", eventText));
    ASSERT_TRUE(writeFileDurably(from + "/metrics.jsonl", metricText));
    const std::int64_t id = addRun("Back", from);
    EXPECT_EQ(runOf(id).state, store::RunState::Done);
    EXPECT_GE(runOf(id).seconds, 0);
    openPage();
    ASSERT_TRUE(waitForCurves());
    find<QComboBox>("runs.plots.axis")->setCurrentIndex(3);
    ASSERT_TRUE(waitUntil([&] { return panel("loss")->extent().has_value(); }));
    EXPECT_GE(panel("loss")->extent()->lower, 0) << "x goes on, whatever the clock says";
    EXPECT_GT(panel("loss")->extent()->upper, 0);
    openTab(4);
    auto* table = page->findChild<QTableView*>("runs.log.table");
    ASSERT_NE(table, nullptr);
    ASSERT_TRUE(waitUntil([&] { return table->model()->rowCount() == static_cast<int>(events->lines.size()); }));
    EXPECT_TRUE(table->model()->index(0, 0).data().toString().contains("2 Mar")) << table->model()->index(0, 0).data().toString().toStdString();
    EXPECT_TRUE(table->model()->index(table->model()->rowCount() - 1, 0).data().toString().contains("1 Mar"));
}

TEST_F(RunsPageTest, SamplesAreShownBesideTheBase) {
    const std::string from = folder / "sampled";
    std::filesystem::copy(demoRun(), from, std::filesystem::copy_options::recursive);
    {
        auto samples = SamplesLog::open(from + "/samples.jsonl", 1);
        ASSERT_TRUE(samples);
        for (const std::int64_t step : {30, 60}) {
            ASSERT_TRUE(samples->append(step, {{"prompt", "What is a <b>knot</b>?"}, {"adapter", "run"}, {"text", "Aye, step " + std::to_string(step)},
                {"finish_reason", "length"}}));
            ASSERT_TRUE(samples->append(step, {{"prompt", "What is a <b>knot</b>?"}, {"adapter", nullptr}, {"text", "A knot is"}, {"finish_reason", "stop"}}));
        }
    }
    addRun("Sampled", from);
    openPage();
    ASSERT_TRUE(waitForCurves());
    openTab(1);
    EXPECT_EQ(find<QListView>("runs.samples.list")->model()->rowCount(), 2);
    EXPECT_EQ(find<QPlainTextEdit>("runs.samples.answer")->toPlainText(), "Aye, step 60");
    EXPECT_EQ(find<QPlainTextEdit>("runs.samples.base")->toPlainText(), "A knot is");
    EXPECT_FALSE(find<QPushButton>("runs.samples.ask")->isEnabled());
    EXPECT_FALSE(find<QPushButton>("runs.samples.ask")->toolTip().isEmpty());
    shoot("runs-samples-light");
}

TEST_F(RunsPageTest, EveryButtonSaysWhatItIs) {
    addRun("First");
    openPage();
    ASSERT_TRUE(waitForCurves());
    for (const auto* button : page->findChildren<QAbstractButton*>()) {
        if (button->objectName().startsWith("qt_") || qobject_cast<const QTabWidget*>(button->parentWidget()) || button->parentWidget()->inherits("QTabBar") ||
            button->parentWidget()->inherits("QLineEdit") || button->parentWidget()->inherits("QTableView")) continue;
        EXPECT_FALSE(button->objectName().isEmpty()) << button->text().toStdString() << " in " << button->parentWidget()->objectName().toStdString();
        EXPECT_FALSE((button->text() + button->accessibleName()).isEmpty()) << button->objectName().toStdString();
        EXPECT_FALSE(!button->isEnabled() && button->toolTip().isEmpty()) << button->objectName().toStdString();
    }
}

}  // namespace
}  // namespace luthier
