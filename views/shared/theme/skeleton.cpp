// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/theme/skeleton.h"

#include <cmath>
#include <numbers>

#include <QPainter>

#include "views/shared/theme/theme.h"

namespace luthier::theme {

namespace {

constexpr int kQuietMs = 150, kTickMs = 100, kBreathMs = 1600;
constexpr int kBarHeight = 10;
constexpr double kLengths[] = {0.72, 0.55, 0.86, 0.64, 0.48, 0.79};

}  // namespace

void paintSkeletonBar(QPainter& painter, const QRect& rect, int place) {
    const double share = kLengths[static_cast<std::size_t>(place) % std::size(kLengths)];
    const int height = qMin(kBarHeight, rect.height());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors().border);
    painter.drawRoundedRect(QRectF(rect.left(), rect.center().y() - height / 2.0, rect.width() * share, height), height / 2.0, height / 2.0);
}

Skeleton::Skeleton(int numLines, int lineHeight, const QString& what, QWidget* parent)
    : QWidget(parent), m_numLines(numLines), m_lineHeight(lineHeight), m_moves(!Theme::reducedMotion()) {
    setAccessibleName(what);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_breath.setInterval(kTickMs);
    connect(&m_breath, &QTimer::timeout, this, &Skeleton::tick);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize Skeleton::sizeHint() const { return {320, m_numLines * m_lineHeight}; }

void Skeleton::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_since.start();
    m_breath.start();
}

void Skeleton::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    m_breath.stop();
}

void Skeleton::tick() {
    update();
    if (!m_moves && m_since.elapsed() >= kQuietMs) m_breath.stop();
}

void Skeleton::paintEvent(QPaintEvent*) {
    if (!m_since.isValid() || m_since.elapsed() < kQuietMs) return;
    QPainter painter(this);
    if (m_moves) {
        const double phase = static_cast<double>(m_since.elapsed() % kBreathMs) / kBreathMs;
        painter.setOpacity(0.75 + 0.25 * std::cos(2 * std::numbers::pi * phase));
    }
    for (int line = 0; line < m_numLines; ++line) paintSkeletonBar(painter, QRect(0, line * m_lineHeight, width(), m_lineHeight), line);
}

}  // namespace luthier::theme
