// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/words/words_file.h"

#include <QFile>
#include <QRegularExpression>
#include <QSaveFile>
#include <QXmlStreamReader>

namespace luthier::test {

WordsFile readWords(const QString& path, const QString& wanted) {
    WordsFile words;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        words.error = file.errorString();
        return words;
    }
    QXmlStreamReader xml(&file);
    QString context, source;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement) continue;
        if (xml.name() == u"TS") words.language = xml.attributes().value(QStringLiteral("language")).toString();
        else if (xml.name() == u"name") context = xml.readElementText();
        else if (xml.name() == u"source") source = xml.readElementText();
        else if (xml.name() == u"translation" && context == wanted) {
            const bool isFinished = !xml.attributes().hasAttribute(QStringLiteral("type"));
            words.entries[source] = {xml.readElementText(), isFinished};
        }
    }
    if (xml.hasError()) words.error = QStringLiteral("line %1: %2").arg(xml.lineNumber()).arg(xml.errorString());
    return words;
}

QString writeWords(const QString& path, const WordsFile& known, const std::vector<CoreText>& texts) {
    QString text = QStringLiteral("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE TS>\n<TS version=\"2.1\" language=\"%1\">\n"
                                  "<context>\n    <name>core</name>\n").arg(known.language);
    for (const CoreText& one : texts) {
        const auto found = known.entries.find(one.key);
        const bool isFinished = found != known.entries.end() && found->second.isFinished;
        text += QStringLiteral("    <message>\n        <source>") + one.key.toHtmlEscaped() + QStringLiteral("</source>\n        <extracomment>") +
                one.where.toHtmlEscaped() + QStringLiteral("</extracomment>\n        <translation") +
                (isFinished ? QString() : QStringLiteral(" type=\"unfinished\"")) + u'>' +
                (found == known.entries.end() ? QString() : found->second.translation.toHtmlEscaped()) + QStringLiteral("</translation>\n    </message>\n");
    }
    text += QStringLiteral("</context>\n</TS>\n");
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0 || !file.commit()) return file.errorString();
    return {};
}

QStringList placesIn(const QString& text) {
    static const QRegularExpression place(QStringLiteral("%[1-9]"));
    QStringList places;
    for (auto found = place.globalMatch(text); found.hasNext();) places << found.next().captured();
    places.sort();
    return places;
}

}  // namespace luthier::test
