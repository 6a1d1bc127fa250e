// SPDX-License-Identifier: GPL-3.0-or-later
// One of the three steps: number, title, what it is, its state and one button (a second one, quiet, where there is another way). Thread: GUI.
#pragma once

#include <functional>

#include <QFrame>
#include <QLabel>
#include <QPushButton>

namespace luthier {

class StepCard : public QFrame {
    Q_OBJECT
public:
    StepCard(int number, const QString& iconName, const QString& title, const QString& what, const char* objectName);
    // done: the step's mark is a tick.
    void setState(const QString& words, bool done);
    void setAction(const QString& label, bool accent, std::function<void()> run, const QString& whyNot = {});
    void setSecondAction(const QString& label, std::function<void()> run);   // "" = none

private:
    QLabel *m_mark, *m_state;
    QPushButton *m_action, *m_second;
    int m_number;
    std::function<void()> m_run, m_runSecond;
};

}  // namespace luthier
