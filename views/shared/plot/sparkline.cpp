// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/plot/sparkline.h"

#include <algorithm>
#include <cmath>

#include <QPainter>

#include "views/shared/theme/theme.h"

namespace luthier {

namespace {
constexpr QSize usualSize(96, 24);
}

void paintSparkline(QPainter& painter, const QRectF& rect, const std::vector<float>& values, const QColor& color) {
    float low = INFINITY, high = -INFINITY;
    for (const float value : values)
        if (std::isfinite(value)) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    if (values.size() < 2 || !(low <= high)) return;
    const QRectF inner = rect.adjusted(1, 3, -3, -3);
    const auto pointAt = [&](std::size_t i) {
        const double share = high > low ? static_cast<double>(values[i] - low) / static_cast<double>(high - low) : 0.5;
        return QPointF(inner.left() + inner.width() * static_cast<double>(i) / static_cast<double>(values.size() - 1), inner.bottom() - inner.height() * share);
    };
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    QPolygonF line;
    QPointF lastPoint;
    for (std::size_t i = 0; i <= values.size(); ++i) {
        if (i < values.size() && std::isfinite(values[i])) {
            line << pointAt(i);
            lastPoint = line.back();
            continue;
        }
        painter.drawPolyline(line);
        line.clear();
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(lastPoint, 2, 2);
    painter.restore();
}

Sparkline::Sparkline(QWidget* parent) : QWidget(parent) { setAttribute(Qt::WA_TransparentForMouseEvents); }

void Sparkline::setValues(std::vector<float> values, const QColor& color) {
    m_values = std::move(values);
    m_color = color;
    update();
}

QSize Sparkline::sizeHint() const { return usualSize; }

void Sparkline::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintSparkline(painter, rect(), m_values, m_color);
}

void SparklineDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyledItemDelegate::paint(painter, option, index);
    const QRectF cell = QRectF(option.rect).adjusted(theme::kSpace8, 0, -theme::kSpace8, 0);
    paintSparkline(*painter, cell, index.data(m_role).value<std::vector<float>>(), theme::seriesColor(0));
}

QSize SparklineDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const { return usualSize; }

}  // namespace luthier
