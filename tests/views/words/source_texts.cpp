// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/words/source_texts.h"

#include <algorithm>
#include <optional>

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

#include "views/shared/theme/core_text.h"

namespace luthier::test {

namespace {

bool beginsRaw(const QString& source, qsizetype at) { return QStringView(source).mid(at).startsWith(QStringLiteral("R\"(")); }

// One past the string or character that begins at `at`.
qsizetype behindLiteral(const QString& source, qsizetype at) {
    if (beginsRaw(source, at)) {
        const qsizetype end = source.indexOf(QStringLiteral(")\""), at);
        return end < 0 ? source.size() : end + 2;
    }
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
        const bool isLiteral = c == u'"' || (c == u'\'' && !(at > 0 && source[at - 1].isDigit())) || beginsRaw(source, at);
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
        const bool isRaw = beginsRaw(operand, at);
        if (operand[at] != u'"' && !isRaw) return std::nullopt;
        const qsizetype end = behindLiteral(operand, at);
        text += isRaw ? operand.mid(at + 3, end - at - 5) : unescaped(operand.mid(at + 1, end - at - 2));
        at = end;
    }
    return operand.isEmpty() ? std::nullopt : std::optional(text);
}

// What stands between brackets that hold all of it; std::move(x) is x.
QString unwrapped(QString operand) {
    static const QString move = QStringLiteral("std::move(");
    for (;;) {
        const bool moves = operand.startsWith(move);
        if (!moves && !operand.startsWith(u'(')) return operand;
        const qsizetype begin = moves ? move.size() : 1;
        const QString inner = parts(operand, begin, QChar(1)).front();
        if (!operand.endsWith(inner + u')')) return operand;   // something follows the bracket
        operand = inner;
    }
}

// a ? b : c is b or c; counted(n, "row", "rows") is the one or the other behind a number.
QStringList alternativesOf(const QString& expression) {
    static const QString counts = QStringLiteral("counted(");
    const QString whole = unwrapped(expression);
    if (const QStringList arguments = parts(whole, counts.size(), u','); whole.startsWith(counts) && arguments.size() == 3)
        return {counts + arguments[1], counts + arguments[2]};
    const QStringList condition = parts(whole, 0, u'?');
    if (condition.size() < 2) return {whole};
    static const QString scope = QStringLiteral("::"), instead = QString(QChar(1));   // is no colon
    QStringList branches = parts(condition.mid(1).join(QStringLiteral(" ? ")).replace(scope, instead), 0, u':');
    for (QString& branch : branches) branch.replace(instead, scope);
    if (branches.size() < 2) return {whole};
    return alternativesOf(branches.front()) + alternativesOf(branches.mid(1).join(QStringLiteral(" : ")));
}

// What has been read of an argument so far. Any text is a name in quotes too, which coreKey takes out, and hasAny says so.
struct Said { QString text; bool hasWords = false, hasValues = false, hasAny = false; };

void addOperand(Said& said, const QString& operand) {
    static const QString counts = QStringLiteral("counted(");
    if (const auto words = operand.startsWith(counts) ? literal(operand.mid(counts.size())) : std::nullopt) {
        said.text += QStringLiteral("2 ") + *words;
        said.hasWords = said.hasValues = true;
        return;
    }
    if (const auto words = literal(operand)) {
        said.text += *words;
        said.hasWords = said.hasWords || !words->isEmpty();
        return;
    }
    if (operand.startsWith(QStringLiteral("std::to_string(")) || operand.startsWith(QStringLiteral("inWords("))) said.text += u'2';
    else if (said.text.count(u'"') % 2 == 1) said.text += u'a';   // within quotes
    else if (operand.startsWith(QStringLiteral("shownName("))) said.text += QStringLiteral("\"a\"");
    else if (operand.startsWith(QStringLiteral("rowsInWords("))) said.text += QStringLiteral("2 rows");
    else {
        said.text += QStringLiteral("\"any\"");
        said.hasAny = true;
    }
    said.hasValues = true;
}

std::vector<Said> saidBy(const QString& argument) {
    std::vector<Said> all;
    for (const QString& alternative : alternativesOf(argument)) {
        std::vector<Said> some(1);
        const QStringList operands = parts(alternative, 0, u'+');
        for (const QString& operand : operands) {
            std::vector<Said> longer;
            for (const Said& said : some)
                for (const QString& one : alternativesOf(operand)) addOperand(longer.emplace_back(said), one);
            some = std::move(longer);
        }
        all.insert(all.end(), some.begin(), some.end());
    }
    return all;
}

// visit(argument) of each such call.
template <class Visit>
void forEachCall(const QString& source, const QString& call, int argument, Visit&& visit) {
    for (qsizetype at = source.indexOf(call); at >= 0; at = source.indexOf(call, at + 1)) {
        const bool isOther = at > 0 && (source[at - 1].isLetterOrNumber() || source[at - 1] == u'_' || source[at - 1] == u':');
        const bool isCall = call.endsWith(u'(') || call.endsWith(u'{') || call.endsWith(QStringLiteral(", "));
        const QStringList arguments = parts(source, at + call.size(), isCall ? u',' : u';');
        if (!isOther && arguments.size() > argument) visit(arguments[argument]);
    }
}

}  // namespace

std::vector<SaidText> textsOfCalls(const QString& source, const QString& call, int argument) {
    std::vector<SaidText> texts;
    forEachCall(source, call, argument, [&](const QString& expression) {
        for (const Said& said : saidBy(expression)) {
            if (!said.hasWords) continue;
            texts.push_back({said.hasValues ? coreKey(said.text) : said.text, said.hasAny});
            if (expression.contains(QStringLiteral("rowsInWords(")))
                texts.push_back({QString(texts.back().key).replace(QStringLiteral(" rows"), QStringLiteral(" row")), said.hasAny});
        }
    });
    return texts;
}

int wordlessCalls(const QString& source, const QString& call, int argument) {
    int count = 0;
    forEachCall(source, call, argument, [&](const QString& expression) {
        const std::vector<Said> all = saidBy(expression);
        count += std::none_of(all.begin(), all.end(), [](const Said& said) { return said.hasWords; });
    });
    return count;
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
