// SPDX-License-Identifier: GPL-3.0-or-later
// One question and the answers of all panes beside each other. Thread: GUI.
#pragma once

#include <map>

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>

#include "views/compare/answer_text.h"
#include "views/compare/compare_session.h"

namespace luthier {

class ExchangeView : public QFrame {
    Q_OBJECT
public:
    ExchangeView(std::size_t index, QWidget* parent = nullptr);
    // Columns in the order of the panes.
    // reference: the pane that the others are compared with; 0 = differences are not shown.
    void showExchange(const CompareExchange& exchange, const std::vector<ComparePane>& panes, int reference);
    void showAnswer(const CompareExchange& exchange, int pane, const std::vector<ComparePane>& panes, int reference);

signals:
    void editWanted(std::size_t index);

private:
    struct Cell { QFrame* frame; AnswerText* text; QLabel* note; };
    Cell& cellOf(int pane);
    void fill(const CompareExchange& exchange, int pane);
    void fillAll(const CompareExchange& exchange, const std::vector<ComparePane>& panes, int reference);

    std::size_t m_index;
    QLabel* m_prompt;
    QHBoxLayout* m_row;
    std::map<int, Cell> m_cells;
};

}  // namespace luthier
