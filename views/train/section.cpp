// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/train/section.h"

#include <QHBoxLayout>
#include <QMouseEvent>
#include <QVBoxLayout>

#include "views/shared/theme/icons.h"
#include "views/shared/theme/theme.h"

namespace luthier {

Section::Section(const QString& title, const QString& question, const QString& objectName, QWidget* content)
    : m_title(title), m_fold(theme::iconButton("chevron-down", {}, "")), m_icon(new QLabel), m_question(theme::label(question, "muted")),
      m_summary(new theme::ElidedLabel({}, "muted")), m_content(new QWidget), m_header(new QWidget), m_next(theme::button({}, "", "")) {
    setObjectName(objectName);
    setProperty("look", "card");
    m_fold->setObjectName(objectName + QStringLiteral(".fold"));
    m_fold->setFocusPolicy(Qt::StrongFocus);
    m_summary->setObjectName(objectName + QStringLiteral(".summary"));
    m_next->setObjectName(objectName + QStringLiteral(".next"));
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* const header = new QHBoxLayout(m_header);
    header->setContentsMargins(theme::kCardPadding, theme::kSpace8, theme::kSpace8, theme::kSpace8);
    header->setSpacing(theme::kSpace8);
    auto* const name = theme::label(title, "section");
    name->setFixedWidth(fontMetrics().averageCharWidth() * 9);
    header->addWidget(m_icon);
    header->addWidget(name);
    header->addWidget(m_question, 1);
    header->addWidget(m_summary, 1);
    header->addWidget(m_fold);
    m_header->setCursor(Qt::PointingHandCursor);
    layout->addWidget(m_header);
    auto* const body = new QVBoxLayout(m_content);
    body->setContentsMargins(theme::kCardPadding, theme::kSpace4, theme::kCardPadding, theme::kCardPadding);
    body->setSpacing(theme::kSpace16);
    body->addWidget(content);
    body->addWidget(m_next, 0, Qt::AlignRight);
    layout->addWidget(m_content);
    connect(m_fold, &QToolButton::clicked, this, [this] { setExpanded(!isExpanded()); });
    connect(m_next, &QPushButton::clicked, this, &Section::nextAsked);
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, &Section::showState);
    setNext({});
    setExpanded(true);
    showState();
}

void Section::setSummary(const QString& summary) { m_summary->setFullText(summary); }

void Section::setNext(const QString& label) {
    m_next->setText(label);
    m_next->setVisible(!label.isEmpty());
}

void Section::setState(State state) {
    if (state == m_state) return;
    m_state = state;
    showState();
}

void Section::showState() {
    const theme::Colors& colors = theme::colors();
    const bool isDone = m_state == State::Done, isWrong = m_state == State::Wrong;
    const QString icon = isWrong ? QStringLiteral("warning") : isDone ? QStringLiteral("check") : QStringLiteral("edit");
    m_icon->setPixmap(theme::iconPixmap(icon, isWrong ? colors.failed : isDone ? colors.done : colors.muted, 16, devicePixelRatioF()));
    m_icon->setToolTip(isWrong ? tr("Something here is not right") : isDone ? tr("Done") : tr("Something is still to be chosen"));
}

bool Section::isExpanded() const { return !m_content->isHidden(); }

void Section::setExpanded(bool expanded) {
    const bool changes = expanded != isExpanded();
    m_content->setVisible(expanded);
    m_summary->setVisible(!expanded);
    m_question->setVisible(expanded);
    m_fold->setIcon(theme::icon(expanded ? QStringLiteral("chevron-up") : QStringLiteral("chevron-down")));
    m_fold->setToolTip(expanded ? tr("Fold %1").arg(m_title) : tr("Open %1").arg(m_title));
    m_fold->setAccessibleName(m_fold->toolTip());
    if (changes) emit expandedChanged(expanded);
}

void Section::mousePressEvent(QMouseEvent* event) {
    if (m_header->geometry().contains(event->pos())) setExpanded(!isExpanded());
    QFrame::mousePressEvent(event);
}

}  // namespace luthier
