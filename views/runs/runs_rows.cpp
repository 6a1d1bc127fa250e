// SPDX-License-Identifier: GPL-3.0-or-later
// What the page does with a step or a row of it: to its event in the log, to the row in Data, out of the data set, and again from before it.
#include <algorithm>
#include <tuple>

#include <QTabWidget>
#include <QTableView>

#include "views/runs/bench_tab.h"
#include "views/runs/config_tab.h"
#include "views/runs/log_tab.h"
#include "views/runs/plots_tab.h"
#include "views/runs/rollouts_tab.h"
#include "views/runs/row_origin.h"
#include "views/runs/rows_tab.h"
#include "views/runs/run_words.h"
#include "views/runs/runs_page.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

void RunsPage::showStep(std::int64_t step) {
    const RunContents* const contents = m_feed.contents(m_primary);
    const bool hasAnswers = contents && contents->rollouts && !contents->rollouts->empty();
    if (hasAnswers && contents->rowSteps.empty()) return showRollout(step);
    m_tabs->setCurrentWidget(m_rows);
    m_rows->showStep(step);
}

void RunsPage::showRollout(std::int64_t step) {
    m_tabs->setCurrentWidget(m_rollouts);
    m_rollouts->showStep(step);
}

// The log has the event itself; newer ones of the same tripwire stand below it.
void RunsPage::showTripwire(const QString& id, std::int64_t step) {
    m_tabs->setCurrentWidget(m_log);
    auto* const table = m_log->findChild<QTableView*>(QStringLiteral("runs.log.table"));
    const ShownRuns shown = shownRuns();
    if (table == nullptr || shown.empty() || !shown.front().contents.texts) return;
    const std::vector<RunEvent>& events = shown.front().contents.texts->events;
    const auto found = std::find_if(events.begin(), events.end(), [&](const RunEvent& event) {
        return event.step == step && event.fields.value("tripwire", Json()) == id.toStdString();
    });
    if (found == events.end()) return;
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        if (table->model()->index(row, RunEventsModel::What).data().toString() != eventInWords(*found)) continue;
        table->selectRow(row);
        table->scrollTo(table->model()->index(row, 0));
        return;
    }
}

void RunsPage::connectRows() {
    connect(m_plots, &PlotsTab::rolloutAsked, this, &RunsPage::showRollout);
    connect(m_rows, &RowsTab::openAsked, this, [this](const StepRow& row) {
        findOrigin(row, [this](const RowOrigin& origin) {
            session().window.openPage(QStringLiteral("datasets"), QStringLiteral("dataset:%1/row:%2").arg(origin.dataset).arg(origin.row));
            if (!origin.isUnchanged) session().window.toast(tr("The row has been edited since the run read it"));
        });
    });
    connect(m_rows, &RowsTab::excludeAsked, this, [this](const StepRow& row) {
        findOrigin(row, [this](const RowOrigin& origin) { leaveOut(origin); });
    });
    connect(m_rows, &RowsTab::resumeAsked, this, &RunsPage::resumeBefore);
    connect(m_bench, &BenchTab::tagAsked, this, &RunsPage::tagForLabelling);
    connect(m_bench, &BenchTab::openAsked, this, [this](const BenchPair& pair) {
        StepRow row;
        row.row = pair.id;
        row.line = pair.line;
        emit m_rows->openAsked(row);
    });
}

// Only methods that have something to show there have the tab.
void RunsPage::showTabsOf(const ShownRun& run) {
    const bool hasRollouts = isOnline(run.run.config);   // what other runs answer at evaluations stands under Samples
    const std::tuple<QWidget*, bool, QString> tabs[] = {{m_rollouts, hasRollouts, tr("Rollouts")}, {m_bench, BenchTab::isFor(run), tr("Bench")}};
    for (const auto& [tab, isWanted, title] : tabs) {
        const int at = m_tabs->indexOf(tab);
        if (isWanted && at < 0) m_tabs->insertTab(m_tabs->indexOf(m_config), tab, title);
        else if (!isWanted && at >= 0) m_tabs->removeTab(at);
    }
}

void RunsPage::tagForLabelling(const std::vector<BenchPair>& pairs) {
    const store::Run* const run = m_model.find(m_primary);
    if (run == nullptr || pairs.empty()) return;
    session().store.readLong(this, [datasets = run->datasets, pairs](store::Project& project) -> Result<std::vector<std::int64_t>> {
        std::vector<std::int64_t> rows;
        std::optional<Error> trouble;
        for (const BenchPair& pair : pairs) {
            auto origin = originOf(project, datasets, pair.id, pair.line);
            if (origin) rows.push_back(origin->row);
            else trouble = origin.error();
        }
        if (rows.empty() && trouble) return fail(*trouble);
        return rows;
    }, [this, count = pairs.size()](Result<std::vector<std::int64_t>> rows) {
        if (!rows) return session().window.toastError(rows.error());
        session().store.write(this, [found = *rows](store::Project& project) { return project.examples().addTag(found, kDisagreementTag); },
                              [this, numFound = rows->size(), count](const Status& status) {
            if (!status) return session().window.toastError(status.error());
            session().store.announce({"examples", "datasets"});
            QString words = tr("Tagged %1 rows: %2").arg(numFound).arg(QLatin1String(kDisagreementTag));
            if (numFound < count) words += QStringLiteral(". ") + tr("%1 of them are not in the data set any more").arg(count - numFound);
            session().window.toast(words, tr("Undo"), [this] { session().store.undo(); });
        });
    });
}

void RunsPage::findOrigin(const StepRow& row, std::function<void(const RowOrigin&)> then) {
    const store::Run* const run = m_model.find(m_primary);
    if (run == nullptr) return;
    session().store.readLong(this, [datasets = run->datasets, id = row.row, line = row.line](store::Project& project) {
        return originOf(project, datasets, id, line);
    }, [this, then = std::move(then)](Result<RowOrigin> origin) {
        if (origin) then(*origin);
        else session().window.toastError(origin.error());
    });
}

void RunsPage::leaveOut(const RowOrigin& origin) {
    session().store.write(this, [row = origin.row](store::Project& project) {
        const std::vector<std::int64_t> rows{row};
        return project.examples().remove(rows);
    }, [this, name = QString::fromStdString(origin.datasetName)](const Status& status) {
        if (!status) return session().window.toastError(status.error());
        session().store.announce({"examples", "datasets"});
        session().window.toast(tr("Taken out of %1: runs that are set up from now on do not see it").arg(name), tr("Undo"),
                               [this] { session().store.undo(); });
    });
}

void RunsPage::resumeBefore(std::int64_t step) {
    const store::Run* const run = m_model.find(m_primary);
    if (run == nullptr) return;
    const QString name = tr("%1, from before step %2").arg(nameInWords(*run)).arg(step);
    session().runs.repeatFrom(*run, step, name, tr("Goes on from before step %1 of %2").arg(step).arg(nameInWords(*run)), this,
                              [this, name](const Result<RunControl::Repeated>& repeated) {
        if (!repeated) return session().window.toastError(repeated.error());
        session().window.toast(tr("%1 is in the queue: from the checkpoint of step %2, with the rows that the run has kept")
                                   .arg(name, theme::countInWords(repeated->fromStep)), tr("Show"), [this, id = repeated->run] { select(id); });
    });
}

}  // namespace luthier
