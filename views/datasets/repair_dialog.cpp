// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/repair_dialog.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QPointer>
#include <QScrollArea>
#include <QShortcut>

#include "views/datasets/row_scan.h"
#include "views/shared/theme/theme.h"

namespace luthier {

RepairDialog::RepairDialog(Session& session, const store::Dataset& dataset, QWidget* parent)
    : QDialog(parent), m_session(session), m_dataset(dataset), m_summary(theme::label({}, "muted", true)), m_list(new QVBoxLayout),
      m_progress(new theme::ProgressLine), m_close(theme::button(tr("Close"), "repair_close")), m_again(theme::button(tr("Look again"), "repair_again")) {
    setObjectName("repair_dialog");
    setWindowTitle(tr("Check and fix"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(680, 560);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kSpace24, theme::kSpace24, theme::kSpace24, theme::kSpace24);
    layout->setSpacing(theme::kSpace12);
    layout->addWidget(new theme::ElidedLabel(tr("Check and fix %1").arg(QString::fromStdString(dataset.name)), "section"));
    m_summary->setObjectName("repair_summary");
    layout->addWidget(m_summary);
    auto* const scroll = new QScrollArea;
    theme::setLook(scroll, "plain");
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* const content = new QWidget;
    content->setLayout(m_list);
    m_list->setContentsMargins(0, 0, theme::kSpace8, 0);
    m_list->setSpacing(theme::kSpace8);
    m_list->setAlignment(Qt::AlignTop);
    scroll->setWidget(content);
    layout->addWidget(scroll, 1);
    m_progress->setObjectName("repair_progress");
    m_progress->setCancellable(true);
    layout->addWidget(m_progress);
    auto* const buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_again);
    buttons->addWidget(m_close);
    layout->addLayout(buttons);
    connect(m_close, &QPushButton::clicked, this, &RepairDialog::reject);
    connect(m_again, &QPushButton::clicked, this, &RepairDialog::scan);
    connect(m_progress, &theme::ProgressLine::cancelled, this, [this] {
        if (m_fixing) return m_fixing->request();
        if (m_scanning) m_scanning->request();
        m_scanning.reset();
        m_progress->hide();
        m_summary->setText(tr("Stopped before all rows were looked at."));
    });
    // The window's own keys do not reach a dialog.
    connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Z), this), &QShortcut::activated, this, [this] { m_session.store.undo(); });
    connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Y), this), &QShortcut::activated, this, [this] { m_session.store.redo(); });
    connect(&session.store, &StoreAccess::changed, this, [this](const QStringList& tables) {
        if (tables.contains("examples") && !m_fixing) scan();
    });
    scan();
}

RepairDialog::~RepairDialog() {
    if (m_scanning) m_scanning->request();
}

WorkContext RepairDialog::contextOf(const std::shared_ptr<Cancellation>& cancellation, std::int64_t total, const QString& words) {
    WorkContext context;
    context.cancellation = cancellation.get();
    context.progress = [guard = QPointer<RepairDialog>(this), cancellation, total, words, clock = std::make_shared<NewsClock>()](const Progress& progress) {
        if (!clock->isDue()) return;
        QMetaObject::invokeMethod(qApp, [guard, cancellation, total, words, done = progress.done] {
            if (guard && !cancellation->requested())
                guard->m_progress->setProgress(words.arg(theme::countInWords(done), theme::countInWords(total)),
                                               total > 0 ? static_cast<double>(done) / static_cast<double>(total) : -1);
        }, Qt::QueuedConnection);
    };
    return context;
}

void RepairDialog::scan() {
    if (m_scanning) m_scanning->request();
    m_scanning = std::make_shared<Cancellation>();
    setButtonsEnabled(false);
    m_summary->setText(tr("Looking at the rows ..."));
    m_progress->setProgress(tr("Looking at the rows"), 0);
    m_progress->show();
    const WorkContext context = contextOf(m_scanning, m_dataset.numRows, tr("Looked at %1 of %2 rows"));
    m_session.store.readLong(
        this, [dataset = m_dataset.id, context, keep = m_scanning](store::Project& project) { return scanForRepairs(project, dataset, context); },
        [this, cancellation = m_scanning](const Result<RepairScan>& found) {
            if (cancellation->requested()) return;
            m_scanning.reset();
            m_progress->hide();
            if (found) return show(*found);
            m_summary->setText(theme::errorInWords(found.error()));
        });
}

void RepairDialog::show(const RepairScan& scan) {
    m_scan = scan;
    while (QLayoutItem* const item = m_list->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    int numKinds = 0;
    for (const Mending& mending : allMendings()) {
        if (scan.numOf(mending) == 0) continue;
        addFinding(mending);
        ++numKinds;
    }
    const QString rows = theme::countInWords(scan.numSeen);
    m_summary->setText(numKinds == 0 ? tr("All %1 rows were looked at. There is nothing to fix.").arg(rows)
                                     : tr("All %1 rows were looked at. Each button does what it says as one action, which Ctrl+Z takes back.").arg(rows));
}

void RepairDialog::addFinding(const Mending& mending) {
    const std::int64_t numRows = m_scan.numOf(mending);
    QFrame* const card = theme::frame("card");
    card->setObjectName("repair_" + idOf(mending));
    auto* const row = new QHBoxLayout(card);
    row->setContentsMargins(theme::kSpace16, theme::kSpace12, theme::kSpace12, theme::kSpace12);
    row->setSpacing(theme::kSpace8);
    auto* const words = new QVBoxLayout;
    words->setSpacing(theme::kSpace4);
    QLabel* const title = theme::label(titleOf(mending));
    title->setFont(theme::font(theme::TextStyle::Emphasis));
    words->addWidget(title);
    words->addWidget(theme::label(effectOf(mending), "caption", true));
    row->addLayout(words, 1);
    QPushButton* const look = theme::button(tr("Show next"), "", "quiet");
    look->setObjectName("repair_show_" + idOf(mending));
    look->setToolTip(tr("Opens these rows beside the table, one after the other"));
    QPushButton* const start = theme::button(buttonOf(mending, numRows), "");
    start->setObjectName("repair_fix_" + idOf(mending));
    const bool isReadOnly = m_session.store.isReadOnly();
    start->setEnabled(!isReadOnly);
    start->setToolTip(isReadOnly ? m_session.store.whyReadOnly() : effectOf(mending));
    row->addWidget(look, 0, Qt::AlignVCenter);
    row->addWidget(start, 0, Qt::AlignVCenter);
    m_list->addWidget(card);
    connect(look, &QPushButton::clicked, this, [this, mending, at = std::make_shared<std::size_t>(0)] {
        const auto& rows = m_scan.rows[mending];
        if (rows.empty()) return;
        emit rowAsked(rows[(*at)++ % rows.size()]);
    });
    connect(start, &QPushButton::clicked, this, [this, mending] { fix(mending); });
}

void RepairDialog::setButtonsEnabled(bool enabled) {
    for (QPushButton* button : findChildren<QPushButton*>()) {
        if (!button->objectName().startsWith("repair_fix_") && !button->objectName().startsWith("repair_show_")) continue;
        button->setEnabled(enabled && !m_session.store.isReadOnly());
        if (!enabled) button->setToolTip(tr("The rows are being looked at"));
    }
}

void RepairDialog::fix(const Mending& mending) {
    const std::vector<std::int64_t> rows = m_scan.rows[mending];
    const auto numRows = static_cast<std::int64_t>(rows.size());
    m_fixing = std::make_shared<Cancellation>();
    setButtonsEnabled(false);
    m_progress->setProgress(tr("Fixing"), 0);
    m_progress->show();
    const WorkContext context = contextOf(m_fixing, numRows, tr("Fixed %1 of %2 rows"));
    const QString title = actionOf(mending, numRows);
    m_session.store.write(
        this,
        [mending, rows, context, keep = m_fixing, words = title.toStdString()](store::Project& project) {
            return mend(project, mending, rows, words, context);
        },
        [this, title](const Result<store::Examples::Changed>& done) { fixEnded(done, title); });
}

void RepairDialog::fixEnded(const Result<store::Examples::Changed>& done, const QString& words) {
    m_fixing.reset();
    if (done) {
        m_session.store.announce({"datasets", "examples"});   // and the rows are looked at again
        return toastUndo(m_session.store, m_session.window, words);
    }
    if (done.error().code != ErrorCode::Cancelled) m_session.window.toastError(done.error());
    scan();
}

void RepairDialog::reject() {
    if (m_fixing) return m_fixing->request();
    QDialog::reject();
}

}  // namespace luthier
