// SPDX-License-Identifier: GPL-3.0-or-later
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTabWidget>

#include "core/base/files.h"
#include "core/runs/checkpoint.h"
#include "core/runs/run_lock.h"
#include "tests/views/runs/online_fixture.h"
#include "tests/views/runs/runs_support.h"
#include "views/link/run_work.h"
#include "views/runs/plots_tab.h"
#include "views/runs/row_origin.h"

namespace luthier {
namespace {

using test::waitUntil;

struct RowActionsTest : test::RunsFixture {
    template <class Work>
    auto inStore(Work work) {
        std::optional<std::invoke_result_t<Work&, store::Project&>> answer;
        store->write(qApp, std::move(work), [&](auto result) { answer.emplace(std::move(result)); });
        EXPECT_TRUE(waitUntil([&] { return answer.has_value(); }));
        return std::move(*answer);
    }
    // A data set of three dialogues, and a run that was trained on it.
    void SetUp() override {
        RunsFixture::SetUp();
        std::string rows;
        for (const char* const word : {"one", "two", "three"})
            rows += dumpJson(Json{{"messages", Json::array({Json{{"role", "user"}, {"content", std::string("say ") + word}},
                                                             Json{{"role", "assistant"}, {"content", word}}})}}) + "\n";
        const std::string file = folder.write("rows.jsonl", rows);
        const auto imported = inStore([file](store::Project& project) { return project.datasets().import({file, "words", {}}); });
        ASSERT_TRUE(imported) << imported.error().toString();
        const auto snapshot = inStore([](store::Project& project) { return project.datasets().snapshot(1); });
        ASSERT_TRUE(snapshot);
        const std::string at = folder / "trained";
        ASSERT_TRUE(makeFolders(at + "/data"));
        std::filesystem::copy_file(snapshot->path, at + "/data/train-0.jsonl");
        test::OnlineWriter log(at + "/rows.jsonl"), metrics(at + "/metrics.jsonl");
        for (int step = 1; step <= 3; ++step) {
            log.line({{"step", step}, {"rows", {"0:1", "0:3", "0:2"}}, {"losses", {1.0, 0.5, 4.0 + step}}, {"tokens", {5, 6, 7}}});
            metrics.line({{"step", step}, {"loss", 2.0 / step}});
        }
        ASSERT_TRUE(writeFileDurably(at + "/events.jsonl", ""));
        ASSERT_TRUE(writeFileDurably(at + "/run.json", dumpJson(Json{{"method", {{"type", "sft"}}}})));
        m_run = addRun("trained", at, {}, {1});
    }
    std::int64_t numRows() {
        return inStore([](store::Project& project) { return project.datasets().get(1); })->numRows;
    }
    void openStep(std::int64_t step) {
        openPage();
        ASSERT_TRUE(waitUntil([&] { return page->primary() == m_run; }));
        auto* const plots = page->findChild<PlotsTab*>();
        auto* const table = find<QTableView>("runs.rows.table");
        ASSERT_TRUE(waitUntil([&] {
            emit plots->stepAsked(step);
            return table->model()->rowCount() == 3;
        }, 5000)) << page->findChild<QTabWidget*>("runs.tabs")->currentIndex();
        table->selectRow(0);
    }
    std::int64_t m_run = 0;
};

TEST_F(RowActionsTest, TheWorstRowIsOpenedInItsDataSet) {
    openStep(2);
    ASSERT_TRUE(waitUntil([&] { return find<QPlainTextEdit>("runs.rows.text")->toPlainText().contains("say two"); })) << "the worst comes first";
    find<QPushButton>("runs.rows.open")->click();
    ASSERT_TRUE(waitUntil([&] { return !window.opened.isEmpty(); })) << window.errors.join('|').toStdString();
    EXPECT_EQ(window.opened.front(), "datasets dataset:1/row:2");
    EXPECT_TRUE(window.toasts.isEmpty());
}

TEST_F(RowActionsTest, ARowIsLeftOutAndComesBackWithUndo) {
    openStep(1);
    find<QPushButton>("runs.rows.exclude")->click();
    ASSERT_TRUE(waitUntil([&] { return !window.toasts.isEmpty(); })) << window.errors.join('|').toStdString();
    EXPECT_EQ(window.toasts.front(), "Taken out of words: runs that are set up from now on do not see it");
    EXPECT_EQ(numRows(), 2);
    // It is not there any more, and that is said.
    find<QPushButton>("runs.rows.open")->click();
    ASSERT_TRUE(waitUntil([&] { return !window.errors.isEmpty(); }));
    EXPECT_TRUE(window.errors.front().contains("row 0:2 is not in the run's data sets any more")) << window.errors.front().toStdString();
    window.lastAction();
    ASSERT_TRUE(waitUntil([&] { return numRows() == 3; }));
}

TEST_F(RowActionsTest, WhatARowSaidIsComparedWithWhatItSaysNow) {
    const auto line = [this](int index) {
        const auto lines = *readFile(folder / "trained/data/train-0.jsonl");
        return QString::fromStdString(lines).split('\n').at(index).toStdString();
    };
    const auto found = inStore([text = line(1)](store::Project& project) { return originOf(project, {1}, "0:2", text); });
    ASSERT_TRUE(found) << found.error().toString();
    EXPECT_EQ(found->row, 2);
    EXPECT_TRUE(found->isUnchanged);
    const auto edited = inStore([](store::Project& project) -> Status {
        ASSIGN_OR_RETURN(Example example, project.examples().get(2));
        std::get<Conversation>(example.body).turns.back().text = "other";
        return project.examples().replace(2, example, "Edit");
    });
    ASSERT_TRUE(edited);
    const auto now = inStore([text = line(1)](store::Project& project) { return originOf(project, {1}, "0:2", text); });
    ASSERT_TRUE(now);
    EXPECT_EQ(now->row, 2);
    EXPECT_FALSE(now->isUnchanged);
    EXPECT_FALSE(inStore([](store::Project& project) { return originOf(project, {}, "0:2", ""); }));
    EXPECT_FALSE(inStore([](store::Project& project) { return originOf(project, {1, 99}, "0:77", ""); }));
}

TEST_F(RowActionsTest, GoingOnFromBeforeAStepTakesTheNewestCheckpointBeforeIt) {
    const store::Run run = runOf(m_run);
    const auto at = RunFolder::open(run.folder);
    ASSERT_TRUE(at);
    for (const int step : {1, 2, 5}) {
        auto writer = CheckpointWriter::begin(*at, step);
        ASSERT_TRUE(writer);
        ASSERT_TRUE(makeFolders(writer->folder() + "/inner"));
        ASSERT_TRUE(writeFileDurably(writer->folder() + "/inner/weights", "of step " + std::to_string(step)));
        ASSERT_TRUE(writer->publish());
    }
    ASSERT_TRUE(writeFileDurably(run.folder + "/data/data.json", "{}"));
    ASSERT_TRUE(writeFileDurably(run.folder + "/manifest.json", "{}"));
    const auto from = [&](std::int64_t step) {
        return inStore([run, step](store::Project& project) { return run_work::enqueueRepeat(project, run, "again", "", step); });
    };
    const auto none = from(1);
    ASSERT_FALSE(none);
    EXPECT_TRUE(none.error().message.find("no checkpoint from before step 1") != std::string::npos) << none.error().toString();
    const auto repeat = from(5);
    ASSERT_TRUE(repeat) << repeat.error().toString();
    EXPECT_EQ(repeat->fromStep, 2);
    const store::Run again = runOf(repeat->run);
    EXPECT_EQ(again.state, store::RunState::Queued);
    EXPECT_NE(again.folder, run.folder);
    const auto copied = listCheckpoints(*RunFolder::open(again.folder));
    ASSERT_TRUE(copied);
    ASSERT_EQ(copied->size(), 1U);
    EXPECT_EQ(*readFile(copied->front().path + "/inner/weights"), "of step 2");
    ASSERT_TRUE(latestCheckpoint(*RunFolder::open(again.folder))->latest) << "it is whole";
    // A damaged one is passed over.
    ASSERT_TRUE(writeFileDurably(run.folder + "/checkpoints/" + RunFolder::checkpointName(2) + "/inner/weights", "changed"));
    const auto older = from(5);
    ASSERT_TRUE(older);
    EXPECT_EQ(older->fromStep, 1);
}

}  // namespace
}  // namespace luthier
