// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/repair_scan.h"

#include <unordered_set>

#include <QCoreApplication>

#include "core/store/example_rows.h"
#include "views/datasets/row_scan.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

using store::Repair;

struct Words { Mending mending; const char *id, *title, *effect; bool isDeleting; };

const std::vector<Words>& allWords() {
    static const std::vector<Words> words{
        {Repair::EmptyAnswers, "empty_answers", QT_TRANSLATE_NOOP("Repairs", "Empty answers"),
         QT_TRANSLATE_NOOP("Repairs", "Takes each empty answer out, with the question before it. A row of which no answer is left is deleted."), false},
        {Repair::NoAnswer, "no_answer", QT_TRANSLATE_NOOP("Repairs", "Nothing to learn from"),
         QT_TRANSLATE_NOOP("Repairs", "Deletes rows without an answer, a question, a score or any text."), true},
        {Repair::RepeatedQuestion, "repeated_question", QT_TRANSLATE_NOOP("Repairs", "Answers that repeat the question"),
         QT_TRANSLATE_NOOP("Repairs", "Deletes rows whose answer is word for word the question."), true},
        {Repair::SameAnswers, "same_answers", QT_TRANSLATE_NOOP("Repairs", "Pairs of two equal answers"),
         QT_TRANSLATE_NOOP("Repairs", "Deletes pairs from which nothing can be preferred."), true},
        {std::nullopt, "duplicates", QT_TRANSLATE_NOOP("Repairs", "Rows that say the same"),
         QT_TRANSLATE_NOOP("Repairs", "Keeps the first of equal rows and deletes the others, whatever their tags and other columns."), true},
        {Repair::NothingTrained, "nothing_trained", QT_TRANSLATE_NOOP("Repairs", "No turn is trained"),
         QT_TRANSLATE_NOOP("Repairs", "Marks all answers of these rows as trained."), false},
        {Repair::SameRole, "same_role", QT_TRANSLATE_NOOP("Repairs", "One role twice in a row"),
         QT_TRANSLATE_NOOP("Repairs", "Makes one turn of them, with a blank line between; many templates refuse such rows."), false},
        {Repair::SpecialTokens, "special_tokens", QT_TRANSLATE_NOOP("Repairs", "Template tokens in the text"),
         QT_TRANSLATE_NOOP("Repairs", "Takes tokens as <s> or <|im_end|> from the ends of texts; the template puts them there again and would double them."),
         false},
        {Repair::OuterSpaces, "outer_spaces", QT_TRANSLATE_NOOP("Repairs", "Spaces around texts"),
         QT_TRANSLATE_NOOP("Repairs", "Takes spaces and line ends from the beginning and the end of texts."), false},
        {Repair::BrokenCharacters, "broken_characters", QT_TRANSLATE_NOOP("Repairs", "Broken characters"),
         QT_TRANSLATE_NOOP("Repairs", "Takes out the replacement characters that stand where the file could not be read."), false},
    };
    return words;
}

const Words& wordsOf(const Mending& mending) {
    for (const Words& words : allWords())
        if (words.mending == mending) return words;
    return allWords().front();
}

QString said(const char* text) { return QCoreApplication::translate("Repairs", text); }

}  // namespace

Result<RepairScan> scanForRepairs(store::Project& project, std::int64_t dataset, const WorkContext& context) {
    RepairScan scan;
    std::unordered_set<std::string> seen;
    store::ExampleFilter filter;
    filter.dataset = dataset;
    const Status done = forEachRow(project, filter, [&](std::int64_t id, const std::string& body) {
        ++scan.numSeen;
        const Result<Example> example = store::exampleFromBody(body);
        if (!example) return;
        const std::string problem = store::problemOf(*example);
        for (const Repair repair : store::allRepairs)
            if (store::needs(repair, *example, problem)) scan.rows[repair].push_back(id);
        constexpr std::size_t keptOfHash = 32;   // half of it: 128 bits
        if (!seen.insert(store::contentHash(*example).substr(0, keptOfHash)).second) scan.rows[std::nullopt].push_back(id);
    }, context);
    RETURN_IF_ERROR(done);
    return scan;
}

Result<store::Examples::Changed> mend(store::Project& project, const Mending& mending, std::span<const std::int64_t> rows, const std::string& title,
                                      const WorkContext& context) {
    using Outcome = store::Examples::Outcome;
    const auto change = [&mending](std::int64_t, Example& example) { return mending ? store::apply(*mending, example) : Outcome::Goes; };
    return project.examples().change(rows, change, title, context);
}

const std::vector<Mending>& allMendings() {
    static const std::vector<Mending> mendings = [] {
        std::vector<Mending> all;
        for (const Words& words : allWords()) all.push_back(words.mending);
        return all;
    }();
    return mendings;
}

QString idOf(const Mending& mending) { return QString::fromLatin1(wordsOf(mending).id); }

QString titleOf(const Mending& mending) { return said(wordsOf(mending).title); }

QString effectOf(const Mending& mending) { return said(wordsOf(mending).effect); }

QString buttonOf(const Mending& mending, std::int64_t numRows) {
    const bool isDeleting = wordsOf(mending).isDeleting;
    return said(isDeleting ? QT_TRANSLATE_NOOP("Repairs", "Delete %1") : QT_TRANSLATE_NOOP("Repairs", "Fix %1")).arg(theme::rowsInWords(numRows));
}

QString actionOf(const Mending& mending, std::int64_t numRows) {
    return said(QT_TRANSLATE_NOOP("Repairs", "%1: %2")).arg(titleOf(mending), buttonOf(mending, numRows));
}

}  // namespace luthier
