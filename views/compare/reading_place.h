// SPDX-License-Identifier: GPL-3.0-or-later
// Where somebody reads in a column that grows. Thread: GUI.
#pragma once

#include <QPointer>
#include <QScrollArea>

namespace luthier {

// Holds its place while the column's height changes: at the end, or with one of its widgets at the top; whoever scrolls by hand is left there, and follows the
// end again once there.
class ReadingPlace : public QObject {
    Q_OBJECT
public:
    explicit ReadingPlace(QScrollArea* scroll);
    void followEnd();
    void showAtTop(QWidget* part);   // a direct part of the column; as far up as the column's end lets it come

private:
    void keep();

    QScrollArea* m_scroll;
    QPointer<QWidget> m_part;
    bool m_followsEnd = true;
    bool m_isKeeping = false;
};

}  // namespace luthier
