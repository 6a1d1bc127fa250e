// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/plot/plot_group.h"

#include <algorithm>
#include <cmath>

#include "views/shared/plot/plot_panel.h"

namespace luthier {

void PlotGroup::setAxis(SeriesAxis axis) {
    if (axis == m_axis) return;
    m_axis = axis;
    m_zoom.reset();
    m_crosshair.reset();
    measure();
    emit viewChanged();
}

void PlotGroup::setLogX(bool on) {
    if (on == m_logX) return;
    m_logX = on;
    m_zoom.reset();
    measure();
    emit viewChanged();
}

void PlotGroup::setSmoothing(double smoothing) {
    smoothing = std::clamp(smoothing, 0.0, 0.999);
    if (smoothing == m_smoothing) return;
    m_smoothing = smoothing;
    emit viewChanged();
}

void PlotGroup::measure() {
    bool isKnown = false;
    for (const PlotPanel* panel : m_panels)
        if (const auto extent = panel->extent()) {
            m_full = isKnown ? PlotRange{std::min(m_full.lower, extent->lower), std::max(m_full.upper, extent->upper)} : *extent;
            isKnown = true;
        }
    if (!isKnown) m_full = {};
    if (m_logX) m_full.lower = std::max(m_full.lower, m_full.upper > 1 ? 1.0 : m_full.upper * 1e-3);
    if (!(m_full.upper > m_full.lower)) m_full.upper = m_full.lower + 1;
}

PlotRange PlotGroup::range() const { return m_zoom.value_or(m_full); }

void PlotGroup::zoomTo(PlotRange range) {
    // Not out of all there is, and not closer than a thousandth of a step.
    range.lower = std::max(range.lower, m_full.lower);
    range.upper = std::min(range.upper, m_full.upper);
    const double smallest = std::max((m_full.upper - m_full.lower) * 1e-9, 1e-6);
    if (!(range.upper - range.lower > smallest) || range == this->range()) return;
    if (range == m_full) m_zoom.reset();
    else m_zoom = range;
    emit viewChanged();
}

void PlotGroup::resetZoom() {
    m_zoom.reset();
    measure();
    emit viewChanged();
}

void PlotGroup::setCrosshair(std::optional<double> position) {
    if (position == m_crosshair) return;
    m_crosshair = position;
    emit crosshairMoved();
}

void PlotGroup::refresh() {
    measure();
    emit dataChanged();
}

}  // namespace luthier
