// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/train/method_advice.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include "core/recipe/presets.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

QString words(const char* text) { return QCoreApplication::translate("RunDraft", text); }
QString tr(const char* text) { return QCoreApplication::translate("luthier", text); }

struct Known { const char* kind; const char* preset; const char* title; const char* why; };
constexpr Known kKnown[] = {
    {"pair", "dpo-lora", QT_TRANSLATE_NOOP("RunDraft", "DPO"), QT_TRANSLATE_NOOP("RunDraft", "Makes the better answer likelier than the worse one, at once")},
    {"pair", "reward-lora", QT_TRANSLATE_NOOP("RunDraft", "Reward model"),
     QT_TRANSLATE_NOOP("RunDraft", "Learns to score answers; PPO or GRPO can then learn from the scores")},
    {"ranking", "reward-lora", QT_TRANSLATE_NOOP("RunDraft", "Reward model"), QT_TRANSLATE_NOOP("RunDraft", "Learns the whole order of the answers")},
    {"ranking", "dpo-lora", QT_TRANSLATE_NOOP("RunDraft", "DPO"), QT_TRANSLATE_NOOP("RunDraft", "Learns from the best and the worst of each")},
    {"scored", "kto-lora", QT_TRANSLATE_NOOP("RunDraft", "KTO"), QT_TRANSLATE_NOOP("RunDraft", "Learns from single answers that were judged good or bad")},
    {"scored", "reward-lora", QT_TRANSLATE_NOOP("RunDraft", "Reward model"), QT_TRANSLATE_NOOP("RunDraft", "Learns to give such scores itself")},
    {"prompt", "grpo-lora", QT_TRANSLATE_NOOP("RunDraft", "GRPO"),
     QT_TRANSLATE_NOOP("RunDraft", "Answers each prompt several times and learns from what is better than the rest")},
    {"prompt", "ppo-lora", QT_TRANSLATE_NOOP("RunDraft", "PPO with a reward model"),
     QT_TRANSLATE_NOOP("RunDraft", "The classic: a critic learns what to expect, and the reward is a model of your preferences")},
    {"conversation", "sft-lora", QT_TRANSLATE_NOOP("RunDraft", "Fine-tuning"), QT_TRANSLATE_NOOP("RunDraft", "Learns to answer as these dialogues do")},
    {"conversation", "grpo-lora", QT_TRANSLATE_NOOP("RunDraft", "GRPO"),
     QT_TRANSLATE_NOOP("RunDraft", "Answers the questions itself, and a reward judges; the given answers are what it can be compared with")},
    {"text", "pretrain-text", QT_TRANSLATE_NOOP("RunDraft", "Continued pre-training"), QT_TRANSLATE_NOOP("RunDraft", "Learns to write on as these texts do")},
};

std::string methodOfPreset(const char* id) {
    const Preset* const preset = findPreset(id);
    return preset == nullptr ? std::string() : preset->run.value("method", Json::object()).value("type", std::string());
}

}  // namespace

QString kindsInWords(const std::string& kind) {
    static const std::pair<const char*, const char*> known[] = {
        {"text", QT_TRANSLATE_NOOP("RunDraft", "texts")},       {"conversation", QT_TRANSLATE_NOOP("RunDraft", "chats")},
        {"pair", QT_TRANSLATE_NOOP("RunDraft", "pairs")},       {"ranking", QT_TRANSLATE_NOOP("RunDraft", "rankings")},
        {"scored", QT_TRANSLATE_NOOP("RunDraft", "scored answers")}, {"prompt", QT_TRANSLATE_NOOP("RunDraft", "prompts")},
    };
    for (const auto& [name, text] : known)
        if (kind == name) return words(text);
    return QString::fromStdString(kind);
}

MethodAdvice adviceFor(const std::string& kind, std::int64_t numRows) {
    MethodAdvice advice;
    advice.words = tr("You have %1 %2:").arg(theme::countInWords(numRows), kindsInWords(kind));
    for (const Known& known : kKnown)
        if (kind == known.kind && findPreset(known.preset) != nullptr) advice.choices.push_back({words(known.title), words(known.why), known.preset});
    return advice;
}

AdviceLine::AdviceLine() : m_words(theme::label({}, "muted")) {
    setObjectName(QStringLiteral("train.advice"));
    m_row = new QHBoxLayout(this);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(theme::kSpace8);
    m_row->addWidget(m_words);
    m_row->addStretch(1);
    m_words->setObjectName(QStringLiteral("train.advice.words"));
    hide();
}

void AdviceLine::show(const MethodAdvice& advice, const std::string& method) {
    setVisible(!advice.choices.empty());
    QString shown = advice.words + QString::fromStdString(method);
    for (const MethodAdvice::Choice& choice : advice.choices) shown += QLatin1String(choice.preset);
    if (shown == m_shown) return;
    m_shown = shown;
    m_words->setText(advice.words);
    for (auto* const old : findChildren<QToolButton*>()) {
        m_row->removeWidget(old);
        old->hide();
        old->deleteLater();   // it may be its own click that we are in
    }
    int at = 1;
    for (const MethodAdvice::Choice& choice : advice.choices) {
        auto* const chip = new QToolButton;
        chip->setObjectName(QStringLiteral("train.advice.") + QLatin1String(choice.preset));
        chip->setProperty("look", "chip");
        chip->setCheckable(true);
        chip->setChecked(method == methodOfPreset(choice.preset));
        chip->setText(choice.title);
        chip->setToolTip(choice.why);
        chip->setAccessibleDescription(choice.why);
        m_row->insertWidget(at++, chip);
        connect(chip, &QToolButton::clicked, this, [this, chip, method, id = choice.preset] {
            chip->setChecked(method == methodOfPreset(id));   // until it is so
            if (!chip->isChecked()) emit presetAsked(QLatin1String(id));
        });
    }
}

}  // namespace luthier
