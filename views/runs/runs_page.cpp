// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/runs/runs_page.h"

#include <algorithm>
#include <utility>

#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include "views/runs/bench_tab.h"
#include "views/runs/config_tab.h"
#include "views/runs/doubt_strip.h"
#include "views/runs/health_strip.h"
#include "views/runs/log_tab.h"
#include "views/runs/plots_tab.h"
#include "views/runs/rollouts_tab.h"
#include "views/runs/rows_tab.h"
#include "views/runs/run_delegate.h"
#include "views/runs/run_words.h"
#include "views/runs/samples_tab.h"
#include "views/shared/plot/plot_panel.h"
#include "views/shared/theme/skeleton.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {
constexpr int listWidth = 280;
constexpr int updateMs = 100;
constexpr const char* splitterKey = "runs/splitter";
}  // namespace

std::unique_ptr<Page> createRunsPage(Session& session) { return std::make_unique<RunsPage>(session); }

RunsPage::RunsPage(Session& session, QWidget* parent) : Page(session, parent) {
    setObjectName("runs");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_stack = new QStackedWidget;
    layout->addWidget(m_stack);
    m_splitter = new QSplitter(Qt::Horizontal);
    m_splitter->setObjectName("runs.splitter");
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_splitter->addWidget(makeList());
    m_splitter->addWidget(makeDetail());
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    if (!m_splitter->restoreState(session.settings.value(splitterKey).toByteArray())) m_splitter->setSizes({listWidth, 900});
    m_stack->addWidget(m_splitter);
    auto* empty = new theme::EmptyState("runs", tr("No runs yet"), tr(
        "A run is one training: its curves, samples and settings are kept here, while it works and afterwards."));
    connect(empty->addAction(tr("Set up a training"), "runs.start"), &QPushButton::clicked, this, [this] { this->session().window.openPage("train"); });
    m_stack->addWidget(empty);
    constexpr int numLines = 8, lineHeight = 52;
    auto* const reading = new theme::Skeleton(numLines, lineHeight, tr("Reading the runs"));
    reading->setObjectName("runs.reading");
    m_stack->addWidget(reading);
    m_update.setSingleShot(true);
    connect(&m_update, &QTimer::timeout, this, &RunsPage::updateDetail);
    connectAll();
    setFocusProxy(m_list);
    setTabOrder(m_list, m_search);   // Tab into the page leads to its proxy: what stands before that would never be reached
    updateEmptiness();
    reload();
}

RunsPage::~RunsPage() { session().settings.setValue(splitterKey, m_splitter->saveState()); }

QWidget* RunsPage::makeList() {
    auto* side = new QWidget;
    side->setMinimumWidth(220);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(theme::kSpace12, theme::kSpace16, theme::kSpace8, theme::kSpace12);
    column->setSpacing(theme::kSpace8);
    m_search = new QLineEdit;
    m_search->setObjectName("runs.search");
    m_search->setPlaceholderText(tr("Search name, tag, note, state"));
    m_search->setAccessibleName(tr("Search runs"));
    m_search->setClearButtonEnabled(true);
    column->addWidget(m_search);
    m_filter.setSourceModel(&m_model);
    m_list = new QListView;
    m_list->setObjectName("runs.list");
    m_list->setAccessibleName(tr("Runs"));
    m_list->setProperty("look", "plain");
    m_list->setModel(&m_filter);
    m_list->setItemDelegate(new RunDelegate(m_list));
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMouseTracking(true);
    m_list->setResizeMode(QListView::Adjust);
    m_list->viewport()->setAutoFillBackground(false);
    column->addWidget(m_list, 1);
    m_listWords = theme::label({}, "caption", true);
    m_listWords->setObjectName("runs.list.words");
    column->addWidget(m_listWords);
    return side;
}

QWidget* RunsPage::makeDetail() {
    auto* both = new QStackedWidget;
    both->setObjectName("runs.detail");
    m_detail = new QWidget;
    auto* column = new QVBoxLayout(m_detail);
    column->setContentsMargins(theme::kSpace16, theme::kSpace16, theme::kSpace24, 0);
    column->setSpacing(theme::kSpace12);
    m_header = new RunHeader;
    column->addWidget(m_header);
    column->addWidget(m_doubt = new DoubtStrip);
    column->addWidget(m_health = new HealthStrip);
    m_tabs = new QTabWidget;
    m_tabs->setObjectName("runs.tabs");
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setExpanding(false);
    m_tabs->tabBar()->setDrawBase(false);
    m_tabs->addTab(m_plots = new PlotsTab, tr("Plots"));
    m_tabs->addTab(m_samples = new SamplesTab, tr("Samples"));
    m_tabs->addTab(m_rows = new RowsTab(m_feed), tr("Rows"));
    m_tabs->addTab(m_config = new ConfigTab, tr("Config"));
    m_tabs->addTab(m_log = new LogTab, tr("Log"));
    m_rollouts = new RolloutsTab(m_feed, m_detail);
    m_bench = new BenchTab(session().enginePath, m_detail);
    for (QWidget* const tab : {static_cast<QWidget*>(m_rollouts), static_cast<QWidget*>(m_bench)}) tab->hide();
    column->addWidget(m_tabs, 1);
    both->addWidget(m_detail);
    m_nothing = new theme::EmptyState("runs", tr("No run is selected"),
        tr("Choose one in the list. Several at once, with Ctrl or Shift, are laid over one another."));
    both->addWidget(m_nothing);
    return both;
}

void RunsPage::connectAll() {
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_filter.setSearch(text);
        updateEmptiness();
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RunsPage::takeSelection);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &RunsPage::takeSelection, Qt::QueuedConnection);
    connect(&session().store, &StoreAccess::changed, this, [this](const QStringList& tables) {
        if (tables.contains(QStringLiteral("runs"))) reload();
    });
    connect(&session().runs, &RunControl::runChanged, this, &RunsPage::takeRun);
    connect(&session().runs, &RunControl::runEnded, this, [this](const store::Run& run) { takeRun(run.id); });
    connect(&session().runs, &RunControl::doubtChanged, this, [this](std::int64_t run) {
        if (run == m_primary && isSeen()) showDoubt();
    });
    connect(m_doubt, &DoubtStrip::endWanted, this, [this] { act(RunAction::EndNow); });
    connect(&m_feed, &RunFeed::changed, this, &RunsPage::scheduleUpdate);
    connect(m_tabs, &QTabWidget::currentChanged, this, &RunsPage::updateTab);
    connect(m_plots, &PlotsTab::stepAsked, this, &RunsPage::showStep);
    connect(m_plots, &PlotsTab::exported, this, [this](const QString& path) { session().window.toast(tr("Saved %1").arg(path)); });
    connect(m_plots, &PlotsTab::exportFailed, this, [this](const Error& error) { session().window.toastError(error); });
    connect(m_health, &HealthStrip::tripwireAsked, this, &RunsPage::showTripwire);
    connect(m_health, &HealthStrip::changeAsked, this, [this](const QString& key, double value) {
        session().runs.set(m_primary, key, value);
        session().window.toast(tr("Asked: it holds from the next step on, and stands as an event on the plots"));
    });
    connect(m_samples, &SamplesTab::asked, this, [this](std::int64_t run, const SampleMessage& message) {
        session().runs.sample(run, message);
        session().window.toast(tr("Asked: the answer comes after the step at hand"));
    });
    connectRows();
    connect(m_header, &RunHeader::acted, this, &RunsPage::act);
    connect(m_header, &RunHeader::renamed, this, [this](const QString& name) { change([&](store::Run& run) { run.name = name.toStdString(); }); });
    connect(m_header, &RunHeader::notesChanged, this, [this](const QString& notes) { change([&](store::Run& run) { run.notes = notes.toStdString(); }); });
    connect(m_header, &RunHeader::tagsChanged, this, [this](const QStringList& tags) {
        change([&](store::Run& run) {
            run.tags.clear();
            for (const QString& tag : tags) run.tags.push_back(tag.toStdString());
        });
    });
}

void RunsPage::open(const QString& argument) {
    if (argument.startsWith(QLatin1String("run:"))) select(argument.mid(4).toLongLong());
}

void RunsPage::focusSearch() {
    m_search->setFocus();
    m_search->selectAll();
}

void RunsPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    window()->installEventFilter(this);
    wake();
}

void RunsPage::hideEvent(QHideEvent* event) {
    Page::hideEvent(event);
    m_feed.setPaused(true);
}

// Not every desktop hides a window that is minimised.
bool RunsPage::eventFilter(QObject* watched, QEvent* event) {
    if (watched == window() && event->type() == QEvent::WindowStateChange && isVisible()) {
        if (isSeen()) wake();
        else m_feed.setPaused(true);
    }
    return Page::eventFilter(watched, event);
}

bool RunsPage::isSeen() const { return isVisible() && !window()->isMinimized(); }

void RunsPage::wake() {
    m_feed.setPaused(false);
    for (const std::int64_t run : m_selected) m_feed.refresh(run);
    if (std::exchange(m_isBehind, false)) reload();
}

void RunsPage::reload() {
    session().store.read(this, [](store::Project& project) { return project.runs().all(); }, [this](Result<std::vector<store::Run>> runs) {
        if (runs) takeRuns(std::move(*runs));
        else session().window.toastError(runs.error());
    });
}

void RunsPage::takeRuns(std::vector<store::Run> runs) {
    m_isLoaded = true;
    m_model.setRuns(std::move(runs));
    updateEmptiness();
    if (m_wanted != 0) select(m_wanted);
    else if (m_selected.empty() && m_model.rowCount() > 0) select(m_model.runs().front().id);
    followSelected();
    scheduleUpdate();
}

void RunsPage::takeRun(std::int64_t id) {
    if (!isSeen()) {
        m_isBehind = true;   // nobody looks: all of it is read at once when somebody does
        return;
    }
    if (m_model.rowOf(id) < 0) {
        reload();
        return;
    }
    session().store.read(this, [id](store::Project& project) { return project.runs().get(id); }, [this](Result<store::Run> run) {
        if (!run) return;   // removed meanwhile: reload() will say so
        const store::Run* before = m_model.find(run->id);
        const bool isOtherState = before && before->state != run->state;
        m_model.update(*run);
        if (isOtherState) followSelected();
        if (std::find(m_selected.begin(), m_selected.end(), run->id) == m_selected.end()) return;
        m_feed.refresh(run->id);
        scheduleUpdate();
    });
}

void RunsPage::select(std::int64_t id) {
    const int row = m_model.rowOf(id);
    m_wanted = row < 0 ? id : 0;
    if (row < 0) return;
    QModelIndex index = m_filter.mapFromSource(m_model.index(row));
    if (!index.isValid()) {   // the search hides it
        m_search->clear();
        index = m_filter.mapFromSource(m_model.index(row));
    }
    m_list->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
    m_list->scrollTo(index);
}

void RunsPage::takeSelection() {
    std::vector<std::int64_t> ids;
    for (const QModelIndex& index : m_list->selectionModel()->selectedRows()) ids.push_back(index.data(RunsModel::IdRole).toLongLong());
    std::vector<std::int64_t> selected;
    const auto has = [](const std::vector<std::int64_t>& list, std::int64_t id) { return std::find(list.begin(), list.end(), id) != list.end(); };
    for (const std::int64_t id : m_selected)
        if (has(ids, id)) selected.push_back(id);
    for (const std::int64_t id : ids)
        if (!has(selected, id)) selected.push_back(id);
    if (selected.size() > PlotPanel::maxRuns) {
        selected.resize(PlotPanel::maxRuns);
        session().window.toast(tr("At most %1 runs are laid over one another; the first %1 are shown").arg(PlotPanel::maxRuns));
    }
    const std::int64_t current = m_list->currentIndex().data(RunsModel::IdRole).toLongLong();
    const std::int64_t primary = has(selected, current) ? current : (selected.empty() ? 0 : selected.front());
    if (selected == m_selected && primary == m_primary) return;
    m_selected = std::move(selected);
    m_primary = primary;
    followSelected();
    updateDetail();
}

void RunsPage::followSelected() {
    std::vector<RunFeed::Followed> followed;
    for (const std::int64_t id : m_selected)
        if (const store::Run* run = m_model.find(id); run && run->state != store::RunState::Queued) followed.push_back({id, run->folder,
            run->state == store::RunState::Running});
    m_feed.follow(followed);
}

ShownRuns RunsPage::shownRuns() const {
    ShownRuns shown;
    for (std::size_t i = 0; i < m_selected.size(); ++i) {
        const store::Run* run = m_model.find(m_selected[i]);
        if (!run) continue;
        const RunContents* contents = m_feed.contents(run->id);
        shown.push_back({*run, static_cast<int>(i), contents ? *contents : RunContents{}});
    }
    // The one whose details are shown comes first.
    std::stable_partition(shown.begin(), shown.end(), [this](const ShownRun& run) { return run.run.id == m_primary; });
    return shown;
}

void RunsPage::scheduleUpdate() {
    if (m_update.isActive()) return;
    const qint64 elapsed = m_sinceUpdate.isValid() ? m_sinceUpdate.elapsed() : updateMs;
    m_update.start(static_cast<int>(std::max<qint64>(updateMs - elapsed, 0)));
}

void RunsPage::updateDetail() {
    m_sinceUpdate.restart();
    const store::Run* run = m_model.find(m_primary);
    auto* both = static_cast<QStackedWidget*>(m_detail->parentWidget());
    both->setCurrentWidget(run ? m_detail : m_nothing);
    if (!run) return;
    const RunContents* contents = m_feed.contents(m_primary);
    m_header->show(*run, static_cast<int>(m_selected.size()) - 1, readOnlyReason(), contents ? contents->trouble : std::nullopt);
    showDoubt();
    updateTab();
}

void RunsPage::showDoubt() {
    const store::Run* const run = m_model.find(m_primary);
    const RunContents* const contents = m_feed.contents(m_primary);
    std::optional<std::int64_t> checkpoint;
    if (contents && contents->texts)
        for (const RunEvent& event : contents->texts->events)
            if (event.kind == EventKind::CheckpointSaved && event.step) checkpoint = event.step;
    m_doubt->show(session().runs.doubt(m_primary), run ? run->step : 0, checkpoint);
}

void RunsPage::updateTab() {
    const ShownRuns shown = shownRuns();
    if (shown.empty()) return;
    m_health->show(shown.front(), readOnlyReason());
    showTabsOf(shown.front());
    const QWidget* tab = m_tabs->currentWidget();
    if (tab == m_rollouts) m_rollouts->show(shown.front());
    if (tab == m_bench) m_bench->show(shown.front(), readOnlyReason());
    if (tab == m_plots) m_plots->show(shown);
    if (tab == m_samples) m_samples->show(shown.front());
    if (tab == m_rows) m_rows->show(shown.front(), readOnlyReason());
    if (tab == m_log) m_log->show(shown.front());
    if (tab != m_config) return;
    std::vector<store::Run> others;
    for (const store::Run& run : m_model.runs())
        if (run.id != m_primary) others.push_back(run);
    m_config->show(shown.front(), others, shown.size() > 1 ? shown[1].run.id : 0);
}

void RunsPage::updateEmptiness() {
    m_stack->setCurrentIndex(!m_isLoaded ? 2 : (m_model.rowCount() == 0 ? 1 : 0));
    const int shown = m_filter.rowCount(), all = m_model.rowCount();
    if (all > 0 && shown == 0) m_listWords->setText(tr("No run matches. Fewer words find more."));
    else if (shown < all) m_listWords->setText(tr("%1 of %2 runs").arg(theme::countInWords(shown), theme::countInWords(all)));
    else if (all > 1) m_listWords->setText(tr("%1 runs. Ctrl-click lays several over one another.").arg(theme::countInWords(all)));
    else m_listWords->clear();
}

QString RunsPage::readOnlyReason() const {
    if (!session().store.isReadOnly()) return {};
    const auto& holder = session().store.holder();
    return tr("Another window (process %1 on %2) holds this project; here it can only be read").arg(holder->pid).arg(QString::fromStdString(holder->host));
}

}  // namespace luthier
