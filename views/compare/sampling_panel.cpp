// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/compare/sampling_panel.h"

#include <QFormLayout>
#include <QLineEdit>
#include <QRandomGenerator>
#include <QRegularExpressionValidator>
#include <QSpinBox>

#include "views/shared/theme/decimals.h"
#include "views/shared/theme/icons.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

QDoubleSpinBox* number(const char* name, double low, double high, double step, const QString& help) {
    auto* const box = new theme::DecimalBox;
    box->setObjectName(QString::fromLatin1(name));
    box->setRange(low, high);
    box->setSingleStep(step);
    box->setDecimals(2);
    box->setToolTip(help);
    return box;
}

QSpinBox* whole(const char* name, int low, int high, const QString& help) {
    auto* const box = new QSpinBox;
    box->setObjectName(QString::fromLatin1(name));
    box->setRange(low, high);
    box->setToolTip(help);
    return box;
}

}  // namespace

SamplingPanel::SamplingPanel(QWidget* parent) : QFrame(parent, Qt::Popup) {
    setObjectName("sampling");
    setProperty("look", "card");
    auto* const form = new QFormLayout(this);
    form->setContentsMargins(theme::kSpace16, theme::kSpace16, theme::kSpace16, theme::kSpace16);
    form->setSpacing(theme::kSpace8);
    m_temperature = number("sampling.temperature", 0, 10, 0.1, tr("0 is greedy: always the most probable token. 0.7 is usual for chat."));
    m_temperature->setSpecialValueText(tr("0 (greedy)"));
    m_topP = number("sampling.topP", 0.01, 1, 0.05, tr("Only the most probable tokens that together have this probability. 1 is all."));
    m_topK = whole("sampling.topK", 0, 100000, tr("Only this many of the most probable tokens."));
    m_topK->setSpecialValueText(tr("all"));
    m_minP = number("sampling.minP", 0, 1, 0.05, tr("Only tokens with at least this share of the best one's probability."));
    m_penalty = number("sampling.penalty", 0.5, 2, 0.05, tr("Above 1: tokens that were there already become less probable."));
    m_maxNewTokens = whole("sampling.maxNewTokens", 1, 32768, tr("An answer ends here at the latest."));
    m_maxNewTokens->setSuffix(tr(" tokens"));
    m_seed = new QLineEdit;
    m_seed->setObjectName("sampling.seed");
    m_seed->setToolTip(tr("The same seed gives the same answer, whatever else is asked at the time. It counts above temperature 0."));
    m_seed->setValidator(new QRegularExpressionValidator(QRegularExpression("[0-9]{1,15}"), m_seed));
    auto* const seedRow = new QHBoxLayout;
    seedRow->setSpacing(theme::kSpace4);
    seedRow->addWidget(m_seed, 1);
    QToolButton* const dice = theme::iconButton("refresh", tr("Another seed"), "sampling.newSeed");
    connect(dice, &QToolButton::clicked, this, [this] { m_seed->setText(QString::number(QRandomGenerator::global()->bounded(1, 1000000))); });
    seedRow->addWidget(dice);
    form->addRow(theme::label(tr("Sampling"), "section"));
    form->addRow(tr("Temperature"), m_temperature);
    form->addRow(tr("Seed"), seedRow);
    form->addRow(tr("Longest answer"), m_maxNewTokens);
    form->addRow(tr("Top-p"), m_topP);
    form->addRow(tr("Top-k"), m_topK);
    form->addRow(tr("Min-p"), m_minP);
    form->addRow(tr("Repetition penalty"), m_penalty);
    form->addRow(theme::label(tr("Every pane is asked with the same values."), "caption"));
    setSampling({});
    for (QDoubleSpinBox* const box : {m_temperature, m_topP, m_minP, m_penalty}) connect(box, &QDoubleSpinBox::valueChanged, this, &SamplingPanel::changed);
    for (QSpinBox* const box : {m_topK, m_maxNewTokens}) connect(box, &QSpinBox::valueChanged, this, &SamplingPanel::changed);
    connect(m_seed, &QLineEdit::textChanged, this, &SamplingPanel::changed);
}

void SamplingPanel::setSampling(const CompareSampling& sampling) {
    m_temperature->setValue(sampling.temperature);
    m_topP->setValue(sampling.topP);
    m_minP->setValue(sampling.minP);
    m_penalty->setValue(sampling.repetitionPenalty);
    m_topK->setValue(sampling.topK);
    m_maxNewTokens->setValue(sampling.maxNewTokens);
    m_seed->setText(QString::number(sampling.seed));
}

CompareSampling SamplingPanel::sampling() const {
    CompareSampling sampling;
    sampling.temperature = m_temperature->value();
    sampling.topP = m_topP->value();
    sampling.minP = m_minP->value();
    sampling.repetitionPenalty = m_penalty->value();
    sampling.topK = m_topK->value();
    sampling.maxNewTokens = m_maxNewTokens->value();
    bool isNumber = false;
    const qlonglong seed = m_seed->text().toLongLong(&isNumber);
    if (isNumber) sampling.seed = seed;
    return sampling;
}

}  // namespace luthier
