// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/runs/film_strip.h"

#include <algorithm>
#include <cmath>

#include <QComboBox>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include "views/runs/rollouts_model.h"
#include "views/shared/form/value_editors.h"
#include "views/shared/theme/scroll.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

FilmStrip::FilmStrip(RunFeed& feed, QWidget* parent)
    : QWidget(parent), m_feed(feed), m_prompt(new QComboBox), m_words(theme::label({}, "muted", true)), m_inner(new QWidget), m_list(new QVBoxLayout(m_inner)) {
    setObjectName("runs.film");
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::kSpace8);
    m_prompt->setObjectName("runs.film.prompt");
    m_prompt->setAccessibleName(tr("Held-out prompt"));
    m_prompt->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_prompt->setMinimumContentsLength(40);
    ignoreWheelUnfocused(m_prompt);
    column->addWidget(m_prompt);
    column->addWidget(m_words);
    m_list->setContentsMargins(0, 0, theme::kSpace4, theme::kSpace16);
    m_list->setSpacing(theme::kSpace8);
    m_list->addStretch(1);
    column->addWidget(theme::plainScroll(m_inner), 1);
    connect(m_prompt, &QComboBox::currentIndexChanged, this, [this] {
        m_shown.clear();
        showFrames();
    });
}

void FilmStrip::setAnswers(std::int64_t run, const std::shared_ptr<const RolloutAnswers>& answers) {
    if (run == m_run && answers == m_answers) return;
    if (run != m_run) {
        m_prompts.clear();
        m_shown.clear();
        const QSignalBlocker silent(m_prompt);
        m_prompt->clear();
    }
    m_run = run;
    m_answers = answers;
    if (isVisible()) readPrompts();
}

void FilmStrip::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    readPrompts();
}

void FilmStrip::readPrompts() {
    if (!m_answers) return;
    std::vector<std::string> prompts = m_prompts;
    for (std::size_t i = 0; i < m_answers->size() && prompts.size() < maxPrompts; ++i) {
        const RolloutAnswer& answer = (*m_answers)[i];
        if (answer.isHeldOut && std::find(prompts.begin(), prompts.end(), *answer.prompt) == prompts.end()) prompts.push_back(*answer.prompt);
    }
    if (prompts.size() != m_prompts.size()) {
        const QSignalBlocker silent(m_prompt);
        for (std::size_t i = m_prompts.size(); i < prompts.size(); ++i) {
            const QString words = QString::fromStdString(prompts[i]);
            m_prompt->addItem(words.simplified());
            m_prompt->setItemData(m_prompt->count() - 1, Qt::convertFromPlainText(words), Qt::ToolTipRole);
        }
        m_prompts = std::move(prompts);
        if (m_prompt->currentIndex() < 0) m_prompt->setCurrentIndex(0);
    }
    showFrames();
}

void FilmStrip::choose(const RolloutAnswer& answer) {
    readPrompts();
    const auto found = std::find(m_prompts.begin(), m_prompts.end(), *answer.prompt);
    if (found != m_prompts.end()) m_prompt->setCurrentIndex(static_cast<int>(found - m_prompts.begin()));
}

void FilmStrip::showFrames() {
    const int current = m_prompt->currentIndex();
    m_words->setText(m_prompts.empty() ? tr("The run has no answers to held-out prompts: hold some rows out, and each evaluation answers them.") : QString());
    m_words->setVisible(m_prompts.empty());
    m_prompt->setVisible(!m_prompts.empty());
    if (!m_answers || current < 0 || static_cast<std::size_t>(current) >= m_prompts.size()) return;
    const std::string& prompt = m_prompts[static_cast<std::size_t>(current)];
    std::vector<const RolloutAnswer*> frames;
    for (std::size_t i = 0; i < m_answers->size(); ++i)
        if (const RolloutAnswer& answer = (*m_answers)[i]; answer.isHeldOut && *answer.prompt == prompt) frames.push_back(&answer);
    std::stable_sort(frames.begin(), frames.end(), [](const RolloutAnswer* a, const RolloutAnswer* b) {
        return a->isOfBase != b->isOfBase ? a->isOfBase : a->step < b->step;
    });
    if (frames.size() > maxFrames) frames.erase(frames.begin() + 1, frames.end() - static_cast<std::ptrdiff_t>(maxFrames - 1));
    std::vector<std::uint64_t> begins;
    std::vector<RolloutAnswer> answers;
    for (const RolloutAnswer* const frame : frames) {
        begins.push_back(frame->begin);
        answers.push_back(*frame);
    }
    if (begins == m_shown) return;
    m_shown = begins;
    m_feed.readRollouts(m_run, begins, this, [this, answers, asked = ++m_asked](Result<std::vector<RolloutText>> texts) {
        if (asked != m_asked) return;   // another one was asked for meanwhile
        while (QLayoutItem* const item = m_list->takeAt(0)) {
            if (QWidget* const widget = item->widget()) widget->deleteLater();
            delete item;
        }
        m_words->setVisible(!texts);
        if (!texts) m_words->setText(theme::errorInWords(texts.error()));
        for (std::size_t i = 0; texts && i < std::min(texts->size(), answers.size()); ++i) addFrame(answers[i], (*texts)[i]);
        m_list->addStretch(1);
    });
}

void FilmStrip::addFrame(const RolloutAnswer& answer, const RolloutText& text) {
    auto* const frame = theme::frame(answer.isOfBase ? "sunken" : "card");
    auto* const column = new QVBoxLayout(frame);
    column->setContentsMargins(theme::kSpace12, theme::kSpace8, theme::kSpace12, theme::kSpace12);
    column->setSpacing(theme::kSpace4);
    QStringList facts{answer.isOfBase ? tr("The base") : tr("Step %1").arg(theme::countInWords(answer.step))};
    if (!std::isnan(answer.reward)) facts << tr("reward %1").arg(rewardInWords(answer.reward));
    if (!std::isnan(answer.kl) && !answer.isOfBase) facts << tr("KL %1 nats").arg(rewardInWords(answer.kl));
    facts << tr("%1 tokens").arg(theme::countInWords(answer.length)) + (answer.isCut ? tr(", cut") : QString());
    column->addWidget(theme::label(facts.join(QStringLiteral("  \u00B7  ")), "caption"));
    auto* const words = theme::label(text.text.empty() ? tr("(an empty answer)") : QString::fromStdString(text.text), text.text.empty() ? "muted" : "", true);
    words->setFont(theme::font(theme::TextStyle::Reading));
    words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    words->setObjectName(QStringLiteral("runs.film.frame.%1").arg(m_list->count()));
    column->addWidget(words);
    m_list->addWidget(frame);
}

}  // namespace luthier
