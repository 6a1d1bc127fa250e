// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/text_replace.h"

#include <algorithm>
#include <cctype>

#include <QCoreApplication>

namespace luthier {

namespace {

constexpr qsizetype leadLength = 24, foundLength = 60, tailLength = 60;
// An expression that tries more than this on one text ("(a+)+b") is given up: some 100 ms.
constexpr const char* effortLimit = "(*LIMIT_MATCH=1000000)(*NOTEMPTY)";   // and nothing is found where nothing is

QString words(const char* text) { return QCoreApplication::translate("TextReplace", text); }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// What stands in the JSON of a row as it is typed.
bool isPlainAscii(const QString& text) {
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() >= 0x20 && c.unicode() < 0x7F && c != '"' && c != '\\' && c != '/'; });
}

QString onOneLine(QString text) {
    for (QChar& c : text)
        if (c.unicode() < 0x20) c = ' ';
    return text;
}

QString shortened(const QString& text, qsizetype length) { return text.size() <= length ? text : text.left(length) + QChar(0x2026); }

}  // namespace

Result<Replacer> Replacer::make(const ReplaceSpec& spec) {
    Replacer replacer;
    QString pattern = spec.isExpression ? spec.find : QRegularExpression::escape(spec.find);
    // An end of a word only where the text has a letter there: "C++" has none behind it.
    if (spec.wholeWords) pattern = "(?<!\\w)(?:" + pattern + ")(?!\\w)";
    QRegularExpression::PatternOptions options = QRegularExpression::UseUnicodePropertiesOption | QRegularExpression::MultilineOption;
    if (!spec.matchesCase) options |= QRegularExpression::CaseInsensitiveOption;
    // By itself first, so that the place of a mistake is that in what was typed.
    const QRegularExpression asTyped(spec.isExpression ? spec.find : pattern, options);
    if (!asTyped.isValid())
        return fail(ErrorCode::InvalidArgument, words(QT_TRANSLATE_NOOP("TextReplace", "at character %1: %2")).arg(asTyped.patternErrorOffset() + 1)
                                                    .arg(asTyped.errorString()).toStdString());
    replacer.m_expression = QRegularExpression(effortLimit + pattern, options);
    if (!replacer.m_expression.isValid()) return fail(ErrorCode::InvalidArgument, replacer.m_expression.errorString().toStdString());
    replacer.m_expression.optimize();
    replacer.m_places = spec.places;
    replacer.m_matchesCase = spec.matchesCase;
    if (!spec.isExpression && isPlainAscii(spec.find)) {
        replacer.m_needle = spec.find.toStdString();
        if (!spec.matchesCase) std::transform(replacer.m_needle.begin(), replacer.m_needle.end(), replacer.m_needle.begin(), lower);
    }
    replacer.m_parts.push_back({spec.isExpression ? QString() : spec.replacement});
    const QString& text = spec.replacement;
    for (qsizetype i = 0; spec.isExpression && i < text.size(); ++i) {
        const QChar c = text[i], next = i + 1 < text.size() ? text[i + 1] : QChar();
        if ((c != '\\' && c != '$') || next.isNull()) {
            replacer.m_parts.back().text += c;
            continue;
        }
        ++i;
        if (next.isDigit()) {
            replacer.m_parts.push_back({QString(), next.digitValue()});
            replacer.m_parts.emplace_back();
        } else if (c == '\\' && next == 'n') replacer.m_parts.back().text += '\n';
        else if (c == '\\' && next == 't') replacer.m_parts.back().text += '\t';
        else if (next == c) replacer.m_parts.back().text += c;
        else replacer.m_parts.back().text += QString(c) + next;
    }
    return replacer;
}

bool Replacer::mayMatch(const std::string& body) const {
    if (m_needle.empty()) return true;
    if (m_matchesCase) return body.find(m_needle) != std::string::npos;
    // The long s and the sign of Kelvin are an s and a k when case does not count.
    if (body.find("\xC5\xBF") != std::string::npos || body.find("\xE2\x84\xAA") != std::string::npos) return true;
    return std::search(body.begin(), body.end(), m_needle.begin(), m_needle.end(), [](char a, char b) { return lower(a) == b; }) != body.end();
}

QString Replacer::becomes(const QRegularExpressionMatch& match) const {
    QString text;
    for (const Part& part : m_parts) text += part.group < 0 ? part.text : match.captured(part.group);
    return text;
}

Replacer::Found Replacer::lookAt(Example& example) const {
    Found found;
    store::forEachText(example, [&](store::TextPlace place, const std::string& text) {
        if (!m_places.contains(place)) return;
        const QString whole = QString::fromStdString(text);
        QRegularExpressionMatchIterator matches = m_expression.globalMatch(whole);
        while (matches.hasNext()) {
            const QRegularExpressionMatch match = matches.next();
            if (found.numMatches++ > 0) continue;
            const qsizetype start = match.capturedStart(), end = match.capturedEnd(), from = std::max<qsizetype>(0, start - leadLength);
            found.first = {(from > 0 ? QString(QChar(0x2026)) : QString()) + onOneLine(whole.mid(from, start - from)),
                           onOneLine(shortened(match.captured(), foundLength)), onOneLine(shortened(becomes(match), foundLength)),
                           onOneLine(shortened(whole.mid(end, tailLength + 1), tailLength))};
        }
        if (!matches.isValid()) found.isTooHard = true;
    });
    return found;
}

std::int64_t Replacer::replaceIn(Example& example) const {
    std::int64_t numReplaced = 0;
    store::forEachText(example, [&](store::TextPlace place, std::string& text) {
        if (!m_places.contains(place)) return;
        const QString whole = QString::fromStdString(text);
        QString now;
        qsizetype at = 0;
        std::int64_t numHere = 0;
        QRegularExpressionMatchIterator matches = m_expression.globalMatch(whole);
        while (matches.hasNext()) {
            const QRegularExpressionMatch match = matches.next();
            now += whole.mid(at, match.capturedStart() - at) + becomes(match);
            at = match.capturedEnd();
            ++numHere;
        }
        if (numHere == 0 || !matches.isValid()) return;
        text = (now + whole.mid(at)).toStdString();
        numReplaced += numHere;
    });
    return numReplaced;
}

}  // namespace luthier
