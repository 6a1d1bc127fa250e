// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/text/turn_bubble.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>

#include "views/shared/theme/decimals.h"
#include "views/shared/theme/icons.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

constexpr int maxShownCharacters = 6000;     // a longer text is shown in part until asked for
constexpr int heightOfLongText = 420;

QString titleOfCall(const Json& call) {
    const auto function = call.find("function");
    const bool hasName = function != call.end() && function->is_object() && function->contains("name") && (*function)["name"].is_string();
    return TurnBubble::tr("Tool call: %1").arg(hasName ? QString::fromStdString((*function)["name"].get<std::string>()).simplified().left(60) : QString("?"));
}

}  // namespace

QString roleInWords(Role role) {
    switch (role) {
        case Role::System: return TurnBubble::tr("System");
        case Role::User: return TurnBubble::tr("User");
        case Role::Assistant: return TurnBubble::tr("Assistant");
        case Role::Tool: return TurnBubble::tr("Tool");
    }
    return {};
}

TurnBubble::TurnBubble(const Turn& turn, std::size_t index, std::size_t numTurns, bool isReadOnly, QWidget* parent)
    : QFrame(parent), m_turn(turn), m_index(index), m_numTurns(numTurns), m_isReadOnly(isReadOnly), m_layout(new QVBoxLayout(this)) {
    setObjectName(QString("turn_%1").arg(index + 1));
    setAccessibleName(tr("Turn %1, %2").arg(index + 1).arg(roleInWords(turn.role)));
    m_layout->setContentsMargins(theme::kSpace12, theme::kSpace8, theme::kSpace12, theme::kSpace12);
    m_layout->setSpacing(theme::kSpace4);
    if (!isReadOnly) makeActions();
    addHeader();
    addThinking();
    addText();
    for (std::size_t i = 0; i < m_turn.toolCalls.size(); ++i) addToolCall(i);
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, [this] { update(); });
}

QString TurnBubble::named(const QString& what) const { return what.arg(m_index + 1); }

void TurnBubble::addHeader() {
    m_header = new QHBoxLayout;
    m_header->setSpacing(theme::kSpace8);
    QLabel* const role = theme::label(roleInWords(m_turn.role));
    role->setFont(theme::font(theme::TextStyle::Emphasis));
    role->setObjectName("role");
    m_header->addWidget(role);
    m_caption = new theme::ElidedLabel({}, "caption");
    m_caption->setObjectName("caption");
    showFacts();
    m_header->addWidget(m_caption, 1);
    m_buttons = new QWidget;
    m_buttons->setFixedHeight(theme::kSpace24);
    m_header->addWidget(m_buttons);
    m_layout->addLayout(m_header);
}

void TurnBubble::showFacts() {
    QStringList facts;
    if (!m_turn.name.empty()) facts << QString::fromStdString(m_turn.name);
    if (!m_turn.toolCallId.empty()) facts << tr("answers %1").arg(QString::fromStdString(m_turn.toolCallId));
    if (m_turn.role == Role::Assistant && !m_turn.trained) facts << tr("not trained");
    if (m_turn.weight != 1.0F) facts << tr("weight %1").arg(theme::decimalInWords(static_cast<double>(m_turn.weight)));
    m_caption->setFullText(facts.join(tr(", ")));
}

void TurnBubble::addText() {
    m_text = new ReadingText(m_turn.role == Role::Tool ? ReadingText::Font::Mono : ReadingText::Font::Reading);
    m_text->setObjectName("text");
    m_text->setAccessibleName(tr("Text of turn %1").arg(m_index + 1));
    const QString all = QString::fromStdString(m_turn.text);
    m_isCut = all.size() > maxShownCharacters;
    qsizetype shown = maxShownCharacters;
    if (m_isCut && all[shown - 1].isHighSurrogate()) ++shown;
    m_text->setPlain(m_isCut ? all.left(shown) : all);
    m_text->setReadOnly(m_isReadOnly || m_isCut);
    m_text->setHeightLimit(heightOfLongText);
    if (!m_turn.toolCalls.empty()) m_text->setPlaceholderText(tr("No words beside the call"));
    else m_text->setPlaceholderText(m_isReadOnly ? tr("Empty") : tr("Empty. Write here."));
    m_layout->addWidget(m_text);
    if (m_turn.text.empty() && !m_turn.toolCalls.empty() && m_isReadOnly) m_text->hide();
    if (m_isCut) {
        QPushButton* const more = theme::button(tr("Show all %1 characters").arg(theme::countInWords(all.size())), "show_all", "quiet");
        m_layout->addWidget(more, 0, Qt::AlignLeft);
        connect(more, &QPushButton::clicked, this, [this, more, all] {
            m_isCut = false;
            m_text->setPlain(all);
            m_text->setReadOnly(m_isReadOnly);
            m_text->setFocus();
            more->deleteLater();
        });
    }
    connect(m_text, &ReadingText::committed, this, [this](const QString& text) {
        Turn turn = m_turn;
        turn.text = text.toStdString();
        change(turn, named(tr("Edit turn %1")));
    });
    connect(m_text, &ReadingText::focused, this, [this](bool has) {
        m_isFocused = has;
        showButtons(has || underMouse());
        update();
    });
}

void TurnBubble::addThinking() {
    if (m_turn.thinking.empty()) return;
    auto* const text = new ReadingText;
    text->setObjectName("thinking");
    text->setAccessibleName(tr("Thinking of turn %1").arg(m_index + 1));
    text->setPlain(QString::fromStdString(m_turn.thinking));
    text->setReadOnly(m_isReadOnly);
    text->setMuted(true);
    m_thinking = new FoldablePart(tr("Thinking, %1 characters").arg(theme::countInWords(static_cast<std::int64_t>(text->plain().size()))), text);
    m_thinking->toggle()->setObjectName("fold_thinking");
    m_layout->addWidget(m_thinking);
    connect(text, &ReadingText::committed, this, [this](const QString& thinking) {
        Turn turn = current();
        turn.thinking = thinking.toStdString();
        change(turn, named(tr("Edit the thinking of turn %1")));
    });
}

void TurnBubble::addToolCall(std::size_t at) {
    auto* const json = new JsonText;
    json->text()->setObjectName(QString("tool_call_%1").arg(at + 1));
    json->text()->setReadOnly(m_isReadOnly);
    json->setJson(m_turn.toolCalls[at]);
    auto* const part = new FoldablePart(titleOfCall(m_turn.toolCalls[at]), json);
    part->toggle()->setObjectName(QString("fold_tool_call_%1").arg(at + 1));
    m_layout->addWidget(part);
    connect(json, &JsonText::committed, this, [this, at, part](const Json& call) {
        part->setTitle(titleOfCall(call));
        Turn turn = current();
        turn.toolCalls[at] = call;
        change(turn, named(tr("Edit a tool call of turn %1")));
    });
}

bool TurnBubble::takeText(const Turn& turn) {
    Turn before = m_turn;
    before.text = turn.text;
    if (!(before == turn) || m_isCut || turn.text.size() > maxShownCharacters) return false;
    m_turn = turn;
    const int position = m_text->textCursor().position();
    m_text->setPlain(QString::fromStdString(turn.text));
    QTextCursor cursor = m_text->textCursor();
    cursor.setPosition(std::min<int>(position, static_cast<int>(m_text->plain().size())));
    m_text->setTextCursor(cursor);
    return true;
}

qsizetype TurnBubble::cursor() const { return m_text->textCursor().position(); }

Turn TurnBubble::current() const {
    Turn turn = m_turn;
    // What nobody edited stays as it is in the file, byte by byte.
    if (!m_isCut && m_text->isEdited()) turn.text = m_text->plain().toStdString();
    return turn;
}

void TurnBubble::change(const Turn& turn, const QString& title, bool hasOtherParts) {
    m_turn = turn;
    if (!hasOtherParts) showFacts();
    emit changed(turn, title, hasOtherParts);
}

void TurnBubble::paintEvent(QPaintEvent*) {
    const theme::Colors& c = theme::colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isQuiet = m_turn.role == Role::System || m_turn.role == Role::Tool;
    painter.setBrush(m_turn.role == Role::User ? c.accentSurface : isQuiet ? c.sunken : c.surface);
    painter.setPen(m_isFocused ? QPen(c.accent, 2) : QPen(m_turn.role == Role::Assistant ? c.border : Qt::transparent));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), theme::kRadius, theme::kRadius);
}

void TurnBubble::enterEvent(QEnterEvent* event) {
    QFrame::enterEvent(event);
    showButtons(true);
}

void TurnBubble::leaveEvent(QEvent* event) {
    QFrame::leaveEvent(event);
    showButtons(isAncestorOf(focusWidget()) && m_isFocused);
}

void TurnBubble::contextMenuEvent(QContextMenuEvent* event) {
    if (!m_isReadOnly) showMenu(event->globalPos());
}

}  // namespace luthier
