// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/theme/elided_combo.h"

#include <QHelpEvent>
#include <QStyleOptionComboBox>
#include <QStylePainter>
#include <QToolTip>

#include "views/shared/theme/theme.h"

namespace luthier::theme {

QString ElidedCombo::shownText() const {
    QStyleOptionComboBox option;
    initStyleOption(&option);
    const int icon = option.currentIcon.isNull() ? 0 : option.iconSize.width() + kSpace8;
    const int room = style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this).width() - icon - kSpace4;
    return fontMetrics().elidedText(currentText(), Qt::ElideRight, qMax(0, room));
}

void ElidedCombo::paintEvent(QPaintEvent* event) {
    static_cast<void>(event);
    QStylePainter painter(this);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    option.currentText = shownText();
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}

bool ElidedCombo::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip || !toolTip().isEmpty() || shownText() == currentText()) return QComboBox::event(event);
    QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), Qt::convertFromPlainText(currentText()), this);
    return true;
}

}  // namespace luthier::theme
