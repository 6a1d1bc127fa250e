// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include "views/shared/plot/plot_curve.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("luthier", text); }

// Short enough for an axis: from ten thousand on as k, M, G.
QString shortNumber(double value) {
    static const struct { double size; const char* sign; } sizes[] = {{1e9, "G"}, {1e6, "M"}, {1e3, "k"}};
    const QLocale locale;
    for (const auto& [size, sign] : sizes)
        if (std::abs(value) >= size * (size > 1e3 ? 0.9995 : 9.995)) return locale.toString(value / size, 'g', 4) + QLatin1String(sign);
    return locale.toString(value, 'g', 5);
}

QString exponential(double value, int digits) {
    if (value == 0) return QStringLiteral("0");
    QString text = QLocale().toString(value, 'e', digits);
    const auto at = text.indexOf(QLatin1Char('e'), 0, Qt::CaseInsensitive);
    return at < 0 ? text : text.left(at) + QLatin1Char('e') + QString::number(text.mid(at + 1).toInt());
}

}  // namespace

QString valueInWords(PlotUnit unit, double value) {
    if (!std::isfinite(value)) return theme::lossInWords(value);
    switch (unit) {
        case PlotUnit::Loss: return theme::lossInWords(value);
        case PlotUnit::Small: return exponential(value, 2);
        case PlotUnit::Bytes: return theme::bytesInWords(value);
        case PlotUnit::Rate: return QLocale().toString(value, 'f', std::abs(value) < 10 ? 1 : 0);
        case PlotUnit::Share: return tr("%1 %").arg(QLocale().toString(value * 100, 'f', 1));
        case PlotUnit::Number: break;
    }
    return std::abs(value) >= 1e5 && value == std::floor(value) ? theme::countInWords(static_cast<std::int64_t>(std::clamp(value, -9e18, 9e18)))
                                                                 : QLocale().toString(value, 'g', 4);
}

QString tickInWords(PlotUnit unit, double value) {
    switch (unit) {
        case PlotUnit::Small: {
            // As many digits as it needs: 1e-4, 1.05e-4.
            static const QRegularExpression zeros(QStringLiteral("[.,]?0+e"));
            QString text = exponential(value, 2);
            return text.contains(QRegularExpression(QStringLiteral("[.,]"))) ? text.replace(zeros, QStringLiteral("e")) : text;
        }
        case PlotUnit::Bytes: return std::abs(value) >= 1e9 ? tr("%1 GB").arg(QLocale().toString(value / 1e9, 'g', 4))
            : tr("%1 MB").arg(QLocale().toString(value / 1e6, 'g', 4));
        case PlotUnit::Share: return tr("%1 %").arg(QLocale().toString(value * 100, 'g', 4));
        default: return std::abs(value) > 0 && std::abs(value) < 1e-3 ? exponential(value, 1) : shortNumber(std::abs(value) < 1e-12 ? 0 : value);
    }
}

QString axisTickInWords(SeriesAxis axis, double position) {
    if (axis != SeriesAxis::Time) return shortNumber(position);
    if (position < 120) return tr("%1 s").arg(QLocale().toString(position, 'g', 4));
    if (position < 7200) return tr("%1 min").arg(QLocale().toString(position / 60, 'g', 3));
    return tr("%1 h").arg(QLocale().toString(position / 3600, 'g', 3));
}

QString placeInWords(SeriesAxis axis, double position) {
    switch (axis) {
        case SeriesAxis::Tokens: return tr("%1 tokens").arg(theme::countInWords(std::llround(position)));
        case SeriesAxis::Epoch: return tr("epoch %1").arg(QLocale().toString(position, 'f', 2));
        case SeriesAxis::Time: return theme::secondsInWords(position);
        case SeriesAxis::Step: break;
    }
    return tr("step %1").arg(theme::countInWords(std::llround(position)));
}

}  // namespace luthier
