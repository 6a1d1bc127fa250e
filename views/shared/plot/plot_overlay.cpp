// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/plot/plot_overlay.h"

#include <algorithm>
#include <cmath>

#include "views/shared/plot/series_plottable.h"
#include "views/shared/theme/theme.h"

namespace luthier {

namespace {

constexpr double flagReach = 6;             // pixels from a flag at which it is meant
constexpr std::size_t maxValuesShown = 8;

QColor colorOf(PlotEvent::Kind kind) {
    switch (kind) {
        case PlotEvent::Kind::Saved: return theme::colors().done;
        case PlotEvent::Kind::Changed: return theme::colors().running;
        case PlotEvent::Kind::Warning: return theme::colors().paused;
        case PlotEvent::Kind::Failed: return theme::colors().failed;
    }
    return theme::colors().muted;
}

}  // namespace

PlotOverlay::PlotOverlay(QCustomPlot* plot, const PlotGroup& group, PlotUnit unit) : QCPLayerable(plot, "overlay"), m_group(group), m_unit(unit) {}

void PlotOverlay::applyDefaultAntialiasingHint(QCPPainter* painter) const { painter->setAntialiasing(true); }

// The flags stand on the axis, so a little more than the curves have.
QRect PlotOverlay::clipRect() const { return parentPlot()->viewport(); }

double PlotOverlay::pixelOf(const PlotEvent& event) const {
    double position = event.step;
    if (event.series) {
        const std::shared_lock lock(event.series->mutex);
        position = event.series->series.positionOf(m_group.axis(), event.step);
    }
    return parentPlot()->xAxis->coordToPixel(m_group.isLogX() ? std::max(position, 1e-12) : position);
}

QString PlotOverlay::eventsAt(const QPointF& pixel) const {
    const QRect rect = parentPlot()->axisRect()->rect();
    if (pixel.y() < rect.bottom() - 16 || pixel.y() > rect.bottom() + 12) return {};
    QStringList texts;
    for (const PlotEvent& event : m_events)
        if (std::abs(pixelOf(event) - pixel.x()) <= flagReach && texts.size() < 6 && !texts.contains(event.text)) texts << event.text;
    return texts.join(QLatin1Char('\n'));
}

void PlotOverlay::draw(QCPPainter* painter) {
    if (!m_emptyText.isEmpty()) {
        painter->setPen(theme::colors().muted);
        painter->setFont(theme::font(theme::TextStyle::Body));
        painter->drawText(parentPlot()->axisRect()->rect(), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
    }
    drawFlags(painter);
    if (m_group.crosshair()) drawCrosshair(painter, *m_group.crosshair());
}

void PlotOverlay::drawFlags(QCPPainter* painter) const {
    const QRect rect = parentPlot()->axisRect()->rect();
    painter->setPen(Qt::NoPen);
    // The grave ones last, so that they lie on top; of many in one place one is drawn.
    for (const auto kind : {PlotEvent::Kind::Saved, PlotEvent::Kind::Changed, PlotEvent::Kind::Warning, PlotEvent::Kind::Failed}) {
        double drawnAt = -1e9;
        painter->setBrush(colorOf(kind));
        for (const PlotEvent& event : m_events) {
            if (event.kind != kind) continue;
            const double x = pixelOf(event);
            if (x < rect.left() - 1 || x > rect.right() + 1 || std::abs(x - drawnAt) < 2) continue;
            drawnAt = x;
            if (kind == PlotEvent::Kind::Saved) {
                painter->drawEllipse(QPointF(x, rect.bottom()), 2.5, 2.5);
                continue;
            }
            painter->drawRect(QRectF(x - 0.75, rect.bottom() - 12, 1.5, 12));
            painter->drawPolygon(QPolygonF{QPointF(x, rect.bottom() - 14), QPointF(x + 8, rect.bottom() - 10.5), QPointF(x, rect.bottom() - 7)});
        }
    }
}

void PlotOverlay::drawCrosshair(QCPPainter* painter, double position) const {
    const QRect rect = parentPlot()->axisRect()->rect();
    const double x = parentPlot()->xAxis->coordToPixel(position);
    if (!(x >= rect.left() && x <= rect.right())) return;
    QPen pen(theme::colors().muted, 1);
    pen.setDashPattern({3, 3});
    painter->setPen(pen);
    painter->drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()));
    std::vector<std::pair<const SeriesPlottable*, double>> values;
    for (const SeriesPlottable* curve : m_curves) {
        const auto point = curve->nearest(position);
        if (!point) continue;
        values.emplace_back(curve, point->value);
        if (!std::isfinite(point->value)) continue;
        const QPointF at(parentPlot()->xAxis->coordToPixel(point->position), parentPlot()->yAxis->coordToPixel(point->value));
        if (!rect.contains(at.toPoint())) continue;
        painter->setPen(QPen(theme::colors().surface, 1.5));
        painter->setBrush(theme::seriesColor(curve->curve().color));
        painter->drawEllipse(at, 4, 4);
    }
    if (values.size() > 1) drawValues(painter, x, values);
    // Of the first curve that has a point there: the place is a step that was made, not one between two.
    const auto first = m_curves.empty() ? std::nullopt : m_curves.front()->nearest(position);
    drawPlace(painter, x, first ? first->position : position);
}

// Where the crosshair stands, over the labels of the axis.
void PlotOverlay::drawPlace(QCPPainter* painter, double x, double position) const {
    const QRect rect = parentPlot()->axisRect()->rect();
    const QFontMetrics metrics(theme::font(theme::TextStyle::Caption));
    const QString text = placeInWords(m_group.axis(), position);
    QRectF box(0, rect.bottom() + 4.0, metrics.horizontalAdvance(text) + theme::kSpace12, metrics.height() + 2.0);
    box.moveLeft(std::clamp(x - box.width() / 2, rect.left() - 8.0, rect.right() + 8.0 - box.width()));
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme::colors().text);
    painter->drawRoundedRect(box, 4, 4);
    painter->setPen(theme::colors().window);
    painter->setFont(theme::font(theme::TextStyle::Caption));
    painter->drawText(box, Qt::AlignCenter, text);
}

void PlotOverlay::drawValues(QCPPainter* painter, double x, const std::vector<std::pair<const SeriesPlottable*, double>>& values) const {
    using theme::kSpace4, theme::kSpace8;
    const QRect rect = parentPlot()->axisRect()->rect();
    const QFontMetrics metrics(theme::font(theme::TextStyle::Caption));
    const std::size_t numShown = std::min(values.size(), maxValuesShown);
    int nameWidth = 0, valueWidth = 0;
    for (std::size_t i = 0; i < numShown; ++i) {
        nameWidth = std::max(nameWidth, metrics.horizontalAdvance(values[i].first->curve().label));
        valueWidth = std::max(valueWidth, metrics.horizontalAdvance(valueInWords(m_unit, values[i].second)));
    }
    nameWidth = std::min(nameWidth, 140);
    const int line = metrics.height() + 2, more = numShown < values.size() ? line : 0;
    QRectF box(0, rect.top() + kSpace4, kSpace8 * 4 + nameWidth + valueWidth, static_cast<double>(numShown) * line + more + kSpace8);
    box.moveLeft(x + kSpace8 + box.width() < rect.right() ? x + kSpace8 : std::max<double>(rect.left(), x - kSpace8 - box.width()));
    painter->setPen(QPen(theme::colors().border, 1));
    painter->setBrush(theme::colors().surface);
    painter->drawRoundedRect(box, 4, 4);
    painter->setFont(theme::font(theme::TextStyle::Caption));
    double y = box.top() + kSpace4;
    for (std::size_t i = 0; i < numShown; ++i, y += line) {
        const PlotCurve& curve = values[i].first->curve();
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme::seriesColor(curve.color));
        painter->drawEllipse(QPointF(box.left() + kSpace8 + 2, y + line / 2.0), 3, 3);
        painter->setPen(theme::colors().muted);
        painter->drawText(QRectF(box.left() + kSpace8 * 2, y, nameWidth, line), Qt::AlignVCenter | Qt::TextSingleLine,
                          metrics.elidedText(curve.label, Qt::ElideRight, nameWidth));
        painter->setPen(theme::colors().text);
        painter->drawText(QRectF(box.left() + kSpace8, y, box.width() - kSpace8 * 2, line), Qt::AlignVCenter | Qt::AlignRight, valueInWords(m_unit, values[i].second));
    }
    painter->setPen(theme::colors().muted);
    if (more > 0) painter->drawText(QRectF(box.left() + kSpace8 * 2, y, nameWidth, line), Qt::AlignVCenter, tr("and %1 more").arg(values.size() - numShown));
}

}  // namespace luthier
