// SPDX-License-Identifier: GPL-3.0-or-later
// The one place that names a colour, a size or a font (shared/ui.md, Tokens). Thread: GUI. Requires a QApplication.
#pragma once

#include <QColor>
#include <QFont>
#include <QObject>
#include <QPalette>
#include <QString>

namespace luthier::theme {

// Pixels.
inline constexpr int kSpace4 = 4, kSpace8 = 8, kSpace12 = 12, kSpace16 = 16, kSpace24 = 24, kSpace32 = 32;
inline constexpr int kRadius = 6, kRowHeight = 28, kControlHeight = 30, kPageMargin = 24, kCardPadding = 16, kRailWidth = 180, kRailWidthIcons = 56;
inline constexpr int kFadeMs = 120;
inline constexpr int kReadableColumns = 80;    // characters a line of text to read has at most

enum class Scheme { Light, Dark };
enum class Choice { System, Light, Dark };

struct Colors {
    QColor window, surface, sunken, border, text, muted, accent, accentSurface, onAccent;
    QColor running, done, paused, failed, queued;            // states
    QColor trained, trainedTint, added, addedTint, removed, removedTint;
    QColor selection, hover, failedSurface, warningSurface;
    QColor gridLine;                                          // of plots
};
const Colors& colorsOf(Scheme scheme);
// Fixed, colour-blind safe; after the sixth the same colours dashed.
QColor seriesColor(int index);
bool seriesIsDashed(int index);
// W3C contrast, 1 to 21.
double contrast(const QColor& a, const QColor& b);

enum class TextStyle { Caption, Body, Emphasis, Section, PageTitle, Reading, Mono, Number };
QFont font(TextStyle style);

// The application's look: palette, style sheet, fonts. Follows the system unless told otherwise.
class Theme : public QObject {
    Q_OBJECT
public:
    static Theme& instance();
    void setChoice(Choice choice);
    Choice choice() const { return m_choice; }
    Scheme scheme() const { return m_scheme; }
    const Colors& colors() const { return colorsOf(m_scheme); }
    // True when the system asks for less motion; then nothing fades.
    static bool reducedMotion();

signals:
    // Whoever paints by hand repaints; icons are made anew.
    void changed();

private:
    Theme();
    bool eventFilter(QObject* watched, QEvent* event) override;
    void apply();
    Choice m_choice = Choice::System;
    Scheme m_scheme = Scheme::Light;
    bool m_applying = false;
};

inline const Colors& colors() { return Theme::instance().colors(); }

}  // namespace luthier::theme
