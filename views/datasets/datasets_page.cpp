// SPDX-License-Identifier: GPL-3.0-or-later
// Layout of the page, and what it shows. What it changes is in datasets_actions.cpp.
#include "views/datasets/datasets_page.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenu>
#include <QShortcut>
#include <QTimer>
#include <QVBoxLayout>

#include "views/shared/theme/folding_row.h"
#include "views/shared/theme/icons.h"
#include "views/shared/theme/skeleton.h"
#include "views/shared/theme/theme.h"

namespace luthier {

namespace {

constexpr int listWidth = 220, inspectorWidth = 400, tableWidth = 460;
constexpr int listHeight = 240, facetsHeight = 420;
constexpr int indexingMs = 500;
constexpr const char* splitterKey = "datasets/splitter";
constexpr const char* listSplitterKey = "datasets/list_splitter";
constexpr const char* columnsKey = "datasets/columns";

}  // namespace

std::unique_ptr<Page> createDatasetsPage(Session& session) { return std::make_unique<DatasetsPage>(session); }

DatasetsPage::DatasetsPage(Session& session, QWidget* parent)
    : Page(session, parent), m_stack(new QStackedWidget), m_list(new DatasetList), m_facets(new FacetPanel(session.store)),
      m_filter(new FilterBar), m_strip(new ProblemStrip), m_model(new ExampleModel(session.store, this)),
      m_table(new ExampleTable(*m_model, session.settings, columnsKey)), m_inspector(new RowInspector(session)),
      m_counter(new TokenCounter(session.store, this)), m_recounter(new TokenCounter(session.store, this)),
      m_progress(new theme::ProgressLine), m_splitter(new QSplitter(Qt::Horizontal)) {
    setObjectName("datasets_page");
    setAcceptDrops(true);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kSpace16, theme::kSpace16, theme::kSpace16, theme::kSpace12);
    layout->addWidget(m_stack);
    auto* const empty = new theme::EmptyState("data", tr("No data yet"),
        tr("Drop a file here: chat messages, instructions, prompts with answers, or plain text, as JSON lines, JSON, CSV, Parquet or text. "
           "It is looked at first, and nothing is lost on the way."));
    connect(empty->addAction(tr("Choose a file"), "datasets_choose_first"), &QPushButton::clicked, this, &DatasetsPage::chooseFile);
    connect(empty->addAction(tr("Paste rows"), "datasets_paste_first", false), &QPushButton::clicked, this, [this] { importFile({}); });
    constexpr int numLines = 14;
    auto* const reading = new theme::Skeleton(numLines, theme::kRowHeight, tr("Reading the project"));   // until it has answered
    reading->setObjectName("datasets_reading");
    m_stack->addWidget(reading);
    m_stack->addWidget(empty);
    m_stack->addWidget(m_splitter);
    m_table->setObjectName("rows_table");
    m_inspector->setObjectName("row_inspector");
    m_splitter->addWidget(makeListSide());
    m_splitter->addWidget(makeTableSide());
    m_splitter->addWidget(m_inspector);
    m_splitter->setHandleWidth(theme::kSpace16);
    m_splitter->setChildrenCollapsible(false);
    m_inspector->setMinimumWidth(300);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 3);
    m_splitter->setStretchFactor(2, 2);
    if (!m_splitter->restoreState(session.settings.value(splitterKey).toByteArray())) m_splitter->setSizes({listWidth, tableWidth, inspectorWidth});
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] { this->session().settings.setValue(splitterKey, m_splitter->saveState()); });
    connectParts();
    connectTokens();
    if (session.store.isReadOnly()) {
        const QString why = session.store.whyReadOnly();
        m_list->setCanWrite(false, why);
        for (QPushButton* button : {m_tag, m_delete, m_add}) button->setToolTip(why);
    }
    m_indexing.setSingleShot(true);
    m_indexing.setInterval(indexingMs);
    connect(&m_indexing, &QTimer::timeout, this, &DatasetsPage::readIndexed);
    updateBottom();
    reload();
}

void DatasetsPage::readIndexed() {
    session().store.read(this, [id = m_dataset](store::Project& project) { return project.datasets().get(id); }, [this](const Result<store::Dataset>& now) {
        if (now && now->id == m_dataset) showIndexed(*now);
    });
}

// A search that was made meanwhile is made again once all rows can be found.
void DatasetsPage::showIndexed(const store::Dataset& dataset) {
    m_filter->setIndexed(dataset.numIndexed, dataset.numRows);
    if (dataset.numIndexed < dataset.numRows) {
        m_isIndexing = true;
        m_indexing.start();
    } else if (std::exchange(m_isIndexing, false) && m_filter->searches()) {
        applyFilter();
    }
}

QWidget* DatasetsPage::makeListSide() {
    auto* const side = new QSplitter(Qt::Vertical);
    side->setObjectName("list_splitter");
    side->setMinimumWidth(160);
    side->setHandleWidth(theme::kSpace16);
    side->setChildrenCollapsible(false);
    side->addWidget(m_list);
    side->addWidget(m_facets);
    m_list->setMinimumHeight(140);
    m_facets->setMinimumHeight(120);
    if (!side->restoreState(session().settings.value(listSplitterKey).toByteArray())) side->setSizes({listHeight, facetsHeight});
    connect(side, &QSplitter::splitterMoved, this, [this, side] { session().settings.setValue(listSplitterKey, side->saveState()); });
    return side;
}

QWidget* DatasetsPage::makeTableSide() {
    auto* const side = new QWidget;
    side->setMinimumWidth(320);
    auto* const layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kSpace8);
    QToolButton* const replace = theme::iconButton("swap", tr("Find and replace (Ctrl+H)"), "rows_replace");
    QToolButton* const check = theme::iconButton("check", tr("Check and fix the rows"), "rows_check");
    QToolButton* const columns = theme::iconButton("menu", tr("Choose columns"), "rows_columns");
    for (QToolButton* button : {replace, check, columns}) m_filter->addAtEnd(button);
    connect(replace, &QToolButton::clicked, this, &DatasetsPage::findAndReplace);
    connect(check, &QToolButton::clicked, this, &DatasetsPage::checkAndFix);
    connect(columns, &QToolButton::clicked, this, [this, columns] {
        QMenu* const menu = m_table->makeColumnMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(columns->mapToGlobal(QPoint(0, columns->height())));
    });
    layout->addWidget(m_filter);
    layout->addWidget(m_strip);
    m_tableStack = new QStackedWidget;
    m_noRows = new theme::EmptyState("filter", tr("No row matches"), tr("Nothing here has all of what is asked for."));
    m_showAll = m_noRows->addAction(tr("Show all rows"), "rows_show_all", false);
    connect(m_showAll, &QPushButton::clicked, this, [this] { m_filter->reset(); applyFilter(); });
    m_tableStack->addWidget(m_table);
    m_tableStack->addWidget(m_noRows);
    layout->addWidget(m_tableStack, 1);
    m_progress->hide();
    m_progress->setObjectName("tokens_progress");
    layout->addWidget(m_progress);
    layout->addWidget(makeBottomBar());
    return side;
}

QWidget* DatasetsPage::makeBottomBar() {
    auto* const bar = new theme::FoldingRow;
    m_count = theme::label({}, "muted");
    m_count->setObjectName("rows_count");
    m_tag = theme::button(tr("Tag"), "rows_tag", "", "tag");
    m_delete = theme::button(tr("Delete"), "rows_delete", "", "delete");
    m_add = theme::button(tr("Add row"), "rows_add", "", "add");
    m_export = theme::button(tr("Export"), "rows_export", "", "export");
    bar->setFirst(m_count);
    for (QPushButton* button : {m_add, m_tag, m_delete, m_export}) bar->add(button);
    return bar;
}

void DatasetsPage::connectParts() {
    connect(m_list, &DatasetList::currentIdChanged, this, &DatasetsPage::showDataset);
    connect(m_list, &DatasetList::importAsked, this, &DatasetsPage::chooseFile);
    connect(m_list, &DatasetList::pasteAsked, this, [this] { importFile({}); });
    connect(m_list, &DatasetList::exportAsked, this, &DatasetsPage::exportDataset);
    connect(m_list, &DatasetList::renameAsked, this, &DatasetsPage::renameDataset);
    connect(m_list, &DatasetList::removeAsked, this, &DatasetsPage::removeDataset);
    connect(m_filter, &FilterBar::changed, this, &DatasetsPage::applyFilter);
    connect(m_facets, &FacetPanel::chosen, m_filter, &FilterBar::setFacets);
    connect(m_facets, &FacetPanel::countTokensAsked, this, &DatasetsPage::countTokens);
    connect(m_strip, &ProblemStrip::showProblemsAsked, m_filter, &FilterBar::showProblems);
    connect(m_strip, &ProblemStrip::fixAsked, this, &DatasetsPage::checkAndFix);
    auto* const keys = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_H), this);
    keys->setContext(Qt::WidgetWithChildrenShortcut);
    connect(keys, &QShortcut::activated, this, &DatasetsPage::findAndReplace);
    connect(m_strip, &ProblemStrip::showRefusedAsked, this, [this] {
        if (const store::Dataset* const dataset = m_list->current()) (new RefusalsDialog(session().store, *dataset, this))->open();
    });
    connect(m_table, &ExampleTable::currentIdChanged, this, &DatasetsPage::showRow);
    connect(m_table, &ExampleTable::selectionCountChanged, this, [this] { updateBottom(); });
    connect(m_table, &ExampleTable::deleteAsked, this, &DatasetsPage::deleteSelection);
    connect(m_table, &ExampleTable::sortAsked, this, [this](store::ExampleFilter::Sort sort, bool descending) {
        store::ExampleFilter filter = m_model->filter();
        filter.sort = sort;
        filter.descending = descending;
        m_model->setFilter(filter);
    });
    connect(m_model, &ExampleModel::countChanged, this, [this] { updateBottom(); });
    connect(m_model, &ExampleModel::loadingChanged, this, [this] { updateBottom(); });
    connect(m_model, &ExampleModel::failed, this, [this](const Error& error) { session().window.toastError(error); });
    connect(m_model, &QAbstractItemModel::dataChanged, this, [this] {
        if (m_shownRow != 0 && m_table->currentId() == m_shownRow) showRow(m_shownRow);   // its number is known now
    });
    const auto keepChosen = [this] {
        // Something to read at once, instead of an empty side.
        if (m_model->rowCount() > 0 && m_table->currentId() == 0) m_table->selectRow(0);
        showWantedRow();
        showRow(m_table->currentId());
    };
    connect(m_model, &QAbstractItemModel::modelReset, this, keepChosen);
    connect(m_model, &ExampleModel::takenIn, this, keepChosen);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &DatasetsPage::showWantedRow);
    connect(m_tag, &QPushButton::clicked, this, &DatasetsPage::showTagMenu);
    connect(m_delete, &QPushButton::clicked, this, &DatasetsPage::deleteSelection);
    connect(m_add, &QPushButton::clicked, this, &DatasetsPage::addRow);
    connect(m_export, &QPushButton::clicked, this, [this] { exportDataset(m_dataset); });
    connect(&session().store, &StoreAccess::changed, this, [this](const QStringList& tables) {
        if (tables.contains("datasets") || tables.contains("examples")) reload();
        if (tables.contains("examples")) {
            m_model->refresh();
            m_inspector->refresh();
            m_facets->refresh();
            recountTokens();
        }
        if (tables.contains("models")) m_inspector->tokens()->reloadModels();
    });
}

void DatasetsPage::reload() {
    session().store.read(this, [](store::Project& project) { return project.datasets().all(); }, [this](Result<std::vector<store::Dataset>> datasets) {
        if (!datasets) return session().window.toastError(datasets.error());
        const bool has = !datasets->empty();
        m_list->setDatasets(std::move(*datasets));
        m_stack->setCurrentIndex(has ? 2 : 1);
        if (m_wanted != 0) m_list->select(std::exchange(m_wanted, 0));
    });
}

void DatasetsPage::open(const QString& argument) {
    if (argument == "import" && !session().store.isReadOnly()) QTimer::singleShot(0, this, &DatasetsPage::chooseFile);   // once the page is there
    if (!argument.startsWith("dataset:")) return;
    m_wanted = argument.mid(8).section('/', 0, 0).toLongLong();
    m_wantedRow = argument.section(QStringLiteral("/row:"), 1, 1).toLongLong();
    reload();
}

void DatasetsPage::showWantedRow() {
    const int row = m_wantedRow == 0 ? -1 : m_model->rowOf(m_wantedRow);
    if (row < 0) return;
    m_wantedRow = 0;
    m_table->selectRow(row);
    m_table->scrollTo(m_model->index(row, 0), QAbstractItemView::PositionAtCenter);
}

void DatasetsPage::showDataset(std::int64_t id) {
    const store::Dataset* const dataset = m_list->current();
    if (id != m_dataset) {
        m_dataset = id;
        m_counter->cancel();
        m_progress->hide();
        m_filter->reset();
        m_strip->hide();
        m_shownRow = 0;
        m_inspector->setRow(0, {});
        applyFilter();
    }
    if (dataset) showFacts(*dataset);
    updateBottom();
    if (m_wantedRow != 0) m_filter->reset();   // what is looked for is not filtered out
    showWantedRow();
    emit datasetShown(id);
}

void DatasetsPage::showFacts(const store::Dataset& dataset) {
    m_filter->setNumProblems(dataset.numProblems);
    showIndexed(dataset);
    loadTags(dataset.id);
    if (dataset.numProblems == 0) return m_strip->show(dataset, {});
    session().store.read(this, [id = dataset.id](store::Project& project) { return countProblems(project, id); }, [this,
        id = dataset.id](Result<ProblemCounts> counts) {
        const store::Dataset* const now = m_list->current();
        if (counts && now && now->id == id) m_strip->show(*now, *counts);
    });
}

void DatasetsPage::loadTags(std::int64_t dataset) {
    using Tags = std::vector<std::pair<std::string, std::int64_t>>;
    session().store.read(this, [dataset](store::Project& project) { return project.examples().tags(dataset); }, [this, dataset](Result<Tags> tags) {
        if (!tags || dataset != m_dataset) return;
        m_tags = *tags;
        m_filter->setTags(std::move(*tags));
    });
}

void DatasetsPage::applyFilter() {
    store::ExampleFilter filter = m_filter->filter();
    filter.dataset = m_dataset;
    filter.sort = m_model->filter().sort;
    filter.descending = m_model->filter().descending;
    m_model->setFilter(filter);
    const store::Dataset* const dataset = m_list->current();
    m_facets->setFilter(filter, dataset ? QFileInfo(QString::fromStdString(dataset->source)).fileName() : QString());
    updateBottom();
}

void DatasetsPage::updateBottom() {
    const store::Dataset* const dataset = m_list->current();
    const std::int64_t shown = m_model->rowCount(), all = dataset ? dataset->numRows : 0;
    qsizetype numSelected = 0;
    for (const QItemSelectionRange& range : m_table->selectionModel()->selection()) numSelected += range.height();
    const QString rows = m_filter->isActive() ? tr("%1 of %2 rows").arg(theme::countInWords(shown), theme::countInWords(all))
        : theme::rowsInWords(all);
    if (m_replace) m_replace->setRows(m_model->filter(), m_filter->isActive() ? shown : all, all);
    m_count->setText(numSelected > 1 ? tr("%1 chosen").arg(theme::countInWords(numSelected)) : rows);
    const bool isEmpty = m_dataset != 0 && shown == 0 && !m_model->isLoading();
    m_tableStack->setCurrentIndex(isEmpty ? 1 : 0);
    if (m_filter->isActive()) m_noRows->setText(tr("No row matches"), tr("Nothing here has all of what is asked for."));
    else m_noRows->setText(tr("No rows are left"), tr("Undo brings deleted rows back; Add row begins a new one."));
    m_showAll->setVisible(m_filter->isActive());
    m_export->setEnabled(all > 0);
    m_export->setToolTip(all > 0 ? tr("Write the rows to a file") : tr("There is no row to export"));
    if (session().store.isReadOnly()) {
        for (QPushButton* button : {m_tag, m_delete, m_add}) button->setEnabled(false);
        return;
    }
    m_add->setEnabled(dataset != nullptr);
    m_add->setToolTip(tr("Add a row behind the chosen one"));
    for (QPushButton* button : {m_tag, m_delete}) button->setEnabled(numSelected > 0);
    m_tag->setToolTip(numSelected > 0 ? tr("Tag the chosen rows") : tr("Choose rows first"));
    m_delete->setToolTip(numSelected > 0 ? tr("Delete the chosen rows (Delete)") : tr("Choose rows first"));
}

void DatasetsPage::showRow(std::int64_t id) {
    m_shownRow = id;
    const store::Dataset* const dataset = m_list->current();
    const int row = id == 0 ? -1 : m_table->currentIndex().row();
    const store::ExampleSummary* const summary = row < 0 ? nullptr : m_model->summary(row);
    const bool isKnown = summary && summary->id == id && dataset;
    m_inspector->setRow(id, isKnown ? tr("row %1 of %2").arg(ExampleModel::numberOf(*summary), QString::fromStdString(dataset->name)) : QString());
}

void DatasetsPage::focusSearch() { m_filter->focusSearch(); }

std::vector<Page::Command> DatasetsPage::commands() {
    std::vector<Command> commands;
    if (!session().store.isReadOnly()) {
        commands.push_back({tr("Import a data set"), {}, [this] { chooseFile(); }});
        commands.push_back({tr("Paste rows"), {}, [this] { importFile({}); }});
    }
    if (m_dataset != 0) {
        commands.push_back({tr("Export this data set"), {}, [this] { exportDataset(m_dataset); }});
        commands.push_back({tr("Find and replace"), tr("Ctrl+H"), [this] { findAndReplace(); }});
        commands.push_back({tr("Check and fix the rows"), {}, [this] { checkAndFix(); }});
        commands.push_back({tr("Count the tokens of all rows"), {}, [this] { countTokens(); }});
    }
    return commands;
}

}  // namespace luthier
