// SPDX-License-Identifier: GPL-3.0-or-later
// Buttons in a row that show their icons alone where there is no room for words; words stay with them for who cannot see, and in their tooltips. Thread: GUI.
#pragma once

#include <vector>

#include <QHBoxLayout>
#include <QPushButton>
#include <QWidget>

namespace luthier::theme {

class FoldingRow : public QWidget {
public:
    FoldingRow();
    // Takes the room that buttons leave.
    void setFirst(QWidget* widget);
    // With an icon; behind those that are there.
    void add(QPushButton* button);

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

private:
    void fold();
    struct Entry { QPushButton* button; QString words; };
    QHBoxLayout* m_layout;
    QWidget* m_first = nullptr;
    std::vector<Entry> m_entries;
    bool m_isFolding = false;
};

}  // namespace luthier::theme
