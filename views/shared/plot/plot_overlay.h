// SPDX-License-Identifier: GPL-3.0-or-later
// What lies over the curves of a plot: the crosshair with the values at it, and flags of events on the x axis. On a layer of its own, so a moving crosshair draws
// no curve anew. Thread: GUI.
#pragma once

#include <optional>
#include <vector>

#include "views/shared/plot/qcustomplot_include.h"

#include "views/shared/plot/plot_curve.h"
#include "views/shared/plot/plot_group.h"

namespace luthier {

class SeriesPlottable;

class PlotOverlay : public QCPLayerable {
    Q_OBJECT
public:
    PlotOverlay(QCustomPlot* plot, const PlotGroup& group, PlotUnit unit);

    void setCurves(std::vector<const SeriesPlottable*> curves) { m_curves = std::move(curves); }
    void setEvents(std::vector<PlotEvent> events) { m_events = std::move(events); }
    void setEmptyText(const QString& text) { m_emptyText = text; }
    // The events whose flags are there, in words; "" where there is none.
    QString eventsAt(const QPointF& pixel) const;

protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override;
    void draw(QCPPainter* painter) override;
    QRect clipRect() const override;

private:
    double pixelOf(const PlotEvent& event) const;
    void drawFlags(QCPPainter* painter) const;
    void drawCrosshair(QCPPainter* painter, double position) const;
    void drawPlace(QCPPainter* painter, double x, double position) const;
    void drawValues(QCPPainter* painter, double x, const std::vector<std::pair<const SeriesPlottable*, double>>& values) const;

    const PlotGroup& m_group;
    PlotUnit m_unit;
    std::vector<const SeriesPlottable*> m_curves;
    std::vector<PlotEvent> m_events;
    QString m_emptyText;
};

}  // namespace luthier
