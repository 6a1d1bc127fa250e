// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/shelf/job_strip.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QProgressBar>

#include "views/shared/theme/core_text.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier::shelf {

// In a card as narrow as a list: words above the bar.
struct JobStrip::Row : QFrame {
    theme::ElidedLabel* words = nullptr;
    QProgressBar* bar = nullptr;
    QLabel *error = nullptr, *hint = nullptr;
    QPushButton *retry = nullptr, *cancel = nullptr;
};

JobStrip::JobStrip(const QString& objectName, QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this)) {
    setObjectName(objectName);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(theme::kSpace8);
    hide();
}

JobStrip::Row* JobStrip::add(int id) {
    auto* const row = new Row;
    row->setProperty("look", "card");
    const QString name = objectName() + '.' + QString::number(id);
    row->setObjectName(name);
    auto* const column = new QVBoxLayout(row);
    column->setContentsMargins(theme::kSpace12, theme::kSpace8, theme::kSpace12, theme::kSpace8);
    column->setSpacing(theme::kSpace8);
    row->words = new theme::ElidedLabel;
    row->words->setObjectName(name + QStringLiteral(".words"));
    row->bar = new QProgressBar;
    row->bar->setTextVisible(false);
    row->error = theme::label({}, "error", true);
    row->error->setObjectName(name + QStringLiteral(".error"));
    row->error->setTextInteractionFlags(Qt::TextSelectableByMouse);
    row->hint = theme::label({}, "muted", true);
    row->retry = theme::button(tr("Try again"), "retry");
    row->retry->setObjectName(name + QStringLiteral(".retry"));
    row->cancel = theme::button(tr("Cancel"), "cancel", "quiet");
    row->cancel->setObjectName(name + QStringLiteral(".cancel"));
    auto* const buttons = new QHBoxLayout;
    buttons->setSpacing(theme::kSpace8);
    buttons->addWidget(row->bar, 1);
    buttons->addWidget(row->retry);
    buttons->addStretch();
    buttons->addWidget(row->cancel);
    column->addWidget(row->words);
    column->addWidget(row->error);
    column->addWidget(row->hint);
    column->addLayout(buttons);
    connect(row->retry, &QPushButton::clicked, this, [this, id] { emit retried(id); });
    connect(row->cancel, &QPushButton::clicked, this, [this, id] { emit cancelled(id); });
    m_column->addWidget(row);
    m_rows[id] = row;
    return row;
}

void JobStrip::setJobs(const std::vector<Job>& jobs) {
    for (auto it = m_rows.begin(); it != m_rows.end();) {
        const bool stays = std::any_of(jobs.begin(), jobs.end(), [&](const Job& job) { return job.id == it->first; });
        if (stays) {
            ++it;
            continue;
        }
        it->second->hide();
        it->second->deleteLater();
        it = m_rows.erase(it);
    }
    for (const Job& job : jobs) {
        const auto found = m_rows.find(job.id);
        Row* const row = found == m_rows.end() ? add(job.id) : found->second;
        row->words->setFullText(job.words);
        const bool failed = job.error.has_value();
        row->bar->setVisible(!failed);
        row->bar->setRange(0, job.share < 0 ? 0 : 1000);
        row->bar->setValue(static_cast<int>(std::max(0.0, job.share) * 1000));
        row->bar->setAccessibleName(job.words);
        Error withoutHint = job.error.value_or(Error());
        withoutHint.hint.clear();
        row->error->setText(failed ? theme::errorInWords(withoutHint) : QString());
        row->hint->setText(failed ? coreText(job.error->hint) : QString());
        row->error->setVisible(failed);
        row->hint->setVisible(failed && !job.error->hint.empty());
        row->retry->setVisible(failed);
        row->cancel->setText(failed ? tr("Put away") : tr("Cancel"));
        row->cancel->setEnabled(job.cancellable);
        row->cancel->setToolTip(job.cancellable ? QString() : tr("It is done in a moment"));
    }
    setVisible(!jobs.empty());
}

}  // namespace luthier::shelf
