// SPDX-License-Identifier: Apache-2.0
// What plots of ten million points cost: building the pyramid, drawing all and a part of it, and following a run live. One JSON object a line.
//   QT_QPA_PLATFORM=offscreen plot_redraw [points]
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>

#include <QApplication>

#include "views/shared/plot/plot_panel.h"
#include "views/shared/plot/qcustomplot_include.h"

namespace {

using namespace luthier;

double millisecondsOf(const std::function<void()>& work) {
    // Of the processor, not of the wall clock: others may be at work on the machine.
    const std::clock_t start = std::clock();
    work();
    return 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

void print(const char* name, double milliseconds) { std::printf("{\"case\":\"%s\",\"milliseconds\":%.3f}\n", name, milliseconds); }

double median(const std::function<void()>& work, int times = 21) {
    std::vector<double> all;
    for (int i = 0; i < times; ++i) all.push_back(millisecondsOf(work));
    std::nth_element(all.begin(), all.begin() + times / 2, all.end());
    return all[static_cast<std::size_t>(times) / 2];
}

}  // namespace

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    const std::int64_t numPoints = argc > 1 ? std::atoll(argv[1]) : 10'000'000;
    auto run = std::make_shared<LiveSeries>();
    auto append = [&, seq = std::int64_t{0}](std::int64_t step) mutable {
        const double noise = static_cast<double>((step * 7919) % 1009) / 1009;
        run->series.apply({1, seq++, {{"step", step}, {"loss", 2 + std::exp(-static_cast<double>(step) * 3e-7) + noise}}, step + 1});
    };
    print("build", millisecondsOf([&] { for (std::int64_t step = 0; step < numPoints; ++step) append(step); }));
    PlotGroup group;
    PlotPanel panel(group, {"loss", "Loss", "", PlotUnit::Loss});
    panel.resize(900, 420);
    panel.setCurves({{run, "loss", "run"}});
    panel.show();
    group.refresh();
    const auto redraw = [&] {
        emit group.viewChanged();
        panel.plot()->replot(QCustomPlot::rpImmediateRefresh);
    };
    const auto last = static_cast<double>(numPoints);
    for (const double smoothing : {0.0, 0.6, 0.99, 0.999}) {
        group.setSmoothing(smoothing);
        print(("redraw all, smoothing " + QString::number(smoothing).toStdString()).c_str(), median(redraw));
    }
    group.zoomTo({last * 0.4, last * 0.6});
    print("redraw a fifth", median(redraw));
    group.zoomTo({last * 0.5, last * 0.5 + 2000});
    print("redraw two thousand points", median(redraw));
    group.resetZoom();
    redraw();
    std::int64_t step = numPoints;
    const double live = median([&] {
        for (int i = 0; i < 10; ++i) append(step++);
        group.refresh();
        QApplication::processEvents();
    });
    print("live update of one panel", live);
    std::printf("{\"case\":\"six panels at 10 Hz\",\"share_of_a_core\":%.4f}\n", live * 6 * 10 / 1000);
    return 0;
}
