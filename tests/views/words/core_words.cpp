// SPDX-License-Identifier: GPL-3.0-or-later
// core_words FILE.ts ...: brings files of translations of the context "core" up to what core says now. A file that is not there is made; its language is what
// stands in its name behind the underscore ("core_fr.ts"). Writes core_open.txt beside them.
#include <cstdio>

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include "tests/views/words/words_file.h"

namespace luthier::test {

namespace {

int writeOpenKeys(const QString& folder, const std::vector<CoreText>& texts) {
    QFile file(folder + QStringLiteral("/core_open.txt"));
    const QByteArray keys = openCoreKeys(texts);
    if (file.open(QIODevice::WriteOnly) && file.write(keys) == keys.size()) return 0;
    std::fprintf(stderr, "%s: %s\n", qPrintable(file.fileName()), qPrintable(file.errorString()));
    return 1;
}

int update(const QString& path, const std::vector<CoreText>& texts) {
    WordsFile words;
    if (QFileInfo::exists(path)) words = readWords(path);
    QString trouble = words.error;
    if (words.language.isEmpty()) words.language = QFileInfo(path).completeBaseName().section(u'_', 1);
    if (trouble.isEmpty()) trouble = writeWords(path, words, texts);
    if (!trouble.isEmpty()) {
        std::fprintf(stderr, "%s: %s\n", qPrintable(path), qPrintable(trouble));
        return 1;
    }
    std::size_t numUnfinished = 0, numKept = 0;
    for (const CoreText& text : texts) {
        const auto found = words.entries.find(text.key);
        numKept += found != words.entries.end();
        numUnfinished += found == words.entries.end() || !found->second.isFinished;
    }
    std::printf("%s: %zu texts, %zu unfinished, %zu gone\n", qPrintable(path), texts.size(), numUnfinished, words.entries.size() - numKept);
    return 0;
}

}  // namespace

}  // namespace luthier::test

int main(int argc, char** argv) {
    const QCoreApplication app(argc, argv);
    const QStringList files = QCoreApplication::arguments().mid(1);
    if (files.isEmpty()) {
        std::fprintf(stderr, "which files? for example resources/translations/core_de.ts\n");
        return 2;
    }
    const auto texts = luthier::test::coreTexts();
    int result = luthier::test::writeOpenKeys(QFileInfo(files.front()).path(), texts);
    for (const QString& file : files) result |= luthier::test::update(file, texts);
    return result;
}
