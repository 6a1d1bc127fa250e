// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/home/step_card.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "views/shared/theme/icons.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

StepCard::StepCard(int number, const QString& iconName, const QString& title, const QString& what, const char* objectName) : m_number(number) {
    setObjectName(QString::fromLatin1(objectName));
    setProperty("look", "card");
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(theme::kSpace24, theme::kSpace24, theme::kSpace24, theme::kSpace16);
    column->setSpacing(theme::kSpace8);
    auto* const top = new QHBoxLayout;
    auto* const picture = new QLabel;
    const auto draw = [picture, iconName] { picture->setPixmap(theme::iconPixmap(iconName, theme::colors().accent, 28, picture->devicePixelRatioF())); };
    draw();
    connect(&theme::Theme::instance(), &theme::Theme::changed, picture, draw);
    m_mark = theme::label(tr("Step %1").arg(number), "caption");
    top->addWidget(picture);
    top->addStretch(1);
    top->addWidget(m_mark);
    column->addLayout(top);
    column->addSpacing(theme::kSpace8);
    column->addWidget(theme::label(title, "section"));
    column->addWidget(theme::label(what, "muted", true));
    column->addSpacing(theme::kSpace4);
    m_state = theme::label({}, "", true);
    m_state->setObjectName(objectName + QString(".state"));
    m_state->setMinimumHeight(38);
    m_state->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    column->addWidget(m_state);
    column->addStretch(1);
    auto* const actions = new QHBoxLayout;
    actions->setSpacing(theme::kSpace4);
    m_action = theme::button({}, "", "");
    m_action->setObjectName(objectName + QString(".action"));
    m_second = theme::button({}, "", "quiet");
    m_second->setObjectName(objectName + QString(".second"));
    m_second->hide();
    actions->addWidget(m_action);
    actions->addWidget(m_second);
    actions->addStretch(1);
    column->addLayout(actions);
    connect(m_action, &QPushButton::clicked, this, [this] {
        if (m_run) m_run();
    });
    connect(m_second, &QPushButton::clicked, this, [this] {
        if (m_runSecond) m_runSecond();
    });
}

void StepCard::setState(const QString& words, bool done) {
    m_state->setText(words);
    m_mark->setText(done ? tr("Step %1 · done").arg(m_number) : tr("Step %1").arg(m_number));
}

void StepCard::setAction(const QString& label, bool accent, std::function<void()> run, const QString& whyNot) {
    m_action->setText(label);
    m_action->setEnabled(whyNot.isEmpty());
    m_action->setToolTip(whyNot);
    theme::setLook(m_action, accent ? "accent" : "");
    m_run = std::move(run);
}

void StepCard::setSecondAction(const QString& label, std::function<void()> run) {
    m_second->setText(label);
    m_second->setVisible(!label.isEmpty());
    m_runSecond = std::move(run);
}

}  // namespace luthier
