// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/compare/word_diff.h"

#include <QTextBoundaryFinder>

namespace luthier {

namespace {

constexpr std::size_t kFewWords = 16;   // so short that all marks can be seen at once

// Words by Unicode's rules, so texts without spaces are cut too. White space belongs to no word.
std::vector<TextRange> wordsOf(const QString& text) {
    std::vector<TextRange> words;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, text);
    qsizetype begin = 0;
    for (qsizetype end = finder.toNextBoundary(); end >= 0; end = finder.toNextBoundary()) {
        if (!QStringView(text).mid(begin, end - begin).trimmed().isEmpty()) words.push_back({begin, end - begin});
        begin = end;
    }
    return words;
}

class Comparison {
public:
    Comparison(const QString& before, const QString& after) : m_before(before), m_after(after), m_a(wordsOf(before)), m_b(wordsOf(after)) {}
    int size() const { return static_cast<int>(m_a.size() + m_b.size()); }
    WordDiff run(int maxDistance);

private:
    bool same(int i, int j) const {
        const TextRange& a = m_a[static_cast<std::size_t>(i)];
        const TextRange& b = m_b[static_cast<std::size_t>(j)];
        return QStringView(m_before).mid(a.begin, a.length) == QStringView(m_after).mid(b.begin, b.length);
    }
    WordDiff marked(const std::vector<std::vector<int>>& trace, int distance) const;
    void addCuts(WordDiff& diff, const std::vector<std::pair<int, int>>& removals) const;

    const QString &m_before, &m_after;
    std::vector<TextRange> m_a, m_b;
};

WordDiff Comparison::run(int maxDistance) {
    const int n = static_cast<int>(m_a.size()), m = static_cast<int>(m_b.size());
    const int offset = maxDistance + 1;
    std::vector<int> furthest(static_cast<std::size_t>(2 * offset + 1), 0);
    std::vector<std::vector<int>> trace;
    for (int d = 0; d <= maxDistance; ++d) {
        // Only the diagonals that d steps can reach are kept for the way back.
        trace.emplace_back(furthest.begin() + offset - d, furthest.begin() + offset + d + 1);
        for (int k = -d; k <= d; k += 2) {
            const auto at = [&](int diagonal) -> int& { return furthest[static_cast<std::size_t>(offset + diagonal)]; };
            int x = k == -d || (k != d && at(k - 1) < at(k + 1)) ? at(k + 1) : at(k - 1) + 1;
            int y = x - k;
            while (x < n && y < m && same(x, y)) ++x, ++y;
            at(k) = x;
            if (x >= n && y >= m) return marked(trace, d);
        }
    }
    WordDiff none;
    none.tooLong = true;
    return none;
}

WordDiff Comparison::marked(const std::vector<std::vector<int>>& trace, int distance) const {
    WordDiff diff;
    std::vector<std::pair<int, int>> removals;   // the word of the first text, and how many of the second stand before it
    int x = static_cast<int>(m_a.size()), y = static_cast<int>(m_b.size());
    for (int d = distance; d > 0; --d) {
        const auto at = [&](int k) { return k < -d || k > d ? -1 : trace[static_cast<std::size_t>(d)][static_cast<std::size_t>(k + d)]; };
        const int k = x - y;
        const bool isAdded = k == -d || (k != d && at(k - 1) < at(k + 1));
        const int previousK = isAdded ? k + 1 : k - 1, previousX = at(previousK), previousY = previousX - previousK;
        if (isAdded) diff.added.push_back(m_b[static_cast<std::size_t>(previousY)]);
        else {
            diff.removed.push_back(m_a[static_cast<std::size_t>(previousX)]);
            removals.emplace_back(previousX, previousY);
        }
        x = previousX;
        y = previousY;
    }
    std::reverse(diff.added.begin(), diff.added.end());
    std::reverse(diff.removed.begin(), diff.removed.end());
    std::reverse(removals.begin(), removals.end());
    addCuts(diff, removals);
    const std::size_t numCommon = m_a.size() - diff.removed.size(), longer = std::max(m_a.size(), m_b.size());
    if (!m_a.empty() && !m_b.empty() && longer >= kFewWords && 3 * numCommon < longer) {
        diff = {};
        diff.differThroughout = true;
    }
    return diff;
}

void Comparison::addCuts(WordDiff& diff, const std::vector<std::pair<int, int>>& removals) const {
    for (std::size_t i = 0; i < removals.size();) {
        std::size_t end = i + 1;
        while (end < removals.size() && removals[end].second == removals[i].second && removals[end].first == removals[end - 1].first + 1) ++end;
        const auto first = static_cast<std::size_t>(removals[i].first), last = static_cast<std::size_t>(removals[end - 1].first);
        const auto place = static_cast<std::size_t>(removals[i].second);
        // With the space before them, behind the word that they follow; at the beginning with the space that follows.
        const bool isAtBegin = place == 0;
        const qsizetype from = isAtBegin || first == 0 ? m_a[first].begin : m_a[first - 1].begin + m_a[first - 1].length;
        const qsizetype to = isAtBegin && last + 1 < m_a.size() ? m_a[last + 1].begin : m_a[last].begin + m_a[last].length;
        diff.cuts.push_back({isAtBegin ? (m_b.empty() ? 0 : m_b.front().begin) : m_b[place - 1].begin + m_b[place - 1].length, {from, to - from}});
        i = end;
    }
}

}  // namespace

WordDiff wordDiff(const QString& before, const QString& after, int maxWords) {
    Comparison comparison(before, after);
    if (comparison.size() > maxWords) {
        WordDiff none;
        none.tooLong = true;
        return none;
    }
    return comparison.run(comparison.size());
}

}  // namespace luthier
