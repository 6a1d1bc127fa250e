// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/table/loading_delegate.h"

#include <QPainter>

#include "views/shared/table/example_model.h"
#include "views/shared/theme/skeleton.h"
#include "views/shared/theme/theme.h"

namespace luthier {

void LoadingDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyledItemDelegate::paint(painter, option, index);
    const bool hasText = index.column() == ExampleModel::Prompt || index.column() == ExampleModel::Answer;
    if (!hasText || index.data(ExampleModel::SummaryLoadedRole).toBool()) return;
    painter->save();
    theme::paintSkeletonBar(*painter, option.rect.adjusted(theme::kSpace8, 0, -theme::kSpace8, 0), index.row() + index.column());
    painter->restore();
}

}  // namespace luthier
