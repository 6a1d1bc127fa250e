// SPDX-License-Identifier: GPL-3.0-or-later
// A part of a long form under a title: open, or folded to one line that says what was chosen. Thread: GUI.
#pragma once

#include <QFrame>

#include "views/shared/theme/widgets.h"

namespace luthier {

class Section : public QFrame {
    Q_OBJECT
public:
    enum class State { Open, Done, Wrong };          // open: something is still to be chosen
    Section(const QString& title, const QString& question, const QString& objectName, QWidget* content);
    void setSummary(const QString& summary);
    QString summary() const { return m_summary->fullText(); }
    void setState(State state);
    State state() const { return m_state; }
    void setExpanded(bool expanded);
    bool isExpanded() const;
    // What comes next; empty: nothing.
    void setNext(const QString& label);
    const QString& title() const { return m_title; }

signals:
    void nextAsked();
    void expandedChanged(bool expanded);

protected:
    void mousePressEvent(QMouseEvent* event) override;

private:
    void showState();
    QString m_title;
    State m_state = State::Open;
    QToolButton* m_fold;
    QLabel* m_icon;
    QLabel* m_question;
    theme::ElidedLabel* m_summary;
    QWidget* m_content;
    QWidget* m_header;
    QPushButton* m_next;
};

}  // namespace luthier
