// SPDX-License-Identifier: GPL-3.0-or-later
// Where somebody reads in a column that grows. Thread: GUI.
#pragma once

#include <QPointer>
#include <QScrollArea>

namespace luthier {

// Holds its place while the column grows: one of its widgets at the top. Whoever scrolls by hand is left there, and follows the end once at the end.
class ReadingPlace : public QObject {
    Q_OBJECT
public:
    explicit ReadingPlace(QScrollArea* scroll);
    void showAtTop(QWidget* part);   // a direct part of the column; as far up as the column's end lets it come

private:
    void keep();

    QScrollArea* m_scroll;
    QPointer<QWidget> m_part;
    bool m_followsEnd = false;
    bool m_isKeeping = false;
};

}  // namespace luthier
