// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl+K: everything that can be opened or done, found by typing. Thread: GUI.
#pragma once

#include <functional>
#include <vector>

#include <QDialog>
#include <QLineEdit>
#include <QListWidget>

namespace luthier {

struct PaletteEntry { QString title, kind, shortcut, icon; std::function<void()> run; };

class CommandPalette : public QDialog {
    Q_OBJECT
public:
    explicit CommandPalette(QWidget* parent);
    // Entries may come in later (names of the store); what was typed stays.
    void setEntries(std::vector<PaletteEntry> entries);
    void addEntries(std::vector<PaletteEntry> entries);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void refill();
    void runCurrent();
    std::vector<PaletteEntry> m_entries;
    QLineEdit* m_text;
    QListWidget* m_list;
    QWidget* m_nothing;
};

// How well a title answers what was typed; 0: not at all. All words must occur, in any order; beginnings of words count more.
int matchScore(const QString& title, const QString& typed);

}  // namespace luthier
