// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/memory_table.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "views/shared/shelf/fields.h"
#include "views/shared/theme/icons.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

MemoryTable::MemoryTable(QWidget* parent)
    : QWidget(parent),
      m_message(theme::label({}, "muted", true)),
      m_table(new QWidget),
      m_grid(new QGridLayout(m_table)),
      m_caption(theme::label({}, "caption", true)) {
    setObjectName(QStringLiteral("models.memory"));
    m_message->setObjectName(QStringLiteral("models.memory.message"));
    m_caption->setObjectName(QStringLiteral("models.memory.room"));
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(theme::kSpace16);
    m_grid->setVerticalSpacing(theme::kSpace8);
    m_grid->setColumnStretch(0, 1);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::kSpace12);
    column->addWidget(m_message);
    column->addWidget(m_table);
    column->addWidget(m_caption);
    setMessage(tr("Computing…"));
}

void MemoryTable::setMessage(const QString& text) {
    m_message->setText(text);
    m_message->show();
    m_table->hide();
    m_caption->hide();
}

// The size, and whether it fits, by icon and tooltip as well as by colour.
QWidget* MemoryTable::cell(std::int64_t bytes, std::int64_t room, const QString& objectName, const QString& accessible) {
    auto* const box = new QWidget;
    auto* const row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::kSpace4);
    const bool known = room != INT64_MAX, fits = !known || bytes <= room;
    const QString words = theme::bytesInWords(static_cast<double>(bytes));
    QLabel* const size = theme::label(words, fits ? "" : "error");
    size->setObjectName(objectName);
    size->setFont(theme::font(theme::TextStyle::Number));
    const QString verdict = !known ? QString() : fits ? tr("fits into the memory that is free now") : tr("more than the memory that is free now");
    size->setAccessibleName(accessible + QStringLiteral(": ") + words + (verdict.isEmpty() ? QString() : QStringLiteral(", ") + verdict));
    row->addStretch();
    if (known) {
        auto* const mark = new QLabel;
        const auto& colors = theme::colors();
        mark->setPixmap(
            theme::iconPixmap(fits ? QStringLiteral("check") : QStringLiteral("warning"), fits ? colors.done : colors.failed, 14, devicePixelRatioF()));
        row->addWidget(mark);
        box->setToolTip(verdict);
    }
    row->addWidget(size);
    return box;
}

void MemoryTable::setNeeds(const MemoryNeeds& needs) {
    shelf::clearLayout(m_grid);
    m_message->hide();
    m_table->show();
    m_caption->show();
    const QString formats[] = {tr("float32"), tr("bfloat16")};
    for (int i = 0; i < 2; ++i) m_grid->addWidget(theme::label(formats[i], "caption"), 0, i + 1, Qt::AlignRight);
    int row = 1;
    for (const MemoryNeed& need : needs.rows) {
        auto* const name = new QWidget;
        auto* const line = new QVBoxLayout(name);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(0);
        line->addWidget(theme::label(need.label));
        line->addWidget(theme::label(need.caption, "caption"));
        m_grid->addWidget(name, row, 0);
        const std::int64_t sizes[] = {need.float32Bytes, need.bfloat16Bytes};
        for (int i = 0; i < 2; ++i)
            m_grid->addWidget(cell(sizes[i], needs.roomBytes, QStringLiteral("models.memory.%1.%2").arg(need.key, i == 0 ? "f32" : "bf16"),
                                   need.label + QStringLiteral(", ") + formats[i]),
                              row, i + 1, Qt::AlignRight | Qt::AlignVCenter);
        ++row;
    }
    const QString room = needs.roomBytes == INT64_MAX ? tr("What this machine has free is not known.")
                                                      : tr("This machine has %1 free now.").arg(theme::bytesInWords(static_cast<double>(needs.roomBytes)));
    m_caption->setText(room + ' ' + tr("Training: rows of %1 tokens, two at once. The page Train plans your own run.").arg(kPlannedRowTokens));
}

}  // namespace luthier
