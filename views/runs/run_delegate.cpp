// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/runs/run_delegate.h"

#include <QApplication>
#include <QPainter>

#include "views/runs/runs_model.h"
#include "views/shared/plot/sparkline.h"
#include "views/shared/theme/icons.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

using theme::kSpace12, theme::kSpace16, theme::kSpace4, theme::kSpace8;
constexpr int iconSize = 14, progressHeight = 3, sparkWidth = 72, sparkHeight = 22;

int lineHeight(theme::TextStyle style) { return QFontMetrics(theme::font(style)).height() + 2; }

// A text at the left of what is left of the line; returns what is left after it.
void drawText(QPainter* painter, const QRect& rect, int flags, theme::TextStyle style, const QColor& color, const QString& text) {
    const QFont font = theme::font(style);
    painter->setFont(font);
    painter->setPen(color);
    painter->drawText(rect, flags | Qt::TextSingleLine, QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width()));
}

}  // namespace

QSize RunDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const {
    int height = kSpace12 * 2 + lineHeight(theme::TextStyle::Emphasis) + lineHeight(theme::TextStyle::Caption) + kSpace4;
    if (!index.data(RunsModel::TagsRole).toStringList().isEmpty()) height += lineHeight(theme::TextStyle::Caption) + kSpace4;
    if (index.data(RunsModel::StateRole) == QLatin1String("running")) height += progressHeight + kSpace8;
    return {200, height};
}

void RunDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const auto& colors = theme::colors();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect card = option.rect.adjusted(kSpace4, 1, -kSpace4, -1);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    if (isSelected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(isSelected ? colors.selection : colors.hover);
        painter->drawRoundedRect(card, theme::kRadius, theme::kRadius);
    }
    if (option.state.testFlag(QStyle::State_HasFocus) && option.widget && option.widget->hasFocus()) {
        painter->setPen(QPen(colors.accent, 1));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5), theme::kRadius, theme::kRadius);
    }
    const QRect inner = card.adjusted(kSpace12, kSpace12 - 1, -kSpace12, -kSpace12 + 1);
    const QString state = index.data(RunsModel::StateRole).toString(), loss = index.data(RunsModel::StatusRole).toString();
    const int first = lineHeight(theme::TextStyle::Emphasis), second = lineHeight(theme::TextStyle::Caption);

    const int lossWidth = loss.isEmpty() ? 0 : QFontMetrics(theme::font(theme::TextStyle::Number)).horizontalAdvance(loss) + kSpace8;
    drawText(painter, {inner.left(), inner.top(), inner.width() - lossWidth, first}, Qt::AlignVCenter, theme::TextStyle::Emphasis, colors.text,
        index.data().toString());
    drawText(painter, {inner.left(), inner.top(), inner.width(), first}, Qt::AlignVCenter | Qt::AlignRight, theme::TextStyle::Number, colors.text, loss);

    const int y = inner.top() + first + kSpace4;
    const QColor stateColor = theme::stateColor(state);
    painter->drawPixmap(QPointF(inner.left(), y + (second - iconSize) / 2.0),
                        theme::iconPixmap(theme::stateIcon(state), stateColor, iconSize, option.widget ? option.widget->devicePixelRatioF() : 1));
    const int stateWidth = QFontMetrics(theme::font(theme::TextStyle::Caption)).horizontalAdvance(theme::stateWord(state));
    const int textLeft = inner.left() + iconSize + kSpace4, textWidth = inner.right() - textLeft - sparkWidth - kSpace8;
    drawText(painter, {textLeft, y, textWidth, second}, Qt::AlignVCenter, theme::TextStyle::Caption, stateColor, theme::stateWord(state));
    if (textWidth - stateWidth - kSpace8 > 30)
        drawText(painter, {textLeft + stateWidth + kSpace8, y, textWidth - stateWidth - kSpace8, second}, Qt::AlignVCenter, theme::TextStyle::Caption,
            colors.muted,
                 index.data(RunsModel::TimeRole).toString());
    paintSparkline(*painter, QRectF(inner.right() - sparkWidth + 3, y + (second - sparkHeight) / 2.0, sparkWidth, sparkHeight),
                   index.data(RunsModel::SparklineRole).value<std::vector<float>>(), theme::seriesColor(0));

    int below = y + second + kSpace4;
    if (const QStringList tags = index.data(RunsModel::TagsRole).toStringList(); !tags.isEmpty()) {
        drawText(painter, {inner.left(), below, inner.width(), second}, Qt::AlignVCenter, theme::TextStyle::Caption, colors.muted,
            QStringLiteral("# ") + tags.join(QStringLiteral("  # ")));
        below += second + kSpace4;
    }
    if (const QVariant progress = index.data(RunsModel::ProgressRole); state == QLatin1String("running")) {
        const QRectF bar(inner.left(), below + kSpace4, inner.width(), progressHeight);
        painter->setPen(Qt::NoPen);
        painter->setBrush(colors.border);
        painter->drawRoundedRect(bar, 1.5, 1.5);
        painter->setBrush(stateColor);
        if (progress.isValid()) painter->drawRoundedRect(QRectF(bar.topLeft(), QSizeF(bar.width() * progress.toDouble(), progressHeight)), 1.5, 1.5);
    }
    painter->restore();
}

}  // namespace luthier
