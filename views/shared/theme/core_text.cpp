// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/theme/core_text.h"

#include <QCoreApplication>
#include <QRegularExpression>

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
        if (values != nullptr) values->append(match.captured());
    }
    return key + text.mid(end);
}

QString coreText(std::string_view english) {
    const QString text = QString::fromUtf8(english.data(), static_cast<qsizetype>(english.size()));
    if (text.isEmpty()) return text;
    if (const QString whole = translated(text); whole != text) return whole;
    QStringList values;
    const QString key = coreKey(text, &values);
    if (values.isEmpty()) return text;
    const QString pattern = translated(key);
    return pattern == key ? text : filled(pattern, values);
}

std::string coreWording(const std::string& english) { return coreText(english).toStdString(); }

}  // namespace luthier
