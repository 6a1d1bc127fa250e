// SPDX-License-Identifier: GPL-3.0-or-later
// Runs: the list of all, and everything about the one that is selected, live. Several selected are laid over one another. Thread: GUI; folders are read by the
// feed's thread, the project by that of the store.
#pragma once

#include <memory>
#include <vector>

#include <QElapsedTimer>
#include <QTimer>

#include "views/runs/run_feed.h"
#include "views/runs/run_header.h"
#include "views/runs/runs_model.h"
#include "views/runs/shown_run.h"
#include "views/shared/page/page.h"

class QLabel;
class QLineEdit;
class QListView;
class QSplitter;
class QStackedWidget;
class QTabWidget;

namespace luthier {

class BenchTab;
class ConfigTab;
class DoubtStrip;
class LogTab;
class HealthStrip;
class PlotsTab;
class RolloutsTab;
class RowsTab;
class SamplesTab;
struct BenchPair;
struct RowOrigin;

std::unique_ptr<Page> createRunsPage(Session& session);

class RunsPage : public Page {
    Q_OBJECT
public:
    explicit RunsPage(Session& session, QWidget* parent = nullptr);
    ~RunsPage() override;

    // "run:12" selects it; "" leaves the page as it is.
    void open(const QString& argument) override;
    void focusSearch() override;
    std::vector<Command> commands() override;

    std::int64_t primary() const { return m_primary; }
    // One sub-folder with an event file for each selected run.
    void exportTensorBoard(const QString& folder);
    void exportCsv(const QString& path);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeList();
    QWidget* makeDetail();
    void connectAll();
    bool isSeen() const;
    void wake();
    void reload();
    void takeRuns(std::vector<store::Run> runs);
    void takeRun(std::int64_t id);
    void select(std::int64_t id);
    void takeSelection();
    void followSelected();
    ShownRuns shownRuns() const;
    void scheduleUpdate();
    void updateDetail();
    void updateTab();
    void showDoubt();
    void compareCheckpoint(const store::Run& run);
    void updateEmptiness();
    void showStep(std::int64_t step);
    void showRollout(std::int64_t step);
    void showTripwire(const QString& id, std::int64_t step);
    void connectRows();
    void findOrigin(const StepRow& row, std::function<void(const RowOrigin&)> then);
    void leaveOut(const RowOrigin& origin);
    void showTabsOf(const ShownRun& run);
    void tagForLabelling(const std::vector<BenchPair>& pairs);
    void resumeBefore(std::int64_t step);              // as a run of its own
    void act(RunAction action);
    void repeatExactly(const store::Run& run);
    void removeRun(const store::Run& run);
    void change(const std::function<void(store::Run&)>& edit);
    QString readOnlyReason() const;

    RunFeed m_feed;
    RunsModel m_model;
    RunsFilter m_filter;
    std::vector<std::int64_t> m_selected;   // in the order in which they were selected: their colours stay
    std::int64_t m_primary = 0, m_wanted = 0;
    bool m_isLoaded = false, m_isBehind = false;
    QTimer m_update;
    QElapsedTimer m_sinceUpdate;
    QStackedWidget* m_stack = nullptr;
    QSplitter* m_splitter = nullptr;
    QLineEdit* m_search = nullptr;
    QListView* m_list = nullptr;
    QLabel* m_listWords = nullptr;
    QWidget* m_detail = nullptr;
    QWidget* m_nothing = nullptr;
    RunHeader* m_header = nullptr;
    DoubtStrip* m_doubt = nullptr;
    QTabWidget* m_tabs = nullptr;
    PlotsTab* m_plots = nullptr;
    SamplesTab* m_samples = nullptr;
    RowsTab* m_rows = nullptr;
    RolloutsTab* m_rollouts = nullptr;
    BenchTab* m_bench = nullptr;
    HealthStrip* m_health = nullptr;
    ConfigTab* m_config = nullptr;
    LogTab* m_log = nullptr;
};

}  // namespace luthier
