// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/words/source_texts.h"

#include <optional>

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

#include "views/shared/theme/core_text.h"

namespace luthier::test {

namespace {

// One past the string or character that begins at `at`.
qsizetype behindLiteral(const QString& source, qsizetype at) {
    const QChar quote = source[at];
    for (++at; at < source.size() && source[at] != quote; ++at)
        if (source[at] == u'\\') ++at;
    return at + 1;
}

// What stands between separators outside of brackets and strings, up to the bracket that closes.
QStringList parts(const QString& source, qsizetype at, QChar separator) {
    QStringList list{QString()};
    for (int depth = 0; at < source.size();) {
        const QChar c = source[at];
        // A quote between digits is no character: 1'000.
        const bool isLiteral = c == u'"' || (c == u'\'' && !(at > 0 && source[at - 1].isDigit()));
        const qsizetype end = isLiteral ? behindLiteral(source, at) : at + 1;
        if (c == u'(' || c == u'{' || c == u'[') ++depth;
        if ((c == u')' || c == u'}' || c == u']') && depth-- == 0) break;
        if (c == separator && depth == 0) list << QString();
        else list.back() += QStringView(source).mid(at, end - at);
        at = end;
    }
    for (QString& part : list) part = part.trimmed();
    return list;
}

QString unescaped(QString text) {
    return text.replace(QStringLiteral("\\\""), QStringLiteral("\"")).replace(QStringLiteral("\\n"), QStringLiteral("\n"))
        .replace(QStringLiteral("\\\\"), QStringLiteral("\\"));
}

// "a" "b" as one text; nullopt: something else stands there too.
std::optional<QString> literal(QString operand) {
    static const QRegularExpression wrapped(QStringLiteral(R"(^std::string\((".*")\)$)"), QRegularExpression::DotMatchesEverythingOption);
    if (const auto match = wrapped.match(operand); match.hasMatch()) operand = match.captured(1);
    QString text;
    for (qsizetype at = 0; at < operand.size();) {
        if (operand[at].isSpace()) {
            ++at;
            continue;
        }
        if (operand[at] != u'"') return std::nullopt;
        const qsizetype end = behindLiteral(operand, at);
        text += unescaped(operand.mid(at + 1, end - at - 2));
        at = end;
    }
    return operand.isEmpty() ? std::nullopt : std::optional(text);
}

// Empty where it is no text that can be known beforehand. With values in it: the key of a text that has some.
QString pattern(const QString& argument) {
    QString text;
    bool any = false, hasValues = false;
    const QStringList operands = parts(argument, 0, u'+');
    for (qsizetype i = 0; i < operands.size(); ++i) {
        const QString& operand = operands[i];
        if (const auto words = literal(operand)) {
            text += *words;
            any = any || !words->isEmpty();
            continue;
        }
        const auto next = i + 1 < operands.size() ? literal(operands[i + 1]) : std::nullopt;
        if (operand.startsWith(QStringLiteral("std::to_string(")) || operand.startsWith(QStringLiteral("inWords("))) text += u'2';
        else if (text.endsWith(u'"') && next && next->startsWith(u'"')) text += u'a';
        else if (operand.startsWith(QStringLiteral("shownName("))) text += QStringLiteral("\"a\"");
        else if (operand.startsWith(QStringLiteral("rowsInWords("))) text += QStringLiteral("2 rows");
        else return {};
        hasValues = true;
    }
    if (!any) return {};
    return hasValues ? coreKey(text) : text;
}

}  // namespace

QStringList textsOfCalls(const QString& source, const QString& call, int argument) {
    QStringList texts;
    for (qsizetype at = source.indexOf(call); at >= 0; at = source.indexOf(call, at + 1)) {
        const bool isOther = at > 0 && (source[at - 1].isLetterOrNumber() || source[at - 1] == u'_' || source[at - 1] == u':');
        const QStringList arguments = parts(source, at + call.size(), u',');
        if (isOther || arguments.size() <= argument) continue;
        const QString text = pattern(arguments[argument]);
        if (text.isEmpty()) continue;
        texts << text;
        if (arguments[argument].contains(QStringLiteral("rowsInWords("))) texts << QString(text).replace(QStringLiteral(" rows"), QStringLiteral(" row"));
    }
    return texts;
}

QStringList literalsOf(const QString& source) {
    QStringList texts;
    for (const QString& line : source.split(u'\n')) {
        const QString code = line.trimmed();
        if (code.startsWith(u'#') || code.startsWith(QStringLiteral("//"))) continue;
        for (qsizetype at = code.indexOf(u'"'); at >= 0;) {
            const qsizetype end = behindLiteral(code, at);
            const QString text = unescaped(code.mid(at + 1, end - at - 2));
            if (!text.isEmpty()) texts << text;
            at = code.indexOf(u'"', end);
        }
    }
    return texts;
}

QString sourceText(const QString& path) {
    QFile file(QStringLiteral(LUTHIER_SOURCE_DIR "/") + path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QStringList sourcesBelow(const QString& folder) {
    const QString root = QStringLiteral(LUTHIER_SOURCE_DIR "/");
    QStringList paths;
    QDirIterator it(root + folder, {QStringLiteral("*.cpp")}, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext()) paths << it.next().mid(root.size());
    paths.sort();
    return paths;
}

}  // namespace luthier::test
