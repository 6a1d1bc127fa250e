// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QApplication>
#include <QImage>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <gtest/gtest.h>
#include "views/shared/plot/qcustomplot_include.h"

#include "core/base/files.h"
#include "views/shared/plot/plot_panel.h"
#include "views/shared/plot/sparkline.h"
#include "views/shared/theme/theme.h"

namespace luthier {
namespace {

std::shared_ptr<LiveSeries> runOf(std::int64_t numSteps, const std::function<Json(std::int64_t)>& loss) {
    auto run = std::make_shared<LiveSeries>();
    for (std::int64_t step = 1; step <= numSteps; ++step)
        run->series.apply({1, step, {{"step", step}, {"loss", loss(step)}, {"num_tokens", step * 100}, {"epoch", static_cast<double>(step) / 50}}, step});
    return run;
}

Json falling(std::int64_t step) { return 1 + 3 * std::exp(-static_cast<double>(step) / 200) + 0.1 * static_cast<double>(step * 7919 % 13) / 13; }

class PlotPanelTest : public ::testing::Test {
protected:
    void SetUp() override { theme::Theme::instance().setChoice(theme::Choice::Light); }
    PlotPanel& show(const std::vector<PlotCurve>& curves) {
        panel.resize(640, 320);
        panel.setCurves(curves);
        group.refresh();
        panel.show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(&panel));
        return panel;
    }
    QImage grab() {
        panel.plot()->replot();
        return panel.plot()->grab().toImage();
    }
    // How high up (in pixels from the foot of the plot) anything in the series' colour reaches.
    int reachOf(const QImage& image, const QColor& color) {
        const QRect rect = panel.plot()->axisRect()->rect();
        for (int y = rect.top(); y < rect.bottom(); ++y)
            for (int x = rect.left(); x < rect.right(); ++x)
                if (isNear(image.pixelColor(x, y), color)) return rect.bottom() - y;
        return 0;
    }
    static bool isNear(const QColor& a, const QColor& b) {
        return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue()) < 60;
    }
    PlotGroup group;
    PlotPanel panel{group, {"loss", "Loss", "nats a token", PlotUnit::Loss}};
};

TEST_F(PlotPanelTest, DrawsACurveAndSaysItsLastValue) {
    show({{runOf(500, falling), "loss", "demo"}});
    const QImage image = grab();
    EXPECT_GT(reachOf(image, theme::seriesColor(0)), 100);
    EXPECT_EQ(panel.valueText(), valueInWords(PlotUnit::Loss, falling(500).get<double>()));
}

TEST_F(PlotPanelTest, ASpikeReachesTheTopAtEveryZoom) {
    group.setSmoothing(0);
    constexpr std::int64_t kSpike = 70'001;
    show({{runOf(100'000, [](std::int64_t step) { return Json(step == kSpike ? 50.0 : 1.0); }), "loss", "demo"}});
    const int height = panel.plot()->axisRect()->height();
    for (double width = 100'000; width > 10; width /= 7) {
        group.zoomTo({kSpike - width / 2, kSpike + width / 2});
        EXPECT_GT(reachOf(grab(), theme::seriesColor(0)), height * 3 / 4) << "width " << width;
    }
    group.zoomTo({100, 5000});
    EXPECT_LT(panel.plot()->yAxis->range().upper, 2) << "without the spike in view the values have the room";
}

TEST_F(PlotPanelTest, NotANumberIsMarked) {
    const auto hasMark = [this](const QImage& image) {
        const QRect rect = panel.plot()->axisRect()->rect();
        int count = 0;
        for (int y = rect.bottom() - 14; y < rect.bottom(); ++y)
            for (int x = rect.left(); x < rect.right(); ++x) count += isNear(image.pixelColor(x, y), theme::colors().failed) ? 1 : 0;
        return count > 6;
    };
    show({{runOf(300, falling), "loss", "demo"}});
    EXPECT_FALSE(hasMark(grab()));
    panel.setCurves({{runOf(300, [](std::int64_t step) { return step == 150 ? Json("NaN") : falling(step); }), "loss", "demo"}});
    EXPECT_TRUE(hasMark(grab()));
    panel.setCurves({{runOf(300, [](std::int64_t) { return Json("NaN"); }), "loss", "demo"}});
    EXPECT_TRUE(hasMark(grab())) << "a series of nothing else too";
    EXPECT_EQ(panel.valueText(), "NaN");
}

TEST_F(PlotPanelTest, ZoomAndCrosshairAreSharedAndADoubleClickResets) {
    PlotPanel other(group, {"grad_norm", "Gradient norm", "", PlotUnit::Number});
    other.setCurves({{runOf(500, falling), "loss", "demo"}});
    show({{runOf(500, falling), "loss", "demo"}});
    const QRect rect = panel.plot()->axisRect()->rect();
    QWheelEvent wheel(rect.center(), panel.plot()->mapToGlobal(rect.center()), {}, QPoint(0, 120), Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(panel.plot(), &wheel);
    EXPECT_TRUE(group.isZoomed());
    EXPECT_LT(other.plot()->xAxis->range().size(), 450);
    EXPECT_EQ(other.plot()->xAxis->range().lower, panel.plot()->xAxis->range().lower);
    QTest::mouseMove(panel.plot(), rect.center());
    ASSERT_TRUE(group.crosshair().has_value());
    const double middle = falling(static_cast<std::int64_t>(std::lround(*group.crosshair()))).get<double>();
    EXPECT_EQ(other.valueText(), valueInWords(PlotUnit::Number, middle)) << "the value there, not the last one";
    QTest::mouseDClick(panel.plot(), Qt::LeftButton, {}, rect.center());
    EXPECT_FALSE(group.isZoomed());
    EXPECT_NEAR(other.plot()->xAxis->range().size(), 499, 1e-6);
}

TEST_F(PlotPanelTest, KeysZoomPanAndReset) {
    show({{runOf(500, falling), "loss", "demo"}});
    panel.plot()->setFocus();
    QTest::keyClick(panel.plot(), Qt::Key_Plus);
    const PlotRange zoomed = group.range();
    EXPECT_TRUE(group.isZoomed());
    QTest::keyClick(panel.plot(), Qt::Key_Right);
    EXPECT_GT(group.range().lower, zoomed.lower);
    QTest::keyClick(panel.plot(), Qt::Key_Home);
    EXPECT_FALSE(group.isZoomed());
}

TEST_F(PlotPanelTest, EveryAxisShowsAllOfTheData) {
    show({{runOf(500, falling), "loss", "demo"}});
    const std::pair<SeriesAxis, double> ends[] = {{SeriesAxis::Tokens, 50'000}, {SeriesAxis::Epoch, 10}, {SeriesAxis::Step, 500}};
    for (const auto& [axis, end] : ends) {
        group.setAxis(axis);
        EXPECT_DOUBLE_EQ(panel.plot()->xAxis->range().upper, end);
        EXPECT_GT(reachOf(grab(), theme::seriesColor(0)), 100);
    }
    group.setLogX(true);
    panel.setLogY(true);
    EXPECT_GT(reachOf(grab(), theme::seriesColor(0)), 100);
    EXPECT_GT(panel.plot()->yAxis->range().lower, 0);
}

TEST_F(PlotPanelTest, NothingAboveZeroOnALogarithmicAxisIsSaidAndDrawsNothing) {
    show({{runOf(100, [](std::int64_t) { return Json(-1.0); }), "loss", "demo"}});
    panel.setLogY(true);
    EXPECT_EQ(reachOf(grab(), theme::seriesColor(0)), 0);
}

TEST_F(PlotPanelTest, AClickAsksForTheStep) {
    show({{runOf(500, falling), "loss", "demo"}});
    QSignalSpy clicked(&panel, &PlotPanel::clickedAt);
    QTest::mouseClick(panel.plot(), Qt::LeftButton, {}, panel.plot()->axisRect()->rect().center());
    ASSERT_EQ(clicked.size(), 1);
    EXPECT_NEAR(clicked[0][0].toDouble(), 250, 5);
}

TEST_F(PlotPanelTest, TheThemeIsFollowed) {
    show({{runOf(500, falling), "loss", "demo"}});
    EXPECT_GT(grab().pixelColor(5, 5).lightness(), 200);
    theme::Theme::instance().setChoice(theme::Choice::Dark);
    EXPECT_LT(grab().pixelColor(5, 5).lightness(), 80);
}

TEST_F(PlotPanelTest, ExportsPictureDrawingAndValues) {
    show({{runOf(20, falling), "loss", "a,b \"c\""}, {runOf(20, [](std::int64_t) { return Json("-Infinity"); }), "loss", "other", 1}});
    QTemporaryDir folder;
    for (const char* ending : {"png", "svg", "csv"}) {
        std::optional<Status> status;
        panel.exportTo(folder.filePath("x.") + ending, &panel, [&](Status result) { status = std::move(result); });
        ASSERT_TRUE(QTest::qWaitFor([&] { return status.has_value(); }));
        EXPECT_TRUE(*status);
    }
    EXPECT_EQ(QImage(folder.filePath("x.png")).size(), QSize(2400, 1280));
    EXPECT_TRUE(readFile(folder.filePath("x.svg").toStdString())->find("<path") != std::string::npos || readFile(folder.filePath("x.svg").toStdString())->find("<polyline") != std::string::npos);
    const std::string csv = *readFile(folder.filePath("x.csv").toStdString());
    EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 41);
    EXPECT_NE(csv.find("\"a,b \"\"c\"\"\",loss,1,100,0.02,0,"), std::string::npos) << csv.substr(0, 200);
    EXPECT_NE(csv.find("other,loss,20,2000,0.4,0,-Infinity"), std::string::npos);
    std::optional<Status> status;
    panel.exportTo("/proc/none/x.png", &panel, [&](Status result) { status = std::move(result); });
    ASSERT_TRUE(QTest::qWaitFor([&] { return status.has_value(); }));
    EXPECT_FALSE(*status);
}

TEST(Sparkline, DrawsWhatIsFinite) {
    Sparkline line;
    line.resize(96, 24);
    line.setValues({3, NAN, 2, 1.5F, INFINITY, 1}, theme::seriesColor(0));
    const QImage drawn = line.grab().toImage();
    line.setValues({NAN, NAN}, theme::seriesColor(0));
    EXPECT_NE(drawn, line.grab().toImage());
    line.setValues({}, theme::seriesColor(0));
    EXPECT_FALSE(line.grab().isNull());
}

}  // namespace
}  // namespace luthier
