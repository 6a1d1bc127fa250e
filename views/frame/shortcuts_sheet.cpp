// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/frame/shortcuts_sheet.h"

#include <QGridLayout>
#include <QVBoxLayout>

#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

ShortcutsSheet::ShortcutsSheet(const std::vector<ShortcutGroup>& groups, QWidget* parent) : QDialog(parent) {
    setObjectName("shortcuts");
    setWindowTitle(tr("Keyboard shortcuts"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(theme::kSpace24, theme::kSpace24, theme::kSpace24, theme::kSpace24);
    column->setSpacing(theme::kSpace12);
    for (const ShortcutGroup& group : groups) {
        column->addWidget(theme::label(group.title, "section"));
        auto* const grid = new QGridLayout;
        grid->setHorizontalSpacing(theme::kSpace24);
        grid->setVerticalSpacing(theme::kSpace4);
        int row = 0;
        for (const auto& [key, what] : group.keys) {
            QLabel* const cap = theme::label(key);
            cap->setFont(theme::font(theme::TextStyle::Mono));
            cap->setMinimumWidth(110);
            grid->addWidget(cap, row, 0);
            grid->addWidget(theme::label(what, "muted"), row++, 1);
        }
        grid->setColumnStretch(1, 1);
        column->addLayout(grid);
    }
    QPushButton* const close = theme::button(tr("Close"), "shortcuts.close");
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    column->addWidget(close, 0, Qt::AlignRight);
}

}  // namespace luthier
