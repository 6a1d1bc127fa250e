// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/export_dialog.h"

#include <map>

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "views/shared/background/in_background.h"
#include "views/shared/theme/core_text.h"
#include "views/shared/theme/theme.h"

namespace luthier {

namespace {

constexpr std::int64_t numSampled = 500;
constexpr const char* folderKey = "datasets/export_folder";

struct Losses { std::int64_t numRows = 0, numRefused = 0; std::map<std::string, std::int64_t> lost; std::string reason; };

Result<Losses> lossesOf(store::Project& project, std::int64_t dataset, const Format& format) {
    store::ExampleFilter filter;
    filter.dataset = dataset;
    ASSIGN_OR_RETURN(const store::Examples::Piece piece, project.examples().ids(filter, {}, numSampled));
    Losses losses;
    for (const std::int64_t id : piece.ids) {
        auto example = project.examples().get(id);
        if (!example) continue;
        ++losses.numRows;
        const auto row = format.write(*example);
        if (row) {
            for (const std::string& loss : row->lost) ++losses.lost[loss];
        } else {
            ++losses.numRefused;
            losses.reason = row.error().message;
        }
    }
    return losses;
}

QString lossesInWords(const Losses& losses, std::int64_t numAll) {
    QStringList lines;
    const bool isSample = losses.numRows < numAll;
    if (losses.numRefused > 0) lines << ExportDialog::tr("%1 rows cannot be written: %2").arg(theme::countInWords(losses.numRefused),
        coreText(losses.reason));
    for (const auto& [what, count] : losses.lost) lines << ExportDialog::tr("%1 rows lose: %2").arg(theme::countInWords(count), coreText(what));
    if (lines.isEmpty()) return isSample ? ExportDialog::tr("Nothing is lost in the first %1 rows.").arg(theme::countInWords(losses.numRows))
        : ExportDialog::tr("Nothing is lost.");
    if (isSample) lines.prepend(ExportDialog::tr("Of the first %1 rows:").arg(theme::countInWords(losses.numRows)));
    return lines.join('\n');
}

// "rows 2.jsonl" beside "rows.jsonl", with the first number that is free.
QString freePathBeside(const QString& path) {
    const QFileInfo file(path);
    const QString ending = file.suffix().isEmpty() ? QString() : "." + file.suffix();
    for (int number = 2;; ++number) {
        const QString free = QString("%1/%2 %3%4").arg(file.path(), file.completeBaseName(), QString::number(number), ending);
        if (!QFileInfo::exists(free)) return free;
    }
}

}  // namespace

ExportDialog::ExportDialog(Session& session, const store::Dataset& dataset, QWidget* parent)
    : QDialog(parent), m_session(session), m_dataset(dataset), m_format(new QComboBox), m_help(theme::label({}, "caption", true)),
        m_losses(theme::label({}, "", true)),
      m_path(new QLineEdit), m_start(theme::button(tr("Export %1 rows").arg(theme::countInWords(dataset.numRows)), "export_start", "accent")),
      m_choose(theme::button(tr("Choose"), "export_choose")), m_error(new theme::ErrorPanel), m_progress(new theme::ProgressLine),
      m_exists(makeExistsStrip()) {
    setObjectName("export_dialog");
    setWindowTitle(tr("Export a data set"));
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(560);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kSpace24, theme::kSpace24, theme::kSpace24, theme::kSpace24);
    layout->setSpacing(theme::kSpace12);
    layout->addWidget(new theme::ElidedLabel(tr("Export %1").arg(QString::fromStdString(dataset.name)), "section"));
    auto* const form = new QFormLayout;
    form->setSpacing(theme::kSpace8);
    m_format->setObjectName("export_format");
    for (const Format* format : allFormats()) m_format->addItem(coreText(format->info().title), QString::fromStdString(format->info().id));
    m_format->setCurrentIndex(std::max(0, m_format->findData(QString::fromStdString(dataset.format))));
    m_path->setObjectName("export_path");
    m_path->setAccessibleName(tr("File to write"));
    m_path->setToolTip(tr("The ending says how the rows are written: .jsonl, .json, .csv, .tsv or .parquet"));
    m_losses->setObjectName("export_losses");
    auto* const place = new QHBoxLayout;
    place->addWidget(m_path, 1);
    place->addWidget(m_choose);
    form->addRow(theme::label(tr("Format"), "muted"), m_format);
    form->addRow({}, m_help);
    form->addRow(theme::label(tr("File"), "muted"), place);
    form->addRow(theme::label(tr("What is lost"), "muted"), m_losses);
    layout->addLayout(form);
    layout->addWidget(m_exists);
    layout->addWidget(m_error);
    layout->addWidget(m_progress);
    m_exists->hide();
    m_error->hide();
    m_progress->hide();
    auto* const buttons = new QHBoxLayout;
    QPushButton* const cancel = theme::button(tr("Cancel"), "export_cancel");
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_start);
    m_start->setDefault(true);
    layout->addStretch();
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &ExportDialog::reject);
    connectParts();
    suggestPath();
    showLosses();
}

void ExportDialog::connectParts() {
    connect(m_start, &QPushButton::clicked, this, [this] { startExport(m_path->text().trimmed() == m_approved); });
    connect(m_progress, &theme::ProgressLine::cancelled, this, &ExportDialog::reject);
    connect(m_format, &QComboBox::currentIndexChanged, this, [this] { suggestPath(); showLosses(); });
    connect(m_choose, &QPushButton::clicked, this, [this] {
        const QString kinds = tr("Rows (*.jsonl *.json *.csv *.tsv *.parquet *.txt);;All files (*)");
        const QString path = QFileDialog::getSaveFileName(this, tr("Export to"), m_path->text(), kinds);
        if (path.isEmpty()) return;
        m_path->setText(path);
        m_approved = path;   // the file dialog has asked
    });
    connect(m_path, &QLineEdit::textChanged, this, [this](const QString& path) {
        m_exists->hide();
        m_start->setEnabled(!path.trimmed().isEmpty());
        m_start->setToolTip(m_start->isEnabled() ? QString() : tr("Name a file first"));
    });
}

QFrame* ExportDialog::makeExistsStrip() {
    QFrame* const strip = theme::frame("strip");
    strip->setObjectName("export_exists");
    auto* const row = new QHBoxLayout(strip);
    row->setContentsMargins(theme::kSpace12, theme::kSpace4, theme::kSpace4, theme::kSpace4);
    m_existsWords = new theme::ElidedLabel;
    QPushButton* const replace = theme::button(tr("Replace it"), "export_replace", "danger");
    m_keepBoth = theme::button({}, "export_keep_both");
    row->addWidget(m_existsWords, 1);
    row->addWidget(replace);
    row->addWidget(m_keepBoth);
    connect(replace, &QPushButton::clicked, this, [this] { startExport(true); });
    connect(m_keepBoth, &QPushButton::clicked, this, [this] {
        m_path->setText(m_freePath);
        startExport(false);
    });
    return strip;
}

ExportDialog::~ExportDialog() {
    if (m_exporting) m_exporting->request();
}

void ExportDialog::suggestPath() {
    const QString before = "." + QFileInfo(m_path->text()).suffix().toLower();
    const bool isChosen = QStringList{".json", ".csv", ".tsv", ".parquet"}.contains(before);
    const QString ending = isChosen ? before : m_format->currentData().toString() == "plain_text" ? ".txt" : ".jsonl";
    const QString folder = m_path->text().isEmpty() ? m_session.settings.value(folderKey, QDir::homePath()).toString() : QFileInfo(m_path->text()).path();
    QString name = m_path->text().isEmpty() ? QString::fromStdString(m_dataset.name) : QFileInfo(m_path->text()).completeBaseName();
    name.replace('/', '-');
    m_path->setText(folder + "/" + name + ending);
}

void ExportDialog::showLosses() {
    const Format* const format = findFormat(m_format->currentData().toString().toStdString());
    if (!format) return;
    m_help->setText(coreText(format->info().help));
    m_losses->setText(tr("Looking at the rows ..."));
    m_session.store.read(this, [id = m_dataset.id, format](store::Project& project) { return lossesOf(project, id, *format); },
        [this, generation = ++m_generation](Result<Losses> losses) {
            if (generation != m_generation) return;
            m_losses->setText(losses ? lossesInWords(*losses, m_dataset.numRows) : theme::errorInWords(losses.error()));
        });
}

void ExportDialog::startExport(bool mayReplace) {
    const QString path = m_path->text().trimmed();
    m_session.settings.setValue(folderKey, QFileInfo(path).path());
    m_exporting = std::make_shared<Cancellation>();
    m_error->hide();
    m_exists->hide();
    m_progress->show();
    m_progress->setCancellable(true);
    m_progress->setProgress(tr("Writing %1 rows").arg(theme::countInWords(m_dataset.numRows)), -1);
    m_start->setEnabled(false);
    m_start->setToolTip(tr("The export is at work"));
    m_session.store.readLong(
        this,
        [path = path.toStdString(), mayReplace, cancellation = m_exporting, id = m_dataset.id,
            format = m_format->currentData().toString().toStdString()](store::Project& project) {
            using Existing = store::Datasets::Existing;
            WorkContext context;
            context.cancellation = cancellation.get();
            return project.datasets().exportTo(id, path, format, context, mayReplace ? Existing::Replace : Existing::Keep);
        },
        [this](const Result<WriteReport>& report) { exportEnded(report); });
}

void ExportDialog::showExists(const QString& path) {
    // Looked for away from the GUI thread: it may be a slow disk.
    inBackground(this, [path] { return freePathBeside(path); }, [this, path](const QString& free) {
        m_freePath = free;
        m_existsWords->setFullText(tr("%1 is there already").arg(QFileInfo(path).fileName()));
        m_keepBoth->setText(tr("Save as %1").arg(QFileInfo(free).fileName()));
        m_exists->show();
    });
}

void ExportDialog::exportEnded(const Result<WriteReport>& report) {
    m_exporting.reset();
    m_progress->hide();
    m_start->setEnabled(true);
    m_start->setToolTip({});
    if (report) {
        emit exported(m_path->text().trimmed(), report->numRows, static_cast<std::int64_t>(report->refused.size()));
        return accept();
    }
    if (report.error().code == ErrorCode::Cancelled) return;
    if (report.error().code == ErrorCode::AlreadyExists) return showExists(m_path->text().trimmed());
    m_error->showError(report.error());
    m_error->show();
}

void ExportDialog::reject() {
    if (m_exporting) return m_exporting->request();
    QDialog::reject();
}

}  // namespace luthier
