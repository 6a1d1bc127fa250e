// SPDX-License-Identifier: GPL-3.0-or-later
// One plot of a group: title, unit and last value above the curves of up to 20 runs. The wheel zooms x, dragging pans, a double click resets (keys: + - left right
// home); the crosshair is that of the group. Thread: GUI.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include <QFrame>

#include "core/base/error.h"
#include "views/shared/plot/plot_curve.h"
#include "views/shared/plot/plot_group.h"

class QCustomPlot;
class QCPPainter;
class QLabel;
class QToolButton;

namespace luthier {

class PlotOverlay;
class SeriesPlottable;

struct PlotTraits {
    QString id;                  // of the series, for object names and file names
    QString title, unit;         // unit: "" where the numbers say it ("1.2 GB")
    PlotUnit kind = PlotUnit::Number;
    bool isLogY = false;         // to begin with
};

class PlotPanel : public QFrame {
    Q_OBJECT
public:
    static constexpr int maxRuns = 20;

    PlotPanel(PlotGroup& group, PlotTraits traits, QWidget* parent = nullptr);
    ~PlotPanel() override;

    const PlotTraits& traits() const { return m_traits; }
    void setCurves(const std::vector<PlotCurve>& curves);   // the same ones again: nothing happens
    const std::vector<PlotCurve>& curves() const { return m_curves; }
    void setEvents(std::vector<PlotEvent> events);
    void setEmphasised(int run);                            // the curve of this colour is drawn thicker; -1: none is
    bool isLogY() const;
    void setLogY(bool on);
    std::optional<PlotRange> extent() const;                // of x, over all curves
    QString valueText() const;                              // what the head says: the last value, or that at the crosshair
    QCustomPlot* plot() const { return m_plot; }

    // The kind of file by its ending: .png, .svg, .csv (every point of every curve). Drawn here, written by a worker; then: on the GUI thread.
    void exportTo(const QString& path, QObject* context, std::function<void(Status)> then);

signals:
    void clickedAt(double step);                            // a person asks what happened there (step of the first run)
    void exported(const QString& path);
    void exportFailed(const luthier::Error& error);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildHead();
    void buildPlot();
    void applyTheme();
    void applyView();
    void fitValues();
    void showValue();
    void showLegend();
    void fitHead();
    void chooseExport(const QString& ending);
    void connectMouse();
    bool takeKey(int key);
    void paintAll(QCPPainter& painter, const QSize& size);

    PlotGroup& m_group;
    PlotTraits m_traits;
    QLabel* m_title = nullptr;
    QLabel* m_unit = nullptr;
    QLabel* m_legend = nullptr;
    bool m_hasLegend = false;
    QLabel* m_value = nullptr;
    QToolButton* m_log = nullptr;
    QCustomPlot* m_plot = nullptr;
    PlotOverlay* m_overlay = nullptr;
    std::vector<PlotCurve> m_curves;
    std::vector<SeriesPlottable*> m_raw, m_smoothed;
    QPoint m_pressedAt;
    bool m_applying = false;
};

// Every point of every curve as CSV: run, series, step, tokens, epoch, seconds, value. Any thread; takes each run's lock.
std::string csvOf(const std::vector<PlotCurve>& curves);

}  // namespace luthier
