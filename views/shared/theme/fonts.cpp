// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFontDatabase>

#include "views/shared/theme/theme.h"

namespace luthier::theme {

namespace {

// A desktop without a choice of its own answers "Sans Serif" or DejaVu; a text face made for screens is better, where one is installed.
QString uiFamily() {
    static const QString family = [] {
        const QString ofSystem = QFontDatabase::systemFont(QFontDatabase::GeneralFont).family();
        const bool isFallback = ofSystem.isEmpty() || ofSystem.startsWith("Sans") || ofSystem.startsWith("DejaVu") || ofSystem.startsWith("Monospace");
        if (!isFallback) return ofSystem;
        const QStringList known = QFontDatabase::families();
        for (const char* wanted : {"Inter", "Cantarell", "Noto Sans", "Ubuntu", "Open Sans"})
            if (known.contains(QLatin1String(wanted))) return QString::fromLatin1(wanted);
        return ofSystem;
    }();
    return family;
}

QFont ui(int pixels, QFont::Weight weight = QFont::Normal) {
    QFont font(uiFamily());
    font.setPixelSize(pixels);
    font.setWeight(weight);
    return font;
}

}  // namespace

QFont font(TextStyle style) {
    switch (style) {
        case TextStyle::Caption: return ui(11);
        case TextStyle::Body: return ui(13);
        case TextStyle::Emphasis: return ui(13, QFont::DemiBold);
        case TextStyle::Section: return ui(15, QFont::DemiBold);
        case TextStyle::PageTitle: return ui(20, QFont::DemiBold);
        case TextStyle::Reading: return ui(14);
        case TextStyle::Number: {
            QFont tabular = ui(13);
            tabular.setStyleStrategy(QFont::PreferDefault);
            return tabular;
        }
        case TextStyle::Mono: {
            QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
            mono.setPixelSize(12);
            return mono;
        }
    }
    return ui(13);
}

}  // namespace luthier::theme
