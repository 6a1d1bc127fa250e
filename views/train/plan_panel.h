// SPDX-License-Identifier: GPL-3.0-or-later
// What the run will need and whether it fits, what is wrong with it, what would help, and Start. Thread: GUI.
#pragma once

#include <map>

#include <QFrame>
#include <QLabel>
#include <QVBoxLayout>

#include "views/shared/theme/widgets.h"
#include "views/train/memory_bar.h"
#include "views/train/planner.h"

namespace luthier {

class PlanPanel : public QWidget {
    Q_OBJECT
public:
    explicit PlanPanel(QWidget* below);
    // Nothing to plan yet, and what to do about it.
    void showHint(const QString& title, const QString& text);
    void showAnswer(const PlanAnswer& answer);
    // A link each to its field; keys that no field knows can be taken out instead.
    void setProblems(const std::vector<Problem>& problems, const std::vector<std::string>& unknownKeys);
    // Empty reasons: it can be done.
    void setReasons(const QString& whyNoStart, const QString& whyNoQueue);
    void setBusy(const QString& words);              // "" = not
    void setMeasuring(bool measuring);

signals:
    void fieldAsked(const QString& keyPath);
    void removalAsked(const QString& keyPath);
    void changeAsked(const luthier::Json& settings);
    void startAsked();
    void queueAsked();
    void measureAsked();

private:
    QWidget* makePlan();
    QWidget* makeFoot();
    void showNumbers(const PlanAnswer& answer);
    void showVerdict(const PlanAnswer& answer);
    void showNotes(const PlanAnswer& answer);
    void showChanges(const std::vector<PlannedChange>& changes);
    QLabel* number(const char* key) { return m_numbers.at(key); }
    QFrame* m_hint;
    QLabel* m_hintTitle;
    QLabel* m_hintText;
    QFrame* m_plan;
    QLabel* m_verdictIcon;
    QLabel* m_verdict;
    QLabel* m_verdictDetail;
    MemoryBar* m_bar;
    std::map<std::string, QLabel*> m_numbers;
    QLabel* m_notes;
    QLabel* m_rates;
    QPushButton* m_measure;
    QFrame* m_changes;
    QVBoxLayout* m_changeList;
    QFrame* m_problems;
    QVBoxLayout* m_problemList;
    QLabel* m_problemTitle;
    QPushButton* m_start;
    QPushButton* m_queue;
    QLabel* m_why;
    theme::ProgressLine* m_busy;
};

}  // namespace luthier
