// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/compare/word_diff.h"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace luthier {
namespace {

QStringList cut(const QString& text, const std::vector<TextRange>& ranges) {
    QStringList words;
    for (const TextRange& range : ranges) words << text.mid(range.begin, range.length);
    return words;
}

TEST(WordDiff, MarksWhatIsOnlyInOneOfThem) {
    const QString before = "The capital of France is Paris.", after = "The old capital of France is, surely, Paris.";
    const WordDiff diff = wordDiff(before, after);
    EXPECT_EQ(cut(after, diff.added), QStringList({"old", ",", "surely", ","}));
    EXPECT_TRUE(diff.removed.empty());
}

// What is missing, put back where it was, and what is new, taken out, give the first text's words again.
TEST(WordDiff, CutsSayWhereWhatIsMissingWouldStand) {
    const QString before = "I think the capital is probably Paris.", after = "The capital is Paris, yes.";
    const WordDiff diff = wordDiff(before, after);
    ASSERT_EQ(diff.cuts.size(), 2U);
    EXPECT_EQ(diff.cuts[0].at, 0);
    EXPECT_EQ(before.mid(diff.cuts[0].before.begin, diff.cuts[0].before.length), "I think the ");
    EXPECT_EQ(after.left(diff.cuts[1].at), "The capital is");
    EXPECT_EQ(before.mid(diff.cuts[1].before.begin, diff.cuts[1].before.length), " probably");
    const WordDiff tail = wordDiff("a b c", "a");
    ASSERT_EQ(tail.cuts.size(), 1U);
    EXPECT_EQ(tail.cuts[0].at, 1);
    EXPECT_EQ(tail.cuts[0].before, (TextRange{1, 4}));
    const WordDiff all = wordDiff("a b", "");
    ASSERT_EQ(all.cuts.size(), 1U);
    EXPECT_EQ(all.cuts[0], (WordCut{0, {0, 3}}));
}

TEST(WordDiff, SameTextsDoNotDiffer) {
    EXPECT_TRUE(wordDiff("a b c", "a b c").added.empty());
    EXPECT_TRUE(wordDiff("a b c", "a  b\nc").added.empty()) << "white space is no word";
    EXPECT_TRUE(wordDiff("", "").removed.empty());
}

TEST(WordDiff, OneIsEmpty) {
    EXPECT_EQ(cut("one two", wordDiff("one two", "").removed), QStringList({"one", "two"}));
    EXPECT_EQ(cut("one two", wordDiff("", "one two").added), QStringList({"one", "two"}));
}

TEST(WordDiff, TextsWithoutSpacesAreCutByUnicodesRules) {
    const QString before = QStringLiteral("他喜欢苹果"), after = QStringLiteral("他喜欢香蕉");
    EXPECT_FALSE(wordDiff(before, after).added.empty());
    EXPECT_TRUE(wordDiff(before, before).added.empty());
}

TEST(WordDiff, TextsWithHardlyAnythingInCommonAreNotMarked) {
    const QString before = QString("one two three four ").repeated(6), after = QString("five six seven eight ").repeated(6);
    const WordDiff diff = wordDiff(before, after);
    EXPECT_TRUE(diff.differThroughout);
    EXPECT_TRUE(diff.added.empty() && diff.removed.empty());
    EXPECT_FALSE(wordDiff(before, before + "five").differThroughout);
    EXPECT_FALSE(wordDiff("yes", "no").differThroughout) << "short texts are marked all the same";
}

TEST(WordDiff, LongTextsAreLeftAlone) {
    const QString text = QString("word ").repeated(3000);
    EXPECT_TRUE(wordDiff(text, text + "end").tooLong);
    EXPECT_FALSE(wordDiff("a", "b").tooLong);
}

// What is left after the marks are taken out is the same on both sides: the marks are an edit script. And no shorter one exists (compared with the plain
// table).
TEST(WordDiff, TheMarksAreAShortestEditScript) {
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
        const auto sentence = [&random] {
            QStringList words;
            for (unsigned n = random() % 12; n > 0; --n) words << QString(QChar('a' + static_cast<char>(random() % 3)));
            return words;
        };
        const QStringList a = sentence(), b = sentence();
        const WordDiff diff = wordDiff(a.join(' '), b.join(' '));
        QStringList restA = a, restB = b;
        for (auto it = diff.removed.rbegin(); it != diff.removed.rend(); ++it) restA.removeAt(it->begin / 2);
        for (auto it = diff.added.rbegin(); it != diff.added.rend(); ++it) restB.removeAt(it->begin / 2);
        ASSERT_EQ(restA, restB) << a.join(' ').toStdString() << " | " << b.join(' ').toStdString();
        std::vector<std::vector<int>> common(static_cast<std::size_t>(a.size()) + 1, std::vector<int>(static_cast<std::size_t>(b.size()) + 1, 0));
        for (std::size_t i = 1; i < common.size(); ++i)
            for (std::size_t j = 1; j < common[i].size(); ++j)
                common[i][j] =
                    a[static_cast<int>(i) - 1] == b[static_cast<int>(j) - 1] ? common[i - 1][j - 1] + 1 : std::max(common[i - 1][j], common[i][j - 1]);
        EXPECT_EQ(restA.size(), common.back().back());
    }
}

}  // namespace
}  // namespace luthier
