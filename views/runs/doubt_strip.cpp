// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/runs/doubt_strip.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

QString doubtInWords(const RunControl::Doubt& doubt) {
    QStringList words;
    if (doubt.deafSeconds > 0) words << DoubtStrip::tr("It was asked to end %1 ago and has not.").arg(theme::secondsInWords(doubt.deafSeconds));
    if (doubt.silentSeconds > 0) {
        const QString silent = theme::secondsInWords(doubt.silentSeconds);
        words << (doubt.usualSeconds > 0 ? DoubtStrip::tr("No step for %1; one usually takes %2.").arg(silent, theme::secondsInWords(doubt.usualSeconds))
                                         : DoubtStrip::tr("No step yet, after %1.").arg(silent));
    }
    words << (doubt.isAlive ? DoubtStrip::tr("Its engine is alive: it may be at a long evaluation or save, or it hangs.")
                            : DoubtStrip::tr("Its engine gives no sign of life: it hangs, or the machine has stopped it."));
    if (doubt.deafSeconds == 0) words << DoubtStrip::tr("“Stop and save” asks it to end.");
    return words.join(QLatin1Char(' '));
}

QString lossOfEndingInWords(std::int64_t step, const std::optional<std::int64_t>& checkpoint) {
    if (!checkpoint) return DoubtStrip::tr("Ended now, all of it is lost: there is no checkpoint yet.");
    const std::int64_t lost = std::max<std::int64_t>(step - *checkpoint, 0);
    const QString kept = DoubtStrip::tr("Nothing before the checkpoint of step %1 is lost; Resume goes on from there.").arg(theme::countInWords(*checkpoint));
    return lost == 0 ? kept : DoubtStrip::tr("Ended now, %n step(s) are lost.", nullptr, static_cast<int>(lost)) + QLatin1Char(' ') + kept;
}

DoubtStrip::DoubtStrip(QWidget* parent) : QFrame(parent) {
    setObjectName("runs.doubt");
    setProperty("look", "strip");
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(theme::kSpace12, theme::kSpace8, theme::kSpace12, theme::kSpace8);
    row->setSpacing(theme::kSpace12);
    auto* const words = new QVBoxLayout;
    words->setSpacing(theme::kSpace4);
    m_words = theme::label({}, "warning", true);
    m_words->setObjectName("runs.doubt.words");
    m_loss = theme::label({}, "", true);
    m_loss->setObjectName("runs.doubt.loss");
    words->addWidget(m_words);
    words->addWidget(m_loss);
    row->addLayout(words, 1);
    m_end = theme::button(tr("End it now"), "runs.action.end", "danger", "stop");
    m_end->setToolTip(tr("Ends the engine of this run at once, without a checkpoint"));
    connect(m_end, &QPushButton::clicked, this, &DoubtStrip::endWanted);
    row->addWidget(m_end, 0, Qt::AlignVCenter);
    hide();
}

void DoubtStrip::show(const RunControl::Doubt& doubt, std::int64_t step, const std::optional<std::int64_t>& checkpoint) {
    setVisible(doubt.isAny());
    if (!doubt.isAny()) return;
    const bool isDeaf = doubt.deafSeconds > 0;
    m_words->setText(doubtInWords(doubt));
    m_loss->setVisible(isDeaf);
    m_end->setVisible(isDeaf);
    if (isDeaf) m_loss->setText(lossOfEndingInWords(step, checkpoint));
}

}  // namespace luthier
