// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/theme/core_text.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include <QCoreApplication>
#include <QFile>
#include <QRegularExpression>

#include "views/shared/theme/decimals.h"

namespace luthier {

namespace {

QString translated(const QString& key) { return QCoreApplication::translate("core", key.toUtf8().constData()); }

// Not by arg(): a value may hold "%1" itself.
QString filled(const QString& pattern, const QStringList& values) {
    QString text;
    for (qsizetype at = 0; at < pattern.size(); ++at) {
        const int number = pattern[at] == u'%' && at + 1 < pattern.size() ? pattern[at + 1].digitValue() : -1;
        const bool isPlace = number >= 1 && number <= values.size();
        text += isPlace ? values[number - 1] : QString(pattern[at]);
        at += isPlace;
    }
    return text;
}

// A key some of whose places hold any text.
struct OpenPattern { QString key; QRegularExpression expression; };

QRegularExpression expressionOf(const QString& key) {
    static const QRegularExpression place(QStringLiteral("%\\d+"));
    QString expression;
    qsizetype end = 0;
    for (auto found = place.globalMatch(key); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        expression += QRegularExpression::escape(key.mid(end, match.capturedStart() - end)) + QStringLiteral(R"x(("[^"]*"|.+?))x");
        end = match.capturedEnd();
    }
    return QRegularExpression(QRegularExpression::anchoredPattern(expression + QRegularExpression::escape(key.mid(end))),
                              QRegularExpression::DotMatchesEverythingOption);
}

// First those that begin with words of their own, of these the longest first: what a text begins with tells most.
std::vector<OpenPattern> readOpenPatterns() {
    std::vector<OpenPattern> patterns;
    QFile file(QStringLiteral(":/translations/core_open.txt"));
    if (!file.open(QIODevice::ReadOnly)) return patterns;
    for (const QString& key : QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)) patterns.push_back({key, expressionOf(key)});
    std::ranges::stable_sort(patterns, std::ranges::greater(),
                             [](const OpenPattern& pattern) { return std::pair(!pattern.key.startsWith(u'%'), pattern.key.size()); });
    return patterns;
}

std::optional<QString> openText(const QString& text) {
    static const std::vector<OpenPattern> patterns = readOpenPatterns();
    if (patterns.empty() || translated(patterns.front().key) == patterns.front().key) return std::nullopt;   // the window is English
    for (const OpenPattern& pattern : patterns) {
        const QRegularExpressionMatch match = pattern.expression.match(text);
        if (!match.hasMatch()) continue;
        QStringList values = match.capturedTexts().mid(1);
        for (QString& value : values) value = coreText(value.toStdString());
        return filled(translated(pattern.key), values);
    }
    return std::nullopt;
}

// A fraction as the window's language writes it; what only looks like one (0.1.0, /data/1.5, 1.5.json) stays.
QString shownValue(const QString& text, const QRegularExpressionMatch& match) {
    const QStringView before = QStringView(text).left(match.capturedStart()), after = QStringView(text).mid(match.capturedEnd());
    const bool isPart = before.endsWith(u'/') || after.startsWith(u'/') || (after.startsWith(u'.') && after.size() > 1 && after[1].isLetterOrNumber());
    return isPart || match.captured().startsWith(u'"') ? match.captured() : theme::decimalInWords(match.captured());
}

}  // namespace

QString coreKey(const QString& text, QStringList* values) {
    static const QRegularExpression places(QStringLiteral(R"("[^"]*"|(?<![\w.%])-?\d+(?:\.\d+)?(?:e[-+]?\d+)?(?!\w))"));
    QString key;
    qsizetype end = 0;
    int number = 0;
    for (auto found = places.globalMatch(text); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        key += text.mid(end, match.capturedStart() - end) + u'%' + QString::number(++number);
        end = match.capturedEnd();
        if (values != nullptr) values->append(shownValue(text, match));
    }
    return key + text.mid(end);
}

QString coreText(std::string_view english) {
    const QString text = QString::fromUtf8(english.data(), static_cast<qsizetype>(english.size()));
    if (text.isEmpty()) return text;
    if (const QString whole = translated(text); whole != text) return whole;
    QStringList values;
    const QString key = coreKey(text, &values);
    if (key == QLatin1String("%1")) return values.front();   // nothing but a number, or a text in quotes
    const QString pattern = values.isEmpty() ? key : translated(key);
    return pattern == key ? openText(text).value_or(text) : filled(pattern, values);
}

QString insideSentence(const QString& label) { return coreText("automatic") == QLatin1String("automatic") ? label.toLower() : label; }

std::string coreWording(const std::string& english) { return coreText(english).toStdString(); }

}  // namespace luthier
