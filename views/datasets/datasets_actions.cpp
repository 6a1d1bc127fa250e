// SPDX-License-Identifier: GPL-3.0-or-later
// What the data page changes, and what comes in from outside: files, drops, the clipboard.
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QWidgetAction>

#include "views/datasets/datasets_page.h"
#include "views/datasets/export_dialog.h"
#include "views/datasets/import_dialog.h"
#include "views/datasets/repair_dialog.h"
#include "views/shared/theme/theme.h"

namespace luthier {

namespace {

constexpr const char* importFolderKey = "datasets/import_folder";

QString fileOf(const QMimeData* data) {
    if (!data->hasUrls()) return {};
    for (const QUrl& url : data->urls())
        if (url.isLocalFile()) return url.toLocalFile();
    return {};
}

// A row to begin with, of the kind that the data set has.
Example emptyRow(const std::string& kind) {
    Turn question, answer;
    answer.role = Role::Assistant;
    Conversation prompt;
    prompt.turns = {question};
    Example example;
    if (kind == rowKindName(RowKind::Text)) example.body = Text();
    else if (kind == rowKindName(RowKind::Pair)) example.body = Pair{prompt, {answer}, {answer}, {}, {}, {}};
    else if (kind == rowKindName(RowKind::Ranking)) example.body = Ranking{prompt, {{answer}, {answer}}, {0, 0}};
    else if (kind == rowKindName(RowKind::Scored)) example.body = Scored{prompt, {answer}, 0.0, {}};
    else if (kind == rowKindName(RowKind::Prompt)) example.body = Prompt{prompt, {}};
    else example.body = Conversation{{question, answer}, Json::array(), Json::object()};
    return example;
}

}  // namespace

void DatasetsPage::dragEnterEvent(QDragEnterEvent* event) {
    if (!session().store.isReadOnly() && !fileOf(event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void DatasetsPage::dropEvent(QDropEvent* event) {
    const QString file = fileOf(event->mimeData());
    if (file.isEmpty()) return;
    event->acceptProposedAction();
    importFile(file);
}

void DatasetsPage::keyPressEvent(QKeyEvent* event) {
    if (!event->matches(QKeySequence::Paste) || session().store.isReadOnly()) return Page::keyPressEvent(event);
    const QString file = fileOf(QApplication::clipboard()->mimeData());
    importFile(file);
}

void DatasetsPage::chooseFile() {
    const QString folder = session().settings.value(importFolderKey, QDir::homePath()).toString();
    const QString filter = tr("Rows (*.jsonl *.json *.ndjson *.csv *.tsv *.parquet *.txt *.md);;All files (*)");
    const QString path = QFileDialog::getOpenFileName(this, tr("Choose a file of rows"), folder, filter);
    if (path.isEmpty()) return;
    session().settings.setValue(importFolderKey, QFileInfo(path).path());
    importFile(path);
}

void DatasetsPage::importFile(const QString& path) {
    auto* const dialog = new ImportDialog(session(), path, path.isEmpty() ? QApplication::clipboard()->text() : QString(), this);
    connect(dialog, &ImportDialog::imported, this, [this](std::int64_t dataset, std::int64_t numRows, std::int64_t numRefused) {
        m_wanted = dataset;
        reload();
        QString words = tr("Imported %1").arg(theme::rowsInWords(numRows));
        if (numRefused > 0) words += tr(", %1 could not be used").arg(theme::countInWords(numRefused));
        toastUndo(session().store, session().window, words);
    });
    dialog->open();
}

void DatasetsPage::exportDataset(std::int64_t id) {
    for (const store::Dataset& dataset : m_list->datasets()) {
        if (dataset.id != id) continue;
        auto* const dialog = new ExportDialog(session(), dataset, this);
        connect(dialog, &ExportDialog::exported, this, [this](const QString& path, std::int64_t numRows, std::int64_t numRefused) {
            QString words = tr("Wrote %1 to %2").arg(theme::rowsInWords(numRows), QFileInfo(path).fileName());
            if (numRefused > 0) words += tr("; %1 could not be written").arg(theme::countInWords(numRefused));
            session().window.toast(words);
        });
        return dialog->open();
    }
}

void DatasetsPage::afterWrite(const Status& status, const QString& done) {
    session().store.announce({"datasets", "examples"});
    if (!status) return session().window.toastError(status.error());
    toastUndo(session().store, session().window, done);
}

void DatasetsPage::removeDataset(std::int64_t id) {
    QString name;
    for (const store::Dataset& dataset : m_list->datasets())
        if (dataset.id == id) name = QString::fromStdString(dataset.name);
    session().store.write(this, [id](store::Project& project) { return project.datasets().remove(id); },
        [this, name](Status status) { afterWrite(status, tr("Deleted %1").arg(name)); });
}

void DatasetsPage::renameDataset(std::int64_t id, const QString& name) {
    session().store.write(this, [id, words = name.toStdString()](store::Project& project) { return project.datasets().rename(id, words); },
        [this](Status status) {
        session().store.announce({"datasets"});
        if (!status) session().window.toastError(status.error());
    });
}

void DatasetsPage::deleteSelection() {
    const std::vector<std::int64_t> ids = m_table->selectedIds();
    if (ids.empty() || session().store.isReadOnly()) return;
    // The row behind the last chosen one is looked at next, so that one can go on.
    const int last = m_model->rowOf(ids.back());
    const std::int64_t next = m_model->idAt(last + 1) != 0 ? m_model->idAt(last + 1) : m_model->idAt(m_model->rowOf(ids.front()) - 1);
    session().store.write(this, [ids](store::Project& project) { return project.examples().remove(ids); },
        [this, rows = theme::rowsInWords(std::ssize(ids)), next](Status status) {
            if (status && next != 0) m_table->select(next);
            afterWrite(status, tr("Deleted %1").arg(rows));
        });
}

void DatasetsPage::tagSelection(const QString& tag) {
    const std::vector<std::int64_t> ids = m_table->selectedIds();
    const QString name = tag.trimmed();
    if (ids.empty() || name.isEmpty()) return;
    session().store.write(this, [ids, words = name.toStdString()](store::Project& project) { return project.examples().addTag(ids, words); },
        [this, rows = theme::rowsInWords(std::ssize(ids)), name](Status status) {
            m_table->setColumnShown(ExampleModel::Tags, true);
            afterWrite(status, tr("Tagged %1 as %2").arg(rows, name));
        });
}

void DatasetsPage::untagSelection(const QString& tag) {
    const std::vector<std::int64_t> ids = m_table->selectedIds();
    if (ids.empty()) return;
    session().store.write(this, [ids, words = tag.toStdString()](store::Project& project) { return project.examples().removeTag(ids, words); },
        [this, rows = theme::rowsInWords(std::ssize(ids)), tag](Status status) { afterWrite(status, tr("Took %2 from %1").arg(rows, tag)); });
}

void DatasetsPage::showTagMenu() {
    QMenu menu(this);
    auto* const field = new QLineEdit;
    field->setObjectName("rows_new_tag");
    field->setPlaceholderText(tr("New tag, Enter"));
    auto* const action = new QWidgetAction(&menu);
    action->setDefaultWidget(field);
    menu.addAction(action);
    connect(field, &QLineEdit::returnPressed, &menu, [this, &menu, field] {
        tagSelection(field->text());
        menu.close();
    });
    const auto shown = [](const std::string& tag) { return QString::fromStdString(tag).replace('&', "&&"); };
    if (!m_tags.empty()) menu.addSeparator();
    for (const auto& [tag, count] : m_tags) menu.addAction(shown(tag), this, [this, name = QString::fromStdString(tag)] { tagSelection(name); });
    if (!m_tags.empty()) {
        QMenu* const untag = menu.addMenu(tr("Take away"));
        for (const auto& [tag, count] : m_tags) untag->addAction(shown(tag), this, [this, name = QString::fromStdString(tag)] { untagSelection(name); });
    }
    field->setFocus();
    menu.exec(m_tag->mapToGlobal(QPoint(0, -menu.sizeHint().height())));
}

void DatasetsPage::addRow() {
    const store::Dataset* const dataset = m_list->current();
    if (!dataset) return;
    const std::int64_t current = m_table->currentId();
    const std::optional<std::int64_t> after = current == 0 ? std::nullopt : std::optional(current);
    session().store.write(
        this, [id = dataset->id, example = emptyRow(dataset->kind), after](store::Project& project) { return project.examples().add(id, example, after); },
        [this](Result<std::int64_t> row) {
            if (!row) return session().window.toastError(row.error());
            m_filter->reset();
            applyFilter();
            session().store.announce({"datasets", "examples"});
            m_table->select(*row);
            toastUndo(session().store, session().window, tr("Added a row"));
        });
}

void DatasetsPage::connectTokens() {
    connect(m_inspector->tokens(), &TokensTab::countAsked, this, &DatasetsPage::countTokens);
    connect(m_inspector->tokens(), &TokensTab::modelReady, this, [this] {
        if (std::exchange(m_isCountWanted, false)) countTokens();
    });
    connect(m_filter->untrained(), &QToolButton::toggled, this, &DatasetsPage::untrainedToggled);
    connect(m_progress, &theme::ProgressLine::cancelled, this, [this] {
        m_counter->cancel();
        m_progress->hide();
        tokensChanged();
    });
    connect(m_counter, &TokenCounter::progressed, this, [this](std::int64_t done, std::int64_t total) {
        m_progress->show();
        m_progress->setCancellable(true);
        m_progress->setProgress(tr("Counting tokens, %1 of %2 rows").arg(theme::countInWords(done), theme::countInWords(total)),
                                total > 0 ? static_cast<double>(done) / static_cast<double>(total) : -1);
    });
    connect(m_counter, &TokenCounter::finished, this, [this](const Status& status) {
        m_progress->hide();
        if (!status) session().window.toastError(status.error());
        if (status) {
            m_table->setColumnShown(ExampleModel::Tokens, true);
            session().window.toast(tr("Counted the tokens"));
        }
        tokensChanged();
    });
    connect(m_recounter, &TokenCounter::finished, this, [this](const Status& status) {
        if (!status) session().window.toastError(status.error());
        tokensChanged();
    });
    connect(m_inspector->tokens(), &TokensTab::modelReady, this, &DatasetsPage::recountTokens);
}

void DatasetsPage::tokensChanged() {
    const store::ExampleFilter& filter = m_model->filter();
    const bool movesRows = filter.onlyUntrained || filter.minTokens || filter.maxTokens || filter.sort == store::ExampleFilter::Sort::Tokens;
    if (movesRows) m_model->refresh();
    else m_model->refreshSummaries();
    m_facets->refresh();
}

void DatasetsPage::recountTokens() {
    const auto encoder = m_inspector->tokens()->encoder();
    if (!encoder || m_dataset == 0 || m_counter->isRunning() || session().store.isReadOnly()) return;
    store::ExampleFilter counted, uncounted;
    counted.dataset = uncounted.dataset = m_dataset;
    counted.minTokens = 0;
    uncounted.onlyUncounted = true;
    session().store.read(this, [counted, uncounted](store::Project& project) -> Result<bool> {
        ASSIGN_OR_RETURN(const store::Examples::Piece known, project.examples().ids(counted, {}, 1));
        ASSIGN_OR_RETURN(const store::Examples::Piece unknown, project.examples().ids(uncounted, {}, 1));
        return !known.ids.empty() && !unknown.ids.empty();
    }, [this, encoder, dataset = m_dataset](const Result<bool>& needed) {
        if (!needed || !*needed || dataset != m_dataset || m_counter->isRunning()) return;
        m_recounter->start(dataset, 0, encoder, m_inspector->tokens()->options(), TokenCounter::Which::Uncounted);
    });
}

void DatasetsPage::findAndReplace() {
    if (m_dataset == 0) return;
    if (!m_replace) {
        m_replace = new ReplaceDialog(session(), this);
        connect(m_replace, &ReplaceDialog::rowAsked, m_table, &ExampleTable::select);
        updateBottom();   // tells it the rows
    }
    m_replace->show();
    m_replace->raise();
    m_replace->activateWindow();
}

void DatasetsPage::checkAndFix() {
    const store::Dataset* const dataset = m_list->current();
    if (!dataset) return;
    auto* const dialog = new RepairDialog(session(), *dataset, this);
    connect(dialog, &RepairDialog::rowAsked, this, [this](std::int64_t id) {
        if (m_model->rowOf(id) < 0 && m_filter->isActive()) {
            m_filter->reset();
            applyFilter();
        }
        m_table->select(id);
    });
    static_cast<QDialog*>(dialog)->show();
}

void DatasetsPage::countTokens() {
    const store::Dataset* const dataset = m_list->current();
    if (!dataset) return;
    if (const auto encoder = m_inspector->tokens()->encoder()) return m_counter->start(dataset->id, dataset->numRows, encoder,
        m_inspector->tokens()->options());
    m_isCountWanted = true;
    m_inspector->tokens()->reloadModels();
    session().window.toast(tr("Tokens depend on a model: choose one in the tab Tokens"), tr("Open Models"), [this] { session().window.openPage("models"); });
}

void DatasetsPage::untrainedToggled(bool on) {
    if (!on || m_dataset == 0) return;
    store::ExampleFilter counted;
    counted.dataset = m_dataset;
    counted.minTokens = 0;
    session().store.read(this, [counted](store::Project& project) { return project.examples().count(counted); }, [this](Result<std::int64_t> count) {
        if (count && *count == 0 && !m_counter->isRunning()) countTokens();
    });
}

}  // namespace luthier
