// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/theme/theme.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include <QTest>

#include <gtest/gtest.h>

#include "views/shared/theme/decimals.h"
#include "views/shared/theme/icons.h"
#include "views/shared/theme/widgets.h"

namespace luthier::theme {
namespace {

class Colours : public testing::TestWithParam<Scheme> {};

QColor over(const QColor& tint, const QColor& ground) {
    const double a = tint.alphaF();
    return QColor::fromRgbF(static_cast<float>(tint.redF() * a + ground.redF() * (1 - a)), static_cast<float>(tint.greenF() * a + ground.greenF() * (1 - a)),
                            static_cast<float>(tint.blueF() * a + ground.blueF() * (1 - a)));
}

TEST_P(Colours, TextCanBeReadOnEveryGround) {
    const Colors& c = colorsOf(GetParam());
    for (const QColor& ground : {c.window, c.surface, c.sunken, c.hover, c.selection, c.accentSurface, c.failedSurface, c.warningSurface}) {
        EXPECT_GE(contrast(c.text, ground), 4.5) << ground.name().toStdString();
        EXPECT_GE(contrast(c.muted, ground), 4.5) << "muted on " << ground.name().toStdString();
    }
    for (const QColor& ground : {c.window, c.surface, c.accentSurface}) EXPECT_GE(contrast(c.accent, ground), 4.5) << ground.name().toStdString();
    EXPECT_GE(contrast(c.onAccent, c.accent), 4.5);
    for (const QColor& state : {c.running, c.done, c.paused, c.failed, c.queued}) EXPECT_GE(contrast(state, c.surface), 4.5) << state.name().toStdString();
    EXPECT_GE(contrast(c.failed, c.failedSurface), 4.5);
    for (const auto& [ink, tint] : {std::pair{c.text, c.trainedTint}, {c.text, c.addedTint}, {c.text, c.removedTint}})
        EXPECT_GE(contrast(ink, over(tint, c.surface)), 4.5) << tint.name().toStdString();
}

// A colour as 8-bit numbers would show it to somebody without one kind of cone (Machado, Oliveira and Fernandes 2009, severity 1), in CIELAB.
using Vector = std::array<double, 3>;
using Matrix = std::array<Vector, 3>;

Vector times(const Matrix& matrix, const Vector& vector) {
    Vector out{};
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 3; ++j) out[i] += matrix[i][j] * vector[j];
    return out;
}

Vector labOf(const QColor& color, const Matrix& eye) {
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    Vector rgb = times(eye, {linear(color.redF()), linear(color.greenF()), linear(color.blueF())});
    for (double& channel : rgb) channel = std::clamp(channel, 0.0, 1.0);
    const Vector xyz = times({{{0.4124, 0.3576, 0.1805}, {0.2126, 0.7152, 0.0722}, {0.0193, 0.1192, 0.9505}}}, rgb);
    const auto curved = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
    const double x = curved(xyz[0] / 0.95047), y = curved(xyz[1]), z = curved(xyz[2] / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

TEST_P(Colours, LinesOfPlotsStandOut) {
    Theme::instance().setChoice(GetParam() == Scheme::Light ? Choice::Light : Choice::Dark);
    for (int i = 0; i < 6; ++i) EXPECT_GE(contrast(seriesColor(i), colorsOf(GetParam()).surface), 3.0) << i << ": " << seriesColor(i).name().toStdString();
    Theme::instance().setChoice(Choice::Light);
}

TEST_P(Colours, LinesOfPlotsAreToldApartByTheColourBlindToo) {
    Theme::instance().setChoice(GetParam() == Scheme::Light ? Choice::Light : Choice::Dark);
    const std::vector<std::pair<const char*, Matrix>> eyes{
        {"all cones", {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}},
        {"protanopia", {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}}},
        {"deuteranopia", {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}}},
        {"tritanopia", {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}}}};
    for (const auto& [eye, matrix] : eyes)
        for (int i = 0; i < 6; ++i)
            for (int j = 0; j < i; ++j) {
                const Vector a = labOf(seriesColor(i), matrix), b = labOf(seriesColor(j), matrix);
                // Just noticed side by side: 2.3. The nearest pair of Okabe and Ito's colours is at 16.1.
                EXPECT_GE(std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]), 16.0) << i << " and " << j << " with " << eye;
            }
    Theme::instance().setChoice(Choice::Light);
}

INSTANTIATE_TEST_SUITE_P(Both, Colours, testing::Values(Scheme::Light, Scheme::Dark));

TEST(Series, TheSeventhIsTheFirstDashed) {
    EXPECT_EQ(seriesColor(6), seriesColor(0));
    EXPECT_FALSE(seriesIsDashed(0));
    EXPECT_TRUE(seriesIsDashed(6));
}

TEST(Icons, EachDrawsSomething) {
    ASSERT_GT(iconNames().size(), 30);
    for (const QString& name : iconNames()) {
        const QImage image = iconPixmap(name, Qt::red, 24).toImage();
        bool isDrawn = false;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x) isDrawn = isDrawn || qRed(image.pixel(x, y)) > 128;
        EXPECT_TRUE(isDrawn) << name.toStdString();
    }
}

TEST(ThemeChoice, ChangesPaletteAndTellsIt) {
    Theme& theme = Theme::instance();
    int told = 0;
    const auto connection = QObject::connect(&theme, &Theme::changed, [&told] { ++told; });
    theme.setChoice(Choice::Dark);
    EXPECT_EQ(QApplication::palette().color(QPalette::Window), colorsOf(Scheme::Dark).window);
    theme.setChoice(Choice::Light);
    EXPECT_EQ(QApplication::palette().color(QPalette::Window), colorsOf(Scheme::Light).window);
    EXPECT_EQ(told, 2);
    QObject::disconnect(connection);
}

TEST(Words, NumbersAsPeopleWriteThem) {
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    EXPECT_EQ(countInWords(1204), "1,204");
    EXPECT_EQ(bytesInWords(1.24e9), "1.2\u00A0GB");
    EXPECT_EQ(bytesInWords(310e6), "310\u00A0MB");
    EXPECT_EQ(secondsInWords(0), "0 s");
    EXPECT_EQ(secondsInWords(0.3), "under 1 s");
    EXPECT_EQ(secondsInWords(42), "42 s");
    EXPECT_EQ(secondsInWords(12 * 60), "12 min");
    EXPECT_EQ(secondsInWords(3 * 3600 + 20 * 60), "3 h 20 min");
    EXPECT_EQ(lossInWords(2.80512), "2.805");
    EXPECT_EQ(lossInWords(std::nan("")), "NaN");
}

// Everybody copies 0.7 from somewhere, and a German also types 0,7.
TEST(Decimals, ArePointsForFilesAndAreReadBothWaysWhereTheLanguageHasAComma) {
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    EXPECT_EQ(decimalInWords("0.5"), "0.5");
    EXPECT_EQ(plainDecimal("1,000"), "1,000") << "a thousand, which whoever reads it refuses";
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    EXPECT_EQ(decimalInWords("2.5e-05"), "2,5e-05");
    EXPECT_EQ(plainDecimal("2,5e-05"), "2.5e-05");
    EXPECT_EQ(plainDecimal("0.7"), "0.7");
    EXPECT_EQ(plainDecimal("1.000,5"), "1.000,5");
    EXPECT_EQ(plainDecimal("1,2,3"), "1,2,3");
    for (const char* const typed : {"0.7", "0,7"}) {
        DecimalBox box;
        box.setValue(3);
        box.selectAll();
        QTest::keyClicks(&box, typed);
        EXPECT_EQ(box.value(), 0.7) << typed;
        EXPECT_EQ(box.text(), "0,7");
        QTest::keyClick(&box, Qt::Key_Return);
        EXPECT_EQ(box.text(), "0,70");
    }
    QLocale::setDefault(before);
}

TEST(Labels, WhatDoesNotFitIsElidedAndShownOnHover) {
    ElidedLabel label("a rather long name of a data set that nobody will ever see as a whole");
    label.resize(100, 20);
    label.show();
    EXPECT_TRUE(label.text().endsWith(u'…'));
    EXPECT_EQ(label.toolTip(), label.fullText());
    label.setFullText("<b>bold</b> words which do not fit into a label of this width");
    EXPECT_TRUE(label.toolTip().startsWith("&lt;b&gt;")) << "a tooltip is no place for markup from a file";
}

TEST(Errors, SayWhatWhereAndWhatToTry) {
    ErrorPanel panel;
    panel.showError(Error(ErrorCode::InvalidData, "no \"messages\" here").withHint("choose the format Alpaca").at("/data/rows.jsonl", 12));
    QStringList texts;
    for (const QLabel* label : panel.findChildren<QLabel*>()) texts << label->text();
    EXPECT_TRUE(texts.join('|').contains("rows.jsonl:12")) << texts.join('|').toStdString();
    EXPECT_TRUE(texts.contains("choose the format Alpaca"));
}

}  // namespace
}  // namespace luthier::theme
