// SPDX-License-Identifier: GPL-3.0-or-later
// What plots side by side share: the x axis and its range, the crosshair, how much is smoothed. Thread: GUI. Must outlive its panels' use of it.
#pragma once

#include <optional>

#include <QObject>

#include "core/runs/run_series.h"

namespace luthier {

class PlotPanel;

struct PlotRange { double lower = 0, upper = 1; bool operator==(const PlotRange&) const = default; };

class PlotGroup : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    SeriesAxis axis() const { return m_axis; }
    void setAxis(SeriesAxis axis);                       // the range is reset: it was of another axis
    bool isLogX() const { return m_logX; }
    void setLogX(bool on);
    double smoothing() const { return m_smoothing; }     // 0 (none) to 0.999
    void setSmoothing(double smoothing);

    // What is shown of x: all there is (growing with the data), or what a person zoomed to.
    bool isZoomed() const { return m_zoom.has_value(); }
    PlotRange range() const;
    void zoomTo(PlotRange range);
    void resetZoom();

    std::optional<double> crosshair() const { return m_crosshair; }   // in units of the axis
    void setCrosshair(std::optional<double> position);

    // The data is newer.
    void refresh();

    void add(PlotPanel* panel) { m_panels.push_back(panel); }
    void remove(PlotPanel* panel) { std::erase(m_panels, panel); }

signals:
    void viewChanged();        // panels draw anew
    void dataChanged();        // panels draw anew where it would show
    void crosshairMoved();

private:
    void measure();
    std::vector<PlotPanel*> m_panels;
    SeriesAxis m_axis = SeriesAxis::Step;
    bool m_logX = false;
    double m_smoothing = 0.6;
    PlotRange m_full;
    std::optional<PlotRange> m_zoom;
    std::optional<double> m_crosshair;
};

}  // namespace luthier
