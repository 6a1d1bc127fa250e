// SPDX-License-Identifier: GPL-3.0-or-later
// What a plot draws: one series of one run. Thread: a run's series are written by a worker and drawn on the GUI thread, each under the lock.
#pragma once

#include <memory>
#include <shared_mutex>

#include <QString>

#include "core/runs/run_series.h"

namespace luthier {

struct LiveSeries {
    mutable std::shared_mutex mutex;
    RunSeries series;
};

struct PlotCurve {
    std::shared_ptr<const LiveSeries> run;
    std::string series;
    QString label;               // in legends and exports: the run's name, or what the series is
    int color = 0;               // theme::seriesColor
    bool isDashed = false;       // a second series of the same run, held-out values say
    bool isSmoothed = true;      // noise; what is set or counted (a learning rate) is drawn as it is
    bool hasDots = false;        // few points that matter each
    bool operator==(const PlotCurve&) const = default;
};

// A flag on the x axis.
struct PlotEvent {
    enum class Kind { Saved, Changed, Warning, Failed };
    double step = 0;
    Kind kind = Kind::Saved;
    QString text;
    int run = 0;                 // index among the curves' runs: whose axis the step belongs to
    std::shared_ptr<const LiveSeries> series;
};

enum class PlotUnit { Number, Loss, Small, Bytes, Rate, Share };   // Small: learning rates; Rate: per second; Share: 0 to 1

// "2.803", "3.0e-4", "1.2 GB", "412", "45.2 %"; NaN and infinities by name.
QString valueInWords(PlotUnit unit, double value);
// The same as a tick of an axis shows it, short.
QString tickInWords(PlotUnit unit, double value);
// A place on the x axis: "step 120", "1.2M tokens", "epoch 1.50", "3 min".
QString placeInWords(SeriesAxis axis, double position);
QString axisTickInWords(SeriesAxis axis, double position);

}  // namespace luthier
