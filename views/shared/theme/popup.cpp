// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/theme/popup.h"

#include <algorithm>

#include <QScreen>

#include "views/shared/theme/theme.h"

namespace luthier::theme {

void placePopup(QWidget& popup, const QWidget& button, PopupSide side) {
    const QRect screen = button.screen()->availableGeometry();
    const QPoint corner = button.mapToGlobal(QPoint(0, 0));
    const int above = corner.y() - kSpace4 - popup.height();
    const int below = corner.y() + button.height() + kSpace4;
    const bool fitsAbove = above >= screen.top();
    const bool fitsBelow = below + popup.height() <= screen.bottom() + 1;
    const bool isAbove = side == PopupSide::Above ? fitsAbove || !fitsBelow : fitsAbove && !fitsBelow;
    const int lastLeft = screen.right() + 1 - popup.width(), lastTop = screen.bottom() + 1 - popup.height();
    popup.move(std::max(screen.left(), std::min(corner.x(), lastLeft)), std::max(screen.top(), std::min(isAbove ? above : below, lastTop)));
}

}  // namespace luthier::theme
