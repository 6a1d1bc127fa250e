// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/compare/reading_place.h"

#include <QScopedValueRollback>
#include <QScrollBar>

namespace luthier {

ReadingPlace::ReadingPlace(QScrollArea* scroll) : QObject(scroll), m_scroll(scroll) {
    QScrollBar* const bar = scroll->verticalScrollBar();
    connect(bar, &QScrollBar::rangeChanged, this, &ReadingPlace::keep);
    connect(bar, &QScrollBar::valueChanged, this, [this, bar](int value) {
        if (m_isKeeping) return;
        constexpr int nearEnd = 40;   // two lines
        m_part = nullptr;
        m_followsEnd = value >= bar->maximum() - nearEnd;
    });
}

void ReadingPlace::showAtTop(QWidget* part) {
    m_part = part;
    m_followsEnd = false;
    keep();
}

// The column's new height is known only when the range changes, some events after what made it grow.
void ReadingPlace::keep() {
    const QScopedValueRollback keeping(m_isKeeping, true);
    QScrollBar* const bar = m_scroll->verticalScrollBar();
    if (m_part) bar->setValue(m_part->y());
    else if (m_followsEnd) bar->setValue(bar->maximum());
}

}  // namespace luthier
