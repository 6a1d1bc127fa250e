// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/theme/folding_row.h"

#include <utility>

#include <QEvent>

#include "views/shared/theme/theme.h"

namespace luthier::theme {

FoldingRow::FoldingRow() : m_layout(new QHBoxLayout(this)) {
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(kSpace8);
    // What it could be with all words must not keep the column wide.
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void FoldingRow::setFirst(QWidget* widget) {
    m_first = widget;
    m_layout->insertWidget(0, widget, 1);
}

void FoldingRow::add(QPushButton* button) {
    m_entries.push_back({button, button->text()});
    button->setAccessibleName(button->text());
    m_layout->addWidget(button);
}

void FoldingRow::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fold();
}

bool FoldingRow::event(QEvent* event) {
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest) fold();   // the first widget has more to say, or another font came
    return done;
}

void FoldingRow::fold() {
    if (m_isFolding) return;
    m_isFolding = true;
    int wanted = m_first ? m_first->sizeHint().width() : 0;
    for (const Entry& entry : m_entries) {
        if (entry.button->text() != entry.words) entry.button->setText(entry.words);
        wanted += m_layout->spacing() + entry.button->sizeHint().width();
    }
    if (wanted > width())
        for (const Entry& entry : m_entries) entry.button->setText({});
    m_isFolding = false;
}

}  // namespace luthier::theme
