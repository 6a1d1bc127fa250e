// SPDX-License-Identifier: GPL-3.0-or-later
// Data: the data sets, the rows of one in a table, one row beside it. Files come in by choosing, dropping or pasting. Thread: GUI.
#pragma once

#include <memory>

#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>

#include "views/datasets/dataset_list.h"
#include "views/datasets/facet_panel.h"
#include "views/datasets/filter_bar.h"
#include "views/datasets/problem_strip.h"
#include "views/datasets/replace_dialog.h"
#include "views/datasets/row_inspector.h"
#include "views/datasets/token_counter.h"
#include "views/shared/page/page.h"
#include "views/shared/table/example_table.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

class DatasetsPage : public Page {
    Q_OBJECT
public:
    explicit DatasetsPage(Session& session, QWidget* parent = nullptr);
    void open(const QString& argument) override;   // "dataset:3", "dataset:3/row:17"
    void focusSearch() override;
    std::vector<Command> commands() override;

    void importFile(const QString& path);          // "" = paste
    void tagSelection(const QString& tag);
    void untagSelection(const QString& tag);
    void deleteSelection();
    void findAndReplace();
    void checkAndFix();

signals:
    void datasetShown(std::int64_t id);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeListSide();
    QWidget* makeTableSide();
    QWidget* makeBottomBar();
    void connectParts();
    void connectTokens();
    void reload();
    void showDataset(std::int64_t id);
    void showFacts(const store::Dataset& dataset);
    void loadTags(std::int64_t dataset);
    void readIndexed();
    void showIndexed(const store::Dataset& dataset);
    void applyFilter();
    void updateBottom();
    void showRow(std::int64_t id);
    void showWantedRow();                          // as soon as it is in the table
    void chooseFile();
    void exportDataset(std::int64_t id);
    void removeDataset(std::int64_t id);
    void renameDataset(std::int64_t id, const QString& name);
    void addRow();
    void showTagMenu();
    void afterWrite(const Status& status, const QString& done);
    void countTokens();
    // Rows that were edited, or whose edit was undone, where the others are counted.
    void recountTokens();
    void tokensChanged();
    // Counts first when nothing is counted yet: otherwise the chip would show no row and say nothing.
    void untrainedToggled(bool on);

    QStackedWidget* m_stack;
    DatasetList* m_list;
    FacetPanel* m_facets;
    FilterBar* m_filter;
    ProblemStrip* m_strip;
    ExampleModel* m_model;
    ExampleTable* m_table;
    QStackedWidget* m_tableStack = nullptr;
    theme::EmptyState* m_noRows = nullptr;
    RowInspector* m_inspector;
    TokenCounter *m_counter, *m_recounter;
    QPointer<ReplaceDialog> m_replace;
    theme::ProgressLine* m_progress;
    QSplitter* m_splitter;
    QLabel* m_count = nullptr;
    QPushButton *m_showAll = nullptr, *m_tag = nullptr, *m_delete = nullptr, *m_export = nullptr, *m_add = nullptr;
    std::int64_t m_dataset = 0, m_wanted = 0, m_wantedRow = 0, m_shownRow = 0;
    std::vector<std::pair<std::string, std::int64_t>> m_tags;
    bool m_isIndexing = false;
    QTimer m_indexing;                             // looks again while rows are being made searchable
    bool m_isCountWanted = false;                  // as soon as the model is loaded
};

std::unique_ptr<Page> createDatasetsPage(Session& session);

}  // namespace luthier
