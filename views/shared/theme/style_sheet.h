// SPDX-License-Identifier: GPL-3.0-or-later
// What Fusion draws otherwise than we want it. Widgets ask for a variant by the dynamic property "look":
//   QPushButton  "accent" (the one thing to do), "quiet" (no frame), "danger"      QFrame "card", "sunken", "strip", "line"
//   QLabel       "muted", "caption", "section", "title", "error", "warning"       QToolButton "chip", "rail"
// Thread: pure function.
#pragma once

#include <QString>

#include "views/shared/theme/theme.h"

namespace luthier::theme {

QString styleSheetOf(const Colors& colors);

}  // namespace luthier::theme
