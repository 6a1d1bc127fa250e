// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/compare/pane_head.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QInputDialog>
#include <QVBoxLayout>

#include "views/shared/theme/icons.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

PaneHead::PaneHead(int pane, QWidget* parent) : QFrame(parent), m_pane(pane) {
    setObjectName(QString("pane.%1").arg(pane));
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(theme::kSpace12, theme::kSpace8, theme::kSpace8, theme::kSpace8);
    column->setSpacing(2);
    auto* const row = new QHBoxLayout;
    row->setSpacing(theme::kSpace4);
    m_adapter = new PickerButton(QString("pane.%1.adapter").arg(pane), "");
    m_adapter->setFieldLook();
    m_adapter->setIcon(theme::icon("chevron-down"));
    m_adapter->setAccessibleName(tr("Which weights answer"));
    m_adapter->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_adapter->setMinimumWidth(90);
    m_adapter->setEntries([this] {
        std::vector<PickerButton::Entry> entries;
        for (const AdapterChoice& choice : m_choices) entries.push_back({choice.name, choice.detail, choice.folder});
        return entries;
    });
    connect(m_adapter, &PickerButton::picked, this, [this](const QString& folder) {
        for (const AdapterChoice& choice : m_choices)
            if (choice.folder == folder) return emit adapterChosen(m_pane, choice.name, folder);
    });
    m_reference = theme::iconButton("pin", tr("Compare the other panes with this one"), "pane.reference");
    m_reference->setCheckable(true);
    connect(m_reference, &QToolButton::clicked, this, [this] { emit referenceChosen(m_pane); });
    m_system = theme::iconButton("text", tr("System prompt of this pane"), "pane.system");
    m_system->setCheckable(true);
    connect(m_system, &QToolButton::clicked, this, &PaneHead::editSystemPrompt);
    m_remove = theme::iconButton("close", tr("Remove this pane"), "pane.remove");
    connect(m_remove, &QToolButton::clicked, this, [this] { emit removed(m_pane); });
    row->addWidget(m_adapter, 1);
    row->addWidget(m_reference);
    row->addWidget(m_system);
    row->addWidget(m_remove);
    auto* const facts = new QHBoxLayout;
    facts->setSpacing(theme::kSpace8);
    m_fingerprint = theme::label({}, "caption");
    m_fingerprint->setObjectName(QString("pane.%1.fingerprint").arg(pane));
    m_fingerprint->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_speed = theme::label({}, "caption");
    facts->addWidget(m_fingerprint);
    facts->addWidget(m_speed);
    facts->addStretch(1);
    column->addLayout(row);
    column->addLayout(facts);
}

void PaneHead::showPane(const ComparePane& pane, const std::vector<AdapterChoice>& choices, bool isRemovable) {
    m_choices = choices;
    const bool isListed = std::any_of(choices.begin(), choices.end(), [&pane](const AdapterChoice& one) { return one.folder == pane.adapterFolder; });
    if (!isListed) m_choices.push_back({pane.title, pane.adapterFolder, {}});   // one that the project does not know, or not any more
    m_adapter->setText(pane.title);
    m_adapter->setToolTip(pane.title.toHtmlEscaped());
    m_systemPrompt = pane.systemPrompt;
    m_system->setChecked(!m_systemPrompt.isEmpty());
    m_system->setToolTip(m_systemPrompt.isEmpty() ? tr("Give this pane a system prompt of its own") : m_systemPrompt.toHtmlEscaped());
    m_remove->setEnabled(isRemovable);
    m_remove->setToolTip(isRemovable ? tr("Remove this pane") : tr("One pane has to stay"));
}

void PaneHead::showReference(bool isReference, bool isShown) {
    m_reference->setVisible(isShown);
    m_reference->setChecked(isReference);
    m_reference->setToolTip(isReference ? tr("The other panes are compared with this one") : tr("Compare the other panes with this one"));
}

void PaneHead::showAnswer(const CompareAnswer& answer) {
    m_fingerprint->setText(answer.fingerprint.isEmpty() ? tr("no answer yet") : tr("weights %1").arg(answer.fingerprint.left(8)));
    m_fingerprint->setToolTip(
        answer.fingerprint.isEmpty() ? QString() : tr("SHA-256 of the weights that gave the last answer, base and adapter: %1").arg(answer.fingerprint));
    const double speed = answer.tokensPerSecond();
    m_speed->setText(speed > 0 ? tr("%1 tokens/s").arg(QLocale().toString(speed, 'f', speed < 10 ? 1 : 0)) : QString());
}

void PaneHead::editSystemPrompt() {
    bool isAccepted = false;
    const QString prompt = QInputDialog::getMultiLineText(this, tr("System prompt"), tr("What this pane is told before the dialogue. Empty: nothing."),
                                                          m_systemPrompt, &isAccepted);
    m_system->setChecked(!(isAccepted ? prompt : m_systemPrompt).isEmpty());
    if (!isAccepted) return;
    m_systemPrompt = prompt;
    emit systemPromptChanged(m_pane, prompt);
}

}  // namespace luthier
