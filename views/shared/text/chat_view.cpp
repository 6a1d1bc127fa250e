// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/text/chat_view.h"

#include <QElapsedTimer>
#include <QHBoxLayout>
#include <QPainter>
#include <QSpinBox>
#include <QTimer>

#include "views/shared/text/turn_edits.h"
#include "views/shared/theme/icons.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

constexpr int sliceMs = 12;       // of building bubbles before the window is looked after again

// One bubble with the gap before it.
int rowOf(std::size_t turnOfPage) { return static_cast<int>(turnOfPage) * 2; }

}  // namespace

TurnColumn::TurnColumn(QWidget* parent)
    : QWidget(parent), m_column(new QVBoxLayout), m_empty(theme::label(tr("No turns yet."), "muted")),
      m_add(theme::button(tr("Add turn"), "turn_add", "quiet", "add")) {
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kSpace8);
    m_pager = makePager();
    layout->addWidget(m_pager);
    layout->addWidget(m_empty);
    m_column->setSpacing(0);
    layout->addLayout(m_column);
    layout->addWidget(m_add, 0, Qt::AlignLeft);
    layout->addStretch();
    connect(m_add, &QPushButton::clicked, this, [this] { insertTurn(m_turns.size()); });
    updatePager();
}

QWidget* TurnColumn::makePager() {
    auto* const bar = new QWidget;
    auto* const row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    m_pagerWords = theme::label({}, "muted");
    m_pagerWords->setObjectName("pager_words");
    m_previous = theme::iconButton("chevron-left", tr("Earlier turns"), "pager_previous");
    m_next = theme::iconButton("chevron-right", tr("Later turns"), "pager_next");
    m_goTo = new QSpinBox;
    m_goTo->setObjectName("pager_go_to");
    m_goTo->setAccessibleName(tr("Go to turn"));
    m_goTo->setPrefix(tr("Turn "));
    m_goTo->setKeyboardTracking(false);
    row->addWidget(m_pagerWords, 1);
    row->addWidget(m_goTo);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    connect(m_previous, &QToolButton::clicked, this, [this] { showPage(m_page - 1); });
    connect(m_next, &QToolButton::clicked, this, [this] { showPage(m_page + 1); });
    connect(m_goTo, &QSpinBox::valueChanged, this, [this](int turn) { showPage(static_cast<std::size_t>(turn - 1) / turnsPerPage); });
    return bar;
}

void TurnColumn::updatePager() {
    const bool isPaged = m_turns.size() > turnsPerPage;
    m_pager->setVisible(isPaged);
    m_empty->setVisible(m_turns.empty());
    m_add->setVisible(!m_isReadOnly);
    if (!isPaged) return;
    const std::size_t first = m_page * turnsPerPage, last = std::min(m_turns.size(), first + turnsPerPage);
    const auto number = [](std::size_t n) { return theme::countInWords(static_cast<std::int64_t>(n)); };
    m_pagerWords->setText(tr("Turns %1 to %2 of %3").arg(number(first + 1), number(last), number(m_turns.size())));
    m_previous->setEnabled(m_page > 0);
    m_next->setEnabled(m_page + 1 < numPages());
    m_previous->setToolTip(m_page > 0 ? tr("Earlier turns") : tr("These are the first turns"));
    m_next->setToolTip(m_page + 1 < numPages() ? tr("Later turns") : tr("These are the last turns"));
    const QSignalBlocker quiet(m_goTo);
    m_goTo->setRange(1, static_cast<int>(m_turns.size()));
    m_goTo->setValue(static_cast<int>(first) + 1);
}

void TurnColumn::setTurns(std::vector<Turn> turns) {
    if (turns == m_turns) return;
    // From the first turn that differs: what stands before it stays as it is, focus and all.
    const std::size_t common = std::min(turns.size(), m_turns.size());
    std::size_t from = 0;
    while (from < common && turns[from] == m_turns[from]) ++from;
    const bool isOtherDialogue = from == 0;
    const bool hasSameCount = turns.size() == m_turns.size();
    m_turns = std::move(turns);
    if (hasSameCount) {
        const std::size_t first = m_page * turnsPerPage;
        bool isTaken = true;
        for (std::size_t i = 0; isTaken && i < m_bubbles.size(); ++i) {
            const Turn& turn = m_turns[first + i];
            isTaken = m_bubbles[i]->turn() == turn || m_bubbles[i]->takeText(turn);
        }
        if (isTaken && !m_bubbles.empty()) return updatePager();
    }
    if (isOtherDialogue || m_page >= numPages()) m_page = 0;
    // The buttons of a turn know whether it is the last one.
    rebuild(isOtherDialogue || hasSameCount || from == 0 ? from : from - 1);
}

void TurnColumn::setReadOnly(bool isReadOnly) {
    if (isReadOnly == m_isReadOnly) return;
    m_isReadOnly = isReadOnly;
    rebuild(0);
}

void TurnColumn::showPage(std::size_t page) {
    if (page >= numPages() || page == m_page) return;
    commit();
    m_page = page;
    rebuild(0);
    emit pageShown();
}

void TurnColumn::commit() {
    for (ReadingText* text : findChildren<ReadingText*>()) text->commit();
}

TurnBubble* TurnColumn::bubble(std::size_t turn) const {
    const std::size_t first = m_page * turnsPerPage;
    return turn < first || turn >= first + m_bubbles.size() ? nullptr : m_bubbles[turn - first];
}

void TurnColumn::dropBubbles(std::size_t keep) {
    while (m_column->count() > rowOf(keep)) {
        QLayoutItem* const item = m_column->takeAt(m_column->count() - 1);
        if (QLayout* const row = item->layout()) {
            if (QLayoutItem* const inner = row->takeAt(0)) {
                inner->widget()->hide();
                inner->widget()->deleteLater();   // its own signal may be on the stack
                delete inner;
            }
        } else if (QWidget* const gap = item->widget()) {
            gap->hide();
            gap->deleteLater();
        }
        delete item;
    }
    m_bubbles.resize(std::min(keep, m_bubbles.size()));
}

void TurnColumn::rebuild(std::size_t from) {
    const std::size_t first = m_page * turnsPerPage;
    setUpdatesEnabled(false);
    dropBubbles(from <= first ? 0 : std::min(from - first, m_bubbles.size()));
    buildSlice();
    updatePager();
    setUpdatesEnabled(true);
}

void TurnColumn::buildSlice() {
    m_isSlicePending = false;
    const std::size_t first = m_page * turnsPerPage;
    const std::size_t wanted = std::min(turnsPerPage, m_turns.size() - std::min(m_turns.size(), first));
    QElapsedTimer clock;
    clock.start();
    while (m_bubbles.size() < wanted && clock.elapsed() < sliceMs) addBubble(first + m_bubbles.size());
    if (m_focusWhenBuilt) {
        if (TurnBubble* const wantedBubble = bubble(*m_focusWhenBuilt)) {
            m_focusWhenBuilt.reset();
            wantedBubble->text()->setFocus(Qt::OtherFocusReason);
        }
    }
    if (m_bubbles.size() >= wanted) return m_focusWhenBuilt.reset();
    m_isSlicePending = true;
    QTimer::singleShot(0, this, [this] { if (m_isSlicePending) buildSlice(); });
}

void TurnColumn::addGap(std::size_t before) {
    auto* const gap = new TurnGap(before);
    gap->setEnabled(!m_isReadOnly);
    m_column->addWidget(gap);
    connect(gap, &QAbstractButton::clicked, this, [this, before] { insertTurn(before); });
}

void TurnColumn::connectBubble(TurnBubble* bubble, std::size_t turn) {
    connect(bubble, &TurnBubble::asked, this, [this, turn](TurnAction action) { perform(action, turn); });
    connect(bubble, &TurnBubble::changed, this, [this, turn](const Turn& now, const QString& title, bool hasOtherParts) {
        if (turn >= m_turns.size()) return;
        m_turns[turn] = now;
        if (hasOtherParts) {
            m_focusWhenBuilt = turn;
            rebuild(turn);
        }
        emit edited(title + m_place);
    });
}

void TurnColumn::addBubble(std::size_t turn) {
    addGap(turn);
    auto* const bubble = new TurnBubble(m_turns[turn], turn, m_turns.size(), m_isReadOnly);
    connectBubble(bubble, turn);
    // The user's words stand a little to the right, the answers a little to the left, as in any chat.
    auto* const row = new QHBoxLayout;
    const Role role = bubble->turn().role;
    row->setContentsMargins(role == Role::User ? theme::kSpace32 : 0, 0, role == Role::Assistant ? theme::kSpace32 : 0, 0);
    row->addWidget(bubble);
    m_column->addLayout(row);
    m_bubbles.push_back(bubble);
}

void TurnColumn::applied(const QString& title, std::size_t from, std::size_t focus) {
    if (m_turns.empty()) m_page = 0;
    else m_page = std::min(focus, m_turns.size() - 1) / turnsPerPage;
    m_focusWhenBuilt = focus;
    rebuild(from == 0 ? 0 : from - 1);
    emit edited(title + m_place);
}

void TurnColumn::insertTurn(std::size_t at) {
    turn_edits::insert(m_turns, at);
    applied(tr("Add turn %1").arg(at + 1), at, at);
}

void TurnColumn::perform(TurnAction action, std::size_t turn) {
    TurnBubble* const asked = bubble(turn);
    if (!asked || turn >= m_turns.size()) return;
    const Turn typed = asked->current();
    m_turns[turn] = typed;
    const auto index = static_cast<qulonglong>(turn + 1);
    switch (action) {
        case TurnAction::MoveUp: turn_edits::move(m_turns, turn, -1); return applied(tr("Move turn %1 up").arg(index), turn - 1, turn - 1);
        case TurnAction::MoveDown: turn_edits::move(m_turns, turn, 1); return applied(tr("Move turn %1 down").arg(index), turn, turn + 1);
        case TurnAction::Split:
            turn_edits::split(m_turns, turn, QString::fromStdString(typed.text), asked->cursor());
            return applied(tr("Split turn %1").arg(index), turn, turn + 1);
        case TurnAction::Merge: turn_edits::mergeWithNext(m_turns, turn); return applied(tr("Merge turns %1 and %2").arg(index).arg(index + 1), turn, turn);
        case TurnAction::Delete: turn_edits::remove(m_turns, turn); return applied(tr("Delete turn %1").arg(index), turn, turn == 0 ? 0 : turn - 1);
    }
}

ChatView::ChatView(QWidget* parent) : QScrollArea(parent), m_turns(new TurnColumn) {
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    theme::setLook(this, "plain");
    m_turns->layout()->setContentsMargins(0, theme::kSpace8, theme::kSpace8, theme::kSpace16);
    setWidget(m_turns);
    connect(m_turns, &TurnColumn::pageShown, this, [this] { ensureVisible(0, 0); });
}

TurnGap::TurnGap(std::size_t before, QWidget* parent) : QAbstractButton(parent) {
    setObjectName(QString("turn_insert_%1").arg(before + 1));
    setAccessibleName(tr("Add a turn before turn %1").arg(before + 1));
    setToolTip(accessibleName());
    setFixedHeight(theme::kSpace16);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
}

void TurnGap::enterEvent(QEnterEvent*) { update(); }
void TurnGap::leaveEvent(QEvent*) { update(); }

void TurnGap::paintEvent(QPaintEvent*) {
    if (!isEnabled()) return;
    const bool isActive = underMouse() || hasFocus();
    const theme::Colors& c = theme::colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF middle = QRectF(rect()).center();
    if (isActive) {
        painter.setPen(QPen(c.accent, 1));
        painter.drawLine(QPointF(0, middle.y()), QPointF(width(), middle.y()));
        painter.setBrush(c.surface);
        painter.drawEllipse(middle, theme::kSpace8 - 1, theme::kSpace8 - 1);
    }
    constexpr double arm = theme::kSpace4;
    painter.setPen(QPen(isActive ? c.accent : c.muted, isActive ? 1.5 : 1));
    painter.drawLine(middle - QPointF(arm, 0), middle + QPointF(arm, 0));
    painter.drawLine(middle - QPointF(0, arm), middle + QPointF(0, arm));
}

}  // namespace luthier
