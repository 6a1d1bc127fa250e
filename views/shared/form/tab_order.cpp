// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/form/tab_order.h"

#include <utility>
#include <vector>

#include <QLayout>
#include <QWidget>

namespace luthier {

namespace {

bool takesTab(const QWidget& widget) { return (widget.focusPolicy() & Qt::TabFocus) != 0; }

void collect(QLayout* layout, std::vector<QWidget*>& found) {
    for (int i = 0; layout != nullptr && i < layout->count(); ++i) {
        QLayoutItem* const item = layout->itemAt(i);
        if (item->layout() != nullptr) collect(item->layout(), found);
        QWidget* const widget = item->widget();
        if (widget == nullptr) continue;
        if (takesTab(*widget)) found.push_back(widget);   // and what is inside of it is its own matter
        else collect(widget->layout(), found);
    }
}

}  // namespace

void sortTabOrder(QWidget& outer) {
    std::vector<QWidget*> wanted, present;
    collect(outer.layout(), wanted);
    const QWidget* const window = outer.window();
    for (QWidget* next = outer.nextInFocusChain(); present.size() < wanted.size() && next != window && next != &outer; next = next->nextInFocusChain())
        if (takesTab(*next)) present.push_back(next);
    if (present == wanted) return;
    QWidget* before = &outer;
    for (QWidget* const widget : wanted) QWidget::setTabOrder(std::exchange(before, widget), widget);
}

}  // namespace luthier
