// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/runs/online_plots.h"

#include <algorithm>
#include <cmath>

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QVBoxLayout>

#include "views/shared/plot/plot_curve.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

constexpr double kDot = 3.5, kNear = 9;      // pixels
constexpr int kLeft = 52, kBottom = 36;      // for numbers and titles of the axes

QString inWords(double value) { return valueInWords(PlotUnit::Number, value); }

// Round numbers within the range, some four of them.
std::vector<double> ticksOf(double low, double high) {
    std::vector<double> ticks;
    const double span = high - low;
    if (!(span > 0) || !std::isfinite(span)) return {low};
    const double rough = span / 4, power = std::pow(10, std::floor(std::log10(rough)));
    const double step = (rough / power < 1.5 ? 1 : rough / power < 3.5 ? 2 : rough / power < 7.5 ? 5 : 10) * power;
    for (double tick = std::ceil(low / step) * step; tick <= high + step / 1000; tick += step) ticks.push_back(std::abs(tick) < step / 1000 ? 0 : tick);
    return ticks;
}

QColor blend(const QColor& a, const QColor& b, double share) {
    const auto mix = [share](int from, int to) { return static_cast<int>(std::lround(from + (to - from) * share)); };
    return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

double share(double value, double low, double high) { return high > low ? (value - low) / (high - low) : 0.5; }

}  // namespace

AxesPlot::AxesPlot(const char* objectName, const QString& title, const QString& unit, QWidget* parent)
    : QFrame(parent), m_value(theme::label({}, "muted")), m_head(new QWidget(this)) {
    setObjectName(objectName);
    setProperty("look", "card");
    setAccessibleName(title);
    setMouseTracking(true);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(theme::kSpace12, theme::kSpace8, theme::kSpace12, theme::kSpace8);
    column->addWidget(m_head);
    column->addStretch(1);
    auto* const row = new QHBoxLayout(m_head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::kSpace8);
    auto* const name = theme::label(title);
    name->setFont(theme::font(theme::TextStyle::Emphasis));
    row->addWidget(name);
    row->addWidget(theme::label(unit, "caption"));
    row->addStretch(1);
    row->addWidget(m_value);
    m_value->setFont(theme::font(theme::TextStyle::Number));
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, qOverload<>(&QWidget::update));
}

void AxesPlot::setAxes(const Axis& x, const Axis& y) {
    m_x = x;
    m_y = y;
    update();
}

void AxesPlot::setValueWords(const QString& words) { m_value->setText(words); }

QRectF AxesPlot::inside() const {
    const double top = m_head->geometry().bottom() + theme::kSpace12;
    const int left = theme::kSpace8 + kLeft;
    return {static_cast<double>(left), top, static_cast<double>(width() - left - theme::kSpace16), height() - top - kBottom - theme::kSpace4};
}

void AxesPlot::paintAxes(QPainter& painter, const QRectF& inside) const {
    const theme::Colors& colors = theme::colors();
    painter.setFont(theme::font(theme::TextStyle::Caption));
    const QFontMetrics metrics(painter.font());
    for (const double tick : ticksOf(m_y.low, m_y.high)) {
        const double y = inside.bottom() - inside.height() * share(tick, m_y.low, m_y.high);
        painter.setPen(colors.gridLine);
        painter.drawLine(QPointF(inside.left(), y), QPointF(inside.right(), y));
        painter.setPen(colors.muted);
        painter.drawText(QRectF(0, y - metrics.height() / 2.0, inside.left() - theme::kSpace4, metrics.height()), Qt::AlignRight | Qt::AlignVCenter,
                         tickInWords(PlotUnit::Number, tick));
    }
    for (const double tick : ticksOf(m_x.low, m_x.high)) {
        const double x = inside.left() + inside.width() * share(tick, m_x.low, m_x.high);
        painter.drawText(QRectF(x - 40, inside.bottom() + theme::kSpace4, 80, metrics.height()), Qt::AlignHCenter, tickInWords(PlotUnit::Number, tick));
    }
    painter.drawText(QRectF(inside.left(), inside.bottom() + theme::kSpace4 + metrics.height(), inside.width(), metrics.height()), Qt::AlignHCenter, m_x.title);
    painter.save();
    painter.translate(theme::kSpace12, inside.center().y());
    painter.rotate(-90);
    painter.drawText(QRectF(-inside.height() / 2, -theme::kSpace4, inside.height(), metrics.height()), Qt::AlignHCenter, m_y.title);
    painter.restore();
    painter.setPen(colors.border);
    painter.drawLine(inside.bottomLeft(), inside.bottomRight());
}

void AxesPlot::paintEvent(QPaintEvent* event) {
    QFrame::paintEvent(event);
    QPainter painter(this);
    const QRectF where = inside();
    if (where.width() < 40 || where.height() < 30) return;
    if (isEmpty()) {
        painter.setPen(theme::colors().muted);
        painter.drawText(where, Qt::AlignCenter | Qt::TextWordWrap, tr("Nothing yet: it appears with the first rollout."));
        return;
    }
    paintAxes(painter, where);
    painter.setRenderHint(QPainter::Antialiasing);
    paintInside(painter, where);
}

void AxesPlot::mouseReleaseEvent(QMouseEvent* event) {
    QFrame::mouseReleaseEvent(event);
    if (event->button() != Qt::LeftButton) return;
    if (const auto under = underMouse(event->position(), inside())) emit clickedAt(static_cast<double>(under->step));
}

bool AxesPlot::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QFrame::event(event);
    const auto* const help = static_cast<QHelpEvent*>(event);
    if (const auto under = underMouse(help->pos(), inside())) QToolTip::showText(help->globalPos(), Qt::convertFromPlainText(under->words), this);
    else QToolTip::hideText();
    return true;
}

RewardKlPlot::RewardKlPlot(QWidget* parent) : AxesPlot("plot.reward_kl", tr("Reward against KL"), tr("a point per rollout"), parent) {
    setToolTip(tr("How much reward each nat of distance from the reference has bought"));
}

void RewardKlPlot::setPoints(std::vector<RewardKlPoint> points) {
    if (points.size() == m_points.size() && (points.empty() || points.back().step == m_points.back().step)) return;
    m_points = std::move(points);
    Axis x{0, 0, tr("KL to the reference, nats")}, y{INFINITY, -INFINITY, tr("Reward")};
    for (const RewardKlPoint& point : m_points) {
        x.low = std::min(x.low, point.kl);
        x.high = std::max(x.high, point.kl);
        y.low = std::min(y.low, point.reward);
        y.high = std::max(y.high, point.reward);
    }
    const double roomX = x.high > x.low ? (x.high - x.low) * 0.04 : 1, roomY = y.high > y.low ? (y.high - y.low) * 0.06 : 0.5;
    x.high += roomX;
    y.low -= roomY;
    y.high += roomY;
    setAxes(x, y);
    setValueWords(m_points.empty() ? QString() : tr("%1 at %2 nats").arg(inWords(m_points.back().reward), inWords(m_points.back().kl)));
}

QPointF RewardKlPlot::placeOf(const RewardKlPoint& point, const QRectF& inside) const {
    return {inside.left() + inside.width() * share(point.kl, m_x.low, m_x.high), inside.bottom() - inside.height() * share(point.reward, m_y.low, m_y.high)};
}

void RewardKlPlot::paintInside(QPainter& painter, const QRectF& inside) {
    const theme::Colors& colors = theme::colors();
    QPolygonF way;
    for (const RewardKlPoint& point : m_points) way << placeOf(point, inside);
    painter.setPen(QPen(colors.border, 1));
    painter.drawPolyline(way);
    painter.setPen(Qt::NoPen);
    const QColor first = blend(colors.surface, theme::seriesColor(0), 0.3), last = theme::seriesColor(0);
    for (int i = 0; i < way.size(); ++i) {
        painter.setBrush(blend(first, last, way.size() > 1 ? static_cast<double>(i) / static_cast<double>(way.size() - 1) : 1));
        painter.drawEllipse(way[i], kDot, kDot);
    }
    painter.setFont(theme::font(theme::TextStyle::Caption));
    const auto mark = [&](const QPointF& at, const QString& words, const QColor& color) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(color, 1.5));
        painter.drawEllipse(at, kDot + 2.5, kDot + 2.5);
        painter.setPen(colors.text);
        const int width = painter.fontMetrics().horizontalAdvance(words);
        const bool isLeft = at.x() + kNear + width > inside.right();
        painter.drawText(QPointF(isLeft ? at.x() - kNear - width : at.x() + kNear, std::min(at.y() + 16, inside.bottom() - 2)), words);
    };
    mark(way.front(), tr("start"), colors.muted);
    if (way.size() > 1) mark(way.back(), tr("now"), last);
}

std::optional<AxesPlot::Under> RewardKlPlot::underMouse(const QPointF& at, const QRectF& inside) const {
    const RewardKlPoint* nearest = nullptr;
    double best = kNear;
    for (const RewardKlPoint& point : m_points) {
        const QPointF away = placeOf(point, inside) - at;
        if (const double distance = std::hypot(away.x(), away.y()); distance <= best) {
            best = distance;
            nearest = &point;
        }
    }
    if (nearest == nullptr) return std::nullopt;
    return Under{tr("Step %1: reward %2, KL %3 nats").arg(theme::countInWords(nearest->step), inWords(nearest->reward), inWords(nearest->kl)), nearest->step};
}

RewardHeat::RewardHeat(QWidget* parent) : AxesPlot("plot.reward_heat", tr("Rewards of the answers"), tr("by rollout"), parent) {}

void RewardHeat::setAnswers(const std::shared_ptr<const RolloutAnswers>& answers) {
    if (answers == m_answers) return;
    m_answers = answers;
    m_histogram = answers ? rewardHistogram(*answers, numBins, maxColumns) : RewardHistogram{};
    if (isEmpty()) {
        setValueWords({});
        update();
        return;
    }
    const RewardHistogram::Column& last = m_histogram.columns.back();
    setAxes({static_cast<double>(m_histogram.columns.front().step), static_cast<double>(std::max(last.step, m_histogram.columns.front().step + 1)), tr("Step")},
            {m_histogram.low, m_histogram.high, tr("Reward")});
    setValueWords(tr("mean %1").arg(inWords(last.mean)));
}

void RewardHeat::paintInside(QPainter& painter, const QRectF& inside) {
    const theme::Colors& colors = theme::colors();
    const auto numColumns = static_cast<double>(m_histogram.columns.size());
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(Qt::NoPen);
    const double cellHeight = inside.height() / numBins;
    QPolygonF means;
    for (std::size_t c = 0; c < m_histogram.columns.size(); ++c) {
        const RewardHistogram::Column& column = m_histogram.columns[c];
        const double left = inside.left() + inside.width() * static_cast<double>(c) / numColumns,
                     right = inside.left() + inside.width() * static_cast<double>(c + 1) / numColumns;
        for (std::size_t b = 0; b < column.counts.size(); ++b) {
            if (column.counts[b] == 0) continue;
            const double part = static_cast<double>(column.counts[b]) / static_cast<double>(column.numAnswers);
            painter.setBrush(blend(colors.surface, theme::seriesColor(0), 0.15 + 0.85 * std::sqrt(part)));
            const double bottom = inside.bottom() - cellHeight * static_cast<double>(b);
            painter.drawRect(QRectF(QPointF(std::round(left), std::round(bottom - cellHeight)), QPointF(std::round(right), std::round(bottom))));
        }
        means << QPointF((left + right) / 2, inside.bottom() - inside.height() * share(column.mean, m_histogram.low, m_histogram.high));
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme::seriesColor(1), 2));
    if (means.size() > 1) painter.drawPolyline(means);
    else painter.drawEllipse(means.front(), kDot, kDot);
}

std::optional<AxesPlot::Under> RewardHeat::underMouse(const QPointF& at, const QRectF& inside) const {
    if (m_histogram.columns.empty() || !inside.contains(at)) return std::nullopt;
    const auto last = static_cast<int>(m_histogram.columns.size()) - 1;
    const int c = std::clamp(static_cast<int>((at.x() - inside.left()) / inside.width() * (last + 1)), 0, last);
    const int b = std::clamp(static_cast<int>((inside.bottom() - at.y()) / inside.height() * numBins), 0, numBins - 1);
    const RewardHistogram::Column& column = m_histogram.columns[static_cast<std::size_t>(c)];
    const double width = (m_histogram.high - m_histogram.low) / numBins, from = m_histogram.low + b * width;
    return Under{tr("Step %1: %2 of %3 answers between %4 and %5, mean %6")
                     .arg(theme::countInWords(column.step), theme::countInWords(column.counts[static_cast<std::size_t>(b)]),
                          theme::countInWords(column.numAnswers), inWords(from), inWords(from + width), inWords(column.mean)),
                 column.step};
}

}  // namespace luthier
