// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/theme/scroll.h"

#include <QHBoxLayout>

#include "views/shared/theme/theme.h"

namespace luthier::theme {

QScrollArea* plainScroll(QWidget* content) {
    auto* const scroll = new QScrollArea;
    scroll->setProperty("look", "plain");
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    return scroll;
}

QVBoxLayout* makeScrolling(QWidget* page, int maxWidth) {
    auto* const outer = new QWidget;
    auto* const row = new QHBoxLayout(outer);
    row->setContentsMargins(kPageMargin, kSpace24, kPageMargin, kSpace24);
    auto* const content = new QWidget;
    row->addWidget(content, 10);
    if (maxWidth > 0) {
        content->setMaximumWidth(maxWidth);
        row->addStretch(1);
    }
    auto* const column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kSpace16);
    auto* const all = new QVBoxLayout(page);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(plainScroll(outer));
    return column;
}

}  // namespace luthier::theme
