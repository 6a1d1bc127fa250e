// SPDX-License-Identifier: GPL-3.0-or-later
// Search and chips that narrow the table: problems, nothing trained, length, tags. Thread: GUI.
#pragma once

#include <QLineEdit>
#include <QSpinBox>
#include <QTimer>
#include <QToolButton>
#include <QWidget>

#include "core/store/examples.h"

namespace luthier {

class FilterBar : public QWidget {
    Q_OBJECT
public:
    explicit FilterBar(QWidget* parent = nullptr);
    // Another data set starts without a filter.
    void reset();
    // Everything but data set and order.
    store::ExampleFilter filter() const;
    bool isActive() const;
    void setTags(std::vector<std::pair<std::string, std::int64_t>> tags);
    void setNumProblems(std::int64_t count);
    // How many of the rows the full-text search knows; while it does not know all, that stands beside the search.
    void setIndexed(std::int64_t numIndexed, std::int64_t numRows);
    bool searches() const { return !m_search->text().trimmed().isEmpty(); }
    void showProblems();
    // The choices among facets: problem, lengths, turns, origin.
    void setFacets(const store::ExampleFilter& facets);
    void focusSearch();
    QToolButton* untrained() const { return m_untrained; }
    // Takes widgets at its right end, as the choice of columns.
    void addAtEnd(QWidget* widget);

signals:
    void changed();

private:
    void showLengthMenu();
    void showTagMenu();
    void updateChips();
    QToolButton* addChip(const QString& text, const char* name);

    QLineEdit* m_search;
    class QLabel* m_indexing;
    QToolButton *m_problems, *m_untrained, *m_length, *m_tags, *m_clear;
    class QHBoxLayout *m_top, *m_chips;
    QTimer m_typing;
    std::optional<std::int64_t> m_minCharacters, m_maxCharacters, m_minTokens, m_maxTokens, m_minTurns, m_maxTurns;
    std::string m_problem;                       // one kind of problem
    store::ExampleFilter::Origin m_origin = store::ExampleFilter::Origin::Any;
    std::vector<std::string> m_chosenTags;
    std::vector<std::pair<std::string, std::int64_t>> m_knownTags;
    std::int64_t m_numProblems = 0;
};

}  // namespace luthier
