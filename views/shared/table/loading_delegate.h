// SPDX-License-Identifier: GPL-3.0-or-later
// A row whose summary is still fetched has a grey bar where its text will stand. Thread: GUI.
#pragma once

#include <QStyledItemDelegate>

namespace luthier {

class LoadingDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace luthier
