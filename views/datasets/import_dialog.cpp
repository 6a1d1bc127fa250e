// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/import_dialog.h"

#include <algorithm>

#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QScrollArea>

#include "core/data/guess_columns.h"
#include "views/datasets/pasted_text.h"
#include "views/shared/theme/core_text.h"
#include "views/shared/theme/theme.h"

namespace luthier {

namespace {

enum Step { PasteStep, LookStep, WorkStep };
constexpr int dialogWidth = 760, dialogHeight = 680;

QString formatTitle(const std::string& id) {
    const Format* const format = findFormat(id);
    return format ? coreText(format->info().title) : QString::fromStdString(id);
}

}  // namespace

QString ruleInWords(std::string rule) {
    std::replace(rule.begin(), rule.end(), '_', ' ');
    return coreText(rule);
}

QString refusalInWords(const Refusal& refusal) {
    const QString where = refusal.source.line < 0 ? ImportDialog::tr("The file") : ImportDialog::tr("Line %1").arg(theme::countInWords(refusal.source.line));
    return ImportDialog::tr("%1, %2: %3").arg(where, ruleInWords(refusal.rule), coreText(refusal.reason));
}

ImportDialog::ImportDialog(Session& session, const QString& path, const QString& text, QWidget* parent) : QDialog(parent), m_session(session),
    m_stack(new QStackedWidget) {
    setObjectName("import_dialog");
    setWindowTitle(tr("Import a data set"));
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(dialogWidth, dialogHeight);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kSpace24, theme::kSpace24, theme::kSpace24, theme::kSpace24);
    layout->addWidget(m_stack);
    m_stack->addWidget(makePastePage(text));
    m_stack->addWidget(makeLookPage());
    m_stack->addWidget(makeWorkPage());
    connect(&m_preview, &ImportPreview::previewed, this, &ImportDialog::showPreview);
    connect(&m_preview, &ImportPreview::counted, this, &ImportDialog::showCount);
    connect(&m_preview, &ImportPreview::failed, this, &ImportDialog::showFailure);
    if (path.isEmpty()) m_stack->setCurrentIndex(PasteStep);
    else setPath(path);
}

ImportDialog::~ImportDialog() {
    if (m_importing) m_importing->request();
}

QWidget* ImportDialog::makePastePage(const QString& text) {
    auto* const page = new QWidget;
    auto* const layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kSpace12);
    layout->addWidget(theme::label(tr("Paste rows"), "section"));
    layout->addWidget(theme::label(tr("One JSON object a line, a JSON list, cells copied from a spreadsheet or lines of a CSV file with the names of "
                                       "their columns on top, or paragraphs of plain text."), "muted", true));
    m_text = new QPlainTextEdit(text);
    m_text->setObjectName("import_text");
    m_text->setAccessibleName(tr("Rows"));
    m_text->setFont(theme::font(theme::TextStyle::Mono));
    layout->addWidget(m_text, 1);
    m_pastedKind = theme::label({}, "caption");
    m_pastedKind->setObjectName("import_pasted_kind");
    layout->addWidget(m_pastedKind);
    auto* const buttons = new QHBoxLayout;
    buttons->addStretch();
    QPushButton* const cancel = theme::button(tr("Cancel"), "import_paste_cancel");
    QPushButton* const go = theme::button(tr("Look at the rows"), "import_paste_look", "accent");
    buttons->addWidget(cancel);
    buttons->addWidget(go);
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &ImportDialog::reject);
    connect(go, &QPushButton::clicked, this, &ImportDialog::usePastedText);
    const auto update = [this, go] {
        go->setEnabled(!m_text->document()->isEmpty());
        go->setToolTip(go->isEnabled() ? QString() : tr("Paste something first"));
        showPastedKind();
    };
    connect(m_text, &QPlainTextEdit::textChanged, this, update);
    update();
    return page;
}

// While it is typed and pasted, by its beginning.
void ImportDialog::showPastedKind() {
    constexpr qsizetype maxLooked = 20000;
    const QString text = m_text->toPlainText();
    const bool isWhole = text.size() <= maxLooked;
    const Pasted pasted = lookAtPasted(isWhole ? text : text.left(text.lastIndexOf('\n', maxLooked)));
    QString words;
    switch (pasted.kind) {
        case PastedKind::JsonRows: words = tr("This is read as JSON."); break;
        case PastedKind::TabTable:
        case PastedKind::CommaTable: words = tr("This is read as a table with %n column(s).", nullptr, pasted.numColumns); break;
        case PastedKind::Text: words = tr("This is read as plain text, a paragraph a row."); break;
    }
    m_pastedKind->setText(text.trimmed().isEmpty() ? QString() : words);
}

void ImportDialog::usePastedText() {
    m_pasted = std::make_unique<QTemporaryDir>();
    const QString text = m_text->toPlainText();
    QFile file(m_pasted->filePath(tr("pasted") + suffixOf(lookAtPasted(text).kind)));
    const QByteArray bytes = text.toUtf8();
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.flush()) {
        Error error(ErrorCode::Io, tr("the pasted text could not be put into a temporary file").toStdString());
        return m_session.window.toastError(std::move(error).withHint(file.errorString().toStdString()));
    }
    setPath(file.fileName());
}

void ImportDialog::setPath(const QString& path) {
    m_path = path;
    m_mapping.clear();
    m_isGuess = false;
    m_detected.clear();
    m_file->setFullText(QFileInfo(path).fileName());
    m_name->setText(QFileInfo(path).completeBaseName());
    const QSignalBlocker quiet(m_format);
    m_format->setCurrentIndex(0);
    m_stack->setCurrentIndex(LookStep);
    m_name->setFocus();
    look();
}

ReadOptions ImportDialog::options() const {
    ReadOptions options;
    options.format = m_format->currentData().toString().toStdString();
    for (auto entry = m_mapping.begin(); entry != m_mapping.end(); ++entry)
        if (!entry.value().isEmpty() && entry.value() != entry.key()) options.mapping[entry.value().toStdString()] = entry.key().toStdString();
    return options;
}

void ImportDialog::look() {
    m_isPreviewed = false;
    m_confidence->setText(tr("Looking at the file ..."));
    m_import->setEnabled(false);
    m_import->setText(tr("Import"));
    m_import->setToolTip(tr("The file is still being looked at"));
    m_refusalStrip->hide();
    m_refusals->hide();
    m_error->hide();
    m_preview.start(m_path.toStdString(), options());
}

void ImportDialog::showPreview(const Preview& preview) {
    m_isPreviewed = true;
    m_error->hide();
    const Detection& detection = preview.detection;
    m_detected = QString::fromStdString(detection.format);
    m_format->setItemText(0, m_format->currentIndex() == 0 ? tr("Found: %1").arg(formatTitle(detection.format)) : tr("Find it out"));
    const int percent = static_cast<int>(detection.confidence * 100 + 0.5);
    QString words = tr("It reads %1 % of the first %2 rows.").arg(percent).arg(theme::countInWords(detection.numSampled));
    if (m_isGuess) words.prepend(tr("Guessed from the names of the columns: is each in its place?") + QChar(u' '));
    if (m_format->currentIndex() == 0 && !detection.others.empty())
        words += " " + tr("%1 would read %2 %.").arg(formatTitle(detection.others[0].first)).arg(static_cast<int>(detection.others[0].second * 100 + 0.5));
    m_confidence->setText(words);
    QStringList columns;
    for (const std::string& column : preview.columns) columns << QString::fromStdString(column);
    showMapping(columns);
    showRows(preview.rows);
    m_import->setEnabled(true);
    m_import->setToolTip({});
}

void ImportDialog::showCount(const ImportCount& count) {
    if (!m_isPreviewed) return;
    const QString rows = theme::rowsInWords(count.numRows);
    m_import->setText(count.isComplete ? tr("Import %1").arg(rows) : tr("Import (%1 so far)").arg(rows));
    const bool canImport = count.numRows > 0 || !count.isComplete;
    m_import->setEnabled(canImport);
    m_import->setToolTip(canImport ? QString() : tr("No row of this file can be used"));
    m_refusalStrip->setVisible(count.numRefused > 0);
    m_refusalWords->setText(tr("%1 of %2 rows cannot be used").arg(theme::countInWords(count.numRefused),
        theme::countInWords(count.numRows + count.numRefused)));
    QStringList lines;
    for (const Refusal& refusal : count.refusals) lines << refusalInWords(refusal);
    if (count.numRefused > static_cast<std::int64_t>(count.refusals.size())) lines
        << tr("... and %1 more").arg(theme::countInWords(count.numRefused - lines.size()));
    m_refusals->setText(lines.join('\n'));
}

// By the names of columns that no format reads. The guess is shown, as if somebody had chosen it, and can be changed.
bool ImportDialog::takeGuess(const QStringList& columns) {
    std::vector<std::string> names;
    for (const QString& column : columns) names.push_back(column.toStdString());
    const auto guess = guessColumns(names);
    if (!guess) return false;
    const QSignalBlocker quiet(m_format);
    m_format->setCurrentIndex(m_format->findData(QString::fromStdString(guess->format)));
    for (const auto& [column, ofFile] : guess->columns) m_mapping[QString::fromStdString(column)] = QString::fromStdString(ofFile);
    m_isGuess = true;
    look();
    return true;
}

void ImportDialog::showFailure(const Error& error, const QStringList& columns) {
    const bool isUnknown = m_format->currentIndex() == 0 && m_mapping.isEmpty() && !columns.isEmpty() && error.code == ErrorCode::InvalidData;
    if (isUnknown && takeGuess(columns)) return;
    // Core's hint names all formats and their columns, for whoever has no list of them in sight.
    const QString hint = tr("Choose above what the rows are, for example \"Prompt and completion\", then which column is which.");
    m_error->showError(isUnknown ? Error(error).withHint(hint.toStdString()) : error);
    m_error->show();
    m_confidence->setText(tr("No row could be read."));
    m_format->setItemText(0, tr("Find it out"));
    showRows({});
    if (!columns.isEmpty()) showMapping(columns);
    m_mappingTitle->setVisible(!columns.isEmpty());
    m_mappingBox->setVisible(!columns.isEmpty());
    m_import->setEnabled(false);
    m_import->setText(tr("Import"));
    m_import->setToolTip(tr("No row of this file can be used"));
}

void ImportDialog::startImport() {
    m_preview.stop();
    m_importing = std::make_shared<Cancellation>();
    m_stack->setCurrentIndex(WorkStep);
    m_progress->setProgress(tr("Importing"), -1);
    store::ImportRequest request{m_path.toStdString(), m_name->text().trimmed().toStdString(), options()};
    WorkContext context;
    context.cancellation = m_importing.get();
    context.progress = [guard = QPointer<ImportDialog>(this), last = std::make_shared<QElapsedTimer>()](const Progress& progress) {
        constexpr int newsMs = 100;
        if (last->isValid() && last->elapsed() < newsMs) return;
        last->start();
        QMetaObject::invokeMethod(qApp, [guard, progress] {
            if (!guard) return;
            const double share = progress.total > 0 ? static_cast<double>(progress.done) / static_cast<double>(progress.total) : -1;
            guard->m_progress->setProgress(tr("%1 rows imported").arg(theme::countInWords(progress.done)), share);
        }, Qt::QueuedConnection);
    };
    m_session.store.writeLong(
        this,
        [request, context, keep = m_importing](store::Project& project, const StoreAccess::Between& between) {
            return project.datasets().import(request, context, between);
        },
        [this](Result<store::ImportReport> report) { importEnded(report); });
}

void ImportDialog::importEnded(const Result<store::ImportReport>& report) {
    m_importing.reset();
    if (report) {
        m_session.store.announce({"datasets", "examples"});
        emit imported(report->dataset, report->numRows, report->numRefused);
        return accept();
    }
    m_stack->setCurrentIndex(LookStep);
    if (report.error().code != ErrorCode::Cancelled) {
        m_error->showError(report.error());
        m_error->show();
        return;
    }
    look();
}

void ImportDialog::reject() {
    // While it imports, Esc and Cancel stop the import; what it has written goes, and the dialog stays with what was chosen.
    if (m_importing) {
        m_importing->request();
        m_progress->setProgress(tr("Stopping; nothing is kept"), -1);
        return;
    }
    QDialog::reject();
}

}  // namespace luthier
