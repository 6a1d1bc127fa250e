// SPDX-License-Identifier: GPL-3.0-or-later
// `?`: every shortcut of the window and of the page that is open. Thread: GUI.
#pragma once

#include <utility>
#include <vector>

#include <QDialog>

namespace luthier {

struct ShortcutGroup { QString title; std::vector<std::pair<QString, QString>> keys; };   // key, what it does

class ShortcutsSheet : public QDialog {
    Q_OBJECT
public:
    ShortcutsSheet(const std::vector<ShortcutGroup>& groups, QWidget* parent);
};

}  // namespace luthier
