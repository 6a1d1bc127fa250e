// SPDX-License-Identifier: GPL-3.0-or-later
// Where what opens over the window is put. Thread: GUI.
#pragma once

#include <QWidget>

namespace luthier::theme {

enum class PopupSide { Below, Above };

// Moves a popup, which has its size, to the given side of its button: to the other one where only that has room on the screen, and as far to the left as it
// takes to be seen whole.
void placePopup(QWidget& popup, const QWidget& button, PopupSide side = PopupSide::Below);

}  // namespace luthier::theme
