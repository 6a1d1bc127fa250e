// SPDX-License-Identifier: GPL-3.0-or-later
// What scrolls without a frame, on the window's own ground. Thread: GUI.
#pragma once

#include <QScrollArea>
#include <QVBoxLayout>

namespace luthier::theme {

// Upwards and downwards only.
QScrollArea* plainScroll(QWidget* content);
// Makes all of a page one column that scrolls, with the page's margins; at most maxWidth wide, 0 = as wide as the page. What it shows is added to the column.
QVBoxLayout* makeScrolling(QWidget* page, int maxWidth = 0);

}  // namespace luthier::theme
