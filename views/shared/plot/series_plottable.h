// SPDX-License-Identifier: GPL-3.0-or-later
// Draws one series from its pyramid: as many buckets as there are pixel columns, so ten million points cost what a thousand do and every spike is a line to its
// very height. The raw line and the smoothed one are two of these, because every raw line lies below every smoothed one. Thread: GUI.
#pragma once

#include <optional>
#include <vector>

#include "views/shared/plot/qcustomplot_include.h"

#include "core/runs/series_pyramid.h"
#include "views/shared/plot/plot_curve.h"
#include "views/shared/plot/plot_group.h"

namespace luthier {

class SeriesPlottable : public QCPAbstractPlottable {
    Q_OBJECT
public:
    enum class Part { Raw, Smoothed };
    SeriesPlottable(QCPAxis* keyAxis, QCPAxis* valueAxis, const PlotGroup& group, PlotCurve curve, Part part);

    const PlotCurve& curve() const { return m_curve; }
    void setEmphasised(bool on) { m_emphasised = on; }

    // All x there is, in units of the axis; and the finite values within a range of x (that are above zero, for a logarithmic axis).
    std::optional<PlotRange> extent() const;
    std::optional<PlotRange> valuesWithin(const PlotRange& range, bool onlyPositive) const;
    // The point nearest to a place on the axis; nothing where there is none.
    struct Point { std::int64_t step = 0; double position = 0, value = 0; };
    std::optional<Point> nearest(double position) const;
    std::optional<Point> last() const;

    double selectTest(const QPointF& position, bool onlySelectable, QVariant* details = nullptr) const override;
    QCPRange getKeyRange(bool& found, QCP::SignDomain domain = QCP::sdBoth) const override;
    QCPRange getValueRange(bool& found, QCP::SignDomain domain = QCP::sdBoth, const QCPRange& keys = QCPRange()) const override;

protected:
    void draw(QCPPainter* painter) override;
    void drawLegendIcon(QCPPainter* painter, const QRectF& rect) const override;

private:
    std::vector<SeriesBucket> visibleBuckets(const RunSeries& run, const SeriesPyramid& series) const;
    void drawRaw(QCPPainter* painter, const RunSeries& run, const std::vector<SeriesBucket>& buckets);
    void drawSmoothed(QCPPainter* painter, const RunSeries& run, const SeriesPyramid& series, const std::vector<SeriesBucket>& buckets);
    void drawMarks(QCPPainter* painter, const RunSeries& run, const std::vector<SeriesBucket>& buckets);
    QPointF pixelOf(const RunSeries& run, double step, double value) const;
    QPen linePen(bool isFaint) const;
    bool isSmoothed() const { return m_curve.isSmoothed && m_group.smoothing() > 0; }

    const PlotGroup& m_group;
    PlotCurve m_curve;
    Part m_part;
    bool m_emphasised = false;
};

}  // namespace luthier
