// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/theme/theme.h"

#include <gtest/gtest.h>

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

TEST_P(Colours, LinesOfPlotsStandOut) {
    // Three of the six that ui.md fixes (they are told apart by the colour-blind) stay below 3:1 on white; they are dashed or come late.
    for (int i = 0; i < 6; ++i)
        EXPECT_GE(contrast(seriesColor(i), colorsOf(GetParam()).surface), i == 4 || i == 5 || i == 3 ? 2.1 : 3.0) << i;
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
    EXPECT_EQ(secondsInWords(42), "42 s");
    EXPECT_EQ(secondsInWords(12 * 60), "12 min");
    EXPECT_EQ(secondsInWords(3 * 3600 + 20 * 60), "3 h 20 min");
    EXPECT_EQ(lossInWords(2.80512), "2.805");
    EXPECT_EQ(lossInWords(std::nan("")), "NaN");
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
