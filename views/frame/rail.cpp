// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/frame/rail.h"

#include <QVBoxLayout>

#include "views/shared/theme/icons.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

constexpr int kIconPixels = 20;

}  // namespace

Rail::Rail(QWidget* parent) : QFrame(parent), m_group(new QButtonGroup(this)) {
    setObjectName("rail");
    setAccessibleName(tr("Pages"));
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(theme::kSpace8, theme::kSpace12, theme::kSpace8, theme::kSpace12);
    column->setSpacing(theme::kSpace4);
    m_fold = theme::iconButton("menu", tr("Fold or unfold the list of pages"), "rail.fold");
    m_fold->setIconSize({kIconPixels, kIconPixels});
    connect(m_fold, &QToolButton::clicked, this, [this] { setNarrow(!m_narrow); });
    column->addWidget(m_fold, 0, Qt::AlignLeft);
    column->addSpacing(theme::kSpace8);
    setNarrow(false);
}

void Rail::addPage(const QString& id, const QString& title, const QString& iconName, const QString& shortcut) {
    auto* const button = new QToolButton;
    button->setObjectName("rail." + id);
    button->setProperty("look", "rail");
    button->setText(title);
    button->setIcon(theme::icon(iconName));
    button->setIconSize({kIconPixels, kIconPixels});
    button->setToolButtonStyle(m_narrow ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    button->setMinimumHeight(36);
    button->setCheckable(true);
    button->setCursor(Qt::PointingHandCursor);
    button->setToolTip(shortcut.isEmpty() ? title : title + "   " + shortcut);
    button->setAccessibleName(title);
    m_group->addButton(button);
    connect(button, &QToolButton::clicked, this, [this, id] { emit chosen(id); });
    layout()->addWidget(button);
    m_buttons[id] = button;
}

void Rail::addSpacer() { static_cast<QVBoxLayout*>(layout())->addStretch(1); }

void Rail::setCurrent(const QString& id) {
    if (const auto found = m_buttons.find(id); found != m_buttons.end()) found->second->setChecked(true);
}

void Rail::setNarrow(bool narrow) {
    m_narrow = narrow;
    setFixedWidth(narrow ? theme::kRailWidthIcons : theme::kRailWidth);
    for (const auto& [id, button] : m_buttons) button->setToolButtonStyle(narrow ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    emit narrowChanged(narrow);
}

}  // namespace luthier
