// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/plot/series_plottable.h"

#include <algorithm>
#include <cmath>

#include "views/shared/theme/theme.h"

namespace luthier {

namespace {

constexpr std::size_t fewPoints = 48;   // so many are drawn as dots too

QColor mixed(const QColor& a, const QColor& b, float share) {
    return QColor::fromRgbF(a.redF() * share + b.redF() * (1 - share), a.greenF() * share + b.greenF() * (1 - share),
        a.blueF() * share + b.blueF() * (1 - share));
}

std::size_t numPointsOf(const std::vector<SeriesBucket>& buckets) {
    return buckets.empty() ? 0 : buckets.back().endIndex - buckets.front().firstIndex;
}

}  // namespace

SeriesPlottable::SeriesPlottable(QCPAxis* keyAxis, QCPAxis* valueAxis, const PlotGroup& group, PlotCurve curve, Part part)
    : QCPAbstractPlottable(keyAxis, valueAxis), m_group(group), m_curve(std::move(curve)), m_part(part) {
    setSelectable(QCP::stNone);
}

std::optional<PlotRange> SeriesPlottable::extent() const {
    const std::shared_lock lock(m_curve.run->mutex);
    const SeriesPyramid* series = m_curve.run->series.find(m_curve.series);
    if (!series) return std::nullopt;
    const auto position = [&](std::size_t index) { return m_curve.run->series.positionOf(m_group.axis(), static_cast<double>(series->stepAt(index))); };
    return PlotRange{position(0), position(series->size() - 1)};
}

std::optional<PlotRange> SeriesPlottable::valuesWithin(const PlotRange& range, bool onlyPositive) const {
    const std::shared_lock lock(m_curve.run->mutex);
    const RunSeries& run = m_curve.run->series;
    const SeriesPyramid* series = run.find(m_curve.series);
    if (!series) return std::nullopt;
    std::size_t from = series->firstIndexFrom(run.stepAt(m_group.axis(), range.lower));
    std::size_t end = series->firstIndexFrom(std::nextafter(run.stepAt(m_group.axis(), range.upper), 1e300));
    // One point more on each side: the line goes on to it.
    from = from > 0 ? from - 1 : 0;
    end = std::min(end + 1, series->size());
    if (from >= end) return std::nullopt;
    std::optional<PlotRange> values;
    const auto take = [&](double low, double high) { values = values ? PlotRange{std::min(values->lower, low), std::max(values->upper, high)}
        : PlotRange{low, high}; };
    if (!onlyPositive) {
        const SeriesBucket bucket = series->bucket(from, end);
        if (bucket.numFinite > 0) take(bucket.min, bucket.max);
        return values;
    }
    constexpr std::size_t numPieces = 2000;
    for (std::size_t piece = 0; piece < numPieces; ++piece) {
        const std::size_t a = from + (end - from) * piece / numPieces, b = from + (end - from) * (piece + 1) / numPieces;
        if (a == b) continue;
        const SeriesBucket bucket = series->bucket(a, b);
        if (bucket.numFinite > 0 && bucket.max > 0) take(bucket.min > 0 ? bucket.min : bucket.max, bucket.max);
    }
    return values;
}

std::optional<SeriesPlottable::Point> SeriesPlottable::nearest(double position) const {
    const std::shared_lock lock(m_curve.run->mutex);
    const RunSeries& run = m_curve.run->series;
    const SeriesPyramid* series = run.find(m_curve.series);
    if (!series) return std::nullopt;
    const double step = run.stepAt(m_group.axis(), position);
    std::size_t index = std::min(series->firstIndexFrom(step), series->size() - 1);
    if (index > 0 && std::abs(static_cast<double>(series->stepAt(index - 1)) - step) <= std::abs(static_cast<double>(series->stepAt(index)) - step)) --index;
    return Point{series->stepAt(index), run.positionOf(m_group.axis(), static_cast<double>(series->stepAt(index))), series->valueAt(index)};
}

std::optional<SeriesPlottable::Point> SeriesPlottable::last() const {
    const std::shared_lock lock(m_curve.run->mutex);
    const RunSeries& run = m_curve.run->series;
    const SeriesPyramid* series = run.find(m_curve.series);
    if (!series) return std::nullopt;
    const std::size_t index = series->size() - 1;
    return Point{series->stepAt(index), run.positionOf(m_group.axis(), static_cast<double>(series->stepAt(index))), series->valueAt(index)};
}

double SeriesPlottable::selectTest(const QPointF&, bool, QVariant*) const { return -1; }

QCPRange SeriesPlottable::getKeyRange(bool& found, QCP::SignDomain) const {
    const auto range = extent();
    found = range.has_value();
    return found ? QCPRange(range->lower, range->upper) : QCPRange();
}

QCPRange SeriesPlottable::getValueRange(bool& found, QCP::SignDomain domain, const QCPRange& keys) const {
    const auto range = valuesWithin(keys == QCPRange() ? m_group.range() : PlotRange{keys.lower, keys.upper}, domain == QCP::sdPositive);
    found = range.has_value();
    return found ? QCPRange(range->lower, range->upper) : QCPRange();
}

// One bucket per pixel column, and the neighbours on both sides to which the line goes on.
std::vector<SeriesBucket> SeriesPlottable::visibleBuckets(const RunSeries& run, const SeriesPyramid& series) const {
    const QRect rect = clipRect();
    const auto numColumns = static_cast<std::size_t>(std::max(rect.width(), 1));
    std::vector<double> edges(numColumns + 1);
    for (std::size_t k = 0; k <= numColumns; ++k) edges[k] = run.stepAt(m_group.axis(), mKeyAxis->pixelToCoord(rect.left() + static_cast<double>(k)));
    std::vector<SeriesBucket> buckets = series.columns(edges);
    const std::size_t from = buckets.empty() ? series.firstIndexFrom(edges.front()) : buckets.front().firstIndex;
    const std::size_t end = buckets.empty() ? from : buckets.back().endIndex;
    if (from > 0) buckets.insert(buckets.begin(), series.bucket(from - 1, from));
    if (end < series.size()) buckets.push_back(series.bucket(end, end + 1));
    return buckets;
}

QPointF SeriesPlottable::pixelOf(const RunSeries& run, double step, double value) const {
    double position = run.positionOf(m_group.axis(), step);
    if (m_group.isLogX()) position = std::max(position, 1e-12);
    return {std::clamp(mKeyAxis->coordToPixel(position), -1e5, 1e5), std::clamp(mValueAxis->coordToPixel(value), -1e5, 1e5)};
}

QPen SeriesPlottable::linePen(bool isFaint) const {
    const QColor color = theme::seriesColor(m_curve.color);
    QPen pen(isFaint ? mixed(color, theme::colors().surface, theme::Theme::instance().scheme() == theme::Scheme::Dark ? 0.5F : 0.34F) : color,
        isFaint ? 1.0 : (m_emphasised ? 3.0 : 1.75));
    pen.setJoinStyle(Qt::BevelJoin);
    if (m_curve.isDashed || theme::seriesIsDashed(m_curve.color)) pen.setDashPattern({4, 3});
    return pen;
}

void SeriesPlottable::draw(QCPPainter* painter) {
    const std::shared_lock lock(m_curve.run->mutex);
    const RunSeries& run = m_curve.run->series;
    const SeriesPyramid* series = run.find(m_curve.series);
    if (!series) return;
    const auto buckets = visibleBuckets(run, *series);
    if (m_part == Part::Raw) {
        drawRaw(painter, run, buckets);
        drawMarks(painter, run, buckets);
    } else if (isSmoothed()) drawSmoothed(painter, run, *series, buckets);
}

void SeriesPlottable::drawRaw(QCPPainter* painter, const RunSeries& run, const std::vector<SeriesBucket>& buckets) {
    const bool isLog = mValueAxis->scaleType() == QCPAxis::stLogarithmic;
    QPolygonF line;
    QPen pen = linePen(isSmoothed());
    const bool isBand = numPointsOf(buckets) > buckets.size();
    if (isBand) {   // upright lines one pixel wide: sharp, and fast
        pen.setWidth(1);
        pen.setStyle(Qt::SolidLine);
    }
    painter->setPen(pen);
    painter->setBrush(Qt::NoBrush);
    painter->setAntialiasing(!isBand);
    const auto finish = [&] {
        if (line.size() == 1) painter->drawPoint(line.front());
        else if (!line.isEmpty()) painter->drawPolyline(line);
        line.clear();
    };
    for (const SeriesBucket& bucket : buckets) {
        if (bucket.numFinite == 0 || (isLog && bucket.max <= 0)) {
            finish();
            continue;
        }
        const double low = isLog && bucket.min <= 0 ? mValueAxis->range().lower : bucket.min;
        const auto x = static_cast<double>(bucket.firstStep);
        line << pixelOf(run, x, isLog ? std::max(bucket.first, low) : bucket.first);
        if (bucket.numFinite == 1) continue;
        line << QPointF(line.back().x(), mValueAxis->coordToPixel(low)) << QPointF(line.back().x(), mValueAxis->coordToPixel(bucket.max))
             << QPointF(line.back().x(), mValueAxis->coordToPixel(isLog ? std::max(bucket.last, low) : bucket.last));
    }
    finish();
    if (!m_curve.hasDots || numPointsOf(buckets) > fewPoints) return;
    painter->setAntialiasing(true);
    painter->setPen(QPen(theme::colors().surface, 1));
    painter->setBrush(theme::seriesColor(m_curve.color));
    // The first and the last one lie on the edge, and are drawn whole.
    constexpr double radius = 3.5;
    const QRectF within = QRectF(clipRect()).adjusted(-1, -1, 1, 1);
    painter->setClipRect(within.adjusted(-radius, -radius, radius, radius));
    for (const SeriesBucket& bucket : buckets) {
        if (bucket.numFinite == 0) continue;
        const QPointF at = pixelOf(run, static_cast<double>(bucket.firstStep), bucket.last);
        if (within.contains(at)) painter->drawEllipse(at, radius, radius);
    }
    painter->setClipRect(clipRect());
}

void SeriesPlottable::drawSmoothed(QCPPainter* painter, const RunSeries& run, const SeriesPyramid& series, const std::vector<SeriesBucket>& buckets) {
    std::vector<std::size_t> indices;
    for (const SeriesBucket& bucket : buckets) indices.push_back(bucket.endIndex - 1);
    std::vector<double> values = series.smoothed(indices, m_group.smoothing());
    // Where one pixel column has more points than the average reaches back over, the mean of the column is what the eye should follow.
    for (std::size_t i = 0; i < buckets.size(); ++i)
        if (static_cast<double>(buckets[i].numFinite) * (1 - m_group.smoothing()) > 1) values[i] = buckets[i].mean;
    const bool isLog = mValueAxis->scaleType() == QCPAxis::stLogarithmic;
    QPolygonF line;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (std::isfinite(values[i]) && !(isLog && values[i] <= 0)) line << pixelOf(run, static_cast<double>(series.stepAt(indices[i])), values[i]);
    painter->setAntialiasing(true);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(linePen(false));
    painter->drawPolyline(line);
}

// A cross at the foot for NaN, an arrow at the edge to which an infinite value went; upright, a dotted line.
void SeriesPlottable::drawMarks(QCPPainter* painter, const RunSeries& run, const std::vector<SeriesBucket>& buckets) {
    const QRect rect = clipRect();
    const QColor color = theme::colors().failed;
    painter->setAntialiasing(true);
    painter->setBrush(Qt::NoBrush);
    for (const SeriesBucket& bucket : buckets) {
        if (bucket.numMarks() == 0) continue;
        const double x = pixelOf(run, static_cast<double>(bucket.firstStep), 1).x();
        QPen dotted(color, 1);
        dotted.setDashPattern({1, 3});
        painter->setPen(dotted);
        painter->drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()));
        painter->setPen(QPen(color, 2));
        const double foot = rect.bottom() - 7.0;
        if (bucket.numNaN > 0) {
            painter->drawLine(QPointF(x - 4, foot - 4), QPointF(x + 4, foot + 4));
            painter->drawLine(QPointF(x - 4, foot + 4), QPointF(x + 4, foot - 4));
        }
        const auto arrow = [&](double tip, double tail) {
            painter->drawPolyline(QPolygonF{QPointF(x - 4, tail), QPointF(x, tip), QPointF(x + 4, tail)});
        };
        if (bucket.numPositiveInfinite > 0) arrow(rect.top() + 3.0, rect.top() + 9.0);
        if (bucket.numNegativeInfinite > 0) arrow(rect.bottom() - 3.0, rect.bottom() - 9.0);
    }
}

void SeriesPlottable::drawLegendIcon(QCPPainter* painter, const QRectF& rect) const {
    painter->setPen(linePen(false));
    painter->drawLine(QPointF(rect.left(), rect.center().y()), QPointF(rect.right(), rect.center().y()));
}

}  // namespace luthier
