// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done with a turn: the buttons that come with mouse or focus, the menu, and the fields that are seldom needed.
#include <QAction>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>

#include "views/shared/text/turn_bubble.h"
#include "views/shared/theme/decimals.h"
#include "views/shared/theme/icons.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

constexpr double maxWeight = 100.0;

Json newToolCall() {
    return {{"type", "function"}, {"function", {{"name", "name_of_the_function"}, {"arguments", Json::object()}}}};
}

}  // namespace

void TurnBubble::addAction(const QString& title, const char* icon, const char* name, const QKeySequence& key, TurnAction action, const QString& whyNot) {
    auto* const entry = new QAction(theme::icon(icon), title, this);
    entry->setObjectName(name);
    entry->setShortcut(key);
    entry->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    entry->setEnabled(whyNot.isEmpty());
    entry->setToolTip(whyNot.isEmpty() ? tr("%1 (%2)").arg(title, key.toString(QKeySequence::NativeText)) : whyNot);
    connect(entry, &QAction::triggered, this, [this, action] { emit asked(action); });
    QFrame::addAction(entry);
    m_actions << entry;
}

void TurnBubble::makeActions() {
    const QString first = m_index == 0 ? tr("This is the first turn") : QString();
    const QString last = m_index + 1 == m_numTurns ? tr("This is the last turn") : QString();
    addAction(tr("Split at the cursor"), "split", "turn_split", QKeySequence("Ctrl+Shift+Return"), TurnAction::Split, {});
    addAction(tr("Merge with the next turn"), "merge", "turn_merge", QKeySequence("Ctrl+Shift+J"), TurnAction::Merge, last);
    addAction(tr("Move up"), "up", "turn_up", QKeySequence("Alt+Up"), TurnAction::MoveUp, first);
    addAction(tr("Move down"), "down", "turn_down", QKeySequence("Alt+Down"), TurnAction::MoveDown, last);
    addAction(tr("Delete this turn"), "delete", "turn_delete", QKeySequence("Ctrl+Shift+Backspace"), TurnAction::Delete, {});
}

void TurnBubble::makeButtons() {
    auto* const row = new QHBoxLayout(m_buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    const auto add = [&](QToolButton* button) {
        button->setFixedSize(theme::kSpace24, theme::kSpace24);
        button->setIconSize({theme::kSpace16, theme::kSpace16});
        button->setFocusPolicy(Qt::TabFocus);   // a click leaves the cursor where it is
        row->addWidget(button);
        button->show();
    };
    for (QAction* action : m_actions) {
        auto* const button = new QToolButton;
        button->setDefaultAction(action);
        button->setObjectName(action->objectName() + "_button");
        button->setAccessibleName(action->text());
        add(button);
    }
    QToolButton* const more = theme::iconButton("more", tr("More for this turn"), "turn_more");
    connect(more, &QToolButton::clicked, this, [this, more] { showMenu(more->mapToGlobal(QPoint(0, more->height()))); });
    add(more);
}

void TurnBubble::showButtons(bool show) {
    if (m_isReadOnly) return;
    if (show && !m_buttons->layout()) makeButtons();
    for (QToolButton* button : m_buttons->findChildren<QToolButton*>()) button->setVisible(show);
}

void TurnBubble::showMenu(const QPoint& at) {
    QMenu menu(this);
    menu.setObjectName("turn_menu");
    QMenu* const roles = menu.addMenu(tr("Role"));
    for (const Role role : {Role::System, Role::User, Role::Assistant, Role::Tool}) {
        QAction* const entry = roles->addAction(roleInWords(role), this, [this, role] { setRole(role); });
        entry->setCheckable(true);
        entry->setChecked(role == m_turn.role);
    }
    if (m_turn.role == Role::Assistant) {
        QAction* const trained = menu.addAction(tr("Train on this turn"), this, [this] {
            Turn turn = current();
            turn.trained = !turn.trained;
            change(turn, named(turn.trained ? tr("Train on turn %1") : tr("Do not train on turn %1")), true);
        });
        trained->setCheckable(true);
        trained->setChecked(m_turn.trained);
    }
    addPartsTo(menu);
    menu.addSeparator();
    menu.addActions(m_actions);
    menu.exec(at);
}

void TurnBubble::addPartsTo(QMenu& menu) {
    menu.addSeparator();
    if (m_turn.role == Role::Assistant) {
        if (m_turn.thinking.empty()) {
            menu.addAction(tr("Add thinking"), this, [this] {
                Turn turn = current();
                turn.thinking = tr("Thinking before the answer.").toStdString();
                change(turn, named(tr("Add thinking to turn %1")), true);
            });
        } else {
            menu.addAction(tr("Remove the thinking"), this, [this] {
                Turn turn = current();
                turn.thinking.clear();
                change(turn, named(tr("Remove the thinking of turn %1")), true);
            });
        }
        menu.addAction(tr("Add a tool call"), this, [this] {
            Turn turn = current();
            turn.toolCalls.push_back(newToolCall());
            change(turn, named(tr("Add a tool call to turn %1")), true);
        });
        for (std::size_t i = 0; i < m_turn.toolCalls.size() && i < 8; ++i) {
            menu.addAction(tr("Remove tool call %1").arg(i + 1), this, [this, i] {
                Turn turn = current();
                turn.toolCalls.erase(i);
                change(turn, named(tr("Remove a tool call of turn %1")), true);
            });
        }
    }
    menu.addAction(tr("Name and weight"), this, [this] { addDetails(); });
}

void TurnBubble::setRole(Role role) {
    if (role == m_turn.role) return;
    Turn turn = current();
    turn.role = role;
    change(turn, named(tr("Change the role of turn %1")), true);
}

void TurnBubble::addDetails() {
    if (m_details) return m_details->setOpen(true);
    auto* const content = new QWidget;
    auto* const form = new QFormLayout(content);
    form->setContentsMargins(0, 0, 0, 0);
    auto* const name = new QLineEdit(QString::fromStdString(m_turn.name));
    name->setObjectName("turn_name");
    form->addRow(tr("Name of the speaker or tool"), name);
    auto* const call = new QLineEdit(QString::fromStdString(m_turn.toolCallId));
    call->setObjectName("turn_tool_call_id");
    if (m_turn.role == Role::Tool) form->addRow(tr("Answers the call"), call);
    else call->setParent(content);
    call->setVisible(m_turn.role == Role::Tool);
    auto* const weight = new theme::DecimalBox;
    weight->setObjectName("turn_weight");
    weight->setRange(0, maxWeight);
    weight->setSingleStep(0.1);
    weight->setValue(static_cast<double>(m_turn.weight));
    if (m_turn.role == Role::Assistant) form->addRow(tr("Weight of its loss (1 is usual)"), weight);
    else weight->setParent(content);
    weight->setVisible(m_turn.role == Role::Assistant);
    m_details = new FoldablePart(tr("Name and weight"), content);
    m_details->setOpen(true);
    m_layout->addWidget(m_details);
    const auto apply = [this, name, call, weight] {
        Turn turn = current();
        turn.name = name->text().toStdString();
        turn.toolCallId = call->text().toStdString();
        turn.weight = static_cast<float>(weight->value());
        if (!(turn == m_turn)) change(turn, named(tr("Change name or weight of turn %1")));
    };
    connect(name, &QLineEdit::editingFinished, this, apply);
    connect(call, &QLineEdit::editingFinished, this, apply);
    connect(weight, &QDoubleSpinBox::editingFinished, this, apply);
    name->setFocus();
}

}  // namespace luthier
