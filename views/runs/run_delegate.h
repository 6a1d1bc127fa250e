// SPDX-License-Identifier: GPL-3.0-or-later
// One run in the list: name and last loss, state and time, a line of its loss, how far it is. Thread: GUI.
#pragma once

#include <QStyledItemDelegate>

namespace luthier {

class RunDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace luthier
