// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>

#include "views/shared/theme/theme.h"

namespace luthier::theme {

namespace {

QColor tint(const char* name, int percent) {
    QColor color(name);
    color.setAlphaF(static_cast<float>(percent) / 100.0F);
    return color;
}

Colors light() {
    Colors c;
    c.window = "#FAFAF8"; c.surface = "#FFFFFF"; c.sunken = "#F2F1ED"; c.border = "#E3E1DC";
    c.text = "#1F1E1B"; c.muted = "#67645C"; c.accent = "#A44A12"; c.accentSurface = "#FBEFE6"; c.onAccent = "#FFFFFF";
    c.running = "#0064A3"; c.done = "#1B7A3D"; c.paused = "#8A5A00"; c.failed = "#B3261E"; c.queued = "#67645C";
    c.trained = "#0064A3"; c.trainedTint = tint("#0072B2", 18);
    c.added = "#00684F"; c.addedTint = tint("#009E73", 18); c.removed = "#A34500"; c.removedTint = tint("#D55E00", 16);
    c.selection = "#F6E3D5"; c.hover = "#F5F4F0"; c.failedSurface = "#FCEDEB"; c.warningSurface = "#FBF3DF"; c.gridLine = "#ECEAE5";
    return c;
}

Colors dark() {
    Colors c;
    c.window = "#1B1A18"; c.surface = "#242320"; c.sunken = "#151412"; c.border = "#3A3834";
    c.text = "#EDEBE6"; c.muted = "#A9A59C"; c.accent = "#E8935A"; c.accentSurface = "#3A2A1F"; c.onAccent = "#1F140C";
    c.running = "#6CB8E6"; c.done = "#6CC98A"; c.paused = "#E3B04B"; c.failed = "#F2857C"; c.queued = "#A9A59C";
    c.trained = "#7CC3EE"; c.trainedTint = tint("#0072B2", 34);
    c.added = "#5CCBA8"; c.addedTint = tint("#009E73", 28); c.removed = "#F09A5B"; c.removedTint = tint("#D55E00", 26);
    c.selection = "#46321F"; c.hover = "#2C2A27"; c.failedSurface = "#3B2220"; c.warningSurface = "#3A301B"; c.gridLine = "#33312D";
    return c;
}

double linear(double channel) { return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4); }
double luminance(const QColor& c) { return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF()); }

// Okabe and Ito's; of those that are too pale for white, darker ones that the colour-blind tell apart at least as well (tests/views/theme computes it).
constexpr std::array seriesOnDark{"#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"};
constexpr std::array seriesOnLight{"#0072B2", "#D55E00", "#009E73", "#9E266D", "#7F4A1C", "#4B2BE8"};
static_assert(seriesOnDark.size() == seriesOnLight.size());

}  // namespace

const Colors& colorsOf(Scheme scheme) {
    static const Colors ofLight = light(), ofDark = dark();
    return scheme == Scheme::Light ? ofLight : ofDark;
}

QColor seriesColor(int index) {
    const auto& names = Theme::instance().scheme() == Scheme::Light ? seriesOnLight : seriesOnDark;
    return QColor(names[static_cast<std::size_t>(index) % names.size()]);
}
bool seriesIsDashed(int index) { return (static_cast<std::size_t>(index) / seriesOnDark.size()) % 2 == 1; }

double contrast(const QColor& a, const QColor& b) {
    const double first = luminance(a), second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

}  // namespace luthier::theme
