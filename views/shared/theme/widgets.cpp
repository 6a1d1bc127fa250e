// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/theme/widgets.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QStyle>
#include <QVBoxLayout>

#include "views/shared/theme/core_text.h"
#include "views/shared/theme/icons.h"
#include "views/shared/theme/theme.h"

namespace luthier::theme {

void setLook(QWidget* widget, const char* look) {
    widget->setProperty("look", QString::fromLatin1(look));
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

QLabel* label(const QString& text, const char* look, bool wraps) {
    auto* const made = new QLabel(text);
    made->setTextFormat(Qt::PlainText);
    made->setWordWrap(wraps);
    made->setProperty("look", QString::fromLatin1(look));
    return made;
}

QPushButton* button(const QString& text, const char* objectName, const char* look, const QString& iconName) {
    auto* const made = new QPushButton(text);
    made->setObjectName(QString::fromLatin1(objectName));
    made->setProperty("look", QString::fromLatin1(look));
    made->setCursor(Qt::PointingHandCursor);
    if (!iconName.isEmpty()) made->setIcon(icon(iconName));
    return made;
}

QToolButton* iconButton(const QString& iconName, const QString& toolTip, const char* objectName) {
    auto* const made = new QToolButton;
    made->setObjectName(QString::fromLatin1(objectName));
    made->setIcon(icon(iconName));
    made->setIconSize({18, 18});
    made->setToolTip(toolTip);
    made->setAccessibleName(toolTip);
    return made;
}

QFrame* frame(const char* look) {
    auto* const made = new QFrame;
    made->setProperty("look", QString::fromLatin1(look));
    return made;
}

ElidedLabel::ElidedLabel(const QString& text, const char* look, QWidget* parent) : QLabel(parent) {
    setTextFormat(Qt::PlainText);
    setProperty("look", QString::fromLatin1(look));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setFullText(text);
}

void ElidedLabel::setFullText(const QString& text) {
    m_text = QString(text).replace('\n', ' ');
    elide();
    updateGeometry();
}

QSize ElidedLabel::minimumSizeHint() const { return {fontMetrics().averageCharWidth() * 3, QLabel::minimumSizeHint().height()}; }
QSize ElidedLabel::sizeHint() const { return {fontMetrics().horizontalAdvance(m_text) + 2, QLabel::sizeHint().height()}; }

void ElidedLabel::resizeEvent(QResizeEvent* event) {
    QLabel::resizeEvent(event);
    elide();
}

void ElidedLabel::changeEvent(QEvent* event) {
    QLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) elide();
}

void ElidedLabel::elide() {
    const QString shown = fontMetrics().elidedText(m_text, Qt::ElideRight, contentsRect().width());
    if (shown != text()) setText(shown);
    // A tooltip of Qt may be rich text; what begins like a tag would be taken for one.
    setToolTip(shown == m_text ? QString() : m_text.toHtmlEscaped());
}

EmptyState::EmptyState(const QString& iconName, const QString& title, const QString& text, QWidget* parent) : QWidget(parent) {
    auto* const column = new QVBoxLayout(this);
    column->setSpacing(kSpace8);
    column->addStretch(2);
    auto* const picture = new QLabel;
    const auto draw = [picture, iconName] { picture->setPixmap(iconPixmap(iconName, colors().muted, 40, picture->devicePixelRatioF())); };
    draw();
    connect(&Theme::instance(), &Theme::changed, picture, draw);
    picture->setAlignment(Qt::AlignCenter);
    column->addWidget(picture);
    m_title = label(title, "section");
    m_title->setAlignment(Qt::AlignCenter);
    column->addWidget(m_title);
    m_text = label(text, "muted", true);
    m_text->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_text->setMinimumWidth(320);
    m_text->setMaximumWidth(520);
    auto* const centred = new QHBoxLayout;
    centred->addStretch();
    centred->addWidget(m_text, 10);
    centred->addStretch();
    column->addLayout(centred);
    auto* const actions = new QHBoxLayout;
    actions->setContentsMargins(0, kSpace8, 0, 0);
    actions->setSpacing(kSpace8);
    actions->setAlignment(Qt::AlignHCenter);
    m_actions = actions;
    column->addLayout(actions);
    column->addStretch(3);
}

QPushButton* EmptyState::addAction(const QString& text, const char* objectName, bool accent) {
    QPushButton* const made = button(text, objectName, accent ? "accent" : "");
    m_actions->addWidget(made);
    return made;
}

void EmptyState::setText(const QString& title, const QString& text) {
    m_title->setText(title);
    m_text->setText(text);
}

ErrorPanel::ErrorPanel(QWidget* parent) : QFrame(parent) {
    setProperty("look", "failed");
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(kSpace12, kSpace8, kSpace12, kSpace8);
    column->setSpacing(kSpace4);
    m_message = label({}, "error", true);
    m_hint = label({}, "", true);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(m_message);
    column->addWidget(m_hint);
    auto* const row = new QHBoxLayout;
    row->addStretch();
    m_row = row;
    column->addLayout(row);
    hide();
}

void ErrorPanel::showError(const Error& error) {
    Error withoutHint = error;
    withoutHint.hint.clear();
    m_message->setText(errorInWords(withoutHint));
    m_hint->setText(coreText(error.hint));
    m_hint->setVisible(!error.hint.empty());
    show();
}

QPushButton* ErrorPanel::setAction(const QString& text, const char* objectName) {
    QPushButton* const made = button(text, objectName);
    static_cast<QHBoxLayout*>(m_row)->insertWidget(0, made);
    return made;
}

ProgressLine::ProgressLine(QWidget* parent) : QWidget(parent) {
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kSpace12);
    m_words = new ElidedLabel;
    m_bar = new QProgressBar;
    m_bar->setMinimumWidth(120);
    m_bar->setMaximumWidth(280);
    m_cancel = button(tr("Cancel"), "progress.cancel", "quiet");
    row->addWidget(m_words, 2);
    row->addWidget(m_bar, 1);
    row->addWidget(m_cancel);
    connect(m_cancel, &QPushButton::clicked, this, &ProgressLine::cancelled);
}

void ProgressLine::setProgress(const QString& words, double share) {
    static_cast<ElidedLabel*>(m_words)->setFullText(words);
    m_bar->setRange(0, share < 0 ? 0 : 1000);
    m_bar->setValue(static_cast<int>(share * 1000));
}

void ProgressLine::setCancellable(bool can) { m_cancel->setVisible(can); }

StateBadge::StateBadge(QWidget* parent) : QWidget(parent) {
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kSpace4);
    m_icon = new QLabel;
    m_word = label({});
    row->addWidget(m_icon);
    row->addWidget(m_word);
    row->addStretch();
    connect(&Theme::instance(), &Theme::changed, this, [this] { setState(m_state); });
}

void StateBadge::setState(const QString& state) {
    m_state = state;
    if (state.isEmpty()) return;
    m_icon->setPixmap(iconPixmap(stateIcon(state), stateColor(state), 16, devicePixelRatioF()));
    m_word->setText(stateWord(state));
    QPalette palette = m_word->palette();
    palette.setColor(QPalette::WindowText, stateColor(state));
    m_word->setPalette(palette);
}

}  // namespace luthier::theme
