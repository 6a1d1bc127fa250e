// SPDX-License-Identifier: GPL-3.0-or-later
// Editors of rows that say which answer is better: pairs, rankings, scores. Thread: GUI.
#pragma once

#include <map>

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QSpinBox>
#include <QToolButton>

#include "views/datasets/row_editor.h"

namespace luthier {

// Seven steps from "A is much better" to "B is much better", and both good or both bad.
class VerdictBar : public QWidget {
    Q_OBJECT
public:
    explicit VerdictBar(QWidget* parent = nullptr);
    void setVerdict(const Verdict& verdict);
    void setReadOnly(bool isReadOnly);
    static QString inWords(const Verdict& verdict);

signals:
    void chosen(const luthier::Verdict& verdict);

private:
    std::vector<std::pair<QToolButton*, Verdict>> m_buttons;
    QLabel* m_words;
};

class PairEditor : public RowEditor {
    Q_OBJECT
public:
    PairEditor();
    void setExample(const Example& example) override;
    void setReadOnly(bool isReadOnly) override;

private:
    TurnColumn *m_prompt, *m_a, *m_b;
    VerdictBar* m_verdict;
    QLabel* m_dimensions;
};

class RankingEditor : public RowEditor {
    Q_OBJECT
public:
    RankingEditor();
    void setExample(const Example& example) override;
    void setReadOnly(bool isReadOnly) override;

private:
    struct Response { QWidget* frame; QSpinBox* place; TurnColumn* turns; };
    void build(std::size_t count);
    void addResponse(std::size_t index);
    TurnColumn* m_prompt;
    QVBoxLayout* m_list;
    QPushButton* m_add;
    std::vector<Response> m_responses;
};

class ScoredEditor : public RowEditor {
    Q_OBJECT
public:
    ScoredEditor();
    void setExample(const Example& example) override;
    void setReadOnly(bool isReadOnly) override;

private:
    void buildDimensions();
    TurnColumn *m_prompt, *m_response;
    QCheckBox* m_hasScore;
    QDoubleSpinBox* m_score;
    QVBoxLayout* m_dimensions;
    std::map<std::string, double> m_shown;
};

}  // namespace luthier
