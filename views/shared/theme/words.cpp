// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QCoreApplication>
#include <QLocale>

#include "views/shared/theme/core_text.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier::theme {

namespace {

QString words(const char* text) { return QCoreApplication::translate("words", text); }
QString tr(const char* text) { return QCoreApplication::translate("luthier::theme", text); }

struct StateLook { const char* state; const char* icon; const char* word; QColor Colors::* color; };
constexpr const char* unknown = "unknown";
const StateLook looks[] = {
    {"queued", "clock", QT_TRANSLATE_NOOP("words", "Queued"), &Colors::queued},   {"running", "play", QT_TRANSLATE_NOOP("words", "Running"), &Colors::running},
    {"done", "check", QT_TRANSLATE_NOOP("words", "Done"), &Colors::done},         {"stopped", "stop", QT_TRANSLATE_NOOP("words", "Stopped"), &Colors::paused},
    {"paused", "pause", QT_TRANSLATE_NOOP("words", "Paused"), &Colors::paused},   {"failed", "error", QT_TRANSLATE_NOOP("words", "Failed"), &Colors::failed},
    {"lost", "warning", QT_TRANSLATE_NOOP("words", "Interrupted"), &Colors::failed}, {unknown, "info", QT_TRANSLATE_NOOP("words", "Unknown"), &Colors::muted},
};

const StateLook& lookOf(const QString& state) {
    for (const StateLook& look : looks)
        if (state == QLatin1String(look.state)) return look;
    return looks[std::size(looks) - 1];
}

}  // namespace

QColor stateColor(const QString& state) { return colors().*(lookOf(state).color); }
QString stateWord(const QString& state) { return words(lookOf(state).word); }
QString stateIcon(const QString& state) { return QString::fromLatin1(lookOf(state).icon); }

QString countInWords(std::int64_t count) { return QLocale().toString(static_cast<qlonglong>(count)); }

QString rowsInWords(std::int64_t count) { return count == 1 ? tr("1 row") : tr("%1 rows").arg(countInWords(count)); }

QString parametersInWords(std::int64_t parameters) {
    const auto count = static_cast<double>(parameters);
    if (parameters >= 999'500'000) return QLocale().toString(count / 1e9, 'f', count >= 9.95e9 ? 0 : 2) + QStringLiteral(" B");
    if (parameters >= 1'000'000) return QLocale().toString(count / 1e6, 'f', count >= 9.95e6 ? 0 : 1) + QStringLiteral(" M");
    return countInWords(parameters);
}

QString bytesInWords(double bytes) {
    static const char* const units[] = {"B", "kB", "MB", "GB", "TB"};
    std::size_t unit = 0;
    while (bytes >= 999.5 && unit + 1 < std::size(units)) {
        bytes /= 1000;
        ++unit;
    }
    return QLocale().toString(bytes, 'f', unit < 3 || bytes >= 99.95 ? 0 : 1) + QChar(0xA0) + QLatin1String(units[unit]);
}

QString secondsInWords(double seconds) {
    if (!std::isfinite(seconds)) return tr("unknown");
    const auto whole = static_cast<std::int64_t>(std::llround(std::max(seconds, 0.0)));
    if (whole == 0 && seconds > 0) return tr("under 1 s");
    if (whole < 60) return tr("%1 s").arg(whole);
    const std::int64_t minutes = (whole + 30) / 60;
    if (minutes < 60) return tr("%1 min").arg(minutes);
    if (minutes < 48 * 60) return minutes % 60 == 0 ? tr("%1 h").arg(minutes / 60) : tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60);
    return tr("%1 days").arg(minutes / (24 * 60));
}

QString lossInWords(double loss) {
    if (std::isnan(loss)) return QStringLiteral("NaN");
    if (std::isinf(loss)) return loss > 0 ? QStringLiteral("∞") : QStringLiteral("−∞");
    return QLocale().toString(loss, 'f', 3);
}

QString errorInWords(const Error& error) {
    Error said = error;
    said.message = coreWording(error.message);
    said.hint = coreWording(error.hint);
    return QString::fromStdString(said.toString());
}

}  // namespace luthier::theme
