// SPDX-License-Identifier: GPL-3.0-or-later
// The runs that wait, in their order: moved, taken out, held back. Hidden when there are none. Thread: GUI.
#pragma once

#include <vector>

#include <QFrame>

#include "views/shared/page/page.h"

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace luthier {

class QueueList : public QFrame {
    Q_OBJECT
public:
    explicit QueueList(Session& session);
    int numQueued() const { return static_cast<int>(m_runs.size()); }

signals:
    void changed();

private:
    void read();
    void show(std::vector<store::Run> runs);
    void addLine(std::size_t index);
    // Gives the places of the queue out anew.
    void move(std::size_t from, std::size_t to);
    void remove(std::size_t index);
    void showPause();
    Session& m_session;
    std::vector<store::Run> m_runs;
    QVBoxLayout* m_list;
    QLabel* m_title;
    QPushButton* m_pause;
    QString m_focus;             // the button that had it, by name, before the lines were made anew
};

}  // namespace luthier
