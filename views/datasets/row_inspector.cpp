// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/row_inspector.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLocale>

#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

constexpr int editTab = 0, jsonTab = 2, historyTab = 3;
constexpr std::int64_t numEntries = 500;

// "2026-11-25T20:01:02Z" as the person's clock and language say it.
QString timeInWords(const std::string& utc) {
    const QDateTime time = QDateTime::fromString(QString::fromStdString(utc), Qt::ISODate);
    return time.isValid() ? QLocale().toString(time.toLocalTime(), QLocale::ShortFormat) : QString::fromStdString(utc);
}

}  // namespace

RowInspector::RowInspector(Session& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_stack(new QStackedWidget), m_tabs(new QTabWidget), m_tokens(new TokensTab(session)) {
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    auto* const none = new theme::EmptyState("text", tr("No row is chosen"), tr("Choose a row in the table to read and edit it here."));
    m_stack->addWidget(none);
    auto* const some = new QWidget;
    auto* const column = new QVBoxLayout(some);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::kSpace4);
    column->addWidget(m_tabs, 1);
    m_tabs->setObjectName("row_tabs");
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setDrawBase(false);
    auto* const editing = new QWidget;
    m_editorPlace = new QVBoxLayout(editing);
    m_editorPlace->setContentsMargins(0, 0, 0, 0);
    m_tabs->addTab(editing, tr("Chat"));
    m_tabs->addTab(m_tokens, tr("Tokens"));
    m_tabs->addTab(makeJsonTab(), tr("JSON"));
    m_tabs->addTab(makeHistoryTab(), tr("History"));
    m_stack->addWidget(some);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this](int tab) {
        if (tab == jsonTab) showJson();
        if (tab == historyTab) showHistory();
    });
}

QWidget* RowInspector::makeJsonTab() {
    auto* const tab = new QWidget;
    auto* const layout = new QVBoxLayout(tab);
    layout->setContentsMargins(0, theme::kSpace12, 0, 0);
    layout->setSpacing(theme::kSpace8);
    m_json = new QPlainTextEdit;
    m_json->setObjectName("row_json");
    m_json->setAccessibleName(tr("The row as JSON"));
    m_json->setFont(theme::font(theme::TextStyle::Mono));
    m_json->setTabChangesFocus(true);
    m_jsonProblem = theme::label({}, "error", true);
    m_jsonProblem->setObjectName("row_json_problem");
    m_jsonProblem->hide();
    m_applyJson = theme::button(tr("Save the row"), "row_json_apply", "accent");
    m_revertJson = theme::button(tr("Revert"), "row_json_revert");
    auto* const buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_revertJson);
    buttons->addWidget(m_applyJson);
    layout->addWidget(m_json, 1);
    layout->addWidget(m_jsonProblem);
    layout->addLayout(buttons);
    connect(m_applyJson, &QPushButton::clicked, this, &RowInspector::applyJson);
    connect(m_revertJson, &QPushButton::clicked, this, &RowInspector::showJson);
    connect(m_json->document(), &QTextDocument::modificationChanged, this, [this](bool isModified) {
        const bool can = isModified && !m_session.store.isReadOnly();
        for (QPushButton* button : {m_applyJson, m_revertJson}) {
            button->setEnabled(can);
            button->setToolTip(can ? QString() : tr("Nothing has been changed"));
        }
    });
    return tab;
}

QWidget* RowInspector::makeHistoryTab() {
    auto* const scroll = new QScrollArea;
    theme::setLook(scroll, "plain");
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto* const content = new QWidget;
    auto* const layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, theme::kSpace12, theme::kSpace8, theme::kSpace12);
    layout->setAlignment(Qt::AlignTop);
    layout->setSpacing(theme::kSpace8);
    QLabel* const title = theme::label(tr("Where it comes from"));
    title->setFont(theme::font(theme::TextStyle::Emphasis));
    layout->addWidget(title);
    m_origin = theme::label({}, "muted", true);
    m_origin->setObjectName("row_origin");
    layout->addWidget(m_origin);
    QLabel* const changes = theme::label(tr("What was changed"));
    changes->setFont(theme::font(theme::TextStyle::Emphasis));
    layout->addSpacing(theme::kSpace8);
    layout->addWidget(changes);
    m_history = new QVBoxLayout;
    m_history->setSpacing(theme::kSpace8);
    layout->addLayout(m_history);
    scroll->setWidget(content);
    return scroll;
}

void RowInspector::setRow(std::int64_t id, const QString& name) {
    if (id != m_id) commit();   // to the row that is seen, under its name
    m_name = name;
    if (m_shown == id) m_shownName = name;
    if (id == m_id) return;
    m_id = id;
    ++m_generation;
    if (id != 0) return load();
    m_shown = 0;
    m_example.reset();
    m_tokens->setExample(std::nullopt);
    m_stack->setCurrentIndex(0);
}

void RowInspector::refresh() {
    if (m_id != 0 && m_numSaving == 0) load();
}

void RowInspector::commit() {
    if (m_editor) m_editor->commit();
}

void RowInspector::load() {
    m_session.store.read(this, [id = m_id](store::Project& project) { return project.examples().get(id); },
        [this, generation = m_generation](Result<Example> example) {
            if (generation != m_generation || m_numSaving > 0) return;
            if (example) return show(*example);
            if (example.error().code != ErrorCode::NotFound) return m_session.window.toastError(example.error());
            m_id = m_shown = 0;
            m_example.reset();
            m_stack->setCurrentIndex(0);
        });
}

void RowInspector::show(const Example& example) {
    const bool isOther = m_kind != example.kind();
    if (isOther) {
        if (m_editor) {
            m_editor->hide();
            m_editor->deleteLater();
        }
        m_editor = makeRowEditor(example.kind()).release();
        m_editor->setObjectName("row_editor");
        m_editorPlace->addWidget(m_editor);
        m_kind = example.kind();
        m_tabs->setTabText(editTab, rowKindInWords(example.kind()));
        connect(m_editor, &RowEditor::edited, this, [this](const QString& title) { save(m_editor->example(), title); });
    }
    const bool isOtherRow = !m_example || m_stack->currentIndex() == 0;
    m_example = example;
    m_shown = m_id;
    m_shownName = m_name;
    m_editor->setExample(example);
    m_editor->setReadOnly(m_session.store.isReadOnly());
    m_json->setReadOnly(m_session.store.isReadOnly());
    m_tokens->setExample(example);
    m_stack->setCurrentIndex(1);
    if (m_tabs->currentIndex() == jsonTab && (isOtherRow || !m_json->document()->isModified()
        || m_json->property("row") != QVariant::fromValue<qlonglong>(m_id))) showJson();
    if (m_tabs->currentIndex() == historyTab) showHistory();
    emit rowShown(m_id);
}

void RowInspector::save(const Example& example, const QString& title) {
    // Not m_id: another row may be chosen and not be here yet, and what was edited is the one that is seen.
    if (m_shown == 0) return;
    m_example = example;
    m_tokens->setExample(example);
    ++m_numSaving;
    const QString whole = m_shownName.isEmpty() ? title : tr("%1, %2").arg(title, m_shownName);
    m_session.store.write(this,
        [id = m_shown, example, words = whole.toStdString()](store::Project& project) { return project.examples().replace(id, example, words); },
        [this](Status status) {
            --m_numSaving;
            if (!status) m_session.window.toastError(status.error());
            m_session.store.announce({"examples", "datasets"});   // and this row is read again, also when it could not be saved
        });
}

void RowInspector::showJson() {
    m_jsonProblem->hide();
    m_json->setProperty("row", QVariant::fromValue<qlonglong>(m_shown));
    m_json->setPlainText(m_example ? QString::fromStdString(dumpJsonPretty(exampleToJson(*m_example))) : QString());
    m_json->document()->setModified(true);    // so that the signal comes
    m_json->document()->setModified(false);
}

void RowInspector::applyJson() {
    const auto example = [&]() -> Result<Example> {
        ASSIGN_OR_RETURN(const Json json, parseJson(m_json->toPlainText().toStdString()));
        return exampleFromJson(json);
    }();
    m_jsonProblem->setVisible(!example);
    if (!example) return m_jsonProblem->setText(theme::errorInWords(example.error()));
    save(*example, tr("Edit the JSON"));
    m_json->document()->setModified(false);
}

void RowInspector::showHistory() {
    if (!m_example) return;
    QStringList lines;
    const SourceLine& source = m_example->source;
    if (!source.file.empty()) lines << (source.line < 0 ? QString::fromStdString(source.file)
        : tr("%1, line %2").arg(QString::fromStdString(source.file)).arg(source.line));
    else lines << tr("Made here.");
    if (m_example->numReplacedUtf8 > 0) lines << tr("%1 broken characters were replaced when it was read.").arg(m_example->numReplacedUtf8);
    for (const auto& [key, value] : m_example->extra.items())
        lines << QString::fromUtf8("%1: %2").arg(QString::fromStdString(key), QString::fromStdString(dumpJson(value)).left(200));
    m_origin->setText(lines.join('\n'));
    m_session.store.read(this, [](store::Project& project) { return project.journal().latest(numEntries); },
        [this, generation = m_generation, name = m_shownName](Result<std::vector<store::Journal::Entry>> entries) {
            if (generation != m_generation) return;
            while (QLayoutItem* const item = m_history->takeAt(0)) {
                delete item->widget();
                delete item;
            }
            if (!entries) return m_history->addWidget(theme::label(theme::errorInWords(entries.error()), "error", true));
            for (const store::Journal::Entry& entry : *entries) {
                const QString title = QString::fromStdString(entry.title);
                if (name.isEmpty() || !title.endsWith(", " + name)) continue;
                const QString what = title.left(title.size() - name.size() - 2);
                m_history->addWidget(theme::label(entry.undone ? tr("%1 (undone)").arg(what) : what, entry.undone ? "muted" : "", true));
                m_history->addWidget(theme::label(timeInWords(entry.time), "caption"));
            }
            if (m_history->count() > 0) return;
            m_history->addWidget(theme::label(tr("Nothing by hand so far. Edits made here are listed, and Ctrl+Z takes them back."), "muted", true));
        });
}

}  // namespace luthier
